"""Somebody leaves a team, or joins it later: what they can open changes with what two have signed, and with nothing else."""

import time
from uuid import UUID

import pytest

from answerable.access.refusals import Refused, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.reading import who_can_see
from answerable.concerns.actions.teams import NotYours
from answerable.concerns.models import Compartment, EarlierKey, Grant, Record
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.keepers import cases_with_too_few
from answerable.concerns.queries.sealed import INTAKE, THREAD
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules import routing
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import Desk
from answerable.vault import records, visits
from answerable.vault.case_files import About

from .leaving import leaves, opened_with, secrets_in_hand, without
from .world import SECRETARIAT, actor, declared, found, person, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_new_words_are_closed_to_whoever_left() -> None:
    """B23: 50 messages in open cases after a departure, none of which opens with the old seed and a copy of the database."""
    of = team_of(4)
    those = [raised(name="Rosalind") for _ in range(5)]
    for one in those:
        declared(of, one.raiser.case)
    first = max(of.people, key=lambda one: Grant.held.filter(handler=one.handler).count())
    before, old = set(Record.held.values_list("pk", flat=True)), secrets_in_hand(first)
    assert old
    token = visits.begin("desk", {"who": "first"}, owner=first.id)
    began = time.monotonic()
    leaves(of, first)
    assert visits.find("desk", token, idle=900, longest=9000) is None
    assert time.monotonic() - began < 10
    assert not Grant.held.filter(handler=first.handler).exists()
    for one in those:
        by = declared(of, one.raiser.case)[0]
        for number in range(5):
            actions.add_words(one.raiser, words=f"More {number}")
            actions.answer(by=by, case=one.raiser.case, words=f"Answer {number}")
    new = set(Record.held.values_list("pk", flat=True)) - before
    assert len(new) >= 50
    # What has been taken over from the time before may be read by whoever could read it then; nothing that came since.
    late = {one.pk for one in Record.held.filter(pk__in=new) if one.sequence > last_before(one.compartment)}
    assert len(late) >= 50
    assert opened_with(old) & late == set()


def last_before(row: Compartment) -> int:
    return max((one.last for one in EarlierKey.held.filter(compartment=row)), default=0)


def test_what_was_written_before_is_read_on() -> None:
    """The key before lies under the key after it, through several changes: words, notes, name and files."""
    of = team_of(5)
    one = raised(name="Rosalind")
    case = one.raiser.case
    actions.add_file(one.raiser, chunks=[b"x" * 100], about=About("a.txt", "text/plain", 100))
    for _ in range(2):
        gone = declared(of, case)[0]
        leaves(of, gone)
        of.people.remove(gone)
        actions.add_words(one.raiser, words="Later.")
    by = declared(of, case)[0]
    read = actions.read_case(by=by, case=case)
    assert read.breaks == ()
    assert [entry.what for entry in read.thread if entry.what in {What.TOLD, What.FILE, What.WORDS}] == [
        What.TOLD, What.FILE, What.WORDS, What.WORDS,
    ]  # fmt: skip
    assert actions.read_name(by=by, case=case) == "Rosalind"
    (file,) = [entry.body["file"] for entry in read.thread if entry.what == What.FILE]
    assert b"".join(actions.read_file(by=by, case=case, file=UUID(file)).chunks()) == b"x" * 100
    assert thread_of(one.raiser).breaks == ()
    assert EarlierKey.held.filter(compartment__case=case, compartment__name=THREAD).count() == 2
    assert who_can_see(by=by, case=case) == {each.id for each in readers(of, case)}


def test_case_that_nobody_who_signed_could_open_gets_new_keys_before_the_next_word() -> None:
    """B23: also where it is the person who writes first."""
    of = team_of(4)
    one = raised()
    first, second = declared(of, one.raiser.case)
    old = secrets_in_hand(first)
    others = [each for each in of.people if each not in {first, second}]
    actions.second_reader(by=second, case=one.raiser.case, handler=others[0].handler)
    stay = [others[0], others[1], second]
    Grant.held.filter(handler=others[0].handler).update(blob=b"spoilt")
    revision = actions.propose_roster(by=others[0], handlers=[each.handler for each in stay])
    actions.sign_roster(by=others[1], revision=revision)
    assert not EarlierKey.held.exists()
    actions.add_words(one.raiser, words="Later.")
    last = Record.held.get(
        compartment__case=one.raiser.case, compartment__name=THREAD, sequence=max_number(one.raiser.case)
    )
    assert opened_with(old) & {last.pk} == set()
    assert EarlierKey.held.filter(compartment__name=THREAD).count() == 1
    assert not EarlierKey.held.filter(compartment__name=INTAKE).exists()
    actions.note(by=second, case=one.raiser.case, words="A note.")
    assert EarlierKey.held.filter(compartment__name=INTAKE).count() == 1
    assert actions.read_case(by=second, case=one.raiser.case).breaks == ()


def max_number(case: UUID) -> int:
    return int(
        Record.held.filter(compartment__case=case, compartment__name=THREAD)
        .order_by("-sequence")
        .values_list("sequence", flat=True)[0]
    )


def test_word_of_whoever_left_counts_for_nothing() -> None:
    """B43: whoever left and can write the database seals to the new key, or goes on under the old one; neither counts."""
    of = team_of(4)
    one = raised()
    first, _ = declared(of, one.raiser.case)
    row = Compartment.held.get(case=one.raiser.case, name=THREAD)
    old_public = bytes(row.public)
    leaves(of, first)
    row.refresh_from_db()
    last = Record.held.filter(compartment=row).order_by("-sequence")[0]
    for public in (old_public, bytes(row.public)):
        Record.held.filter(compartment=row, sequence__gt=last.sequence).delete()
        at = records.Place(
            str(row.case_id), THREAD, last.sequence + 1, "message", records.fingerprint_of(bytes(last.blob))
        )
        body = b'{"what": "answer", "words": "Write to my own address."}'
        blob = records.write_record(body, at, to=public, author=first.keys)
        Record(compartment=row, sequence=at.sequence, kind="message", day=last.day, blob=blob).save(force_insert=True)
        forged = thread_of(one.raiser).messages[-1]
        assert (forged.is_mine, forged.is_of_desk) == (False, False)


def test_nobody_leaves_where_fewer_than_two_could_read_on() -> None:
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    (third,) = without(of, first, second)
    assert len(cases_with_too_few([first.handler])) == 1
    with pytest.raises(Unacceptable) as refused:
        found(of.team, [second, third], [second, third])
    assert (refused.value.code, refused.value.facts) == ("too_few_readers", {})
    assert Grant.held.filter(handler=first.handler).exists()
    assert actions.find_other_readers(by=third, leaving=first.handler) == 0
    assert len(cases_with_too_few([first.handler])) == 1, "who has no key hands nothing on, and is told of nothing"
    assert actions.find_other_readers(by=second, leaving=first.handler) == 0
    found(of.team, [second, third], [second, third])
    assert {one.id for one in readers(of, case)} == {second.id, third.id}


def test_case_climbs_where_nobody_near_may_take_it_from_whoever_leaves() -> None:
    """B09: the one who was left out by name is not asked, also not in this need; those above read on."""
    of, above = team_of(3), team_of(2, desk=Desk.GLOBAL, place="")
    (shut_out, *_others) = of.people
    case = raised(excluded=routing.Excluded(people=frozenset({shut_out.id}))).raiser.case
    first, second = declared(of, case)
    assert actions.find_other_readers(by=second, leaving=first.handler) == 0
    assert {one.id for one in readers(above, case)} == {one.id for one in above.people}
    assert not Grant.held.filter(compartment__case=case, handler__team=of.team).exists()
    leaves(of, first)
    assert not case_for(above.people[0], case).is_clear


def test_administrators_alone_change_nothing() -> None:
    """B07, B23: whoever keeps the alliance can name somebody, and that opens nothing; only members sign, and two of them."""
    of = team_of(3)
    raised()
    new, words = person(of.team, actor())
    with pytest.raises(Refused):
        actions.set_up_team(by=actor(), desk=Desk.PANEL)
    with pytest.raises(NotYours):
        actions.propose_roster(by=new, handlers=[one.handler for one in [*of.people, new]])
    revision = actions.propose_roster(by=of.people[0], handlers=[one.handler for one in [*of.people, new]])
    with pytest.raises(NotYours):
        actions.sign_roster(by=new, revision=revision)
    own = of.people[0].handler
    good = "nobody guesses this one at all"
    for act in (
        lambda: actions.change_passphrase(by=SECRETARIAT, handler=own, old=of.passphrases[0], new=good),
        lambda: actions.renew_by_words(by=SECRETARIAT, handler=own, words=of.recovery[0], new=good),
        lambda: actions.new_words(by=SECRETARIAT, handler=own, passphrase=of.passphrases[0]),
        lambda: actions.begin_anew(by=SECRETARIAT, handler=own, passphrase=good),
    ):
        with pytest.raises(NotYours):
            act()
    assert not Grant.held.filter(handler=new.handler).exists()
    assert words
