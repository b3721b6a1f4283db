"""Files that somebody adds while telling."""

from typing import Any

from ...actions import Beginning


def files_part(beginning: Beginning) -> dict[str, Any]:
    """Returns what a page shows of files: those that are there, and how more are added."""
    return {"there": beginning.files}
