"""Answers that tell nothing by when they come or how long they are (bars B38 and B39)."""

import math
import time

from django.conf import settings
from django.http import HttpResponse

STEP = 8 * 1024
BEFORE, AFTER = b"\n<!--", b"-->\n"


def at_boundary(begun: float) -> None:
    """Waits until a whole number of `CODE_ANSWER_SECONDS` has passed since a moment of the clock that only goes on."""
    step = settings.CODE_ANSWER_SECONDS
    if step > 0:
        passed = time.monotonic() - begun
        time.sleep(max(0.0, math.ceil(passed / step) * step - passed))


def padded(response: HttpResponse) -> HttpResponse:
    """Fills a page up to the next whole step, and asks everybody on the way to leave it as it is."""
    length = len(response.content) + len(BEFORE) + len(AFTER)
    least = settings.INBOX_LEAST_STEPS
    steps = max(least, -(-length // STEP))
    response.content += BEFORE + b" " * (steps * STEP - length) + AFTER
    response["Content-Encoding"] = "identity"  # a proxy that packs pages leaves alone what says how it is packed
    return response
