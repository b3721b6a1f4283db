"""The desk: ties are told first, whoever has them has no key, two people end a case, and each opening is entered before."""

import pytest

from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions import standing_aside
from answerable.concerns.actions.book import openings_missing, verify_book
from answerable.concerns.actions.reading import who_can_see
from answerable.concerns.actions.teams import NotYours
from answerable.concerns.models import BookEntry, Case, Declaration, Grant, Handler, Opening
from answerable.concerns.queries.cases import AtTheDesk, case_for, cases_of
from answerable.concerns.queries.promised import due_in_clear
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules import routing
from answerable.concerns.rules.categories import Severity
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import AboutLevel, ClosingReason, Conflict, Desk, Role, Stage, State
from answerable.ledger.models import Entry
from answerable.vault import people

from .world import ABOUT, KENYA, REGION, actor, clear, declared, found, person, raised, readers, team_of, unlocked

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def shut(by: AtTheDesk, case: object) -> bool:
    """Whether nothing behind the declaration opens: words, name, file, and nothing can be written."""
    for act in (
        lambda: actions.read_case(by=by, case=case),  # type: ignore[arg-type] # an id
        lambda: actions.read_name(by=by, case=case),  # type: ignore[arg-type] # an id
        lambda: actions.read_file(by=by, case=case, file=case),  # type: ignore[arg-type] # an id
        lambda: actions.answer(by=by, case=case, words="?"),  # type: ignore[arg-type] # an id
        lambda: actions.note(by=by, case=case, words="?"),  # type: ignore[arg-type] # an id
        lambda: actions.begin(by=by, case=case),  # type: ignore[arg-type] # an id
    ):
        with pytest.raises(Hidden):
            act()
    return True


@pytest.mark.parametrize("value", [None, Conflict.UNSURE, Conflict.MANAGED, Conflict.YES])
def test_nothing_opens_before_ties_are_cleared(value: Conflict | None) -> None:
    """Invariant 4: nothing said, not sure, ties that nobody approved, ties."""
    of = team_of(3)
    case = raised(name="Rosalind").raiser.case
    (first, _) = readers(of, case)
    if value:
        actions.declare_conflict(by=first, case=case, value=value)
    assert shut(first, case)
    assert not Opening.held.exclude(what="header").exists()


def test_header_tells_the_place_first_and_names_after_a_promise() -> None:
    of = team_of(2)
    about = routing.About((routing.Party(AboutLevel.ORGANISATION, "41", "person-7", (KENYA, REGION)),), (KENYA, REGION))
    case = raised(about=about).raiser.case
    first, _ = readers(of, case)
    shown = actions.header_of(by=first, case=case)
    assert (shown.levels, shown.organisations, shown.people) == ((AboutLevel.ORGANISATION,), ("41",), ())
    assert actions.header_of(by=first, case=case, promised_secrecy=True).people == ("person-7",)
    assert sorted(Opening.held.values_list("what", flat=True)) == ["header", "parties"]


def test_new_party_asks_everybody_again() -> None:
    """Invariant 4: a declaration from before is outdated, on the same day too; also for whoever named the party."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = declared(of, case)
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", "", (KENYA, REGION))), (KENYA, REGION))
    actions.name_parties(by=first, case=case, about=about)
    assert shut(first, case)
    assert shut(second, case)
    actions.declare_conflict(by=second, case=case, value=Conflict.NONE)
    assert actions.read_case(by=second, case=case).thread


def test_altered_declaration_is_none() -> None:
    """B07, invariant 4: whoever writes the database turns “unsure” into “none”, or lays a colleague's row beside."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = readers(of, case)
    actions.declare_conflict(by=first, case=case, value=Conflict.UNSURE)
    Declaration.held.filter(handler=first.handler).update(value=Conflict.NONE)
    assert shut(first, case)
    actions.declare_conflict(by=second, case=case, value=Conflict.NONE)
    Declaration.held.filter(handler=first.handler).delete()
    Declaration.held.filter(handler=second.handler).update(handler=first.handler)
    assert shut(first, case)


def test_ties_end_every_key_at_once_and_another_reads() -> None:
    """Invariants 2 and 16: the grants are gone in the same step, a session that was open opens nothing, a third reads."""
    of = team_of(3)
    case = raised(name="Rosalind").raiser.case
    first, second = declared(of, case)
    actions.declare_conflict(by=first, case=case, value=Conflict.YES, words="A cousin.")
    assert not Grant.held.filter(compartment__case=case, handler=first.handler).exists()
    with pytest.raises(Hidden):
        case_for(first, case)
    assert list(cases_of(first)) == []
    with pytest.raises(Hidden):
        actions.header_of(by=first, case=case)
    (third,) = [one for one in readers(of, case) if one is not second]
    assert shut(third, case)
    actions.declare_conflict(by=third, case=case, value=Conflict.NONE)
    assert actions.read_name(by=third, case=case) == "Rosalind"
    assert actions.read_case(by=third, case=case).breaks == ()
    with pytest.raises(Unacceptable):
        actions.second_reader(by=third, case=case, handler=first.handler)


def test_case_climbs_where_nobody_near_is_left() -> None:
    """G1: who stays has no key any more either, since two of one desk read; never somebody nearer."""
    of, above = team_of(2), team_of(2, desk=Desk.REGION, place=REGION)
    case = raised(name="Rosalind").raiser.case
    first, second = declared(of, case)
    actions.recuse(by=first, case=case)
    assert len(readers(above, case)) == 2
    assert readers(of, case) == []
    for by in (first, second):
        with pytest.raises(Hidden):
            case_for(by, case)
    third, _ = declared(above, case)
    assert actions.read_name(by=third, case=case) == "Rosalind"
    assert actions.read_case(by=third, case=case).breaks == ()


def test_last_key_is_not_thrown_away_and_opens_nothing_to_whoever_has_ties() -> None:
    """Nobody else is there: the concern is not lost, its holder sees nothing of it, and hands it on once somebody is."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = declared(of, case)
    actions.recuse(by=first, case=case)
    with pytest.raises(Unacceptable):
        actions.recuse(by=second, case=case)
    actions.declare_conflict(by=second, case=case, value=Conflict.YES)
    with pytest.raises(Hidden):
        case_for(second, case)
    assert list(cases_of(second)) == []
    above = team_of(2, desk=Desk.REGION, place=REGION)
    actions.settle_ties(by=second)
    assert not Grant.held.filter(compartment__case=case, handler=second.handler).exists()
    assert len(readers(above, case)) == 2


def test_whoever_is_part_of_what_is_told_sees_nothing() -> None:
    """Invariant 3: named as a party later, even while they hold a key and declared no ties."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = declared(of, case)
    about = routing.About((*ABOUT.parties, routing.Party(AboutLevel.LOCAL, "", second.id, (KENYA,))), (KENYA,))
    actions.name_parties(by=first, case=case, about=about)
    with pytest.raises(Hidden):
        case_for(second, case)
    assert list(cases_of(second)) == []


def test_last_reader_who_has_ties_leaves_it_to_the_one_other_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """G1: with nobody above, one reader is better than none; that a second is missing, the desk shows."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    with monkeypatch.context() as away:
        away.setattr(standing_aside, "candidates", lambda *_: [])
        actions.declare_conflict(by=first, case=case, value=Conflict.YES)
    actions.declare_conflict(by=second, case=case, value=Conflict.YES)
    (third,) = readers(of, case)
    assert third not in (first, second)
    actions.declare_conflict(by=third, case=case, value=Conflict.NONE)
    assert actions.read_case(by=third, case=case).breaks == ()


def test_second_reader_is_let_in_by_a_reader_alone() -> None:
    """Invariant 16: whoever holds no key gives none, whatever their role; the new one declares before they read."""
    of = team_of(3)
    case = raised().raiser.case
    first, _ = declared(of, case)
    (third,) = [one for one in of.people if one not in readers(of, case)]
    Handler.held.filter(pk=third.handler.pk).update(role=Role.LEAD)
    with pytest.raises(Hidden):
        actions.second_reader(by=third, case=case, handler=third.handler)
    actions.second_reader(by=first, case=case, handler=third.handler)
    assert shut(third, case)
    actions.declare_conflict(by=third, case=case, value=Conflict.NONE)
    assert actions.read_case(by=third, case=case).thread
    assert who_can_see(by=third, case=case) == {one.id for one in of.people}


def test_whoever_leaves_the_team_reads_nothing_from_then_on() -> None:
    """Invariant 5: by the day in the row, and by the roster, whose change takes their keys; the last key stays."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    stay = [one for one in of.people if one is not first]
    with pytest.raises(Unacceptable):
        found(of.team, stay, stay)
    assert actions.find_other_readers(by=second, leaving=first.handler) == 0
    found(of.team, stay, stay)
    assert not Grant.held.filter(handler=first.handler).exists()
    for by in (first, AtTheDesk(Handler.held.get(pk=first.handler.pk), first.keys)):
        with pytest.raises(Hidden):
            case_for(by, case)
    with pytest.raises(NotYours):
        unlocked(actor(), first.handler, of.passphrases[0])
    new, words = person(of.team, actor())
    with pytest.raises(Hidden):
        case_for(new, case)
    others = [one for one in stay if one is not second]
    found(of.team, [*stay, new], stay)
    clear(new, words)
    Grant.held.filter(compartment__case=case, handler=others[0].handler).delete()
    revision = actions.propose_roster(by=others[0], handlers=[others[0].handler, new.handler])
    with pytest.raises(Unacceptable):
        actions.sign_roster(by=second, revision=revision)


def test_opening_is_entered_before_anything_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """B46 as far as it is here: what cannot be entered is not shown; once a day; a row taken away is missed by the book."""
    of = team_of(2)
    case = raised().raiser.case
    first, _ = declared(of, case)
    for _ in range(5):
        actions.read_case(by=first, case=case)
    assert Opening.held.filter(handler=first.handler, what="case").count() == 1
    assert BookEntry.held.filter(act="open_case").count() == 1
    assert openings_missing(Case.held.get(pk=case)) == 0
    Opening.held.filter(what="case").delete()
    assert openings_missing(Case.held.get(pk=case)) == 1
    monkeypatch.setattr("answerable.concerns.actions.reading.opening", _fails)
    with pytest.raises(RuntimeError):
        actions.read_case(by=first, case=case)


def _fails(*_: object, **__: object) -> None:
    raise RuntimeError


def test_book_names_no_case_and_the_ledger_stands_still() -> None:
    of = team_of(2)
    before = Entry.objects.count()
    case = raised().raiser.case
    first, _ = declared(of, case)
    actions.read_case(by=first, case=case)
    assert Entry.objects.count() == before, "nothing in the ledger moves with a case"
    assert verify_book().ok
    assert str(case) not in str(list(BookEntry.held.values_list())) + str(list(Entry.objects.values_list()))


def test_answer_acknowledges_and_closing_takes_two() -> None:
    """Invariants 24 and 47: safety is asked before, whoever asked to close does not close, the person is told."""
    of = team_of(2)
    made = raised(answers={"happened": "It hurts.", "danger": "yes", "wishes": "heard"}).raiser
    case = made.case
    first, second = declared(of, case)
    actions.read_case(by=first, case=case)
    actions.answer(by=first, case=case, words="We hear you.", once="a")
    actions.answer(by=first, case=case, words="We hear you.", once="a")
    assert thread_of(made).stage == Stage.RECEIVED
    actions.begin(by=first, case=case)
    with pytest.raises(Unacceptable) as told:
        actions.ask_to_close(by=first, case=case, reason=ClosingReason.ANSWERED, done="Listened.")
    assert told.value.code == "ask_about_safety"
    actions.note_safety_contact(by=first, case=case, words="Are you safe?")
    actions.add_words(made, words="Yes.")
    with pytest.raises(Unacceptable) as told:
        actions.ask_to_close(by=first, case=case, reason=ClosingReason.ANSWERED, done="Listened.")
    assert told.value.code == "read_first"
    actions.read_case(by=first, case=case)
    actions.ask_to_close(by=first, case=case, reason=ClosingReason.ANSWERED, done="Listened.")
    with pytest.raises(Unacceptable) as told:
        actions.close(by=first, case=case, words="Done.", keep_profile="feedback")
    assert told.value.code == "own_act"
    actions.keep_open(by=second, case=case, words="One thing is open.")
    actions.ask_to_close(by=second, case=case, reason=ClosingReason.ANSWERED, done="Listened.")
    actions.close(by=first, case=case, words="This is what we did.", keep_profile="feedback")
    seen = thread_of(made)
    assert (seen.stage, seen.promised) == (Stage.CLOSED, None)
    assert seen.messages[-1].what == What.CLOSED
    assert len([one for one in seen.messages if one.what == What.ANSWER]) == 1


def test_grade_keeps_the_floor() -> None:
    of = team_of(2)
    case = raised().raiser.case
    first, _ = declared(of, case)
    with pytest.raises(Unacceptable):
        actions.grade(by=first, case=case, kinds=["VIO-02"], severity=Severity.LOW)
    actions.grade(by=first, case=case, kinds=["VIO-02"], severity=Severity.CRITICAL, scope="ours")
    assert case_for(first, case).categories == {"VIO-02"}


def test_day_in_clear_does_not_tell_who_is_in_danger() -> None:
    """What falls due next lies in clear alike for everybody, before and after the first answer."""
    of = team_of(2)
    seen = set()
    for danger in ("yes", "no", "unsure", "skip"):
        made = raised(answers={"happened": "It.", "danger": danger}).raiser
        row = Case.held.get(pk=made.case)
        first, _ = declared(of, made.case)
        actions.answer(by=first, case=made.case, words="We hear you.")
        later = Case.held.get(pk=made.case)
        seen.add((row.due, row.due_kind, later.due, later.due_kind, later.state))
        assert due_in_clear(later, case_for(first, made.case).thread.entries) is not None
    assert len(seen) == 1
    assert State(next(iter(seen))[4]) == State.ACKNOWLEDGED


def test_wrong_passphrase_and_another_account_are_answered_alike() -> None:
    of = team_of(2)
    mine = of.people[0]
    for who, secret in ((actor(), of.passphrases[0]), (actor(), "another seven lanterns by a wall")):
        with pytest.raises(NotYours):
            actions.unlock(by=who, handler=mine.handler, passphrase=secret, session="one")
    assert (
        mine.keys.public
        == people.keys_of(people.recover(bytes(mine.handler.by_recovery), of.recovery[0], bound_to=mine.id)).public
    )
