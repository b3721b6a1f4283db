"""Handing over: what I leave for whoever follows, and what was left for me."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.kit import clock

from ..actions import handovers as acts
from ..actions.handover_texts import facts_of
from ..models import Term
from ..queries import handovers, naming
from ..rules.handovers import Text
from .desk.asking import Question, ask, language
from .forms.handovers import AcceptForm, DoneForm, HandoverForm
from .presenters.seats import seat_name
from .words import OFFICES


@dataclass(frozen=True)
class Line:
    """One term in the list, with what one may do there."""

    mark: str
    role: str
    place: str
    term: handovers.Held
    is_there: bool
    is_begun: bool = False  # by the holder


def who_reads() -> str:
    return _(
        "Whoever holds this office or seat, and whoever follows. Those who keep the records do not. It is kept sealed."
    )


def way() -> list[tuple[str, str]]:
    return [(reverse("me"), _("My page")), (reverse("handovers"), _("Handovers"))]


def role_of(term: handovers.Held) -> str:
    if isinstance(term, Term):
        return seat_name(term.seat, language())
    return str(OFFICES[term.office])


def place_of(term: handovers.Held) -> str:
    if isinstance(term, Term):
        return naming.body_name(term.seat.body, language())
    if term.network:
        return naming.network_name(term.network, language())
    return naming.organisation_name(term.organisation, language()) if term.organisation else ""


def line_of(term: handovers.Held) -> Line:
    written_by_holder = list(handovers.rows_of(term).values_list("by_holder", flat=True))
    return Line(
        handovers.mark_of(term), role_of(term), place_of(term), term, bool(written_by_holder), any(written_by_holder)
    )


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest) -> HttpResponseBase:
    """What I may write for whoever follows me, and what was left for me."""
    actor = actor_of(request)
    terms = handovers.own_terms(actor.account_id, clock.today())
    before = [one for term in terms for one in handovers.preceding(term) if handovers.followed_as(actor, one)]
    context = {
        "mine": [line_of(one) for one in terms if handovers.holds(actor, one)],
        "left": [line for line in map(line_of, before) if line.is_there], "way": way()[:1], "who": _("Only you see this page."),
    }  # fmt: skip
    return render(request, "alliance/handovers.html", context)


def read_by(request: HttpRequest, mark: str) -> tuple[handovers.Held, Actor]:
    """Returns a term whose handover the reader may read; all others do not exist for them."""
    actor, term = actor_of(request), handovers.by_mark(mark)
    if term is None or not handovers.may_read(actor, term):
        raise Hidden
    return term, actor


@opens(SIGNED_IN)
def one(request: HttpRequest, mark: str) -> HttpResponseBase:
    """What was left: the notes, and the open things, ticked off by whoever took over."""
    term, actor = read_by(request, mark)
    notes = handovers.notes_of(term)
    begun = handovers.followed_as(actor, term, begun=True) is not None
    question = Question(
        title=_("Handover"), button=_("Keep this"), done=reverse("handover", args=[mark]), saved=_("It is kept."), way=way(),
        who=who_reads(), lead=f"{role_of(term)} · {place_of(term)}", template="alliance/handover.html",
        context={
            "notes": notes, "mark": mark, "begun": begun, "holds": handovers.holds(actor, term), "term": term,
            "things": [thing for note in notes for thing in note.text.things],
            "is_begun": any(note.row.by_holder for note in notes), "awaits": begun and any(note.row.accepted_on is None for note in notes),
        },
    )  # fmt: skip
    return ask(
        request, question, lambda data: DoneForm(data, notes=notes),
        lambda form: acts.tick_things(by=actor, term=term, done=form.cleaned_data["done"], began=form.began_from),
    )  # fmt: skip


@opens(SIGNED_IN)
def write(request: HttpRequest, mark: str) -> HttpResponseBase:
    """A note for whoever follows; somebody else who keeps the place only adds one, and never sees what is there."""
    actor, term = actor_of(request), handovers.by_mark(mark)
    if term is None:
        raise Hidden
    is_holder = handovers.holds(actor, term)
    is_sent_too_late = request.method == "POST" and handovers.is_of(actor, term)  # refused, but not lost
    if not (is_holder or acts.may_add(actor, term) or is_sent_too_late):
        raise Hidden
    text = handovers.own_text(term) if is_holder else Text()
    unseen = _("You yourself will not see it again once it is kept.")
    who = who_reads() if is_holder else f"{who_reads()} {unseen}"
    question = Question(
        title=_("Write a handover") if text.is_empty else _("Change the handover"), button=_("Keep it sealed"), saved=_("It is kept, sealed, for whoever follows."), way=way(), who=who,
        done=reverse("handover", args=[mark]) if is_holder else reverse("handovers"),
        lead=f"{role_of(term)} · {place_of(term)}",
    )  # fmt: skip
    return ask(
        request, question, lambda data: HandoverForm(data, initial=facts_of(text)),
        lambda form: acts.write_handover(by=actor, term=term, **form.written(), began=form.began_from),
    )  # fmt: skip


@opens(SIGNED_IN)
def accept(request: HttpRequest, mark: str) -> HttpResponseBase:
    """Saying that one has taken over."""
    term, actor = read_by(request, mark)
    if handovers.followed_as(actor, term, begun=True) is None:
        raise Hidden
    question = Question(
        title=_("Take over"), button=_("I have taken over"), done=reverse("handover", args=[mark]), saved=_("It is kept that you took over today."),
        way=way(), who=_("The day is recorded. Whoever held it before you is told."), lead=f"{role_of(term)} · {place_of(term)}",
    )  # fmt: skip
    return ask(request, question, AcceptForm, lambda _form: acts.accept_handover(by=actor, term=term))
