"""Colours that can be read: contrast by the WCAG formula, the nearest shade with enough, an alliance's own theme."""

import colorsys
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
READABLE = 4.5  # WCAG 2.2 AA for text
WHITE, PAPER, DARK_INK, DARK_PAPER = "#ffffff", "#fbf8f3", "#17121c", "#292131"
HOUSE_PRIMARY, HOUSE_ACCENT = "#0b5d5b", "#6b2c5e"
LIGHT_GROUNDS = (WHITE, PAPER, "#f3ede3")
DARK_GROUNDS = (DARK_INK, "#1f1826", DARK_PAPER)


def luminance(colour: str) -> float:
    """Returns the relative luminance of `#rrggbb`, 0 for black to 1 for white."""
    parts = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _shares(colour))
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Returns the contrast of two colours, 1 (none) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@dataclass(frozen=True)
class Verdict:
    """Whether a colour can be read; `nearest` is the closest shade that can, itself if it does."""

    is_readable: bool
    nearest: str
    ratio: float


def judge(colour: str, *, on: tuple[str, ...] = LIGHT_GROUNDS, at_least: float = READABLE) -> Verdict:
    """Judges a colour as text on light grounds, which is also white text on it."""
    ratio = _lowest(colour, on)
    return Verdict(ratio >= at_least, colour if ratio >= at_least else nearest(colour, on=on, at_least=at_least), ratio)


def nearest(colour: str, *, on: tuple[str, ...], at_least: float = READABLE) -> str:
    """Returns the same hue, as little lighter or darker as makes it readable on all the grounds."""
    red, green, blue = _shares(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    shades = (
        _hex(*colorsys.hls_to_rgb(hue, step / 100, saturation))
        for step in sorted(range(101), key=lambda one: abs(one / 100 - lightness))
    )
    return next((shade for shade in shades if _lowest(shade, on) >= at_least), "#000000")


def is_colour(text: str) -> bool:
    return bool(HEX.match(text))


@dataclass(frozen=True)
class Theme:
    """An alliance's two colours: `primary` is what one acts with, `accent` marks what is private."""

    primary: str = ""
    accent: str = ""

    def css(self) -> str:
        """Returns the style sheet that lays the colours over the house's own; empty where none is set."""
        light = self._tokens(LIGHT_GROUNDS, room=True)
        dark = self._tokens(DARK_GROUNDS, room=False)
        if not light:
            return ""
        by_system = f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        return f":root{{{light}}}\n[data-theme=dark]{{{dark}}}\n{by_system}\n"

    def _tokens(self, grounds: tuple[str, ...], *, room: bool) -> str:
        tokens = {}
        if is_colour(self.primary):
            tokens["--teal"] = nearest(self.primary, on=grounds)
            tokens["--teal2"] = nearest(self.primary, on=grounds, at_least=7)
        if is_colour(self.accent):
            tokens["--plum"] = nearest(self.accent, on=grounds)
            if room:
                tokens["--room"] = tokens["--plum"]
        return "".join(f"{name}:{value};" for name, value in tokens.items())


def _lowest(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _shares(colour: str) -> tuple[float, float, float]:
    if not is_colour(colour):
        raise ValueError("a colour is written #rrggbb")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(share * 255):02x}" for share in (red, green, blue))
