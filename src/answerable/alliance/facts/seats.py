"""Which bodies a network has, who holds their seats from when to when, and which are held by women's-rights organisations."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from answerable.facts.subjects import BODY, NETWORK, each, numbers_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from ..models import Network, Seat, Term
from ..queries.moved_bodies import Housed, bodies_ever_of, networks_ever_of
from ..rules.terms import FAR, Span, joined, shared, until
from ..rules.words import WOMENS_RIGHTS, BodyKind

AT_ONCE = 200
HELD = Kind("seat.held", _("A seat of the body is held."))
OF_WOMENS_RIGHTS = Kind(
    "seat.womens_rights",
    _("A women’s-rights organisation holds a seat on the board or steering committee of the network."),
)
BODIES = {
    BodyKind.BOARD: Kind("body.board", _("The network has a board.")),
    BodyKind.STEERING: Kind("body.steering", _("The network has a steering committee.")),
    BodyKind.ADVISORY: Kind("body.advisory", _("The network has an advisory council.")),
    BodyKind.SECRETARIAT: Kind("body.secretariat", _("The network has a secretariat.")),
    BodyKind.ASSEMBLY: Kind("body.assembly", _("The network has an assembly.")),
    BodyKind.WORKING: Kind("body.working_group", _("The network has a working group.")),
}
GOVERNING = (BodyKind.BOARD, BodyKind.STEERING)
Row = tuple[int, int, int, Span]  # body, seat, organisation, from when to when


def numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def of_bodies(bodies: Collection[int]) -> list[str]:
    """Returns bodies as subjects, with every network that has or had them."""
    return [*(subject(BODY, pk) for pk in bodies), *(subject(NETWORK, pk) for pk in networks_ever_of(bodies))]


def _through(find: Callable[[Collection[str]], Iterable[int]]) -> Callable[[Collection[str]], list[str]]:
    return lambda keys: of_bodies(set(find(keys)))


def _bodies_of_seats(keys: Collection[str]) -> Iterable[int]:
    return Seat.objects.filter(pk__in=numbers(keys)).values_list("body_id", flat=True)


def _bodies_of_people(keys: Collection[str]) -> Iterable[int]:
    return Term.objects.filter(person__key__in=list(keys)).values_list("seat__body_id", flat=True)


def _bodies_of_organisations(keys: Collection[str]) -> Iterable[int]:
    return Term.objects.filter(organisation__key__in=list(keys)).values_list("seat__body_id", flat=True)


def tell_held(subjects: Collection[str] | None) -> Iterator[Told]:
    terms = Term.objects.order_by("pk")
    if subjects is not None:
        terms = terms.filter(seat__body__in=numbers_of(subjects, BODY))
    for body, seat, _organisation, span in _rows(terms):
        yield Told(subject(BODY, body), HELD.name, subject("seat", seat), span.starts, span.ends)


def _rows(terms: QuerySet[Term]) -> Iterator[Row]:
    rows = terms.values_list("seat__body_id", "seat_id", "organisation_id", "starts", "ends", "seat__closed_on")
    for body, seat, organisation, starts, ends, closed in rows.iterator(chunk_size=1000):
        if span := until(Span(starts, ends), closed):
            yield body, seat, organisation or 0, span


def tell_networks(subjects: Collection[str] | None) -> Iterator[Told]:
    """Yields the bodies of networks and who holds a seat there, a few hundred networks at a time."""
    for networks in _portions(subjects):
        bodies = bodies_ever_of(networks)
        for one in bodies.values():
            kind, source = BODIES[BodyKind(one.body.kind)].name, subject(BODY, one.body.pk)
            open_days = until(Span(one.body.opened_on), one.body.closed_on)
            for network, span in _where(open_days, one, networks):
                yield Told(subject(NETWORK, network), kind, source, span.starts, span.ends)
        yield from _held_there(bodies, networks)


def _portions(subjects: Collection[str] | None) -> Iterator[set[int]]:
    if subjects is not None:
        yield set(numbers_of(subjects, NETWORK))
        return
    listed = list(Network.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(listed), AT_ONCE):
        yield set(listed[start : start + AT_ONCE])


def _held_there(bodies: dict[int, Housed], networks: set[int]) -> Iterator[Told]:
    """An organisation counts once at a time, however many seats it holds there: as rules of composition count it."""
    governing = [pk for pk, one in bodies.items() if one.body.kind in GOVERNING]
    rights = Q(organisation__kinds__code=WOMENS_RIGHTS, organisation__at_risk=False, organisation__merged_into=None)
    held = [
        (network, organisation, span, seat)
        for body, seat, organisation, whole in _rows(Term.objects.filter(rights, seat__body__in=governing))
        for network, span in _where(whole, bodies[body], networks)
    ]
    for (network, _organisation), some in groupby(sorted(held, key=_by_days), key=lambda one: one[:2]):
        of = subject(NETWORK, network)
        for span, seat in joined((one, seat) for *_rest, one, seat in some):
            yield Told(of, OF_WOMENS_RIGHTS.name, subject("seat", seat), span.starts, span.ends)


def _by_days(one: tuple[int, int, Span, int]) -> tuple[int, int, dt.date, dt.date, int]:
    network, organisation, span, seat = one
    return network, organisation, span.starts, span.ends or FAR, seat


def _where(days: Span | None, body: Housed, networks: set[int]) -> Iterator[tuple[int, Span]]:
    """Yields in which of some networks days of a body lie, from when to when."""
    for network, there in body.homes:
        if days and network in networks and (both := shared(days, there)):
            yield network, both


declare(
    Teller(
        "alliance.seats", kinds=(HELD,), of=frozenset({BODY}), tell=tell_held,
        about={"body": each(BODY), "seat": _through(_bodies_of_seats), "person": _through(_bodies_of_people)},
    )
)  # fmt: skip
declare(
    Teller(
        "alliance.bodies", kinds=(OF_WOMENS_RIGHTS, *BODIES.values()), of=frozenset({NETWORK}), tell=tell_networks,
        about={
            "body": _through(numbers), "seat": _through(_bodies_of_seats), "person": _through(_bodies_of_people),
            "organisation": _through(_bodies_of_organisations), "network": each(NETWORK),
        },
    )
)  # fmt: skip
