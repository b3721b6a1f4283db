"""What is put off names something: a file that was renamed would come back to every commit, or begin last, unseen."""

import re

from tests.conftest import FIRST, LATER, LONG, RARELY, RARELY_ON_POSTGRESQL, SELDOM_ON_POSTGRESQL, SERVED_ON_POSTGRESQL

from .source import PROJECT

TESTS = list((PROJECT / "tests").rglob("test_*.py"))


def test_every_file_that_is_put_off_is_there() -> None:
    assert (
        sorted(
            (LATER | RARELY | RARELY_ON_POSTGRESQL | SELDOM_ON_POSTGRESQL)
            - {"/".join(path.parts[-2:]) for path in TESTS}
        )
        == []
    )


def test_every_file_that_begins_early_is_there() -> None:
    assert sorted({*FIRST, *LONG} - {path.name for path in TESTS}) == []


def test_whatever_hands_postgresql_to_a_program_of_its_own_is_run_there() -> None:
    """Other tests that ask no database of the run's own are left to SQLite, so one that is not named would run nowhere else."""
    handed = {
        path for path in TESTS if re.search(r"""environ\[["']DATABASE_URL|if name in os\.environ""", path.read_text())
    }
    named = {one for path in handed for one in ("/".join(path.parts[-2:]), "/".join(path.parts[-3:-1]))}
    assert {path.name for path in handed} == {"test_workers.py", "test_postgresql.py", "test_moving.py"}
    assert SERVED_ON_POSTGRESQL - named == {"tests/bars"}, "whose sites are made in tests/bars/site.py"
