"""The map as a picture: land and circles, no words. The words and the same numbers stand beside it, in HTML."""

import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "map.json"
SMALLEST, LARGEST = 3.5, 18.0  # radii in pixels
STITCH, THREAD = 6.5, 2.4  # length and width of a stitch in pixels
Place = tuple[float, float]


@dataclass(frozen=True)
class Circle:
    """So many of something in a country, by ISO code; `place` is given where it stands for several countries."""

    country: str
    number: int
    place: Place | None = None

    @property
    def middle(self) -> Place | None:
        return self.place or place_of(self.country)


@dataclass(frozen=True)
class Ink:
    paper: str
    land: str
    circle: str


LIGHT = Ink(paper="#fbf8f3", land="#a89d8f", circle="#0b5d5b")
DARK = Ink(paper="#17121c", land="#5b5068", circle="#6fd0c8")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def place_of(country: str) -> Place | None:
    """Returns the middle of a country in pixels of the map, None for what is no country."""
    place = _data()["places"].get(country)
    return (place[0], place[1]) if place else None


def middle_of(numbers: Mapping[str, int]) -> Place | None:
    """Returns the middle of several countries, each drawing it nearer by its number; None without any."""
    placed = [(place, number) for code, number in numbers.items() if number > 0 and (place := place_of(code))]
    whole = sum(number for _place, number in placed)
    if not whole:
        return None
    x, y = (sum(place[axis] * number for place, number in placed) / whole for axis in (0, 1))
    return round(x, 1), round(y, 1)


def radius(number: int, most: int) -> float:
    """A circle's area grows with its number; the smallest can still be seen."""
    return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(number / most) if most > 0 and number > 0 else 0.0


def paint_map(circles: Iterable[Circle], *, dark: bool = False) -> bytes:
    """Returns the map as PNG, the same bytes for the same circles; larger circles lie below smaller ones."""
    import resvg_py

    data, ink = _data(), DARK if dark else LIGHT
    shown = sorted((one for one in circles if one.number > 0 and one.middle), key=_largest_first)
    most = max((one.number for one in shown), default=0)
    drawn = "".join(_circle(one, most, ink) for one in shown)
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {data["width"]} {data["height"]}">'
        f'<rect width="100%" height="100%" fill="{ink.paper}"/>'
        f'<path d="{_cloth()}" stroke="{ink.land}" stroke-width="{THREAD}"/>{drawn}</svg>'
    )
    return _few_colours(bytes(resvg_py.svg_to_bytes(svg_string=picture, width=data["width"])))


def _largest_first(one: Circle) -> tuple[int, str, Place]:
    return -one.number, one.country, one.middle or (0.0, 0.0)


@cache
def _cloth() -> str:
    """The land as a path: stitches that lie across and along by turns."""
    step, start = _data()["step"], (_data()["step"] - STITCH) / 2
    return "".join(
        f"M{column * step + start:g},{(row + 0.5) * step:g}h{STITCH}"
        if (row + column) % 2
        else f"M{(column + 0.5) * step:g},{row * step + start:g}v{STITCH}"
        for row, line in enumerate(_data()["cloth"])
        for column, is_land in enumerate(line)
        if is_land == "#"
    )


def _few_colours(painted: bytes) -> bytes:
    """A third of the bytes: flat shapes need no more colours than these."""
    from PIL import Image

    small = io.BytesIO()
    with Image.open(io.BytesIO(painted)) as picture:
        picture.convert("RGB").quantize(colors=16, dither=Image.Dither.NONE).save(small, "PNG")
    return small.getvalue()


def _circle(one: Circle, most: int, ink: Ink) -> str:
    x, y = one.middle or (0.0, 0.0)
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius(one.number, most):.1f}" fill="{ink.circle}" '
        f'stroke="{ink.paper}" stroke-width="1.5"/>'
    )
