"""Every address of the product, with its view and its door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from answerable.access.doors import Door

PRODUCT = "answerable.site.urls"


@dataclass(frozen=True)
class Address:
    """`pattern` is the address as it is declared, for example `networks/<slug:slug>`."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def door(self) -> Door | None:
        found: Door | None = getattr(self.view, "door", None)
        return found

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(part.split(">")[0].rpartition(":")[2] for part in self.pattern.split("<")[1:])

    def __str__(self) -> str:
        return self.name or self.pattern


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        else:
            yield Address(one.name or "", before + str(one.pattern), one.callback)


def every_address() -> list[Address]:
    return list(_walk(get_resolver(PRODUCT).url_patterns, ""))
