"""Bars as an SVG, to take along: an extra beside the table, never instead of it. Some browsers show none."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from django.utils.translation import get_language_bidi

from .bars import Bars, Line

WIDTH, ROW, START, LONGEST = 640, 28, 260, 300
INK, TRACK = "#241b2f", "#f1eae0"
COLOURS = {"": "#0b5d5b", "teal": "#0b5d5b", "gold": "#f2b134", "plum": "#6b2c5e", "clay": "#a63d2a"}


def as_svg(picture: Bars) -> str:
    """Returns the picture as an SVG in the reader's direction, with every number of the table in it, in words as well."""
    lines, is_mirrored = picture.lines, get_language_bidi()
    height = ROW * max(len(lines), 1)
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}", role="img",
        direction="rtl" if is_mirrored else "ltr",
    )  # fmt: skip
    svg.set("aria-labelledby", "title desc")
    ET.SubElement(svg, "title", id="title").text = str(picture.caption)
    ET.SubElement(svg, "desc", id="desc").text = "; ".join(f"{one.bar.label}: {_number(one)}" for one in lines)
    for row, one in enumerate(lines):
        _draw(Pen(ET.SubElement(svg, "g"), row * ROW, is_mirrored), one)
    return ET.tostring(svg, encoding="unicode")


@dataclass(frozen=True)
class Pen:
    """Draws one line of the picture; `start` is counted from where the reader begins."""

    group: ET.Element
    top: int
    is_mirrored: bool

    def block(self, start: float, length: float, colour: str) -> None:
        x = WIDTH - start - length if self.is_mirrored else start
        placed = {"x": f"{x:g}", "y": str(self.top + 8), "width": f"{length:g}", "height": "12", "fill": colour}
        ET.SubElement(self.group, "rect", placed)

    def text(self, start: int, words: str) -> None:
        x = WIDTH - start if self.is_mirrored else start
        placed = {"x": str(x), "y": str(self.top + 19), "fill": INK, "font-family": "sans-serif", "font-size": "14"}
        ET.SubElement(self.group, "text", placed).text = words


def _draw(pen: Pen, one: Line) -> None:
    pen.text(0, str(one.bar.label))
    pen.block(START, LONGEST, TRACK)
    pen.block(START, LONGEST * one.share / 100, COLOURS.get(one.bar.colour, COLOURS[""]))
    if one.at is not None:
        pen.block(START + LONGEST * one.at / 100, 2, INK)
    pen.text(START + LONGEST + 8, _number(one))


def _number(one: Line) -> str:
    return str(one.bar.number) if one.bar.of is None else f"{one.bar.number} / {one.bar.of}"
