"""People, by their names alone, where some page shows this reader the name already."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.search import EVERYONE, Document, Hit, SearchKind, Text, declare

from ..models import Network, OfficeTerm, Person, Term
from ..pages.words import OFFICES
from ..permissions import belongs
from ..queries import naming, people
from ..rules.words import Visibility

MEMBERS, NEAR = "members", "near"
_AUDIENCE = {Visibility.PUBLIC: EVERYONE, Visibility.MEMBERS: MEMBERS, Visibility.NETWORK: NEAR}


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = Person.objects.filter(former_since=None).order_by("pk")
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        yield Document(one.pk, [Text(one.name)], audience=(_AUDIENCE[Visibility(one.visibility)],))


def seen_by(actor: Actor) -> QuerySet[Person]:
    return people.findable_by(actor, clock.today())


def audiences(actor: Actor) -> tuple[str, ...]:
    is_inside = bool(actor.system) or actor.is_known or belongs.anywhere(actor)
    return (EVERYONE, MEMBERS, NEAR) if is_inside else (EVERYONE,)


def show(things: Sequence[int], actor: Actor, language: str) -> Mapping[int, Hit]:
    today = clock.today()
    found = seen_by(actor).filter(pk__in=things)
    kept = set(found.filter(people.kept_by(actor, today)).values_list("pk", flat=True))
    stands: dict[int, list[tuple[str, str]]] = {one: [] for one in things}
    for office in people.offices_shown(actor).filter(person__in=things):
        stands[office.person_id].append(_office(office, language))
    for seat in people.seats_shown().filter(person__in=things):
        stands[seat.person_id or 0].append(_seat(seat, language))
    return {one.pk: _hit(one, stands[one.pk], actor, is_kept=one.pk in kept) for one in found}


def _office(term: OfficeTerm, language: str) -> tuple[str, str]:
    """Where somebody holds an office: in words, and the page that names them."""
    words = OFFICES[term.office]
    if term.organisation:
        place = naming.organisation_name(term.organisation, language)
        return gettext(", ").join((str(words), place)), reverse("organisation", args=[term.organisation.slug])
    network = cast("Network", term.network)  # an office stands at one of the two
    place = naming.network_name(network, language)
    return gettext(", ").join((str(words), place)), reverse("network", args=[network.slug])


def _seat(term: Term, language: str) -> tuple[str, str]:
    body = term.seat.body
    return naming.body_name(body, language), reverse("body", args=[body.slug])


def _hit(one: Person, stands: list[tuple[str, str]], actor: Actor, *, is_kept: bool) -> Hit:
    own = one.account_id is not None and one.account_id == actor.account_id
    page = reverse("me") if own else reverse("desk_person", args=[one.key]) if is_kept else ""
    hint = " · ".join(dict.fromkeys(words for words, _page in stands))
    return Hit(one.name, href=page or next((page for _words, page in stands), ""), hint=hint, names=[Text(one.name)])


def of_keys(keys: Collection[str]) -> list[int]:
    return list(Person.objects.filter(key__in=keys).values_list("pk", flat=True))


declare(
    SearchKind(
        "alliance.person", label=_("People"), documents=documents, show=show, seen_by=seen_by, audiences=audiences,
        common=frozenset(_AUDIENCE.values()), about={"person": of_keys}, order=40,
    )
)  # fmt: skip
