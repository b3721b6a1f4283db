"""The history of a network or a body as lines: since when, until when, what, why."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import clock

from ...models import Body, Network, OfficeTerm, Term
from ...permissions import may_keep_network
from ...queries import history, naming
from ...queries.days import today_at
from ...queries.organisations import seen_by as organisations_seen_by
from ..words import END_REASONS, LEVELS, OFFICES
from .people import names_seen
from .seats import seat_name

MOST = 300


@dataclass(frozen=True)
class Happening:
    """`person` is empty where the name may not be read; `planned` where its first day is still to come."""

    starts: dt.date
    ends: dt.date | None
    what: str
    person: str = ""
    on_behalf: str = ""
    why: str = ""
    planned: bool = False


def of_network(network: Network, actor: Actor, language: str) -> list[Happening]:
    """Returns what happened to a network, the newest first: places, bodies, offices, merges."""
    rows = [
        *_places(network, language),
        *_bodies(network, language),
        *_merges(network, language),
        *_offices(network, actor),
    ]
    return sorted(rows, key=lambda one: (one.starts, one.what), reverse=True)[:MOST]


def _places(network: Network, language: str) -> list[Happening]:
    rows = []
    for move, ends in history.moves_with_ends(network):
        where = naming.network_name(move.parent, language) if move.parent else ""
        what = (
            _("Stood under %(network)s") % {"network": where} if where else str(LEVELS[network.level_kind]).capitalize()
        )
        rows.append(Happening(move.starts, ends, what))
    return rows


def _bodies(network: Network, language: str) -> list[Happening]:
    return [
        Happening(one.opened_on, one.closed_on, naming.body_name(one, language))
        for one in history.bodies_ever_at(network)
    ]


def _merges(network: Network, language: str) -> list[Happening]:
    rows = [
        Happening(one.merged_on, one.merged_on, _("%(network)s became part of it") % {"network": naming.network_name(one.gone, language)}, why=one.reason)
        for one in history.merges_into(network)
    ]  # fmt: skip
    if merge := history.merge_of(network):
        words = _("Became part of %(network)s") % {"network": naming.network_name(merge.kept, language)}
        rows.append(Happening(merge.merged_on, merge.merged_on, words, why=merge.reason))
    return rows


def _offices(network: Network, actor: Actor) -> list[Happening]:
    today = today_at(network.path)
    terms = list(history.offices_ever_at(network)[:MOST])
    names = names_seen({one.person_id for one in terms}, actor, clock.today())
    keeps_it = may_keep_network(actor, network.path)
    return [
        Happening(
            one.starts,
            one.ends,
            _office(one),
            names.get(one.person_id, ""),
            why=_why(one, keeps_it),
            planned=one.starts > today,
        )
        for one in terms
    ]


def of_body(body: Body, actor: Actor, language: str) -> list[Happening]:
    """Returns who sat on a body, and when its seats were added and closed, the newest first."""
    today = today_at(body.network.path)
    terms = list(history.terms_ever_on(body)[:MOST])
    names = names_seen({one.person_id for one in terms if one.person_id}, actor, clock.today())
    wanted = {one.organisation_id for one in terms if one.organisation_id}
    seen = organisations_seen_by(actor).filter(pk__in=wanted).prefetch_related("texts")
    shown = {one.pk: naming.organisation_name(one, language) for one in seen}
    keeps_it = may_keep_network(actor, body.network.path)
    rows = [_term(one, names, shown, keeps_it=keeps_it, today=today, language=language) for one in terms]
    rows += [
        Happening(one.opened_on, one.closed_on, _("Seat: %(seat)s") % {"seat": seat_name(one, language)})
        for one in history.seats_ever_on(body)
    ]
    rows.append(Happening(body.opened_on, body.closed_on, naming.body_name(body, language)))
    return sorted(rows, key=lambda one: one.starts, reverse=True)


def _term(
    term: Term, names: dict[int, str], shown: dict[int, str], *, keeps_it: bool, today: dt.date, language: str
) -> Happening:
    return Happening(
        term.starts, term.ends, seat_name(term.seat, language), names.get(term.person_id or 0, ""), shown.get(term.organisation_id or 0, ""),
        why=_why(term, keeps_it), planned=term.starts > today,
    )  # fmt: skip


def _office(term: OfficeTerm) -> str:
    office = str(OFFICES[term.office])
    return _("%(office)s, for a while") % {"office": office} if term.interim else office


def _why(term: OfficeTerm | Term, keeps_it: bool) -> str:
    """The reason that was chosen, for everyone; the sentence beside it only for those who keep the records."""
    reason = str(END_REASONS.get(term.end_reason, ""))
    return " · ".join(one for one in (reason, term.end_words if keeps_it else "") if one)
