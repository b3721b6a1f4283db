"""Search over everything the reader may see, by kinds; what they may not see is neither found nor counted."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.alliance.queries.languages import there_are
from answerable.kit import search as finding

FIRST = 5  # of each kind, where all kinds are shown
PAGE_SIZE = 20


@dataclass(frozen=True)
class Asker:
    """Who asks what, and in which language they read."""

    typed: str
    actor: Actor
    language: str
    languages: tuple[str, ...]

    @cached_property
    def question(self) -> finding.Question:
        return finding.read(self.typed, self.languages)

    def shown(self, found: finding.Found, things: tuple[int, ...]) -> list[finding.Shown]:
        hits = found.kind.show(things, self.actor, self.language)
        return [finding.marked(self.question, hits[one], self.languages) for one in things if one in hits]


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first few, or one page of all."""

    asker: Asker
    found: finding.Found
    number: int | None = None

    @property
    def label(self) -> "str | Promise":
        return self.found.kind.label

    @property
    def code(self) -> str:
        return self.found.kind.name.rpartition(".")[2]

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def href(self) -> str:
        return f"?{urlencode({'q': self.asker.typed, 'kind': self.code})}"

    @property
    def has_more(self) -> bool:
        return self.number is None and self.count > FIRST

    @cached_property
    def page(self) -> Page[int]:
        return Paginator(self.found.things, FIRST if self.number is None else PAGE_SIZE).get_page(self.number or 1)

    @cached_property
    def hits(self) -> list[finding.Shown]:
        return self.asker.shown(self.found, tuple(self.page.object_list))


@require_safe
@opens(ANYONE)
def search(request: HttpRequest) -> HttpResponseBase:
    """What was asked stands in the address and the field alone: never in the title, a log or a record."""
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:200]
    asker = Asker(typed, actor_of(request), get_language() or "en", tuple(there_are()))
    asked_kind = request.GET.get("kind", "")
    groups = [Group(asker, one) for one in finding.find_each(asker.question, finding.kinds(), asker.actor)]
    chosen = next((one for one in groups if one.code == asked_kind), None)
    listed = [Group(asker, chosen.found, _page_number(request))] if chosen else [one for one in groups if one.count]
    context = {
        "typed": typed, "is_asked": bool(asker.question), "groups": groups, "chosen": chosen.code if chosen else "",
        "listed": [one for one in listed if one.count], "number": sum(one.count for one in groups), "most": finding.MOST,
        "is_cut": any(one.found.is_cut for one in groups), "all_href": f"?{urlencode({'q': typed})}",
    }  # fmt: skip
    return render(request, "site/search.html", context)


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
