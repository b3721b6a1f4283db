"""People, their way in and their offices, by command."""

import json
from pathlib import Path

import pytest

from answerable.access.models import Account
from answerable.alliance.models import OfficeTerm, Person
from answerable.ledger.models import Entry

from .conftest import Typed

ADD = ("person", "add", "--name", "Neema Kisanga", "--email", "neema@example.org")


@pytest.fixture
def neema(typed: Typed, alliance: None) -> Person:
    typed(*ADD, "--language", "es")
    return Person.objects.get()


def test_person_is_welcomed_with_a_way_in(typed: Typed, alliance: None) -> None:
    said = typed(*ADD, "--office", "secretariat")
    person = Person.objects.get()
    assert (said.out.strip(), person.name, Account.objects.get().email) == (
        str(person.key),
        "Neema Kisanga",
        "neema@example.org",
    )
    assert OfficeTerm.objects.get().office == "secretariat"


def test_same_address_twice_is_refused(typed: Typed, neema: Person) -> None:
    said = typed(*ADD)
    assert (said.code, "already" in said.err, Person.objects.count()) == (1, True, 1)


def test_office_is_granted_listed_and_ended(typed: Typed, neema: Person) -> None:
    granted = typed("person", "grant", "neema@example.org", "board-member", "--until", "2999-12-31")
    listed = json.loads(typed("person", "offices", "neema@example.org", "--json").out)
    ended = typed("person", "end", "neema@example.org", "board_member")
    assert (granted.code, [one["office"] for one in listed], ended.code) == (0, ["board_member"], 0)
    assert OfficeTerm.objects.get().ends is not None


def test_last_of_the_secretariat_stays(typed: Typed, neema: Person) -> None:
    typed("person", "grant", "neema@example.org", "secretariat")
    said = typed("person", "end", "neema@example.org", "secretariat")
    assert (said.code, "last one" in said.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("grant", "nobody@example.org", "secretariat"), 2),
        (("grant", "neema@example.org", "queen"), 2),
        (("grant", "neema@example.org", "focal_point"), 1),
        (("grant", "neema@example.org", "board_member", "--until", "soon"), 2),
        (("grant", "neema@example.org", "board_member", "--network", "atlantis"), 2),
        (("end", "neema@example.org", "board_member"), 2),
        (("disable", "nobody@example.org"), 2),
    ],
)
def test_what_cannot_be_is_refused(typed: Typed, neema: Person, words: tuple[str, ...], code: int) -> None:
    said = typed("person", *words)
    assert (said.code, said.err != "", OfficeTerm.objects.count()) == (code, True, 0)


def test_way_in_is_closed_and_opened(typed: Typed, neema: Person) -> None:
    typed("person", "disable", "neema@example.org")
    closed = Account.objects.get().is_active
    typed("person", "enable", "neema@example.org")
    assert (closed, Account.objects.get().is_active) == (False, True)


def test_code_signs_in_and_is_written_down(typed: Typed, neema: Person) -> None:
    from answerable.access import codes

    code = typed("person", "sign-in-code", "neema@example.org").out
    assert codes.redeem(Account.objects.get(), codes.SIGN_IN, code) is True
    assert Entry.objects.order_by("-n")[0].act == "console.make_sign_in_code"


def test_password_is_set_from_a_file(typed: Typed, neema: Person, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("seven lanterns over the harbour\n")
    said = typed("person", "password", "neema@example.org", "--password-file", tmp_path / "password")
    assert (said.code, Account.objects.get().check_password("seven lanterns over the harbour")) == (0, True)


def test_people_are_listed(typed: Typed, neema: Person) -> None:
    assert json.loads(typed("person", "list", "--json").out) == [
        {"name": "Neema Kisanga", "email": "neema@example.org", "key": str(neema.key), "state": "open"}
    ]
