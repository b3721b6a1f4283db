"""No first step says that something is done which is not."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from answerable.access.actors import Actor
from answerable.access.codes import BY_HAND, SIGN_IN, make_code, note_proof, redeem
from answerable.alliance.actions import networks
from answerable.alliance.actions.invitation_steps import withdraw_invitation
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import Organisation, Profile
from answerable.alliance.rules.first_steps import StepState
from answerable.alliance.rules.words import Office
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.site.first_steps import first_steps

from .test_first_steps import _no_backups_yet, account_of, root, rosa, states, type_mailed_code, welcome

__all__ = ["_no_backups_yet", "rosa"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_code_that_the_operator_gave_shows_nothing_of_mail(rosa: Actor) -> None:
    """It was read from a screen: neither does mail arrive by that, nor is the address proved."""
    code = make_code(account_of(rosa), BY_HAND, ends=clock.now() + dt.timedelta(minutes=5))
    assert (redeem(account_of(rosa), SIGN_IN, code), redeem(account_of(rosa), SIGN_IN, code)) == (True, False)
    assert (states(rosa)["mail"], account_of(rosa).proved_on) == (StepState.TO_DO, None)


def test_address_that_a_service_vouches_for_shows_nothing_of_mail(rosa: Actor) -> None:
    note_proof(account_of(rosa))
    assert states(rosa)["mail"] == StepState.TO_DO


def test_another_mail_server_has_to_be_seen_to_work_anew(rosa: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    type_mailed_code(rosa)
    kept = Profile.objects.get()
    set_mail(by=rosa, profile=kept, sender="us@example.org", address="smtp://user:other@mail.example.org")
    assert states(rosa)["mail"] == StepState.TO_DO
    type_mailed_code(rosa)
    assert states(rosa)["mail"] == StepState.DONE
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "smtp://relay.example.org")
    assert states(rosa)["mail"] == StepState.TO_DO
    assert Entry.objects.filter(act="alliance.note_arrival").count() == 2


def test_code_typed_by_somebody_from_outside_shows_that_mail_arrives(rosa: Actor) -> None:
    browser = Client()
    said = {"organisation_name": "Nile Youth", "country": "", "name": "Asha", "title": "", "proof": "Ask Grace."}
    browser.post("/introduce", {**said, "email": "asha@example.org"})
    queue.run_ready()
    typed = re.search(r"\d{4} \d{4} \d{4}", str(mail.outbox[-1].body))
    assert typed
    browser.post("/prove", {"code": typed.group()})
    assert states(rosa)["mail"] == StepState.DONE


def fact(actor: Actor, step: str) -> str:
    found = first_steps(actor)
    assert found is not None
    return next(one.fact for one in found.steps if one.code == step)


def test_name_and_description_are_asked_for_in_each_language(rosa: Actor) -> None:
    networks.name_network(by=rosa, network=root(), language="en", name="Common Thread", about="We keep our word.")
    assert fact(rosa, "names") == "No name yet in: Spanish. No description yet in: Spanish."
    networks.name_network(by=rosa, network=root(), language="es", name="Hilo Común")
    assert (states(rosa)["names"], fact(rosa, "names")) == (StepState.TO_DO, "No description yet in: Spanish.")
    networks.name_network(by=rosa, network=root(), language="es", name="Hilo Común", about="Cumplimos.")
    assert (states(rosa)["names"], fact(rosa, "names")) == (StepState.DONE, "")


def test_colleague_who_is_invited_is_no_organisation(rosa: Actor) -> None:
    """Nor is an organisation invited whose mail came back, or whose invitation was taken back."""
    invite_person(by=rosa, email="ana@example.org", office=Office.SECRETARIAT, network=root())
    assert states(rosa)["invitations"] == StepState.TO_DO
    welcome(rosa)
    made = invite_person(
        by=rosa, email="b@example.org", office=Office.FOCAL_POINT, organisation=Organisation.objects.get()
    )
    assert states(rosa)["invitations"] == StepState.DONE
    withdraw_invitation(by=rosa, invitation=made)
    assert states(rosa)["invitations"] == StepState.TO_DO
