"""Somebody tells; two read; nobody else can."""

import pytest

from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case, Grant, Receipt, Record
from answerable.concerns.queries.threads import thread_of

from .world import declared, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_two_read_and_the_person_comes_back() -> None:
    of = team_of()
    receipt = actions.new_receipt()
    made = raised(receipt, happened="canary-Rosalind")
    assert len(readers(of, made.raiser.case)) == 2
    first, second = declared(of, made.raiser.case)
    read = actions.read_case(by=first, case=made.raiser.case)
    assert read.thread[0].body["answers"]["happened"] == "canary-Rosalind"
    assert read.breaks == ()
    actions.answer(by=second, case=made.raiser.case, words="We hear you.")
    back = open_by_receipt(receipt.lower())
    seen = thread_of(back)
    assert [one.said.get("words") for one in seen.messages][1] == "We hear you."
    assert seen.messages[1].is_of_desk
    actions.add_words(back, words="One thing more.")
    assert len(actions.read_case(by=first, case=made.raiser.case).thread) == 3
    assert (Case.held.count(), Receipt.held.count(), Case.objects.count()) == (1, 1, 0)
    assert Grant.held.count() == 5
    assert Record.held.count() >= 4
