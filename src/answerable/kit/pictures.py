"""The map as a picture: land and circles, no words. The words and the same numbers stand beside it, in HTML."""

import io
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resvg_py
from PIL import Image

DATA = Path(__file__).parent / "data" / "map.json"
SMALLEST, LARGEST = 3.5, 26.0  # radii in pixels


@dataclass(frozen=True)
class Circle:
    """So many of something in a country, by ISO code."""

    country: str
    number: int


@dataclass(frozen=True)
class Ink:
    paper: str
    land: str
    circle: str
    edge: str


LIGHT = Ink(paper="#fbf8f3", land="#e4d9c9", circle="#0b5d5b", edge="#ffffff")
DARK = Ink(paper="#17121c", land="#3a3044", circle="#6fd0c8", edge="#17121c")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def place_of(country: str) -> tuple[float, float] | None:
    """Returns the middle of a country in pixels of the map, None for what is no country."""
    place = _data()["places"].get(country)
    return (place[0], place[1]) if place else None


def radius(number: int, most: int) -> float:
    """A circle's area grows with its number; the smallest can still be seen."""
    return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(number / most) if most > 0 and number > 0 else 0.0


def paint_map(circles: Iterable[Circle], *, dark: bool = False) -> bytes:
    """Returns the map as PNG, the same bytes for the same circles; larger circles lie below smaller ones."""
    data, ink = _data(), DARK if dark else LIGHT
    shown = sorted(
        (one for one in circles if one.number > 0 and place_of(one.country)), key=lambda one: (-one.number, one.country)
    )
    most = max((one.number for one in shown), default=0)
    drawn = "".join(_circle(one, most, ink) for one in shown)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {data["width"]} {data["height"]}">'
        f'<rect width="100%" height="100%" fill="{ink.paper}"/><path d="{data["land"]}" fill="{ink.land}"/>{drawn}</svg>'
    )
    return _few_colours(bytes(resvg_py.svg_to_bytes(svg_string=picture, width=data["width"])))


def _few_colours(painted: bytes) -> bytes:
    """A third of the bytes: flat shapes need no more than these colours."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(painted)) as picture:
        picture.convert("RGB").quantize(colors=16, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _circle(one: Circle, most: int, ink: Ink) -> str:
    x, y = place_of(one.country) or (0.0, 0.0)
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius(one.number, most):.1f}" fill="{ink.circle}" '
        f'stroke="{ink.edge}" stroke-width="1"/>'
    )
