"""How everybody stands, in numbers: run by `python -m benchmarks --parts standing`, or alone in one alliance's surroundings.

Prints JSON: rows a second of reckoning everybody from the beginning and the memory it took on the way; what one new fact costs, in
milliseconds and questions to the database; what the heat map of the whole alliance costs, with every duty. How far it came is
said meanwhile, where errors are.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402 - after set-up
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from answerable.access.actors import Actor  # noqa: E402
from answerable.alliance.models import Organisation  # noqa: E402
from answerable.alliance.queries.networks import root  # noqa: E402
from answerable.kit import clock  # noqa: E402
from answerable.standards.actions import rebuilding  # noqa: E402
from answerable.standards.actions.policies import Adopted, adopt_policy  # noqa: E402
from answerable.standards.actions.reckoning import reckon_subjects  # noqa: E402
from answerable.standards.actions.summing_up import sum_up  # noqa: E402
from answerable.standards.models import Belonging, Count, Duty, Silence, Subject, Tally, Turn  # noqa: E402
from answerable.standards.queries.counting import going_on  # noqa: E402
from answerable.standards.rules.saying import PolicyKind  # noqa: E402

BY = Actor.of_system("benchmark")
ROUNDS, WARM = 15, 3
SECONDS_BETWEEN_WORDS = 15


def main() -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    begun = time.perf_counter()
    found: dict[str, Any] = {"organisations": Organisation.objects.count(), "duties": Duty.objects.count()}
    found |= reckoning()
    say(f"reckoned: {found['rows_a_second']:,.0f} rows a second")
    found["summing"] = lasting(sum_up)
    say(f"summed up in {found['summing']:.0f} s")
    found |= {"fact": one_new_fact(), "map": heat_map()}
    found["all"] = time.perf_counter() - begun
    json.dump(found, sys.stdout)


def say(text: str) -> None:
    print(f"  standing: {text}", file=sys.stderr, flush=True)


def lasting(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def reckoning() -> dict[str, float]:
    """Reckons everybody as if for the first time; the megabytes held early on and before the last portion are to be the same."""
    for model in (Turn, Belonging, Silence, Tally, Count):
        model.objects.all().delete()
    held: list[int] = []
    told = begun = time.perf_counter()

    def noted(subjects: list[Subject]) -> int:
        nonlocal told
        held.append(resident())
        if time.perf_counter() - told > SECONDS_BETWEEN_WORDS:
            told = time.perf_counter()
            progress = going_on()
            say(f"{progress.done if progress else 0} of 100 reckoned after {told - begun:.0f} s, {held[-1]} MB")
        return reckon_subjects(subjects)

    with patch.object(rebuilding, "reckon_subjects", noted):
        rebuilding.reckon_all()
    seconds = time.perf_counter() - begun
    rows = Subject.objects.count() * Duty.objects.filter(followed=True).count()
    return {
        "seconds": seconds, "rows_a_second": rows / seconds, "subjects": Subject.objects.count(), "turns": Turn.objects.count(),
        "mb_early": held[len(held) // 10], "mb_late": held[-1], "mb_most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def resident() -> int:
    """Returns the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // (1024 * 1024)


def one_new_fact() -> dict[str, float]:
    """A policy is adopted: the fact, how its organisation stands, and the sums of every network above it; nothing is kept."""
    listed = Organisation.objects.filter(merged_into=None, at_risk=False, memberships__isnull=False).order_by("-pk")
    organisation, today = listed[0], clock.today()

    def adopt() -> None:
        adopted = Adopted(
            PolicyKind.PARENTAL_LEAVE,
            "Leave",
            today,
            today.replace(year=today.year + 1, day=1),
            words="Everybody has it.",
        )
        adopt_policy(by=BY, organisation=organisation, adopted=adopted)

    return costs(adopt)


def heat_map() -> dict[str, float]:
    whole = root()
    client = Client(HTTP_HOST="localhost")
    if whole is None or client.post("/become", {"key": "tomas"}).status_code != 303:
        raise SystemExit("there is no alliance, or nobody becomes tomas")
    address = f"/standing/{whole.slug}?all=1"

    def look() -> None:
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} is not there")

    return costs(look)


def costs(what: Callable[[], None]) -> dict[str, float]:
    """Returns the median milliseconds of doing something, and how much it asks the database; what it writes is undone."""
    taken: list[float] = []
    for _ in range(WARM + ROUNDS):
        with transaction.atomic():
            begun = time.perf_counter()
            what()
            taken.append((time.perf_counter() - begun) * 1000)
            transaction.set_rollback(True)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        what()
        transaction.set_rollback(True)
    return {"ms": statistics.median(taken[WARM:]), "questions": len(asked)}


if __name__ == "__main__":
    main()
