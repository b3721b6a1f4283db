"""What its owner says of a commitment: done, another day, not kept, open again, other words, other readers, steps."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.days import today_at
from answerable.kit import clock

from .. import actions as acts
from ..actions.making import said_in
from ..actions.stepping import step_now
from ..models import Commitment
from ..queries.naming import Names
from . import forms
from .asking import ask, language, of_owner, page_of, title_of, way_to
from .presenting import who_sees


def who(request: HttpRequest, commitment: Commitment) -> str:
    names = Names.of([commitment], actor_of(request), language(), clock.today())
    return who_sees(commitment, names)


@opens(SIGNED_IN)
def done(request: HttpRequest, key: str) -> HttpResponseBase:
    """It is done."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.DoneForm(data, files, initial={"on": today_at(one.place.path)}),
        lambda form: acts.say_done(by=actor, commitment=one, **form.facts()),
        title=_("It is done"), button=_("Say that it is done"), done=page_of(one), saved=_("It is kept that it is done."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def not_kept(request: HttpRequest, key: str) -> HttpResponseBase:
    """It was not kept: why, and what comes instead."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.NotKeptForm(data, files, commitment=one, now_in=language()),
        lambda form: acts.not_kept(by=actor, commitment=one, words=form.cleaned_data["said"], instead=form.promise()),
        title=_("It was not kept"), button=_("Say it plainly"), done=page_of(one),
        saved=_("Thank you for saying it plainly. Those it was made to are told."), who=who(request, one),
        lead=_("It happens. Whoever says so, and says why, keeps the trust of others."), about=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def again(request: HttpRequest, key: str) -> HttpResponseBase:
    """It is open again."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.AgainForm(data, files, initial={"due": max(one.due, today_at(one.place.path))}),
        lambda form: acts.open_again(by=actor, commitment=one, **form.facts()),
        title=_("Open it again"), button=_("Open it again"), done=page_of(one), saved=_("It is open again."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def day(request: HttpRequest, key: str) -> HttpResponseBase:
    """Another day, with the reason."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.DayForm(data, files, initial={"due": one.due}),
        lambda form: acts.move_day(by=actor, commitment=one, **form.facts()),
        title=_("Another day"), button=_("Move the day"), done=page_of(one), saved=_("The new day is kept, with your reason."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def words(request: HttpRequest, key: str) -> HttpResponseBase:
    """Other words for the same."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.WordsForm(data, files, initial=said_in(one, one.language)),
        lambda form: acts.reword(by=actor, commitment=one, **form.facts()),
        title=_("Say it in better words"), button=_("Keep these words"), done=page_of(one),
        saved=_("The new words are kept. What it said before stays in its history."), who=who(request, one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def tongue(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same in one more language."""
    one, actor = of_owner(request, key)
    there = {text.language for text in one.texts.all()}
    chosen = request.GET.get("tongue", "") if request.GET.get("tongue", "") in there - {one.language} else ""
    initial = said_in(one, chosen) | ({"language": chosen} if chosen else {})

    def make(data: Any, files: Any) -> forms.LanguageForm:
        form = forms.LanguageForm(
            data, files, now_in=language(), own=one.language, there=there, chosen=chosen, initial=said_in(one, chosen)
        )
        form.initial.update(initial)
        return form

    return ask(
        request, make,
        lambda form: acts.put_in_language(by=actor, commitment=one, **form.facts()),
        title=_("Say it in another language"), button=_("Keep these words"), done=page_of(one), saved=_("The words are kept."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def readers(request: HttpRequest, key: str) -> HttpResponseBase:
    """Who may read it from now on."""
    one, actor = of_owner(request, key)
    return ask(
        request, lambda data, files: forms.ShownForm(data, files, initial={"shown": one.shown}),
        lambda form: acts.change_shown(by=actor, commitment=one, **form.facts()),
        title=_("Who may read it"), button=_("Keep this"), done=page_of(one), saved=_("It is kept as you chose."),
        who=who(request, one), lead=_("Whoever has read it keeps what they read."), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def steps(request: HttpRequest, key: str) -> HttpResponseBase:
    """More steps."""
    one, actor = of_owner(request, key)
    return ask(
        request, forms.StepsForm, lambda form: acts.add_steps(by=actor, commitment=one, steps=form.new_steps()),
        title=_("More steps"), button=_("Add them"), done=f"{page_of(one)}#steps", saved=_("The steps are added."),
        who=who(request, one), lead=title_of(one), crumbs=way_to(one),
    )  # fmt: skip


@require_POST
@opens(SIGNED_IN)
def tick(request: HttpRequest, key: str) -> HttpResponseBase:
    """Which steps are done."""
    one, actor = of_owner(request, key)
    done, shown, was = (_numbers(request, name) for name in ("done", "shown", "was"))
    acts.tick_steps(by=actor, commitment=one, done=done, shown=shown or None, was=was)
    answer = HttpResponseRedirect(f"{page_of(one)}#steps")
    answer.status_code = 303
    return answer


def _numbers(request: HttpRequest, name: str) -> set[int]:
    sent = request.POST.getlist(name)
    return {int(text) for text in sent if text.isascii() and text.isdecimal() and len(text) < 18}


@opens(SIGNED_IN)
def step(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """One step: other words, another day, or away with it."""
    one, actor = of_owner(request, key)
    kept = one.steps.filter(pk=pk).first()
    if kept is None:
        raise Hidden

    def act(form: forms.StepForm) -> object:
        typed = form.cleaned_data
        if typed["remove"]:
            return acts.remove_step(by=actor, commitment=one, step=kept, began=form.began_from)
        return acts.change_step(
            by=actor, commitment=one, step=kept, words=typed["said"], due=typed["due"], began=form.began_from
        )

    return ask(
        request, lambda data, files: forms.StepForm(data, files, initial=step_now(kept)), act,
        title=_("Change a step"), button=_("Keep this"), done=f"{page_of(one)}#steps", saved=_("It is kept."),
        who=who(request, one), crumbs=way_to(one),
    )  # fmt: skip


@opens(SIGNED_IN)
def release(request: HttpRequest, key: str) -> HttpResponseBase:
    """Asking to be let go; or keeping it after all."""
    one, actor = of_owner(request, key)
    # what the page asked that they saw: somebody else may have asked, or been answered, meanwhile
    asked = "keeps" in request.POST if request.method == "POST" else one.requests.filter(closed_on=None).exists()
    form: type[forms.RoomForm] = forms.KeepForm if asked else forms.ReleaseForm

    def act(sent: forms.RoomForm) -> object:
        if asked:
            return acts.withdraw_request(by=actor, commitment=one)
        return acts.ask_release(by=actor, commitment=one, words=sent.cleaned_data["said"])

    return ask(
        request, form, act, done=page_of(one), who=who(request, one), crumbs=way_to(one),
        title=_("Keep it after all") if asked else _("Ask to be let go"), button=_("Take the question back") if asked else _("Ask them"),
        saved=_("The question is taken back.") if asked else _("Those it was made to are asked. They decide."),
        lead=title_of(one) if asked else _("Those it was made to decide. All of them have to agree."),
    )  # fmt: skip
