"""The languages of the interface: which there are, which are offered, how far each is, and who has read it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from answerable.kit import languages as tongues
from answerable.kit import own_texts
from answerable.kit.models import OwnText

from ..models import InterfaceLanguage, Profile
from .profile import profile

SOURCE = "en"
LANGUAGE_TRIED = "language_tried"  # in a session of the secretariat: a language that is not offered yet


def addable() -> list[str]:
    """Returns the codes of languages that could be added."""
    present = {*there_are()}
    return [code for code in tongues.known() if code not in present]


def there_are() -> list[str]:
    """Returns the shipped languages, then those the alliance added, in that order."""
    added = InterfaceLanguage.objects.exclude(code__in=settings.SHIPPED_LANGUAGES).order_by("added_on", "code")
    return [*settings.SHIPPED_LANGUAGES, *added.values_list("code", flat=True)]


def is_added(code: str) -> bool:
    return code not in settings.SHIPPED_LANGUAGES


@dataclass(frozen=True)
class Standing:
    """How a language stands: of `all` texts so many have words in it, so many of them the alliance's own."""

    code: str
    all: int
    translated: int
    own: int
    behind: int
    is_offered: bool
    is_first: bool
    read_by: str = ""
    read_on: dt.date | None = None
    changed_since_read: int = 0

    @property
    def share(self) -> int:
        """Per cent, cut: 100 only where nothing is missing."""
        return self.translated * 100 // self.all if self.all else 0

    @property
    def is_source(self) -> bool:
        return self.code == SOURCE

    @property
    def is_read(self) -> bool:
        return self.read_on is not None


def unread(codes: Iterable[str]) -> set[str]:
    """Returns those of the languages that no speaker has read yet."""
    read = InterfaceLanguage.objects.exclude(read_on=None).values_list("code", flat=True)
    return set(codes) - set(read) - {SOURCE}


def standings() -> list[Standing]:
    """Returns how every language stands, as `there_are` has them."""
    return [standing(code) for code in there_are()]


def standing(code: str) -> Standing:
    kept, row = profile(), InterfaceLanguage.objects.filter(code=code).first()
    own, entries = own_texts.kept_in(code), own_texts.entries()
    offered = kept.languages if kept else []
    return Standing(
        code=code,
        all=len(entries),
        translated=sum(1 for one in entries if one.key in own or own_texts.shipped(one, code)),
        own=sum(1 for one in own.values() if one.entry),
        behind=sum(1 for one in own.values() if one.is_behind),
        is_offered=code in offered,
        is_first=offered[:1] == [code],
        read_by=row.read_by if row else "",
        read_on=row.read_on if row else None,
        changed_since_read=_changed_since(code, row.read_on) if row and row.read_on else 0,
    )


def _changed_since(code: str, day: dt.date) -> int:
    return OwnText.objects.filter(language=code, updated_on__gt=day).count()


@dataclass(frozen=True)
class Line:
    """One text in a language: what is said now, and what of it is the alliance's own."""

    entry: own_texts.Entry
    shipped: tuple[str, ...]
    own: own_texts.Kept | None

    @property
    def forms(self) -> tuple[str, ...]:
        return self.own.forms if self.own else self.shipped

    @property
    def state(self) -> str:
        """One of `behind`, `ours`, `shipped`, `missing`."""
        if self.own:
            return "behind" if self.own.is_behind else "ours"
        return "shipped" if self.shipped else "missing"


def lines(code: str, *, that: Callable[[Line], bool] = lambda _line: True) -> list[Line]:
    """Returns the texts of a language of which something holds, by their English."""
    own = own_texts.kept_in(code)
    made = (Line(one, own_texts.shipped(one, code), own.get(one.key)) for one in own_texts.entries())
    return [line for line in made if that(line)]


def unspoken(code: str) -> list[own_texts.Kept]:
    """Returns own words for texts that the program does not say any more."""
    return [one for one in own_texts.kept_in(code).values() if one.entry is None]


def words_version(kept: Profile | None) -> str:
    """Returns which version of own words is to be shown."""
    return kept.words_version if kept else own_texts.version_of_nothing
