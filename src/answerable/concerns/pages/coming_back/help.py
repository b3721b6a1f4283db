"""Numbers at which somebody listens, without anything told here."""

from dataclasses import dataclass

from answerable.alliance.models import SupportService
from answerable.alliance.queries.services import Asked, offered, with_all
from answerable.kit import clock
from answerable.kit.translations import in_language

from ..raising.showing import language

SOME = 3


@dataclass(frozen=True)
class Number:
    """A service that somebody can call."""

    name: str
    number: str


def numbers() -> tuple[Number, ...]:
    """Returns some services that are reached by telephone from everywhere, or by most, in the person's language where there are."""
    spoken = language()
    found = offered(Asked(language=spoken), spoken, clock.today()).services
    rows = with_all(SupportService.objects.filter(pk__in=found, everywhere=True).exclude(telephone=""))
    there = sorted(rows, key=lambda one: found.index(one.pk))
    return tuple(Number(_name(one, spoken), one.telephone) for one in there[:SOME])


def _name(one: SupportService, spoken: str) -> str:
    text = in_language(one.texts.all(), spoken) or in_language(one.texts.all(), one.language)
    return str(text.name) if text else ""
