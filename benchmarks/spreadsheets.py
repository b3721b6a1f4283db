"""A spreadsheet of invented organisations, as long as wanted, with the untidiness of real ones."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

HEADINGS = ("Organisation", "Country", "Town", "Type", "Languages", "Member since", "E-mail")
COUNTRIES = ("KE", "Tanzania", "Côte d’Ivoire", "PE", "México", "IN", "Nepal", "LB", "Maroc", "ZA", "BR", "PH")
KINDS = ("Women’s rights organisation", "research", "Network", "youth organisation", "")
ONSETS = ("b", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "w", "y", "z")
VOWELS = ("a", "e", "i", "o", "u", "á", "é", "í", "ó", "ú")
FIRST = ("Women of", "Red de", "Collectif", "Voices of", "Circle", "Alianza", "Maison", "Centre", "House of", "Union")
LAST = ("Network", "Trust", "Foundation", "for Change", "Initiative", "Forum", "Association", "Collective", "", "Group")


def write(path: Path, rows: int) -> None:
    """Writes a CSV of so many different organisations; a hundredth of the cells are empty."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        table.writerows(_rows(rows))


def _rows(number: int) -> Iterator[tuple[str, ...]]:
    pick = Random(7)
    seen: set[str] = set()
    while len(seen) < number:
        name = f"{pick.choice(FIRST)} {_word(pick)} {_word(pick)} {pick.choice(LAST)}".strip()
        if name in seen:
            continue
        seen.add(name)
        town, since = _word(pick).title(), str(pick.randrange(1960, 2026))
        address = f"office{len(seen)}@example.org" if pick.random() > 0.4 else ""
        yield name, pick.choice(COUNTRIES), town, pick.choice(KINDS), "English; Français", since, address


def _word(pick: Random) -> str:
    return "".join(pick.choice(ONSETS) + pick.choice(VOWELS) for _ in range(pick.randrange(2, 5))).title()
