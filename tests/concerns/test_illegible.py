"""A case whose rows were altered, cut off or lost: its readers are told so in words, their own words stay, and nobody else learns of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from answerable.concerns import actions
from answerable.concerns.actions.writing import _write
from answerable.concerns.models import Case, Compartment, Grant, Record
from answerable.concerns.pages.desk.presenters.lines import reference
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.sealed import INTAKE
from answerable.concerns.rules.entries import What

from .at_the_desk import World, deed, text, world
from .world import raised

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
TOLD = "A heron stood by the canary."


def flipped(blob: Any) -> bytes:
    raw = bytes(blob)
    return raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:]


def alter(rows: Any, column: str) -> None:
    for row in rows:
        type(row).held.filter(pk=row.pk).update(**{column: flipped(getattr(row, column))})


def records(case: UUID, name: str) -> Any:
    return Record.held.filter(compartment__case=case, compartment__name=name)


def header_lacks(part: str) -> Callable[[UUID, World], None]:
    """A header that a reader signed, as a program of another day might have written it: without a part."""

    def act(case: UUID, of: World) -> None:
        by = of.people[of.holders(case)[0]]
        found = case_for(by, case)
        body = {name: said for name, said in found.header.body.items() if name != part}
        _write(found.secrets[INTAKE][0], What.HEADER, body, author=by.keys)

    return act


WAYS: dict[str, Callable[[UUID, World], object]] = {
    "the header": lambda case, _: alter(records(case, "intake").filter(sequence=1), "blob"),
    "no header": lambda case, _: records(case, "intake").filter(sequence=1)._raw_delete("default"),
    "no notes at all": lambda case, _: records(case, "intake")._raw_delete("default"),
    "a key of the readers": lambda case, _: alter(Grant.held.filter(compartment__case=case, handler__isnull=False), "blob"),
    "the lock": lambda case, _: alter(Compartment.held.filter(case=case), "public"),
    "the word given for the lock": lambda case, _: alter(Compartment.held.filter(case=case), "vouched"),
    "the person’s keys": lambda case, _: alter(Case.held.filter(pk=case), "raiser_verify"),
    "whom it is about": header_lacks("about"),
    "who must not read": header_lacks("excluded"),
}  # fmt: skip


def ready() -> tuple[World, UUID, Client, Client]:
    """A case that two read, with the browsers of one of them and of a third of the team."""
    of = world()
    case = raised(happened=TOLD).raiser.case
    holding = of.declared(case)
    other = next(role for role in of.people if role not in holding)
    return of, case, of.client(holding[0]), of.client(other)


@pytest.mark.parametrize("way", WAYS)
def test_reader_is_told_in_words_and_keeps_what_was_typed(way: str) -> None:
    of, case, reader, other = ready()
    assert TOLD in text(reader.get(reverse("desk_case", args=[case])))
    WAYS[way](case, of)
    for name in ("desk_case", "desk_ties", "desk_opened"):
        page = reader.get(reverse(name, args=[case]))
        assert (page.status_code, "cannot be read as it was written" in text(page)) == (409, True), name
        assert TOLD not in text(page)
    page = reader.post(
        reverse("desk_deed", args=[case, "note"]), {"words_": "Typed for an hour.\nAnd more.", "once": "a"}
    )
    assert page.status_code == 409
    assert "NOT SAVED" in text(page)
    assert "Typed for an hour." in text(page)
    assert "And more." in text(page)
    hidden = other.get(reverse("desk_case", args=[case]))
    missing = other.get(reverse("desk_case", args=["00000000-0000-4000-8000-000000000000"]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "cannot be read as it was written" not in text(hidden)


DEAD_KEY = "A key that lies here for you opens nothing."
OF_KEYS = {"a key of the readers", "the lock", "the word given for the lock"}


@pytest.mark.parametrize("way", WAYS)
def test_inbox_says_it_too_and_to_nobody_else(way: str) -> None:
    """What falls out of the list is named above it; of a key that opens nothing no case is told."""
    of, case, reader, other = ready()
    whole = raised(happened="A kingfisher.").raiser.case
    named = reference(case)
    before = text(reader.get(reverse("desk")))
    assert named in before
    assert "cannot be read as they were written" not in before
    assert DEAD_KEY not in before
    WAYS[way](case, of)
    page = text(reader.get(reverse("desk")))
    assert (named in page, "cannot be read as they were written" in page, DEAD_KEY in page) == (
        (False, False, True) if way in OF_KEYS else (True, True, False)
    )
    others = text(other.get(reverse("desk")))
    assert named not in others
    assert "cannot be read as they were written" not in others
    assert DEAD_KEY not in others
    assert Case.held.filter(pk=whole).exists()


def test_inbox_does_not_say_that_nothing_is_there_beside_a_dead_key() -> None:
    """Protects a reader from resting: beside the warning, "There is nothing here now." would tell them that all is well."""
    _, case, reader, _ = ready()
    alter(Grant.held.filter(compartment__case=case, handler__isnull=False), "blob")
    page = text(reader.get(reverse("desk")))
    assert DEAD_KEY in page
    assert "There is nothing here now." not in page


def test_what_is_altered_behind_the_header_is_said_on_the_case_itself() -> None:
    """What can still be read is: the break is told beside it."""
    _, case, reader, _ = ready()
    alter(records(case, "thread").filter(sequence=1), "blob")
    page = reader.get(reverse("desk_case", args=[case]))
    assert page.status_code == 200
    assert TOLD not in text(page)


def test_whoever_stood_aside_or_must_not_read_learns_nothing_of_it() -> None:
    of, case, reader, _ = ready()
    role = of.holders(case)[0]
    assert deed(reader, case, "aside").status_code == 303
    alter(records(case, "intake").filter(sequence=1), "blob")
    assert role not in of.holders(case)
    assert reader.get(reverse("desk_case", args=[case])).status_code == 404


def test_others_cases_stay_whole() -> None:
    of, case, reader, _ = ready()
    WAYS["the header"](case, of)
    second = raised(happened="A kingfisher.").raiser.case
    actions.declare_conflict(by=of.people[of.holders(second)[0]], case=second, value="none")  # type: ignore[arg-type] # its value
    assert of.client(of.holders(second)[0]).get(reverse("desk_case", args=[second])).status_code == 200
    assert reader.get(reverse("desk")).status_code == 200
