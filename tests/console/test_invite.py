"""Inviting by command."""

import json

from answerable.alliance.actions.cards import Card
from answerable.alliance.actions.welcoming import welcome_organisation
from answerable.alliance.models import Invitation

from .conftest import CONSOLE, Typed


def recorded(name: str, email: str, *, at_risk: bool = False) -> str:
    return welcome_organisation(by=CONSOLE, card=Card(name=name, email=email, languages=("es",)), at_risk=at_risk).slug


def test_dry_run_tells_who_would_be_invited_and_sends_nothing(typed: Typed, alliance: None) -> None:
    recorded("Círculo", "circulo@example.org")
    recorded("Maison", "")
    hidden = recorded("Shelter", "shelter@example.org", at_risk=True)
    said = typed("invite", "--dry-run", "--json")
    assert (said.code, json.loads(said.out)) == (0, [
        {"organisation": "circulo", "language": "es", "state": "would_be_invited", "why": ""},
        {"organisation": "maison", "language": "", "state": "left_out", "why": "no_address"},
        {"organisation": hidden, "language": "", "state": "left_out", "why": "at_risk"},
    ])  # fmt: skip
    assert Invitation.objects.count() == 0


def test_nothing_is_sent_without_a_yes(typed: Typed, alliance: None) -> None:
    recorded("Círculo", "circulo@example.org")
    assert typed("invite").code == 2
    assert typed("invite", "--yes").code == 0
    assert Invitation.objects.get().email == "circulo@example.org"


def test_one_at_risk_is_invited_where_it_is_named(typed: Typed, alliance: None) -> None:
    hidden = recorded("Shelter", "shelter@example.org", at_risk=True)
    assert typed("invite", "--organisation", hidden, "--yes").code == 0
    assert Invitation.objects.count() == 1


def test_unknown_organisation_is_wrong_usage(typed: Typed, alliance: None) -> None:
    assert typed("invite", "--organisation", "no-such", "--yes").code == 2
