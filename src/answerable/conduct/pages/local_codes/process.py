"""The page of a local code: where it is, its clauses, its moments, who takes part, what was decided."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Refused
from answerable.alliance.models import Network
from answerable.alliance.queries import naming
from answerable.kit import clock
from answerable.kit.asking import Question, ask

from ...actions.local_codes import beginning as acts
from ...actions.local_codes.taking_up_again import take_up_local_code
from ...models import LocalCode
from ...permissions import EVERYBODY_READS, may_adopt
from ...queries import contributions as said
from ...queries import local_codes as queries
from ...queries import partners
from ...queries.alignment import how_many_open, table
from ...queries.instruments import name_of
from ...queries.standing import is_of_network
from ...rules.words import VersionState
from ..words import VERSION_STATUS, VERSIONS
from . import forms
from .choosing import language_choices
from .deciding import decision_waits_for, decisions_shown
from .finding import Here, everybody, find, find_network, language, way_to
from .moments import moments_shown, names_told
from .partners import partner_name
from .showing import steps_of
from .tongues import notes_of, rows_of


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The local codes of a network; where there is one, it is shown at once."""
    network, actor, today = find_network(slug), actor_of(request), clock.today()
    found = queries.of_network(network, actor, today)
    if len(found) == 1 and "all" not in request.GET:
        code = found[0]
        return show(request, find(request, slug, code.pk))
    context = {
        "network": network, "name": naming.network_name(network, language()), "way": way_to(network)[:1],
        "codes": [_row(one) for one in found], "may_begin": may_adopt(actor, network.path),
        "is_member": is_of_network(actor, network.path), "given_up": given_up_rows(actor, network),
    }  # fmt: skip
    return render(request, "conduct/local/list.html", context)


def given_up_rows(actor: Actor, network: Network) -> list[dict[str, Any]]:
    """Returns what a network gave up, for those who may take it up again."""
    if not may_adopt(actor, network.path):
        return []
    return [_row(one) | {"again": reverse("local_code_take_up", args=[network.slug, one.pk])} for one in queries.given_up(network)]  # fmt: skip


def _row(one: LocalCode) -> dict[str, Any]:
    return {
        "href": reverse("local_code_one", args=[one.version.instrument.network.slug, one.pk]), "code": one,
        "name": name_of(one.version.instrument, language()), "parent": name_of(one.parent.instrument, language()),
        "state": VERSIONS[one.version.state], "status": VERSION_STATUS[one.version.state],
    }  # fmt: skip


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    return show(request, find(request, slug, pk))


def show(request: HttpRequest, here: Here) -> HttpResponseBase:
    if not here.may.inside:
        return _from_outside(request, here)
    code = here.code
    moments, told = queries.moments_of(code), names_told()
    aligned, counted, clauses = table(code), queries.counted(code), clauses_shown(here)
    open_clauses = how_many_open(aligned)
    context = {
        "here": here, "may": here.may, "way": here.way()[:-1], "code": code, "state": VERSIONS[code.version.state],
        "status": VERSION_STATUS[code.version.state], "who": everybody(),
        "steps": steps_of(moments, told), "moments": moments_shown(here, moments), "counted": counted,
        "clauses": clauses, "taken_out": clauses_shown(here, taken_out=True) if here.may.writes else [],
        "open_clauses": open_clauses, "parent_clauses": len(aligned),
        "decision_waits": decision_waits_for(clauses=len(clauses), waiting=counted["waiting"], open_clauses=open_clauses),
        "partners": partners.how_many_asked(code), "decisions": decisions_shown(here),
        "public": [(partner_name(one), one) for one in partners.asked_by(code, here.actor) if one.public and one.words],
        "overdue": said.narrowed(said.of_code(code), "overdue", here.today).count(),
        "may_take_up": here.may.decides and queries.given_up(here.network).filter(pk=code.pk).exists(),
        "text_href": _text_href(here) if code.version.state in EVERYBODY_READS else "", "languages": rows_of(here),
    }  # fmt: skip
    return render(request, "conduct/local/process.html", context)


def _from_outside(request: HttpRequest, here: Here) -> HttpResponseBase:
    """What everybody sees once it was adopted: the text, how it came about and what was decided; not who said what."""
    version = here.code.version
    texts = {one.language: one for one in version.texts.all()}
    text = texts.get(language()) or texts.get(here.original)
    context = {
        "here": here, "way": here.way()[:-1], "text": text, "decisions": decisions_shown(here), "href": _text_href(here),
        "state": VERSIONS[version.state], "status": VERSION_STATUS[version.state],
    }  # fmt: skip
    return render(request, "conduct/local/adopted.html", context)


def _text_href(here: Here) -> str:
    return reverse("promise_version", args=[here.code.version.instrument.slug, here.code.version.slug])


def clauses_shown(here: Here, *, taken_out: bool = False) -> list[dict[str, Any]]:
    """Returns each clause with how much was said of it and what waits: two questions for all of them."""
    version = here.code.version
    clauses = queries.taken_out_of(version) if taken_out else queries.clauses_of(version)
    said_of = said.numbers_by_clause(here.code)
    return [
        {
            "clause": one, "text": queries.text_of(one, language(), here.original), "notes": notes_of(queries.text_of(one, language(), here.original), queries.text_of(one, here.original)), "all": said_of.get(one.pk, (0, 0))[0],
            "waiting": said_of.get(one.pk, (0, 0))[1], "href": here.address("local_clause", one.pk),
        }
        for one in clauses
    ]  # fmt: skip


@opens(SIGNED_IN)
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A network begins to make a text its own."""
    network, actor = find_network(slug), actor_of(request)
    if not may_adopt(actor, network.path):
        raise Refused("not_your_place")
    found = {str(one.parent.pk): one for one in queries.beginnings(network)}
    parents = [(pk, _parent_words(one)) for pk, one in found.items()]
    question = Question(
        title=_("Make a text our own"), button=_("Begin"), saved=_("It is begun. Invite people, and open it once the first draft can be read."),
        done=lambda made: reverse("local_code_one", args=[slug, made.pk]), way=way_to(network), who=everybody(),
        lead=_("You start from a text that was adopted above your network. It takes four moments: listen, say yes, look at your own practice, write and adopt together."),
        template="conduct/local/begin.html", context={"none": not found, "done": reverse("local_codes", args=[slug]), "given_up": given_up_rows(actor, network)},
    )  # fmt: skip

    def act(form: forms.BeginForm) -> object:
        typed = dict(form.cleaned_data)
        parent = found[typed.pop("parent")].parent
        return acts.begin_local_code(by=actor, network=network, parent=parent, **typed)

    def make(data: Any) -> forms.BeginForm:
        initial = {"parent": parents[0][0] if len(parents) == 1 else "", "language": language()}
        return forms.BeginForm(data, parents=parents, languages=language_choices(), initial=initial)

    return ask(request, question, make, act)


def _parent_words(one: queries.Beginning) -> str:
    place = naming.network_name(one.parent.instrument.network, language())
    return f"{name_of(one.parent.instrument, language())} · {one.parent.label} · {place}"


@opens(SIGNED_IN)
def open_up(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Opening it for contributions."""
    here = find(request, slug, pk, "decides")
    question = Question(
        title=_("Open it for contributions"), button=_("Open it"), done=here.address(), saved=_("It is open: everybody who was invited is told."),
        way=here.way(), who=everybody(), lead=_("Everybody who was invited reads the draft and says what they think, clause by clause. Each one gets an answer by the day that stands beside it."),
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: acts.open_drafting(by=here.actor, code=here.code))


@opens(SIGNED_IN)
def terms(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Whether names are asked, and how soon everybody is answered."""
    here = find(request, slug, pk, "runs")
    question = Question(
        title=_("How one contributes"), button=_("Keep this"), done=here.address(), saved=_("It holds from now on. Days that were promised stay."),
        way=here.way(), who=everybody(),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.TermsForm(data, initial=acts.terms_now(here.code)),
        lambda form: acts.set_terms(by=here.actor, code=here.code, began=form.began_from, **form.typed()),
    )  # fmt: skip


@opens(SIGNED_IN)
def give_up(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Ending the work without a text."""
    here = find(request, slug, pk, "decides")
    question = Question(
        title=_("Give it up"), button=_("Give it up"), done=reverse("local_codes", args=[slug]), saved=_("It is given up. What was said and answered is kept."),
        way=here.way(), who=everybody(), danger=True, lead=_("Nothing is adopted. Whoever contributed still finds their words and the answers on their own page."),
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: acts.give_up_local_code(by=here.actor, code=here.code))


@opens(SIGNED_IN)
def take_up_again(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Going on with what was given up."""
    here = find(request, slug, pk, "decides")
    question = Question(
        title=_("Take the draft up again"), button=_("Take the draft up again"), done=here.address(), saved=_("It is a draft again."),
        way=here.way(), who=everybody(), lead=_("Its words and moments, and what was said and answered, are still there. Nobody is told before you open it for contributions again."),
        template="conduct/local/take_up_again.html", context={"is_behind": here.code.parent.state != VersionState.ADOPTED},
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: take_up_local_code(by=here.actor, code=here.code))
