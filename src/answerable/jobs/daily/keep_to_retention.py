"""Takes away what is kept no longer, in every room; waits a day where the clock has leapt."""

import structlog

from ..retention import keep_to_it
from ..retention.declared import DAILY
from ..retention.keeping import is_paused

log = structlog.get_logger("answerable.retention")


def run() -> None:
    if is_paused():
        log.warning("retention_waits_a_day")
        return
    keep_to_it(DAILY)
