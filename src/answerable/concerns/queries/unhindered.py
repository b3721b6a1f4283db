"""One case that does not open takes no list away: it is left out, and the log is told of what type the fault was, and nothing else."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import DatabaseError

from answerable.access.refusals import Hidden

T = TypeVar("T")
log = structlog.get_logger()


def unhindered(step: Callable[[], T]) -> T | None:
    """Returns what was found of one case; nothing where its rows were altered. A database that fails is no case's fault."""
    try:
        return step()
    except Hidden:
        return None
    except DatabaseError:
        raise
    except Exception as fault:
        log.warning("case_not_opened", error_type=type(fault).__qualname__)
        return None
