"""What people from outside asked, who answers it, and what in the records may be meant."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.text import fold, similarity

from ..models import Application, Introduction, Network, Organisation
from ..permissions import keeps
from ..rules.invitations import OPEN
from ..rules.words import Level
from . import networks, organisations

Approach = Introduction | Application
ALIKE, HOLDS_ALL_WORDS, SAME = 0.82, 0.9, 0.97
MOST_ALIKE, MOST_COMPARED = 5, 400


def introductions(actor: Actor, within: Network) -> QuerySet[Introduction]:
    """Returns the introductions this actor answers, at a network and below it."""
    found = Introduction.objects.filter(keeps.filter(actor, "place__path"), place__path__startswith=within.path)
    return found.select_related("place", "organisation").prefetch_related("organisation__texts", "place__texts")


def applications(actor: Actor, within: Network) -> QuerySet[Application]:
    found = Application.objects.filter(keeps.filter(actor, "place__path"), place__path__startswith=within.path)
    return found.select_related("place", "organisation").prefetch_related("place__texts")


def waiting(actor: Actor, within: Network) -> int:
    """Returns how many requests wait for an answer of those who keep these records."""
    return sum(
        one.filter(state="waiting").count() for one in (introductions(actor, within), applications(actor, within))
    )


def by_key(key: str | UUID) -> Approach | None:
    """Returns the request of whoever asked, for the page that shows them how it stands."""
    listed = (Introduction.objects, Application.objects)
    return next(
        (found for one in listed if (found := one.select_related("place", "organisation").filter(key=key).first())),
        None,
    )


def of_address(email: str) -> list[Approach]:
    """Returns what an address asked, the newest first."""
    listed: list[Approach] = [
        *Introduction.objects.filter(email__iexact=email), *Application.objects.filter(email__iexact=email),
    ]  # fmt: skip
    return sorted(listed, key=lambda one: one.asked_on, reverse=True)


def open_of(email: str) -> int:
    return sum(kind.objects.filter(email__iexact=email, state__in=OPEN).count() for kind in (Introduction, Application))


def asked_today() -> int:
    return sum(kind.objects.filter(asked_on=clock.today()).count() for kind in (Introduction, Application))


def home_of(organisation: Organisation | None, country: str) -> Network | None:
    """Returns the network whose keepers answer: the organisation's first, else the country's, else the alliance."""
    held = organisations.home_of(organisation) if organisation else None
    if held and held.closed_on is None:
        return held
    of_country = networks.open_networks(clock.today()).filter(level_kind=Level.COUNTRY, country=country)
    return (of_country.first() if country else None) or networks.root()


@dataclass(frozen=True)
class Likeness:
    organisation: Organisation
    score: float


def alike(organisations: QuerySet[Organisation], name: str, country: str) -> list[Likeness]:
    """Returns those of the organisations whose name looks like one, the most alike first; the bound is on the work."""
    folded = fold(name)
    pieces = sorted({word for word in folded.split() if len(word) > 2}, key=len, reverse=True)[:3] or [folded]
    holds = Q()
    for piece in pieces:
        holds |= Q(folded__contains=piece)
    near = organisations.filter(holds)
    if country:
        near = near.filter(Q(country=country) | Q(country=""))
    listed = near.prefetch_related("texts").order_by("pk")[:MOST_COMPARED]
    scored = [
        Likeness(one, max(_likeness(name, text) for text in {one.name, *(text.name for text in one.texts.all())}))
        for one in listed
    ]
    return sorted((one for one in scored if one.score >= ALIKE), key=lambda one: -one.score)[:MOST_ALIKE]


def _likeness(name: str, other: str) -> float:
    """Returns how alike two names are; one that holds all words of the other counts as near, never as the same."""
    near, far = sorted((set(fold(name).split()), set(fold(other).split())), key=len)
    holds = len(near) > 1 and near <= far
    return max(similarity(name, other), HOLDS_ALL_WORDS if holds else 0)


def meant(name: str, country: str) -> Organisation | None:
    """Returns the one recorded organisation that somebody surely means; shown to nobody but those who answer."""
    found = [
        one.organisation
        for one in alike(Organisation.objects.filter(merged_into=None), name, country)
        if one.score >= SAME
    ]
    return found[0] if len(found) == 1 else None
