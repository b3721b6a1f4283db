"""What has been made so far, so that each part can build on the parts before it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation, Person

from ..inventing import Invented
from ..reading import Country, countries

Progress = Callable[[str, int, int], None]
FEW = ("BO", "BR", "HT", "TZ", "MZ", "SN", "NG", "EG", "LB", "IN", "UA")
ENOUGH_FOR_ALL = 300


@dataclass
class Somebody:
    person: Person
    is_woman: bool


@dataclass
class Member:
    """An organisation that was welcomed, with those who are in it."""

    organisation: Organisation
    made: Invented
    state: str
    people: list[Somebody] = field(default_factory=list)  # those who may take a seat; named people only where they do

    @property
    def belongs(self) -> bool:
        return self.state in {"member", "provisional"}

    @property
    def may_hold_womens_rights_seat(self) -> bool:
        return bool(self.organisation.women_led and self.organisation.womens_rights_core)


@dataclass
class World:
    by: Actor
    today: dt.date
    progress: Progress
    organisations: int
    networks: dict[str, Network] = field(default_factory=dict)
    members: dict[str, list[Member]] = field(default_factory=dict)
    by_key: dict[str, Member] = field(default_factory=dict)
    named: dict[str, Somebody] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    histories: int = 0
    board: list[Somebody] = field(default_factory=list)
    declared: set[int] = field(default_factory=set)

    @property
    def countries(self) -> list[Country]:
        """All countries, or a few of every region for a small alliance."""
        every = countries()
        return list(every.values()) if self.organisations >= ENOUGH_FOR_ALL else [every[code] for code in FEW]

    @property
    def regions(self) -> list[str]:
        return list(dict.fromkeys(country.region for country in self.countries))

    def ago(self, *, years: int = 0, days: int = 0) -> dt.date:
        return self.today - dt.timedelta(days=round(years * 365.25) + days)

    def ahead(self, days: int) -> dt.date:
        return self.today + dt.timedelta(days=days)

    def is_named(self, somebody: Somebody) -> bool:
        return any(somebody is one for one in self.named.values())

    def in_region(self, region: str) -> list[Member]:
        return [one for country in self.countries if country.region == region for one in self.members[country.code]]
