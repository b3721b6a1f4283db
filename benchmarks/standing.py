"""How everybody stands, in numbers: run by `python -m benchmarks --parts standing`, or alone in one alliance's surroundings.

Prints JSON: rows a second of reckoning everybody and the most memory it took; what one new fact costs, in milliseconds and
questions to the database; what the heat map of the whole alliance costs.
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
from answerable.standards.models import Duty, Subject, Turn  # noqa: E402
from answerable.standards.rules.saying import PolicyKind  # noqa: E402

BY = Actor.of_system("benchmark")
ROUNDS, WARM = 15, 3


def main() -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    found: dict[str, Any] = {"organisations": Organisation.objects.count(), "duties": Duty.objects.count()}
    found |= reckoning()
    sum_up()
    found |= {"fact": one_new_fact(), "map": heat_map()}
    json.dump(found, sys.stdout)


def reckoning() -> dict[str, float]:
    """Reckons everybody; the megabytes held early on and before the last portion are to be the same."""
    held: list[int] = []
    begun = time.perf_counter()

    def noted(*given: Any, **named: Any) -> int:
        held.append(resident())
        return reckon_subjects(*given, **named)

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
    address = f"/standing/{whole.slug}"

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
