"""Whoever raised it comes back by their code, and finds what is theirs and nothing else."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest

from answerable.access.refusals import Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.choosing import consents_of
from answerable.concerns.actions.coming_back import raiser_again, to_keep
from answerable.concerns.models import BookEntry, Case, FilePiece, Grant, Receipt, Record
from answerable.concerns.queries.sealed import RAISER, secrets_of
from answerable.concerns.queries.threads import NoSuchReceipt, Raiser, thread_of
from answerable.concerns.rules.data_classes import DataClass
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.safe_times import SafeTimes
from answerable.concerns.rules.words import Conflict, Purpose, Rhythm, Said, Stage, State
from answerable.ledger.models import Entry
from answerable.vault import Unreadable, derivation, people
from answerable.vault.case_files import About
from answerable.vault.chains import Fault
from answerable.vault.compartments import GrantPlace, open_grant
from answerable.vault.records import Place, fingerprint_of, read_record, write_record

from .world import declared, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_unknown_mistyped_exchanged_and_gone_are_answered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """B38 as far as acts go: the same answer after the same number of derivations."""
    team_of(2)
    old, gone = actions.new_receipt(), actions.new_receipt()
    actions.change_code(raised(old).raiser, code=actions.new_receipt())
    Case.held.filter(pk=raised(gone).raiser.case).update(state=State.ANONYMISED)
    counted: list[int] = []
    derived = derivation.derived

    def counting(secret: str | bytes, salt: bytes, *, cost: int) -> bytes:
        counted.append(cost)
        return derived(secret, salt, cost=cost)

    monkeypatch.setattr(derivation, "derived", counting)
    answers = set()
    for code in (actions.new_receipt(), old, gone, "", "what is this", old[:-1], "x" * 5000):
        counted.clear()
        with pytest.raises(NoSuchReceipt) as told:
            actions.open_by_receipt(code)
        answers.add((str(told.value), len(counted)))
    assert answers == {("", len(derivation.COSTS))}


def test_code_that_was_exchanged_opens_and_the_old_one_is_gone() -> None:
    team_of(2)
    old, new = actions.new_receipt(), actions.new_receipt()
    made = raised(old).raiser
    actions.change_code(made, code=new)
    assert actions.open_by_receipt(new) == made
    assert Receipt.held.count() == 1


def test_code_opens_the_conversation_and_not_what_the_desk_writes_among_itself() -> None:
    """B26, invariant 61: the seed tried on every grant and record of the case; no name or id of anybody at the desk."""
    of = team_of(2)
    made = raised(name="Rosalind Canary").raiser
    first, second = declared(of, made.case)
    actions.read_case(by=first, case=made.case)
    actions.note(by=first, case=made.case, words="Among ourselves.")
    actions.answer(by=second, case=made.case, words="To you.")
    opened = secrets_of(Case.held.get(pk=made.case), RAISER, made.keys)
    assert set(opened) == {"thread", "identity"}
    assert actions.read_name(by=first, case=made.case) == "Rosalind Canary"
    for one in Grant.held.select_related("compartment").filter(compartment__name="intake"):
        for reader in (RAISER, str(one.handler_id)):
            place = GrantPlace(str(made.case), "intake", reader)
            with pytest.raises(Unreadable):
                open_grant(bytes(one.blob), made.keys, place=place, public=bytes(one.compartment.public))
    seen = thread_of(made)
    shown = json.dumps([[str(one.what), dict(one.said)] for one in seen.messages])
    for who in (first, second):
        for secret in (who.id, who.opaque_id, who.keys.verify.hex()):
            assert secret not in shown + repr(seen)
    assert "Among ourselves" not in shown


def test_seed_of_another_concern_opens_nothing() -> None:
    """Invariant 61."""
    team_of(2)
    mine, theirs = raised().raiser, raised().raiser
    for wrong in (Raiser(theirs.case, mine.seed), Raiser(uuid4(), mine.seed), Raiser(mine.case, people.new_seed())):
        for act in (thread_of, lambda one: actions.add_words(one, words="Mine?")):
            with pytest.raises(NoSuchReceipt):
                act(wrong)
    kept, others = to_keep(mine), to_keep(theirs)
    assert raiser_again(kept) == mine
    for altered in (kept | {"case": others["case"]}, kept | {"receipt": others["receipt"]}, kept | {"receipt": ""}, {}):
        with pytest.raises(NoSuchReceipt):
            raiser_again(altered)
    with pytest.raises(NoSuchReceipt):
        thread_of(raiser_again(kept | {"seed": others["seed"]}))


def test_code_that_was_exchanged_ends_every_visit_but_the_one_in_which_it_was() -> None:
    """Somebody may have seen the code, and be reading with it right now."""
    team_of(2)
    code = actions.new_receipt()
    mine = raised(code).raiser
    elsewhere = to_keep(actions.open_by_receipt(code))
    here = to_keep(actions.change_code(mine, code=actions.new_receipt()))
    assert raiser_again(here) == mine
    with pytest.raises(NoSuchReceipt):
        raiser_again(elsewhere)


def test_request_under_way_with_a_code_that_was_exchanged_meanwhile_changes_nothing() -> None:
    """Whoever read with the old code and waits for a turn neither exchanges the new one back, nor ends or adds anything."""
    team_of(2)
    old, new = actions.new_receipt(), actions.new_receipt()
    raised(old)
    waiting = raiser_again(to_keep(actions.open_by_receipt(old)))  # asked before the change, acts after it
    mine = actions.change_code(actions.open_by_receipt(old), code=new)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.change_code(waiting, code=actions.new_receipt()),
        lambda: actions.withdraw(waiting, meaning_shown=True),
        lambda: actions.add_words(waiting, words="Not mine."),
    )
    for act in acts:
        with pytest.raises(NoSuchReceipt):
            act()
    assert actions.open_by_receipt(new) == mine
    assert thread_of(mine).state == State.RECEIVED
    assert [one.what for one in thread_of(mine).messages] == [What.TOLD]
    actions.add_words(mine, words="Mine.")


def test_everything_a_person_does_stands_in_their_own_chain_alone() -> None:
    """What comes by a code enters neither the ledger nor the desk's book."""
    team_of(2)
    before = Entry.objects.count()
    made = raised().raiser
    actions.add_words(made, words="More.")
    actions.choose_rhythm(made, rhythm=Rhythm.WEEKLY, safe=SafeTimes(weekdays=frozenset({0, 3})))
    actions.give_consent(made, purpose=Purpose.REFERRAL, recipient="a service", classes=[DataClass.NARRATIVE])
    actions.withdraw_consent(made, purpose=Purpose.REFERRAL, recipient="a service")
    actions.ask_for_another_reader(made)
    actions.say_summary_is_wrong(made, words="It was another day.")
    actions.change_code(made, code=actions.new_receipt())
    with pytest.raises(Unacceptable):
        actions.withdraw(made, meaning_shown=False)
    actions.withdraw(made, meaning_shown=True)
    assert [one.said for one in consents_of(made)] == [Said.YES, Said.NO]
    seen = thread_of(made)
    assert seen.stage == Stage.CLOSED
    assert all(one.is_mine for one in seen.messages)
    assert [one.what for one in seen.messages][-1] == What.WITHDRAWN
    actions.come_back(made)
    assert thread_of(made).stage == Stage.LOOKED_AT
    assert (Entry.objects.count(), BookEntry.held.count()) == (before, 0)


def test_file_comes_in_pieces_and_opens_at_the_desk() -> None:
    of = team_of(2)
    made = raised().raiser
    content = b"canary-of-a-file" * 40_000
    chunks = (content[at : at + 50_000] for at in range(0, len(content), 50_000))
    actions.add_file(made, chunks=chunks, about=About("canary.txt", "text/plain", len(content)), once="a")
    actions.add_file(made, chunks=iter([b"never read"]), about=About("canary.txt", "text/plain", 10), once="a")
    (message,) = [one for one in thread_of(made).messages if one.what == What.FILE]
    first, _ = declared(of, made.case)
    file = actions.read_file(by=first, case=made.case, file=message.said["file"])
    assert (file.about.name, b"".join(file.chunks())) == ("canary.txt", content)
    assert FilePiece.held.count() == 3
    with pytest.raises(Unacceptable):
        actions.add_file(made, chunks=[], about=About("large", "", 51 * 1024 * 1024))


def test_what_is_missing_or_moved_is_named() -> None:
    """B42: a record taken away, two exchanged, one altered, the last one cut off once the desk has read it."""
    of = team_of(2)
    made = raised().raiser
    for words in ("two", "three", "four"):
        actions.add_words(made, words=words)
    first, _ = declared(of, made.case)
    actions.read_case(by=first, case=made.case)
    rows = {one.sequence: one for one in Record.held.filter(compartment__case=made.case, kind="message")}

    def faults() -> set[tuple[int, Fault]]:
        return {(one.sequence, one.fault) for name, one in actions.read_case(by=first, case=made.case).breaks}

    assert faults() == set()
    rows[4].delete()
    assert (4, Fault.MISSING) in faults()
    rows[4].save(force_insert=True)
    two, three = bytes(rows[2].blob), bytes(rows[3].blob)
    Record.held.filter(pk=rows[2].pk).update(blob=three)
    Record.held.filter(pk=rows[3].pk).update(blob=two)
    assert {one for _, one in faults()} >= {Fault.MOVED}
    Record.held.filter(pk=rows[2].pk).update(blob=two[:-1] + bytes([two[-1] ^ 1]))
    Record.held.filter(pk=rows[3].pk).update(blob=three)
    assert (2, Fault.ALTERED) in faults()
    assert {one.sequence for one in thread_of(made).breaks} >= {2}


@pytest.mark.parametrize("hand", ["nobody", "a stranger", "a colleague off the case", "a reader"])
def test_forged_words_are_shown_as_nobodys(hand: str) -> None:
    """B43: put there by whoever writes the database, and by colleagues: never taken for the person's words."""
    of = team_of(3)
    made = raised().raiser
    first, _ = declared(of, made.case)
    (off,) = [one for one in of.people if one not in readers(of, made.case)]
    author = {
        "nobody": None, "a stranger": people.keys_of(people.new_seed()), "a colleague off the case": off.keys, "a reader": first.keys,
    }[hand]  # fmt: skip
    last = Record.held.get(compartment__case=made.case, kind="message")
    place = Place(str(made.case), "thread", 2, "message", fingerprint_of(bytes(last.blob)))
    body = json.dumps({"what": "withdrawn", "words": "I withdraw."}).encode()
    blob = write_record(body, place, to=bytes(last.compartment.public), author=author)
    Record(compartment=last.compartment, sequence=2, kind="message", day=last.day, blob=blob).save(force_insert=True)
    told = thread_of(made).messages[1]
    assert not told.is_mine
    assert not told.is_of_desk
    entry = actions.read_case(by=first, case=made.case).thread[1]
    assert not entry.counts
    answer = json.dumps({"what": "answer", "words": "Forged."}).encode()
    Record.held.filter(sequence=2, kind="message").update(
        blob=write_record(answer, place, to=bytes(last.compartment.public), author=author)
    )
    assert thread_of(made).messages[1].is_of_desk is (hand == "a reader")


def test_body_that_cannot_be_told_is_nobodys() -> None:
    team_of(2)
    made = raised().raiser
    last = Record.held.get(compartment__case=made.case, kind="message")
    place = Place(str(made.case), "thread", 2, "message", fingerprint_of(bytes(last.blob)))
    for body in (b"", b"\xff", b"[]", b"{}", b'{"what": []}', b'{"what": "no such"}'):
        blob = write_record(body, place, to=bytes(last.compartment.public), author=None)
        Record(compartment=last.compartment, sequence=2, kind="message", day=last.day, blob=blob).save(
            force_insert=True
        )
        seen = thread_of(made)
        assert len(seen.messages) == 2
        Record.held.filter(sequence=2, kind="message").delete()
    read = read_record(
        bytes(last.blob),
        Place(str(made.case), "thread", 1, "message"),
        secret=secrets_of(Case.held.get(pk=made.case), RAISER, made.keys)["thread"][1],
    )
    assert read.is_by(made.keys.verify)


def test_declared_ties_shut_the_desk_and_not_the_person() -> None:
    of = team_of(3)
    made = raised().raiser
    (first, *_) = readers(of, made.case)
    actions.declare_conflict(by=first, case=made.case, value=Conflict.YES)
    what = [one.what for one in thread_of(made).messages]
    assert What.GRANTED in what
    assert What.STOOD_ASIDE in what
