"""Whoever writes the database neither reads what is sealed to somebody, nor speaks in their name, nor cuts them off unseen."""

import json

import pytest

from answerable.access.refusals import Hidden
from answerable.concerns import actions
from answerable.concerns.models import Case, Compartment, Grant, Receipt, Record
from answerable.concerns.queries.sealed import IDENTITY, RAISER, THREAD, Moved, raiser_keys, secrets_of
from answerable.concerns.queries.threads import NoSuchReceipt, Raiser, thread_of
from answerable.vault import Unreadable, compartments, people, receipts
from answerable.vault.compartments import GrantPlace, open_grant
from answerable.vault.records import Place, fingerprint_of, read_record, write_record

from .coming_back import Person, Told, told_one
from .world import declared

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def told() -> Told:
    return told_one(happened="canary-of-what-happened", name="Canary Name")


def replace_keys(told: Told) -> Raiser:
    """Somebody puts their own keys in place of the person's: in the case, as a grant, and behind a code of their own."""
    seed, case = people.new_seed(), Case.held.get()
    mine = people.keys_of(seed)
    Case.held.update(raiser_box=mine.box, raiser_verify=mine.verify)
    return Raiser(case.pk, seed)


def test_keys_put_in_place_of_the_persons_are_never_sealed_to(told: Told) -> None:
    """B08 for the person: nothing more is sealed, for anybody, and nothing is told, once their keys are not the server's word."""
    first, _ = declared(told.of, told.case)
    grants = Grant.held.count()
    thief = replace_keys(told)
    case = Case.held.get()
    with pytest.raises(Moved):
        raiser_keys(case)
    for act in (
        lambda: thread_of(thief), lambda: thread_of(told.made.raiser), lambda: actions.add_words(thief, words="Mine?"),
        lambda: actions.add_words(told.made.raiser, words="Mine."), lambda: actions.change_code(thief, code=actions.new_receipt()),
    ):  # fmt: skip
        with pytest.raises(NoSuchReceipt):
            act()
    for deed in (
        lambda: actions.answer(by=first, case=case.pk, words="To whom?"), lambda: actions.note(by=first, case=case.pk, words="x"),
        lambda: actions.recuse(by=first, case=case.pk), lambda: actions.read_case(by=first, case=case.pk),
    ):  # fmt: skip
        with pytest.raises(Hidden):
            deed()
    assert Grant.held.count() == grants
    assert Record.held.filter(compartment__name=THREAD).count() == 1


def test_words_under_keys_put_in_place_are_never_the_persons(told: Told) -> None:
    """B43: forged together with the keys that would make them true; once the keys are back, they are nobody's."""
    first, _ = declared(told.of, told.case)
    true = Case.held.get()
    thief = replace_keys(told)
    last = Record.held.get(compartment__name=THREAD)
    row = Compartment.held.get(name=THREAD)
    place = Place(str(true.pk), THREAD, 2, "message", fingerprint_of(bytes(last.blob)))
    body = json.dumps({"what": "withdrawn", "once": ""}).encode()
    blob = write_record(body, place, to=bytes(row.public), author=thief.keys)
    Record(compartment=row, sequence=2, kind="message", day=last.day, blob=blob).save(force_insert=True)
    with pytest.raises(Hidden):
        actions.read_case(by=first, case=true.pk)
    person = Person().come_back(told.code)
    assert "We find nothing for this code" in person.text
    Case.held.update(raiser_box=bytes(true.raiser_box), raiser_verify=bytes(true.raiser_verify))
    assert not thread_of(told.made.raiser).messages[1].is_mine
    assert not actions.read_case(by=first, case=true.pk).thread[1].counts
    shown = person.come_back(told.code)
    assert "This was put here by somebody who is neither you nor a reader" in shown.text
    assert "You asked us to stop" not in shown.text


def test_one_of_the_two_keys_exchanged_is_enough_to_refuse(told: Told) -> None:
    other = people.keys_of(people.new_seed())
    for field, key in (("raiser_box", other.box), ("raiser_verify", other.verify)):
        case = Case.held.get()
        before = bytes(getattr(case, field))
        Case.held.update(**{field: key})
        with pytest.raises(Moved):
            raiser_keys(Case.held.get())
        with pytest.raises(NoSuchReceipt):
            thread_of(told.made.raiser)
        Case.held.update(**{field: before})
    assert thread_of(told.made.raiser).messages


def test_code_of_somebody_else_laid_over_a_case_opens_nothing_of_it(told: Told) -> None:
    """B07 for codes: a row of one's own that leads to another's case, with and without a grant of one's own."""
    case = Case.held.get()
    code, seed = actions.new_receipt(), people.new_seed()
    trace = receipts.look_up_and_key(code)
    Receipt.held.all().delete()
    Receipt(look_up=trace.look_up, case=case, seed=receipts.wrap(seed, trace)).save(force_insert=True)
    assert "We find nothing for this code" in Person().come_back(code).text
    secret, keys = compartments.new_compartment().secret, people.keys_of(seed)
    row = Compartment.held.get(name=THREAD)
    Grant.held.filter(compartment=row, handler=None).delete()
    place = GrantPlace(str(case.pk), THREAD, RAISER)
    Grant(compartment=row, handler=None, blob=compartments.grant(secret, to=keys.box, place=place)).save(
        force_insert=True
    )
    assert "We find nothing for this code" in Person().come_back(code).text
    assert "canary" not in Person().come_back(code).page.decode()


def test_receipt_opens_no_note_name_or_header_but_ones_own(told: Told) -> None:
    """B26: the seed tried on every grant, record and piece of the case, by code; and every page tried for what the desk wrote."""
    first, _ = declared(told.of, told.case)
    case = told.made.raiser.case
    actions.read_case(by=first, case=case)
    actions.note(by=first, case=case, words="canary-among-ourselves")
    actions.grade(by=first, case=case, kinds=[], severity=2, words="canary-of-grading")  # type: ignore[arg-type] # a number is one
    keys = told.made.raiser.keys
    own = secrets_of(Case.held.get(), RAISER, keys)
    assert set(own) == {THREAD, IDENTITY}
    opened = set()
    for grant in Grant.held.select_related("compartment"):
        row = grant.compartment
        for reader in (RAISER, str(grant.handler_id)):
            try:
                place = GrantPlace(str(case), row.name, reader)
                open_grant(bytes(grant.blob), keys, place=place, public=bytes(row.public))
                opened.add((row.name, grant.handler_id))
            except Unreadable:
                continue
    assert opened == {(THREAD, None), (IDENTITY, None)}
    for record in Record.held.select_related("compartment").exclude(compartment__name__in=own):
        for _row, secret in own.values():
            where = Place(str(case), record.compartment.name, record.sequence, record.kind)
            with pytest.raises(Unreadable):
                read_record(bytes(record.blob), where, secret=secret)
    person = Person().come_back(told.code)
    for page in ("back.inbox", "back.pace", "back.reader", "back.code", "back.stop"):
        assert "canary-among" not in person.press(page).page.decode()
        assert "canary-of-grading" not in person.page.decode()


def test_what_is_missing_or_was_altered_is_said_where_it_stands(told: Told) -> None:
    """B42: a message taken away, altered, and exchanged with its neighbour."""
    made = told.made.raiser
    for words in ("two", "three", "four", "five"):
        actions.add_words(made, words=words)
    rows = {one.sequence: one for one in Record.held.filter(compartment__name=THREAD)}
    whole = Person().come_back(told.code)
    assert "not as it was written" not in whole.text
    blob = bytes(rows[3].blob)
    Record.held.filter(pk=rows[3].pk).update(blob=blob[:-1] + bytes([blob[-1] ^ 1]))
    altered = Person().come_back(told.code)
    assert "This message was changed by somebody" in altered.text
    assert "three" not in altered.text
    assert "Something here is not as it was written" in altered.text
    rows[4].delete()
    assert "A message is missing here" in Person().come_back(told.code).text
    for one, other in ((2, 5), (5, 2)):
        Record.held.filter(pk=rows[one].pk).update(blob=bytes(rows[other].blob))
    assert "moved here from another place" in Person().come_back(told.code).text


def test_person_can_still_add_to_a_conversation_that_was_damaged(told: Told) -> None:
    actions.add_words(told.made.raiser, words="two")
    Record.held.filter(compartment__name=THREAD, sequence=1).delete()
    person = Person().come_back(told.code)
    person.press("back.add", words="What happened here?")
    assert "What happened here?" in person.text
    assert "A message is missing here" in person.text
