"""One file a component for those who write, one style sheet for those who read."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME, DOOR = "site.css", "notes.css"
STYLES = Path(__file__).parent / "styles"
ORDER = (
    "tokens",
    "base",
    "layout",
    "shell",
    "words",
    "buttons",
    "status",
    "lists",
    "bars",
    "heat",
    "time",
    "forms",
    "door",
    "texts",
    "media",
    "shares",
    "finding",
    "teams",
)
# What the raising door needs, and nothing that would name the house or make its first page heavier.
OF_THE_DOOR = ("tokens", "base", "layout", "words", "buttons", "bars", "time", "forms", "door", "telling", "shares")
SHEETS = {NAME: ORDER, DOOR: OF_THE_DOOR}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def stylesheet(name: str = NAME) -> str:
    """Returns a whole style sheet: every part in order, without comments and empty lines."""
    whole = "\n".join((STYLES / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS[name])
    return "\n".join(line.strip() for line in COMMENT.sub("", whole).splitlines() if line.strip()) + "\n"


class StylesheetFinder(BaseFinder):
    """Finds the style sheets among the static files, each built anew whenever a part of it changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.HOME) / "built"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(self._built(path))] if path in SHEETS else []
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in SHEETS:
            self._built(name)
            yield name, FileSystemStorage(location=self.folder)

    def _built(self, name: str) -> Path:
        target = self.folder / name
        css = stylesheet(name)
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = target.with_suffix(f".{os.getpid()}")  # several processes may start at once
            fresh.write_text(css, encoding="utf-8")
            fresh.replace(target)
        return target
