"""Parts of a page that rooms above bring along, so that a page need not know who speaks on it.

    sections.declare(sections.Section("alliance.organisation", part=promises_of, order=30))

A page says `{% sections "alliance.organisation" organisation %}`, and every part that has something to say stands there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Part:
    """A template, and what it is filled with."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """What one room says on a page about a thing of that page; None where it has nothing to say to this reader."""

    place: str
    part: Callable[[HttpRequest, Any], Part | None]
    order: int = 50


_declared: list[Section] = []


def declare(section: Section) -> Section:
    """Makes a section known, once."""
    if section not in _declared:
        _declared.append(section)
    return section


def parts_of(place: str, request: HttpRequest, thing: Any) -> Iterator[Part]:
    """Returns what rooms say at a place of a page about a thing, in their order."""
    for section in sorted(_declared, key=lambda one: one.order):
        if section.place == place and (part := section.part(request, thing)) is not None:
            yield part
