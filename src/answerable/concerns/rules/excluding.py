"""Who must not read, as somebody says it on the page: ticked groups, ticked people, and names they write themselves.

In doubt somebody is left out: it only makes a concern climb.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .routing import Excluded
from .words import Desk, Role

WHOLE = 2  # words of a name that were written for it to be somebody's whole name
SHORTEST = 2  # letters of a word that alone is enough to leave somebody out: there are names of two


class Shut(StrEnum):
    """Groups that can be ticked; the board reads nothing, but may have readers among it."""

    MY_ORGANISATION = "my_organisation"
    MY_COUNTRY = "my_country"
    MY_REGION = "my_region"
    SECRETARIAT = "secretariat"
    BOARD = "board"
    COORDINATORS = "coordinators"


@dataclass(frozen=True)
class Around:
    """What "my" means to whoever ticks: every organisation of the name they wrote, and the places of their country and region."""

    organisations: frozenset[str] = frozenset()
    country: str = ""
    region: str = ""


OFFICES: Mapping[Shut, frozenset[str]] = {
    Shut.SECRETARIAT: frozenset({"secretariat"}),
    Shut.BOARD: frozenset({"board"}),
    Shut.COORDINATORS: frozenset({"coordinator"}),
}
DESKS: Mapping[Shut, frozenset[Desk]] = {Shut.SECRETARIAT: frozenset({Desk.GLOBAL})}


def excluded(
    groups: Iterable[str],
    people: Iterable[str],
    written: str,
    names: Mapping[str, str],
    around: Around,
    *,
    about: str = "",
) -> Excluded:
    """Returns who gets no key. `names`: what handlers are called, by their keys; `about`: the names of whom it is about.

    Where "my" is not known, all of it is shut.
    """
    ticked = frozenset(Shut(one) for one in groups)
    return Excluded(
        people=frozenset(people) | named(f"{written}\n{about}", names),
        offices=frozenset().union(*(OFFICES.get(one, frozenset()) for one in ticked)),
        organisations=around.organisations if Shut.MY_ORGANISATION in ticked else frozenset(),
        places=_places(ticked, around),
        desks=frozenset().union(*(DESKS.get(one, frozenset()) for one in ticked), _unknown(ticked, around)),
        written=written,
        written_about=about,
    )


def named(written: str, names: Mapping[str, str]) -> frozenset[str]:
    """Returns the handlers of whose name any word stands in what was written, however it was spelt with accents or capitals."""
    words = _words(written)
    return frozenset(key for key, name in names.items() if _words(name) & words)


def wholly_named(written: str, names: Mapping[str, str]) -> frozenset[str]:
    """Returns the handlers whose whole name was written: all words of the shorter of both stand in the longer; initials do not count."""
    lines = written.splitlines()
    said = [_words(part) for line in lines for part in (line, *re.split(r"[,;/()،؛、]", line))]
    return frozenset(key for key, name in names.items() if any(_is_whole(_words(name), one) for one in said))


def locked(namesakes: frozenset[str], tasks: Mapping[str, Role]) -> frozenset[str]:
    """Returns which of those who hold a key do not read for the sake of their name. `tasks`: of all who hold one.

    Where all of them are called so, the lead reads, and without a lead all do: else nobody could set it right. Those without
    a lead hand it on as soon as there is anybody else (`unwatched`).
    """
    if tasks.keys() - namesakes:
        return namesakes
    leads = {key for key, task in tasks.items() if task == Role.LEAD}
    return namesakes - leads if leads else frozenset()


def unwatched(namesakes: frozenset[str], tasks: Mapping[str, Role]) -> bool:
    """Whether all who hold a key bear a name that was written, and none of them leads: each would read on their own word."""
    return bool(tasks) and tasks.keys() <= namesakes and Role.LEAD not in tasks.values()


def _is_whole(name: frozenset[str], said: frozenset[str]) -> bool:
    return len(name & said) == min(len(name), len(said)) >= WHOLE


def _places(ticked: frozenset[Shut], around: Around) -> frozenset[str]:
    mine = {Shut.MY_COUNTRY: around.country, Shut.MY_REGION: around.region}
    return frozenset(place for one, place in mine.items() if one in ticked and place)


def _unknown(ticked: frozenset[Shut], around: Around) -> frozenset[Desk]:
    """Returns desks shut whole, since which of them is "mine" was not said.

    Of an organisation the nearest, recorded or not: else whoever ticks it could ask which organisations are recorded.
    """
    mine = {
        Shut.MY_ORGANISATION: ("", Desk.COUNTRY),
        Shut.MY_COUNTRY: (around.country, Desk.COUNTRY),
        Shut.MY_REGION: (around.region, Desk.REGION),
    }
    return frozenset(desk for one, (place, desk) in mine.items() if one in ticked and not place)


def _words(text: str) -> frozenset[str]:
    """Returns the words of a text by their letters alone, without case and without marks above or below."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if unicodedata.category(one) != "Mn")
    split = "".join(one if one.isalnum() or unicodedata.category(one) == "Mc" else " " for one in plain).split()
    return frozenset(one for one in split if len(one) >= SHORTEST)
