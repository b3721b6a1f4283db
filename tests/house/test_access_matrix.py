"""Who may do what at which address: the whole table, asked as everybody (bar B10)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import HttpResponse

from answerable.alliance.models import Organisation
from tests import cast
from tests.reduced import unless

from .visiting import ANONYMOUS, METHODS, ROLES, Door, Visits, every_door, outcome, prepare, session_of, visit

TABLE = yaml.safe_load((Path(__file__).parent / "access_matrix.yaml").read_text(encoding="utf-8"))
EXPECTED: dict[str, dict[str, Any]] = TABLE["addresses"]
DOORS = every_door()
BROAD = {ANONYMOUS}  # the others are slow
ON_POSTGRESQL = {ANONYMOUS, "secretariat", "focal_point_elsewhere"}
EVERYBODY = [
    pytest.param(one, marks=[pytest.mark.broad if one in BROAD else pytest.mark.slow, *unless(one, ON_POSTGRESQL)])
    for one in ROLES
]
OF_ONES_OWN_PLACES = {
    "write_texts",
    "write_open",
    "desk_services",
    "desk_add_service",
    "response_teams",
}  # they list what one writes at one's own places, and name no place
NO_ACCESS = {"sign in", "refused", "hidden", "no such method"}


@pytest.fixture
def visits(db: None) -> Visits:
    return prepare(cast.small_alliance())


def expected(door: Door, method: str, role: str) -> str:
    row = EXPECTED[str(door)][method]
    if isinstance(row, str):
        return row
    return str(next((word for word, roles in row.items() if word != "others" and role in roles), row["others"]))


def test_table_lists_every_address_and_no_other() -> None:
    """B10: 100 % of the addresses."""
    assert sorted(EXPECTED) == sorted(str(door) for door in DOORS)


def test_table_names_only_the_cast() -> None:
    named = {
        role
        for row in EXPECTED.values()
        for of_method in row.values()
        if isinstance(of_method, dict)
        for word, roles in of_method.items()
        if word != "others"
        for role in roles
    }
    assert named <= set(ROLES)


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_gets_what_the_table_says(visits: Visits, role: str) -> None:
    """B10: no deviation, GET and POST, for each of the cast (on PostgreSQL for three of them)."""
    deviations = {}
    for door in DOORS:
        path = visits.path(door)
        for method in METHODS:
            got, wanted = outcome(visit(visits, role, method, path)), expected(door, method, role)
            if got != wanted:
                deviations[f"{method} {door}"] = f"{got}, not {wanted}"
    assert deviations == {}


def test_a_stale_proof_opens_nothing_dangerous(visits: Visits) -> None:
    """B10: whatever asks for a fresh proof asks everybody who gets that far."""
    visits.cookies = {"secretariat": session_of(visits.alliance.accounts["secretariat"], fresh=False)}
    asked = {
        str(door): outcome(visit(visits, "secretariat", "GET", visits.path(door)))
        for door in DOORS
        if door.address.door is not None and door.address.door.step_up and not door.thing
    }
    assert len(asked) > 5
    assert {name: got for name, got in asked.items() if got != "prove again"} == {}


# What follows is said a second time, apart from the table, so that no slip in the table can allow it.


def test_table_lets_nobody_in_whom_the_door_keeps_out() -> None:
    """B10."""
    asked = [door for door in DOORS if door.address.door and door.address.door.signed_in]
    assert len(asked) > 100
    for door in asked:
        for method in METHODS:
            assert expected(door, method, ANONYMOUS) in NO_ACCESS, door
            assert expected(door, method, "disabled_coordinator_here") == expected(door, method, ANONYMOUS), door
            if door.address.door and door.address.door.offices:
                for role in ("stranger", "member_here", "member_elsewhere", "ex_coordinator_here"):
                    assert expected(door, method, role) in NO_ACCESS, (door, role)


@pytest.mark.parametrize("role", ["coordinator_elsewhere", "focal_point_elsewhere", "ex_coordinator_here"])
def test_nobody_reaches_into_another_place(role: str) -> None:
    """B10: an office elsewhere, or one that has ended, opens no desk here."""
    desks = [door for door in DOORS if door.address.door is not None and door.address.door.offices]
    own = {"desk_place_request"}  # Uganda asked it itself
    desks = [door for door in desks if role != "coordinator_elsewhere" or door.address.name not in own]
    desks = [door for door in desks if str(door) not in OF_ONES_OWN_PLACES]
    assert {str(door) for door in desks for method in METHODS if expected(door, method, role) not in NO_ACCESS} == set()


@pytest.mark.postgres_too
@pytest.mark.parametrize("role", [ANONYMOUS, "member_elsewhere", "focal_point_elsewhere", "coordinator_elsewhere"])
def test_what_is_hidden_answers_like_what_is_not_there(visits: Visits, role: str) -> None:
    """B10: the same 404, byte for byte, for an organisation at risk and for none at all."""
    there = _answer(visits, role, visits.alliance.shelter.slug)
    Organisation.objects.filter(pk=visits.alliance.shelter.pk).delete()
    assert there == _answer(visits, role, visits.alliance.shelter.slug)
    assert there[0] == 404


def _answer(visits: Visits, role: str, slug: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    response = visit(visits, role, "GET", f"/organisations/{slug}")
    assert isinstance(response, HttpResponse)
    headers = sorted((name, value) for name, value in response.headers.items())
    return response.status_code, response.content, headers
