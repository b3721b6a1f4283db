"""The answer desk, one contribution with its answers, and what I said myself."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.models import Person
from answerable.alliance.queries import people
from answerable.kit import clock
from answerable.kit.asking import Question, ask
from answerable.kit.differences import pieces
from answerable.kit.languages import own_name

from ...actions.local_codes import answering as acts
from ...actions.local_codes.contributing import take_back
from ...models import Contribution
from ...queries import contributions as said
from ...queries.instruments import name_of
from ...queries.local_codes import counted, text_of
from ...rules.words import ContributionKind
from . import forms
from .finding import Here, everybody, find, language
from .showing import Line, clause_name, line_of, lines_of

AT_ONCE = 25
MOST_OTHERS = 200


def find_said(here: Here, key: str) -> Contribution:
    found = said.of_code(here.code).filter(key=key).first()
    if found is None:
        raise Hidden
    return found


@opens(SIGNED_IN)
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """What was said and waits, the longest first; several can be answered at once."""
    here = find(request, slug, pk, "writes")
    which = request.GET.get("which", "waiting")
    every = said.of_code(here.code).order_by("answer_by", "pk")
    page = Paginator(said.narrowed(every, which, here.today), AT_ONCE).get_page(request.GET.get("page"))
    lines, kept = lines_of(here, page), {str(one.key): one for one in page}
    question = Question(
        title=_("Answers"), button=_("Answer the chosen ones"), done=here.address("local_answers"), saved=_("They are answered."),
        way=here.way(), who=everybody(), template="conduct/local/answers.html",
        context={"here": here, "page_of_said": page, "lines": lines, "which": which, "counted": counted(here.code)},
    )  # fmt: skip

    def act(form: forms.SeveralForm) -> object:
        chosen = [kept[key] for key in form.cleaned_data["chosen"] if key in kept]
        reply = acts.Reply(form.cleaned_data["outcome"], form.cleaned_data["said"])
        return acts.answer_several(by=here.actor, contributions=chosen, reply=reply)

    listed = [(one.key, one.about) for one in lines if not one.taken_back]
    return ask(request, question, lambda data: forms.SeveralForm(data, listed=listed), act)


@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponseBase:
    """One contribution and its answers; the writing group answers here."""
    here = find(request, slug, pk, "inside")
    found = find_said(here, key)
    line = lines_of(here, [found])[0]
    way = here.way((here.address("local_clause", found.clause_id), clause_name(found.clause, here.original)) if found.clause else (here.address("local_whole"), clause_name(None, "")))  # fmt: skip
    context = {
        "here": here, "line": line, "may_answer": here.may.writes and here.is_open and not line.taken_back,
        "may_take_up": here.may.writes and here.is_open and found.kind == ContributionKind.WORDING and found.clause_id and line.waits,
    }  # fmt: skip
    question = Question(
        title=_("A contribution"), button=_("Send the answer"), done=here.address("local_said", key), saved=_("It is answered."), way=way,
        who=everybody(), template="conduct/local/said.html", context=context,
    )  # fmt: skip
    if not context["may_answer"]:
        if request.method == "POST":
            raise Refused("not_your_place")
        return render(request, question.template, {"question": question, "place": way[0][1], **context})
    others = _others(here, found)

    def act(form: forms.AnswerForm) -> object:
        typed = form.cleaned_data
        merged = said.of_code(here.code).filter(key=typed["merged_with"]).first() if typed.get("merged_with") else None
        return acts.answer(by=here.actor, contribution=found, reply=acts.Reply(typed["outcome"], typed["said"], merged))

    return ask(request, question, lambda data: forms.AnswerForm(data, others=others), act)


def _others(here: Here, found: Contribution) -> list[tuple[str, str]]:
    """Returns the other contributions to the same clause, each by its first words."""
    listed = said.of_code(here.code).filter(clause=found.clause_id, taken_back_on=None).exclude(pk=found.pk)
    without_words = _("another wording")
    return [
        (one.key, f"{one.who}: {(one.words or without_words)[:60]}") for one in lines_of(here, listed[:MOST_OTHERS])
    ]


@opens(SIGNED_IN)
def take_up(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponseBase:
    """Putting a proposed wording into the draft, in one step, with its answer."""
    here = find(request, slug, pk, "writes")
    found = find_said(here, key)
    tongue = found.wording_language or here.original
    text = text_of(found.clause, tongue) if found.clause else None
    if text is None or found.kind != ContributionKind.WORDING:
        raise Hidden
    line = lines_of(here, [found])[0]
    question = Question(
        title=_("Take up a wording"), button=_("Put it into the draft"), done=f"{here.address('local_clause', found.clause_id)}?text={tongue}", saved=_("The draft says it now, and whoever proposed it is answered."),
        way=here.way(), who=everybody(), template="conduct/local/take_up.html",
        context={
            "line": line, "pieces": pieces(text.body, found.wording), "text": text, "is_original": tongue == here.original,
            "original": own_name(here.original),
        },
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.TakeUpForm(data, initial={"revision": text.revision}),
        lambda form: acts.take_up_wording(
            by=here.actor, contribution=found, revision=form.cleaned_data["revision"], words=form.cleaned_data["said"]
        ),
    )  # fmt: skip


def _maker(request: HttpRequest) -> tuple[Actor, Person]:
    actor = actor_of(request)
    person = people.of_account(actor.account_id)
    if person is None:
        raise Hidden
    return actor, person


@require_safe
@opens(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    """What happened to what I said: all of it, without a name as well, each with its answer or the day it is promised."""
    actor, person = _maker(request)
    every = said.made_by(person)
    page = Paginator(every, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "rows": my_lines(actor, person, list(page)), "page_of_said": page,
        "way": [(reverse("me"), _("My page"))], "waiting": sum(1 for one in every if not one.answers.all() and not one.taken_back_on),
        "who": _("Only you see this page. What shows no name is found by a mark that only you can make."),
    }  # fmt: skip
    return render(request, "conduct/local/mine.html", context)


def my_lines(actor: Actor, person: Person, listed: list[Contribution]) -> list[tuple[Line, str]]:
    """Returns one's own contributions, each with the name of the text."""
    names = said.organisations_named(listed, actor, language())
    today = clock.today()
    return [
        (line_of(person, one, names, today), name_of(one.local_code.version.instrument, language())) for one in listed
    ]


@opens(SIGNED_IN)
def back(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking back what one said."""
    actor, person = _maker(request)
    found = said.with_answers(Contribution.objects.filter(key=key)).first()
    if found is None or not said.is_maker(person, found):
        raise Hidden
    question = Question(
        title=_("Take back what I said"), button=_("Take it back"), done=reverse("my_contributions"), saved=_("It is taken back: its words are gone."),
        way=[(reverse("me"), _("My page")), (reverse("my_contributions"), _("What I said"))], who=_("You."), danger=True,
        lead=_("Its words are deleted. That something was said, and what was answered, stays."),
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: take_back(by=actor, person=person, contribution=found),
    )  # fmt: skip
