"""The book of the desks: the database refuses to change it, whatever is done to it past that shows, and its marks tell nothing."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import Error as DatabaseFault
from django.db import connection, transaction

from answerable.concerns import actions
from answerable.concerns.actions.book import enter, is_line, mark_the_day, verify_book, verify_lately
from answerable.concerns.models import BookCheckpoint, BookEntry, Case, Opening
from answerable.concerns.queries.booked import as_line, entries_for
from answerable.concerns.rules.categories import Severity
from answerable.concerns.rules.words import ClosingReason, Conflict
from answerable.jobs.daily import mark_the_book_of_the_desks
from answerable.kit import clock
from answerable.notices.models import Notice

from .posted import mailed_team, set_up
from .world import OfTeam, declared, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
TABLE = "concerns_bookentry"
COLUMNS = ("day", "handler", "act", "mark", "before", "hash")


def unprotected(*statements: str) -> None:
    """Writes past the triggers, as somebody does who holds the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            for table in (TABLE, "concerns_bookcheckpoint"):
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def altered(*statements: str) -> Iterator[None]:
    """What was written past the triggers is there, and then was never there."""
    kept = transaction.savepoint()
    unprotected(*statements)
    yield
    transaction.savepoint_rollback(kept)


def filled(count: int) -> OfTeam:
    of = team_of(2)
    case = Case.held.get(pk=raised().raiser.case)
    with transaction.atomic():
        for number in range(count):
            enter("note" if number % 2 else "answer", by=of.people[number % 2], case=case)
    return of


@pytest.mark.parametrize(
    "words",
    [f"UPDATE {TABLE} SET act = 'x'", f"DELETE FROM {TABLE}", "UPDATE concerns_bookcheckpoint SET n = 1", "DELETE FROM concerns_bookcheckpoint"],
)  # fmt: skip
def test_database_itself_refuses_to_change_the_book(words: str) -> None:
    """Invariant 68: neither an update nor a deletion."""
    filled(3)
    mark_the_day()
    with pytest.raises(DatabaseFault), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)
    assert verify_book().ok


def test_altered_entry_shows() -> None:
    """B45: every column, at places drawn at random; the first that is not sound is named."""
    filled(40)
    draw = random.Random(45)
    for column in COLUMNS:
        for n in draw.sample(range(1, 41), 10):
            value = "'2020-01-01'" if column == "day" else "'tampered'"
            with altered(f"UPDATE {TABLE} SET {column} = {value} WHERE n = {n}"):
                assert (verify_book().ok, verify_book().first_bad) == (False, n)
    assert verify_book().ok


def test_entry_that_is_taken_away_put_in_or_exchanged_shows() -> None:
    """B45: removed, renumbered, put in between, exchanged."""
    filled(40)
    columns = ", ".join(COLUMNS)
    for words in (
        [f"DELETE FROM {TABLE} WHERE n = 20"],
        [f"DELETE FROM {TABLE} WHERE n = 20", f"UPDATE {TABLE} SET n = n + 1000 WHERE n > 20", f"UPDATE {TABLE} SET n = n - 1001 WHERE n > 1000"],
        [f"INSERT INTO {TABLE} (n, {columns}) SELECT 41, {columns} FROM {TABLE} WHERE n = 40"],
        [f"UPDATE {TABLE} SET n = 5000 WHERE n = 7", f"UPDATE {TABLE} SET n = 7 WHERE n = 8", f"UPDATE {TABLE} SET n = 8 WHERE n = 5000"],
    ):  # fmt: skip
        with altered(*words):
            assert not verify_book().ok
    assert verify_book().ok


def test_tail_that_is_cut_off_with_its_head_shows_by_a_mark() -> None:
    """B45: who cuts the end and sets the head back is told by the mark of a day, here or kept elsewhere."""
    filled(20)
    line = as_line(mark_the_day())
    cut = [
        f"DELETE FROM {TABLE} WHERE n > 10",
        f"UPDATE concerns_bookhead SET n = 10, hash = (SELECT hash FROM {TABLE} WHERE n = 10)",
    ]
    with altered(*cut):
        assert verify_book().reason == "rewritten"
    unprotected(*cut, "DELETE FROM concerns_bookcheckpoint")
    assert verify_book().ok, "nothing here tells of it any more"
    assert verify_book([line]).reason == "rewritten"
    assert verify_book([line.replace(line[11:15], "beef", 1)]).reason == "mark_forged"
    assert verify_book(["no line at all"]).reason == "mark_forged"


def test_page_looks_from_the_last_mark_on_and_finds_what_is_new() -> None:
    """What is behind a mark is walked once a day; what came since is walked whenever somebody looks."""
    of = filled(20)
    mark_the_day()
    with transaction.atomic():
        for _ in range(3):
            enter("note", by=of.people[0], case=Case.held.get())
    assert verify_lately().ok
    for words in (
        f"UPDATE {TABLE} SET act = 'x' WHERE n = 22",
        f"DELETE FROM {TABLE} WHERE n = 23",
        "UPDATE concerns_bookcheckpoint SET n = 19",
        "UPDATE concerns_bookcheckpoint SET head = hash FROM concerns_bookhead",
    ):
        with altered(words):
            assert not verify_lately().ok, words


def test_book_that_does_not_stand_is_marked_no_more_and_every_handler_is_told() -> None:
    set_up()
    of, others = mailed_team("amina", "zawadi"), mailed_team("neema", "asha", place="000100010002")
    case = Case.held.get(pk=raised().raiser.case)
    with transaction.atomic():
        enter("note", by=of.people[0], case=case)
    mark_the_book_of_the_desks.run()
    assert not Notice.objects.exists()
    unprotected(f"UPDATE {TABLE} SET act = 'x'")
    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        mark_the_book_of_the_desks.run()
        mark_the_book_of_the_desks.run()
    told = {str(one) for one in Notice.objects.filter(kind="concerns.book_broken").values_list("account", flat=True)}
    assert told == {one.opaque_id for one in [*of.people, *others.people]}
    assert (Notice.objects.count(), BookCheckpoint.held.count()) == (4, 1)


def test_mark_changes_each_day_and_tells_no_number() -> None:
    """Two books: what anybody may see moves with no case; a day without an entry has a mark of its own, signed once."""
    filled(3)
    marks = []
    for number in range(4):
        with time_machine.travel(clock.now() + dt.timedelta(days=number), tick=False):
            mark_the_book_of_the_desks.run()
            mark_the_book_of_the_desks.run()
            marks.append(as_line(BookCheckpoint.held.get(day=clock.today())))
    assert len(set(marks)) == 4
    assert all(is_line(one) and len(one) == len(marks[0]) for one in marks)
    assert len({one.split()[1] for one in marks}) == 4
    assert (BookCheckpoint.held.count(), verify_book(marks).ok) == (4, True)


def test_every_act_of_the_desk_is_one_entry_before_anything_is_shown() -> None:
    """B46 for the desk: an act is one entry; an opening is one a day, however often; nothing is shown that is not entered."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = readers(of, case)
    done: list[str] = []

    def acts() -> list[str]:
        new = list(BookEntry.held.order_by("n").values_list("act", flat=True))[len(done) :]
        done.extend(new)
        return new

    actions.header_of(by=first, case=case)
    assert acts() == ["open_header"]
    actions.header_of(by=first, case=case)
    assert acts() == []
    actions.declare_conflict(by=first, case=case, value=Conflict.NONE)
    assert acts() == ["declare_ties"]
    actions.declare_conflict(by=second, case=case, value=Conflict.NONE)
    assert acts() == ["declare_ties"]
    actions.read_case(by=first, case=case)
    assert acts() == ["open_case"]
    asking: tuple[tuple[str, Callable[[], None]], ...] = (
        ("note", lambda: actions.note(by=first, case=case, words="A note.")),
        ("answer", lambda: actions.answer(by=first, case=case, words="We hear you.")),
        ("begin", lambda: actions.begin(by=first, case=case)),
        ("safety_contact", lambda: actions.note_safety_contact(by=first, case=case, words="Asked.")),
        ("grade", lambda: actions.grade(by=first, case=case, kinds=[], severity=Severity(2))),
    )
    for act, asked in asking:
        asked()
        assert acts() == [act]
    actions.ask_to_close(by=first, case=case, reason=ClosingReason.ANSWERED, done="Listened.")
    assert acts() == ["ask_to_close"]
    assert Opening.held.count() == sum(act.startswith("open_") for act in done)
    assert verify_book().ok


def test_handler_reads_what_they_may_know_of_and_nothing_else() -> None:
    """B02, B09: colleagues at work on a case that one holds no key of leave nothing in one's book."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    actions.read_case(by=first, case=case)
    (outside,) = [one for one in of.people if one.id not in {first.id, second.id}]
    assert entries_for(outside) == []
    assert {one.act for one in entries_for(second)} == {"declare_ties", "open_case"}
    elsewhere = team_of(2, place="000100010002")
    assert entries_for(elsewhere.people[0]) == []
    actions.recuse(by=second, case=case)
    assert {one.act for one in entries_for(second) if not one.is_mine} == set(), (
        "who stood aside reads their own acts alone"
    )
