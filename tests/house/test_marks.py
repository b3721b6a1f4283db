"""What is put off names something: a file that was renamed would come back to every commit, or begin last, unseen."""

from tests.conftest import FIRST, LATER, LONG, RARELY, RARELY_ON_POSTGRESQL

from .source import PROJECT

TESTS = list((PROJECT / "tests").rglob("test_*.py"))


def test_every_file_that_is_put_off_is_there() -> None:
    assert sorted((LATER | RARELY | RARELY_ON_POSTGRESQL) - {"/".join(path.parts[-2:]) for path in TESTS}) == []


def test_every_file_that_begins_early_is_there() -> None:
    assert sorted({*FIRST, *LONG} - {path.name for path in TESTS}) == []
