"""When very many write at once: a sum before one goes on. What is counted lies in memory, and tells nobody apart."""

import fcntl
import json
import secrets
import unicodedata
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from answerable.kit import clock

from ...queries.promised import PROMISES
from ...rules.flooding import Bucket, come, full
from .again import kept_typed
from .visit import Visit

SUM, CODES = "sum", "codes"
LARGEST = 9


def asked(request: HttpRequest, visit: Visit, *, of: str = SUM) -> HttpResponse | None:
    """Returns the page with a sum where one is to be solved first; None where somebody goes on.

    `of`: what is counted together. Those who guess codes cost nobody a sum who tells something.
    """
    before = visit.body.pop(of, None)
    solved = before is not None and _number(request.POST.get("sum_is", "")) == before
    numbers = _counted(of, solved=solved)
    if not numbers:
        visit.save()
        return None
    drawn = [1 + secrets.randbelow(LARGEST) for _ in range(numbers + 1)]
    visit.body[of] = sum(drawn)
    visit.save()
    is_wrong = before is not None
    return kept_typed(request, visit, "sum", sum=" + ".join(map(str, drawn)), is_wrong=is_wrong, status=200)


def _counted(of: str, *, solved: bool) -> int:
    """Counts one who comes, for all processes together; returns how many sums are asked."""
    flood, now = replace(PROMISES.flood, burst=settings.RAISING_BURST), clock.now().timestamp()
    path = Path(settings.VISITS_FOLDER) / ("bucket" if of == SUM else f"bucket.{of}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        after, what = come(_bucket(file.read()) or full(now, flood), now, flood, solved=solved)
        file.seek(0)
        file.truncate()
        file.write(json.dumps([after.tokens, after.at]))
    return what.sums


def _bucket(text: str) -> Bucket | None:
    try:
        tokens, at = json.loads(text)
        return Bucket(float(tokens), float(at))
    except (ValueError, TypeError):
        return None


def _number(typed: str) -> int | None:
    """Returns a number in the digits of any script."""
    digits = [unicodedata.decimal(sign, None) for sign in typed.strip()]
    if not digits or len(digits) > 4 or None in digits:
        return None
    return int("".join(str(one) for one in digits))
