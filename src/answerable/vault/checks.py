"""Whether the server's keys are whole, asked at every start."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from .keys import NAMES, is_whole


def keys_are_whole(**_: Any) -> list[CheckMessage]:
    """A key that is not there yet is made at first need; one that is cut short was damaged."""
    paths = [Path(settings.HOME) / "secrets" / name for name in NAMES]
    hint = "Bring it back from your copy of secrets/. What it sealed opens with no other."
    return [
        checks.Error(f"The key {path} is damaged.", hint=hint, id="answerable.E013")
        for path in paths
        if path.exists() and not is_whole(path.read_bytes())
    ]
