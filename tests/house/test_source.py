"""What a reader meets in every file: reasons beside suppressions, files of a size to read, words a person would say."""

import re
from pathlib import Path

import pytest

from .source import SOURCE, name_of, python_files, tracked

LONGEST = 350
# A suppression without its reason; this pattern is written so that it does not find itself.
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|pragma:\s*no\s*cover|pylint:|fmt:\s*off)\b(?P<rest>[^\n]*)")
REASON = re.compile(r"^(?:\[[\w, -]+\]|:?\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?\s*(?:-|–|#|:)\s*\w.{4,}")
NAMED_BY_DJANGO = {"src/answerable/kit/postgresql/base.py"}  # it looks for a database's own in a file of this name
VAGUE = re.compile(r"(manager|helper|util|utils|service|common|core|base|mixins?)", re.IGNORECASE)


def test_suppression_carries_its_reason() -> None:
    bare = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in python_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := SUPPRESSION.search(line)) and not REASON.match(found["rest"])
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("line", "has_reason"),
    [
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: E501", False),
        ("x = 1  # type: ignore", False),
        ("x = 1  # type: ignore[attr-defined]", False),
        ("x = 1  # nosec B608", False),
        ("x = 1  # noqa: F403 - settings split by theme", True),
        ("x = 1  # type: ignore[attr-defined] # set by the middleware", True),
        ("x = 1  # type: ignore[attr-defined]  # set by the middleware", True),
        ("x = 1  # nosec B608 - the name is a constant", True),
    ],
)
def test_reason_is_told_from_its_absence(line: str, has_reason: bool) -> None:
    found = SUPPRESSION.search(line)
    assert found
    assert bool(REASON.match(found["rest"])) is has_reason


def test_file_is_short_enough_to_read() -> None:
    """A longer one is split by what happens."""
    written = [path for path in python_files() if path.parent.name != "migrations"]
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: number for name, number in lines.items() if number > LONGEST} == {}


def test_file_is_named_for_what_it_holds() -> None:
    vague = [
        name_of(path)
        for path in python_files("src")
        if name_of(path) not in NAMED_BY_DJANGO
        and any(VAGUE.fullmatch(part) for part in (path.stem, *path.relative_to(SOURCE).parts[:-1]))
    ]
    assert vague == []


def test_every_room_says_what_it_is_for() -> None:
    rooms = [path for path in tracked() if path.name == "__init__.py" and path.parent.parent == SOURCE]
    silent = [name_of(path) for path in rooms if not path.read_text(encoding="utf-8").lstrip().startswith('"""')]
    assert silent == []
