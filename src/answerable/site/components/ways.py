"""The ways to go that stand on every page, as they are written there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

CURRENT = SafeString(' aria-current="page"')


@dataclass(frozen=True)
class Link:
    href: str
    words: str
    is_current: bool = False


@dataclass(frozen=True)
class Tongue:
    """A language on offer, in its own words."""

    code: str
    name: str
    href: str
    direction: str
    is_current: bool


class Ways(tuple[Link, ...]):
    """Ways within the site. Thousands of pages have the same, so each is written once; its words are the site's own."""

    __slots__ = ()

    @property
    def written(self) -> SafeString:
        return _written(self)

    @property
    def listed(self) -> SafeString:
        return _listed(self)


@lru_cache(maxsize=256)
def _written(ways: Iterable[Link]) -> SafeString:
    rows = ((one.href, CURRENT if one.is_current else "", one.words) for one in ways)
    return format_html_join("", '<a href="{}"{}>{}</a>', rows)


@lru_cache(maxsize=256)
def _listed(ways: Iterable[Link]) -> SafeString:
    return format_html_join("", '<li><a href="{}">{}</a></li>', ((one.href, one.words) for one in ways))


def tongues_written(tongues: Iterable[Tongue]) -> SafeString:
    """Returns links to the same page in other languages; they hold what its address asks, so that they are not kept."""
    rows = ((one.href, one.code, one.code, one.direction, one.name) for one in tongues)
    return format_html_join("", '<a href="{}" lang="{}" hreflang="{}" dir="{}" rel="nofollow">{}</a>', rows)
