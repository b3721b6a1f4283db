"""The desk of a reader with very many cases: its list, its filters, and a search through all of them."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bars.reader import Reader, at_the_desk
from tests.bars.site import Site, served

from .lines import Line


@dataclass(frozen=True)
class List:
    """So many cases: seconds that their first page may take, and what GlobaLeaks needed for its list of so many."""

    cases: int
    seconds: float
    peer_seconds: float
    peer_megabytes: float


LISTS = (List(1_000, 0.5, 0.71, 6.7), List(10_000, 4, 6.5, 66.7))
FURTHER_SECONDS, FURTHER = 1, ({"show": "open", "page": "15"}, {"show": "late"}, {"show": "new"}, {"show": "ended"})
SEARCH_SECONDS, SEARCH_WHOLE_SECONDS = 4, 20
SEARCHES: tuple[tuple[str, dict[str, str]], ...] = (("number 777 water", {}), ("lantern 777", {"everything": "1"}))
MAKING_SECONDS = 180


def listing(site: Site, kept: List) -> Iterator[Line]:
    """A reader's list, another page of it, and a search in all that they read."""
    begun = time.perf_counter()
    site.work("many", kept.cases, given=site.known["teams"]["country"][0])
    made_in = time.perf_counter() - begun
    with served(site):
        reader = at_the_desk(site.port, site.known["teams"]["country"][0])
        first, size = _asked(reader)
        further = statistics.median(_asked(reader, **pressed)[0] for pressed in FURTHER)
        searches = [_search(reader, words, **more) for words, more in SEARCHES]
    yield Line(f"list at the desk of {kept.cases:,}, first page", f"{first:.2f} s", f"{kept.peer_seconds} s of GlobaLeaks", first / kept.peer_seconds, kept.seconds / kept.peer_seconds)  # fmt: skip
    yield Line("  further pages and filters", f"{further:.2f} s", f"{FURTHER_SECONDS} s", further / FURTHER_SECONDS, 1)
    yield Line("  its size", f"{size:.2f} MB", f"{kept.peer_megabytes} MB of GlobaLeaks", size / kept.peer_megabytes, 0.1)  # fmt: skip
    for what, (longest, whole, steps) in zip(("told first", "everything"), searches, strict=True):
        yield Line(f"  a page of a search over all of them, {what}", f"{longest:.2f} s", f"{SEARCH_SECONDS} s", longest / SEARCH_SECONDS, 1)  # fmt: skip
        yield Line(f"  that search to its end, {steps} pages", f"{whole:.2f} s", f"{SEARCH_WHOLE_SECONDS} s", whole / SEARCH_WHOLE_SECONDS, 1)  # fmt: skip
    yield Line(f"  {kept.cases:,} made", f"{made_in:.0f} s", f"{MAKING_SECONDS} s", made_in / MAKING_SECONDS, 1)


def _asked(reader: Reader, **pressed: str) -> tuple[float, float]:
    """Returns seconds and megabytes of a page of the list."""
    if pressed:
        token = next(one.fields["csrfmiddlewaretoken"].chosen[0] for one in reader.forms() if "csrfmiddlewaretoken" in one.fields)  # fmt: skip
    begun = time.perf_counter()
    fields = [("csrfmiddlewaretoken", token), *pressed.items()] if pressed else []
    answer = reader.send(fields, path="/cases/") if pressed else reader.read("/cases/")
    took = time.perf_counter() - begun
    if answer.status != 200:
        raise SystemExit(f"the desk answers {answer.status}")
    return took, len(answer.body) / 1e6


def _search(reader: Reader, words: str, **more: str) -> tuple[float, float, int]:
    """Goes through a search to its end; returns seconds of the slowest page and of all, and how many there were."""
    reader.read("/cases/search")
    took, typed = [], {"words": words, **more}
    while True:
        begun = time.perf_counter()
        answer: Any = reader.submit("/cases/search", **typed)
        took.append(time.perf_counter() - begun)
        if answer.status != 200:
            raise SystemExit(f"the search answers {answer.status}")
        rest = next((form.fields["rest"].chosen[0] for form in reader.forms() if "rest" in form.fields), "")
        if not rest:
            return max(took), sum(took), len(took)
        typed = {"rest": rest}
