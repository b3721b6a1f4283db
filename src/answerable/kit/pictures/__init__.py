"""Pictures of numbers: HTML and CSS first, an SVG as an extra, the map as PNG, and always the numbers beside them.

A room says what is to be seen (`Bars`, `Mix`, `Strip`, `Circle`); the parts in `kit/pictures/` draw it with widths that are
classes. Nothing here knows what is counted. Numbers of people go through `shares` first: small groups stay hidden.
"""

from .bars import Bar, Bars
from .drawing import as_svg
from .maps import Circle, middle_of, paint_map, place_of
from .mixes import Mix, Part, Strip
from .small_groups import Shares, shares

__all__ = [
    "Bar", "Bars", "Circle", "Mix", "Part", "Shares", "Strip",
    "as_svg", "middle_of", "paint_map", "place_of", "shares",
]  # fmt: skip
