"""The list of one's cases and the search over them: nearest first, page by page, without one more question for each case."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from answerable.concerns import actions
from answerable.concerns.actions.finding import search
from answerable.concerns.actions.writing import _write
from answerable.concerns.models import Case, Declaration, Opening
from answerable.concerns.queries.booked import entries_for
from answerable.concerns.queries.cases import AtTheDesk, case_for
from answerable.concerns.queries.listing import SIZE, Show, listed
from answerable.concerns.queries.many import Opener
from answerable.concerns.queries.promised import PROMISES
from answerable.concerns.queries.searching import searched
from answerable.concerns.rules import routing
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import AboutLevel, Conflict
from answerable.kit import clock

from .world import ABOUT, KENYA, declared, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
MANY = SIZE + 7


@pytest.fixture(autouse=True)
def hands_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers take in as many as a test asks for."""
    monkeypatch.setattr("answerable.concerns.actions.raising.PROMISES", replace(PROMISES, most_open_cases=1_000_000))


def test_nearest_comes_first_and_pages_hold_each_case_once() -> None:
    of = team_of(2)
    made = [raised().raiser.case for _ in range(MANY)]
    today = clock.today()
    for at, case in enumerate(made):
        Case.held.filter(pk=case).update(due=today + dt.timedelta(days=(at * 7) % MANY))
    by = of.people[0]
    first, second, third = (listed(by, number=number) for number in (1, 2, 3))
    days = [one.due for one in (*first.lines, *second.lines)]
    assert days == sorted(days, key=str)
    assert {one.case for one in (*first.lines, *second.lines)} == set(made)
    assert (len(first.lines), first.has_more, second.has_more, third.lines) == (SIZE, True, False, ())


def test_filters_tell_new_late_and_ended_apart() -> None:
    of = team_of(2)
    new, late, ended = (raised().raiser for _ in range(3))
    by = of.people[0]
    for made in (late, ended):
        actions.declare_conflict(by=by, case=made.case, value=Conflict.NONE)
    Case.held.filter(pk=late.case).update(due=clock.today() - dt.timedelta(days=1))
    actions.withdraw(ended, meaning_shown=True)

    def shown(show: Show) -> set[object]:
        return {one.case for one in listed(by, show).lines}

    assert shown(Show.OPEN) == {new.case, late.case}
    assert shown(Show.NEW) == {new.case}
    assert shown(Show.LATE) == {late.case}
    assert shown(Show.ENDED) == {ended.case}


def test_list_leaves_out_what_is_shut_to_its_reader() -> None:
    """Invariants 2 and 3: ties declared, named as a party, shut out; the colleague goes on seeing it."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", second.id, (KENYA,))), (KENYA,))
    actions.name_parties(by=first, case=case, about=about)
    assert [one.case for one in listed(first).lines] == [case]
    assert listed(second).lines == ()
    actions.recuse(by=first, case=case)
    assert listed(first).lines == ()


@pytest.mark.parametrize("altered", ["header", "grade", "day"])
def test_case_that_does_not_open_takes_no_list_away(altered: str) -> None:
    """B50: entries that hold what they never do, or another state: that case is left out, and the log is told the type of the fault alone."""
    of = team_of(2)
    made = [raised(happened="A heron.").raiser.case for _ in range(3)]
    by, other = of.people
    for case in made:
        declared(of, case)
    if altered == "day":
        Case.held.filter(pk=made[1]).update(state="spoilt")
    else:
        said: dict[str, object] = {"about": {}, "categories": 5}
        _write(case_for(other, made[1]).secrets["intake"][0], What(altered), said, author=other.keys)
    with capture_logs() as told:
        found = [listed(by).lines, searched(by, "heron").lines, searched(by, "heron", everything=True).lines]
        assert {one.act for one in entries_for(by)} >= {"declare_ties"}
    assert [{one.case for one in lines} for lines in found] == [{made[0], made[2]}] * 3
    assert told
    assert all(set(one) == {"event", "log_level", "error_type"} for one in told)


def test_row_tells_no_more_than_its_reader_may_know() -> None:
    """How serious it is shows once its reader is clear of ties, and again only after they said so anew."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = readers(of, case)
    actions.declare_conflict(by=first, case=case, value=Conflict.NONE)
    actions.grade(by=first, case=case, kinds=["VIO-04"], severity=3)  # type: ignore[arg-type] # its number
    (mine,), (theirs,) = listed(first).lines, listed(second).lines
    assert (mine.grade, mine.to_declare) == (3, False)
    assert (theirs.grade, theirs.to_declare) == (0, True)
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", "", (KENYA,))), (KENYA,))
    actions.name_parties(by=first, case=case, about=about)
    (mine,) = listed(first).lines
    assert (mine.grade, mine.to_declare, mine.asked_again) == (0, True, True)


def test_search_finds_words_of_ones_own_clear_cases_alone() -> None:
    """Without capitals or accents; never before ties are cleared, never of others."""
    of = team_of(3)
    made = raised(happened="Él gritó en el salón.").raiser
    first, second = readers(of, made.case)
    (off,) = [one for one in of.people if one not in (first, second)]
    actions.declare_conflict(by=first, case=made.case, value=Conflict.NONE)
    assert [one.case for one in searched(first, "GRITO salon").lines] == [made.case]
    assert searched(first, "grito nadie").lines == ()
    assert searched(second, "grito").lines == ()
    assert searched(off, "grito").lines == ()
    assert searched(first, "  ").lines == ()
    Declaration.held.filter(handler=first.handler).update(value=Conflict.UNSURE)
    assert searched(first, "grito").lines == ()


def test_list_and_search_ask_no_more_for_many_than_for_few() -> None:
    """B82: the same number of questions to the database for 5 cases and for 50."""
    of = team_of(2)
    by = of.people[0]
    asked: dict[str, list[int]] = {"list": [], "search": []}
    for number in (5, 45):
        for _ in range(number):
            case = raised().raiser.case
            actions.declare_conflict(by=by, case=case, value=Conflict.NONE)
        for name, ask in (("list", lambda: listed(by)), ("search", lambda: searched(by, "nothing of it"))):
            with CaptureQueriesContext(connection) as captured:
                ask()
            asked[name].append(len(captured))
    assert all(few >= many - 2 for few, many in asked.values()), asked


def test_glance_asks_for_no_signature_and_search_does() -> None:
    """What somebody laid into the database unsigned is looked through, and found by nobody."""
    from answerable.concerns.models import Record
    from answerable.vault.records import Place, write_record

    of = team_of(2)
    case = raised(happened="A heron.").raiser.case
    first, _ = declared(of, case)
    assert len(searched(first, "heron").lines) == 1
    row = Record.held.get(compartment__case=case, compartment__name="thread", sequence=1)
    place = Place(str(case), "thread", 1, row.kind)
    body = b'{"what": "told", "answers": {"happened": "A heron and a lie."}, "readers": []}'
    Record.held.filter(pk=row.pk).update(blob=write_record(body, place, to=bytes(row.compartment.public), author=None))
    assert searched(first, "lie").lines == ()


def test_search_finds_names_and_grades_only_where_everything_is_asked_for() -> None:
    of = team_of(2)
    about = routing.About((routing.Party(AboutLevel.LOCAL, "", "The trainer Ochieng", (KENYA,)),), (KENYA,))
    case = raised(about=about).raiser.case
    first, _ = declared(of, case)
    assert searched(first, "ochieng").lines == ()
    assert [one.case for one in searched(first, "ochieng", everything=True).lines] == [case]


def test_search_finds_the_notes_of_a_grade_and_no_longer_one_that_was_replaced() -> None:
    """A glance sees every note there is; what is found is compared with how it stands now."""
    of = team_of(2)
    case = raised().raiser.case
    first, _ = declared(of, case)
    for words in ("A heron.", "A kingfisher."):
        actions.grade(by=first, case=case, kinds=["VIO-04"], severity=3, words=words)  # type: ignore[arg-type] # its number
    assert [one.case for one in searched(first, "kingfisher vio-04", everything=True).lines] == [case]
    assert searched(first, "heron", everything=True).lines == ()


@pytest.mark.parametrize("everything", [False, True])
def test_search_goes_on_where_it_stopped_and_keeps_what_was_found(
    monkeypatch: pytest.MonkeyPatch, *, everything: bool
) -> None:
    """Step by step each case is looked through once, those that ended too, and nothing that was found is lost.

    What falls due anew between two steps is not missed.
    """
    monkeypatch.setattr("answerable.concerns.queries.searching.AT_ONCE", 2)
    monkeypatch.setattr("answerable.concerns.queries.searching.SECONDS", 0)
    of = team_of(2)
    made = [raised(happened=f"A heron, the {number}th.").raiser for number in range(7)]
    by = of.people[0]
    for one in made:
        actions.declare_conflict(by=by, case=one.case, value=Conflict.NONE)
    actions.withdraw(made[3], meaning_shown=True)
    steps = [searched(by, "heron", everything=everything)]
    sooner = iter(range(1, 9))
    while steps[-1].rest and len(steps) < 9:
        unseen = {one.case for one in made} - {one.case for one in steps[-1].lines}
        Case.held.filter(pk__in=unseen).update(due=clock.today() - dt.timedelta(days=next(sooner)))
        steps.append(searched(by, "heron", everything=everything, rest=steps[-1].rest))
    assert [len(one.lines) for one in steps] == [2, 4, 6, 7]
    assert {line.case for line in steps[-1].lines} == {one.case for one in made}
    assert steps[-1].lines[-1].case == made[3].case


def test_place_of_a_search_tells_nothing_and_is_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has one length whatever was found, holds no id in clear, and another's, or rubbish, begins anew."""
    monkeypatch.setattr("answerable.concerns.queries.searching.AT_ONCE", 1)
    monkeypatch.setattr("answerable.concerns.queries.searching.SECONDS", 0)
    of = team_of(2)
    made = [raised(happened="A heron.").raiser for _ in range(3)]
    first, second = (of.people[0], of.people[1])
    for one in made:
        declared(of, one.case)
    hit, none = searched(first, "heron").rest, searched(first, "kingfisher").rest
    assert len(hit) == len(none) > 0
    assert not any(one.case.hex in hit or str(one.case) in hit for one in made)
    assert len(searched(first, "heron", rest=hit).lines) == 2
    for wrong in (hit[:-9], "nothing", "ü", "x" * 8000):
        assert len(searched(first, "heron", rest=wrong).lines) == 1
    assert len(searched(second, "heron", rest=hit).lines) == 1
    assert searched(first, "kingfisher", rest=hit).lines == ()


def test_grant_that_leads_to_another_key_is_opened_whole_and_found_by_nobody() -> None:
    """A glance does not reckon whether two keys belong together: whatever follows from that is read with every check."""
    from answerable.concerns.models import Compartment
    from answerable.vault.compartments import new_compartment

    of = team_of(2)
    case = raised(happened="A heron.").raiser.case
    first, _ = declared(of, case)
    Compartment.held.filter(case=case, name="thread").update(public=new_compartment().public)
    assert searched(first, "heron").lines == ()


def test_search_keeps_nobody_from_writing_while_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """B50: on SQLite whatever stands in one transaction shuts all others out; it looks outside of any, and then enters."""
    of = team_of(2)
    case = raised(happened="A heron.").raiser.case
    first, _ = declared(of, case)
    outside, seen = len(connection.savepoint_ids), []

    def looked(by: AtTheDesk, words: str, **more: object) -> object:
        seen.append(len(connection.savepoint_ids))
        return searched(by, words, **more)  # type: ignore[arg-type] # as it is called

    monkeypatch.setattr("answerable.concerns.actions.finding.searched", looked)
    assert [one.case for one in search(by=first, words="heron").lines] == [case]
    assert seen == [outside]
    assert Opening.held.filter(case=case, what="search").count() == 1


def test_unlocking_keeps_nobody_from_writing_while_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """B50: what somebody holds is looked through outside of any transaction, a portion at a time."""
    of = team_of(2)
    for _ in range(3):
        declared(of, raised().raiser.case)
    outside, seen = len(connection.savepoint_ids), []

    def looked(self: Opener, cases: list[Case]) -> Iterator[object]:
        seen.append((len(connection.savepoint_ids), len(cases)))
        return iter(())

    monkeypatch.setattr("answerable.concerns.actions.settling.AT_A_TIME", 2)
    monkeypatch.setattr(Opener, "excluded", looked)
    actions.settle_ties(by=of.people[0])
    assert seen == [(outside, 2), (outside, 1)]
