"""One small style sheet whose colours can be read, light and dark."""

import gzip
import re

import pytest

from answerable.kit.colour import contrast
from answerable.site.components.stylesheet import OF_THE_DOOR, ORDER, STYLES, stylesheet

TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"(--[a-z0-9-]+):(#[0-9a-f]{3,6})\b")

# What is read on what, with the least contrast WCAG 2.2 AA asks for: 4.5 for text, 3 for edges of what one types into.
READ_ON = [
    *[
        (ink, ground, 4.5)
        for ink in ("--ink", "--ink2", "--teal", "--plum", "--clay", "--leaf", "--sky")
        for ground in ("--paper", "--surface", "--sand")
    ],
    ("--ink", "--gold-t", 4.5),
    ("--ink2", "--plum-t", 4.5),
    ("--plum", "--plum-t", 4.5),
    ("--clay", "--clay-t", 4.5),
    ("--ink", "--teal-t", 4.5),
    ("--teal2", "--teal-t", 4.5),
    ("--on", "--teal", 4.5),
    ("--on", "--teal2", 4.5),
    ("--on", "--clay", 4.5),
    ("--on", "--plum", 4.5),
    ("--room-i", "--room", 4.5),
    ("--ok-i", "--ok", 4.5),
    ("--part-i", "--part", 4.5),
    ("--start-i", "--start", 4.5),
    ("--late-i", "--late", 4.5),
    ("--none-i", "--none", 4.5),
    ("--edge", "--paper", 3),
    ("--edge", "--surface", 3),
]


def tokens(block: str) -> dict[str, str]:
    """Returns the colours of one block of the tokens file, three-digit ones written out."""
    body = TOKENS.split(block)[1].split("}")[0]
    return {
        name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
        for name, value in COLOUR.findall(body)
    }


LIGHT = tokens(":root {")
DARK = LIGHT | tokens("[data-theme=dark] {")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), READ_ON)
def test_tokens_can_be_read(theme: dict[str, str], ink: str, ground: str, least: float) -> None:
    assert contrast(theme[ink], theme[ground]) >= least


def test_dark_theme_is_the_same_by_system_and_by_choice() -> None:
    assert tokens(":root:not([data-theme=light]) {") == tokens("[data-theme=dark] {")


def test_style_sheet_keeps_its_budget() -> None:
    assert len(gzip.compress(stylesheet().encode(), 9)) <= 15_000


def test_every_part_is_in_the_style_sheet_once() -> None:
    assert sorted({*ORDER, *OF_THE_DOOR}) == sorted(path.stem for path in STYLES.glob("*.css"))
    assert len(set(ORDER)) == len(ORDER)
    assert len(set(OF_THE_DOOR)) == len(OF_THE_DOOR)


def test_style_sheet_loads_nothing() -> None:
    """B20: no address of any kind in the style sheet."""
    assert re.findall(r"url\(|@import|//", stylesheet()) == []


def test_style_sheet_knows_no_left_or_right() -> None:
    sided = r"(?<![-\w])(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right)\s*:"
    aligned = r"text-align\s*:\s*(?:left|right)|float\s*:"
    assert re.findall(f"{sided}|{aligned}", stylesheet()) == []


def test_braces_close() -> None:
    assert stylesheet().count("{") == stylesheet().count("}")
