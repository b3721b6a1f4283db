"""Runs in the surroundings of one alliance and prints JSON.

`pages`: what they cost, and what the same queries cost in a bare Django view; words after it name those to be measured.
`index`: how much of it search knows.
"""

import gc
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402 - after set-up
from django.db import connection  # noqa: E402
from django.db.models.query import QuerySet  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import resolve  # noqa: E402

from answerable.alliance.models import Organisation  # noqa: E402
from answerable.kit.models import SearchRow  # noqa: E402
from answerable.site.console.main import OBJECTS_BEFORE_COLLECTING  # noqa: E402

ROUNDS = 15
READERS = {"a visitor": "", "the secretariat": "tomas", "a coordinator": "neema"}
Question = Callable[[], object]


def pages() -> dict[str, str]:
    """The pages that grow with the alliance, by what they are."""
    shown = Organisation.objects.filter(visibility="public", at_risk=False).order_by("pk").first()
    return {
        "home": "/", "tree": "/networks", "network": "/networks/tanzania", "directory": "/organisations",
        "directory, searched": "/organisations?q=women", "directory, a country": "/organisations?country=KE",
        "organisation": f"/organisations/{shown.slug if shown else ''}", "map": "/map.png",
        "search, a name": "/search?q=tumbili", "search, a country": "/search?q=kenya", "search, a phrase": "/search?q=%22legal+aid%22",
        "search, a word in many names": "/search?q=women", "search, a word nearly everywhere": "/search?q=organisation",
        "search, nothing": "/search?q=zyzzyx",
    }  # fmt: skip


def cost(ask: Callable[[], object]) -> tuple[float, float]:
    """Returns milliseconds on the clock and on the processor, the middle of some rounds."""
    ask()
    clock, processor = [], []
    for _ in range(ROUNDS):
        begun, worked = time.perf_counter(), time.process_time()
        ask()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - worked)
    return 1000 * statistics.median(clock), 1000 * statistics.median(processor)


@contextmanager
def overheard(questions: list[Question]) -> Iterator[None]:
    """Gathers every queryset that is asked of the database, as it was before it was asked."""
    fetch, count, exists = QuerySet._fetch_all, QuerySet.count, QuerySet.exists
    depth = [0]

    def hear(name: str, asked: Any) -> Any:
        def listen(rows: Any, *more: Any) -> Any:
            if rows._result_cache is None and not depth[0]:
                kept = rows._chain()
                questions.append(lambda: list(kept._chain()) if name == "list" else getattr(kept._chain(), name)())
            depth[0] += 1
            try:
                return asked(rows, *more)
            finally:
                depth[0] -= 1

        return listen

    heard = {"_fetch_all": hear("list", fetch), "count": hear("count", count), "exists": hear("exists", exists)}
    for name, method in heard.items():
        setattr(QuerySet, name, method)
    try:
        yield
    finally:
        QuerySet._fetch_all, QuerySet.count, QuerySet.exists = fetch, count, exists  # type: ignore[method-assign]


def bare(client: Client, path: str) -> float:
    """Returns what a view costs, in the same surroundings, that asks the same and writes each answer in a plain list."""
    questions: list[Question] = []
    template = engines["django"].from_string("<ul>{% for one in rows %}<li>{{ one }}</li>{% endfor %}</ul>")
    match = resolve(path.partition("?")[0])
    with overheard(questions):
        client.get(path)

    def view(request: HttpRequest, **_more: object) -> HttpResponse:
        answers = [ask() for ask in questions]
        rows = [one for answer in answers for one in (answer if isinstance(answer, list) else [answer])]
        return HttpResponse(template.render({"rows": rows}, request))

    with patch(
        "django.core.handlers.base.BaseHandler.resolve_request", lambda _self, _request: type(match)(view, (), {})
    ):
        return cost(lambda: client.get(path))[1]


def measured(client: Client, path: str) -> dict[str, float]:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    on_clock, worked = cost(lambda: client.get(path))
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    queries = len(asked)
    is_page = answer.headers["Content-Type"].startswith("text/html")
    return {
        "ms": on_clock, "cpu": worked, "bare": bare(client, path) if is_page else 0.0, "queries": queries,
        "bytes": len(gzip.compress(answer.content)) if is_page else len(answer.content),
    }  # fmt: skip


def index(*_named: str) -> None:
    indexed = SearchRow.objects.filter(kind="alliance.organisation").count()
    json.dump({"organisations": Organisation.objects.count(), "indexed": indexed}, sys.stdout)


def as_it_is_served() -> None:
    """Sets the collector as it is in a web process."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING, 10, 10)
    gc.collect()
    gc.freeze()


def main(*named: str) -> None:
    as_it_is_served()
    settings.ALLOWED_HOSTS = ["localhost"]
    found: dict[str, dict[str, dict[str, float]]] = {}
    for who, key in READERS.items():
        client = Client(HTTP_HOST="localhost")
        if key and client.post("/become", {"key": key}).status_code != 303:
            raise SystemExit(f"nobody becomes {key}")
        wanted = {name: path for name, path in pages().items() if not named or any(one in name for one in named)}
        found[who] = {name: measured(client, path) for name, path in wanted.items()}
    json.dump({"organisations": Organisation.objects.count(), "pages": found}, sys.stdout)


if __name__ == "__main__":
    {"pages": main, "index": index}[sys.argv[1]](*sys.argv[2:])
