"""Asking for help, answering, closing: a list of what one may read, and one request."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import OFFICES, network_name, organisation_name

from ...actions import helping as acts
from ...models import Duty, HelpAnswer, HelpRequest
from ...permissions import require
from ...queries import duties, seeing
from ...queries.helping import may_answer, requests_seen_by
from ...queries.merged import kept_subject
from ...queries.own import NAMES_OF_SUBJECT
from ...queries.sides import speaks_for
from ...rules.saying import HelpMove, HelpState
from ..days import language
from ..words import HELP_MOVES, HELP_STATES, HELP_STATUS
from . import forms
from .finding import Way, address_of, ask, asked_on, duty_of, duty_page, name_of, page_of_request

PAGE = 20
SUBJECTS = (*NAMES_OF_SUBJECT, "network__texts")


@dataclass(frozen=True)
class Row:
    """A request in a list."""

    href: str
    duty: str
    who: str
    network: str
    request: HelpRequest
    status: str
    state: object
    is_own: bool


def rows_of(listed: list[HelpRequest], actor: Actor) -> list[Row]:
    now_in = language()
    found = {one.pk: one for one in duties.with_words({one.duty_id for one in listed})}
    return [
        Row(
            href=page_of_request(one), duty=_name_on(found[one.duty_id], one), who=name_of(one.subject, now_in), request=one,
            network=network_name(one.network, now_in), status=HELP_STATUS[HelpState(one.state)], state=HELP_STATES[HelpState(one.state)],
            is_own=speaks_for(actor, one.subject),
        )
        for one in listed
    ]  # fmt: skip


def _name_on(duty: Duty, one: HelpRequest) -> str:
    asking = duties.asking_on(duty, one.asked_on)
    return duties.words_of(asking, language()).name if asking else duty.number


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Who asks for help, as far as this reader may read it; what is open comes first."""
    actor = actor_of(request)
    found = requests_seen_by(actor).select_related("subject__person").prefetch_related(*SUBJECTS)
    is_closed = request.GET.get("state") == HelpState.CLOSED
    found = found.filter(state=HelpState.CLOSED) if is_closed else found.exclude(state=HelpState.CLOSED)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"rows": rows_of(list(page.object_list), actor), "page_of": page, "is_closed": is_closed}
    return render(request, "standards/subjects/help.html", context)


@dataclass(frozen=True)
class Asked:
    """A request that the reader may read."""

    request: HelpRequest
    actor: Actor
    name: str
    is_own: bool

    @property
    def is_open(self) -> bool:
        return self.request.state != HelpState.CLOSED


def asked(request: HttpRequest, key: object) -> Asked:
    """Returns a request that the reader may read; any other is not there."""
    actor = actor_of(request)
    rows = requests_seen_by(actor).select_related("subject__person").prefetch_related(*SUBJECTS)
    one = rows.filter(key=str(key)).first()
    if one is None:
        raise Hidden
    return Asked(one, actor, name_of(one.subject, language()), speaks_for(actor, one.subject))


@require_safe
@opens(SIGNED_IN)
def one(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of a request: what would help, who offered, what was answered."""
    found = asked(request, key)
    wanted = found.request
    _asking, words = asked_on(duty_of(wanted.duty.number), wanted.asked_on)
    subject = kept_subject(wanted.subject)
    sees = seeing.may_know(found.actor, subject)
    answers = wanted.answers.select_related("organisation__merged_into__merged_into")
    context = {
        "asked": found, "request_for": wanted, "duty": words, "title": _("Help with: %(duty)s") % {"duty": words.name},
        "duty_page": duty_page(subject, wanted.duty) if sees else address_of(wanted.duty),
        "who": who_reads(found), "status": HELP_STATUS[HelpState(wanted.state)], "state": HELP_STATES[HelpState(wanted.state)],
        "answers": [(row, HELP_MOVES[HelpMove(row.move)], speaker_of(row, found)) for row in answers], "way": _way(), "place": found.name, "network": network_name(wanted.network, language()),
        "may_answer": found.is_open and not found.is_own and may_answer(found.actor, wanted),
    }  # fmt: skip
    return render(request, "standards/subjects/help_request.html", context)


def speaker_of(row: HelpAnswer, found: Asked) -> str:
    """Says as whom somebody answered, never by whom: the asker, an organisation that offered to help, an office, a peer."""
    if row.move in {HelpMove.REPLY, HelpMove.CLOSE}:
        return found.name
    if row.organisation is not None:
        return organisation_name(kept_record(row.organisation), language())
    return str(OFFICES.get(row.office, _("Somebody of the network")))


def who_reads(found: Asked) -> str:
    """The line under the title: every part of it is what the program does."""
    wanted = found.request
    if wanted.subject.person_id:
        return _("Who asks, and those who keep the records of %(network)s.") % {
            "network": network_name(wanted.network, language())
        }
    said = _("Those who speak for %(name)s or keep its records, and people of %(network)s who may know of it.")
    if wanted.to_partners:
        said = _(
            "Those who speak for %(name)s or keep its records, people of %(network)s who may know of it, and partners who said that they may be asked for help."
        )
    return said % {"name": found.name, "network": network_name(wanted.network, language())}


def _way() -> Way:
    return [(reverse("help"), _("Who asks for help"))]


@dataclass(frozen=True)
class Move:
    """One thing that can be said of a request: by which act, in which form and words."""

    act: Callable[..., HelpAnswer]
    title: str
    button: str
    saved: str
    form: type[forms.RoomForm] = forms.WordsForm


def _says(request: HttpRequest, found: Asked, move: Move) -> HttpResponseBase:
    if request.method != "POST" and not found.is_open:
        return redirect(page_of_request(found.request))  # nobody writes what cannot be sent
    return ask(
        request, move.form,
        lambda sent: move.act(by=found.actor, request=found.request, words=sent.cleaned_data["said"], language=language()),
        title=move.title, button=move.button, done=page_of_request(found.request), saved=move.saved, way=_way(), who=who_reads(found),
        quoted=found.request.words, place=found.name,
    )  # fmt: skip


def _others(request: HttpRequest, key: str) -> Asked:
    found = asked(request, key)
    require(may_answer(found.actor, found.request))
    return found


def _askers(request: HttpRequest, key: str) -> Asked:
    found = asked(request, key)
    require(found.is_own)
    return found


@opens(SIGNED_IN)
def offer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Saying that one would help, and how."""
    move = Move(acts.offer_help, _("Offer help"), _("Offer it"), _("It is offered, and they are told."))
    return _says(request, _others(request, key), move)


@opens(SIGNED_IN)
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Saying what helps."""
    move = Move(acts.answer_help, _("Say what helps"), _("Say it"), _("It is said, and they are told."))
    return _says(request, _others(request, key), move)


@opens(SIGNED_IN)
def reply(request: HttpRequest, key: str) -> HttpResponseBase:
    """Saying something back, as who asked."""
    move = Move(acts.reply, _("Reply"), _("Say it"), _("It is said."))
    return _says(request, _askers(request, key), move)


@opens(SIGNED_IN)
def close(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ending it, as who asked."""
    move = Move(
        acts.close_help, _("Close it"), _("Close it"), _("It is closed. Thank you for asking."), forms.MaybeWordsForm
    )
    return _says(request, _askers(request, key), move)
