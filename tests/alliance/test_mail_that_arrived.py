"""After an upgrade the step of mail stays done where an earlier version had seen that mail arrives."""

import datetime as dt
import importlib

import pytest
from django.apps import apps

from answerable.access.actors import Actor
from answerable.access.models import Account, OpenIdLink
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import InvitationStep, Profile
from answerable.alliance.rules.words import Office
from answerable.kit import clock
from answerable.ledger.actions import record
from answerable.notices import mail
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
MIGRATION = importlib.import_module("answerable.alliance.migrations.0023_mail_that_arrived_before")
DAY = dt.timedelta(days=1)


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def seen_after_upgrade() -> bool:
    """Upgrades a database of the version that kept no server, and says whether mail is known to arrive."""
    Profile.objects.update(mail_arrived="")
    MIGRATION.keep_what_was_seen(apps, None)
    return Profile.objects.get().mail_arrived == mail.mark_of_server()


def prove(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(created_on=clock.today() - DAY, proved_on=clock.today())


def test_nothing_is_known_where_nobody_read_a_mail(alliance: cast.Alliance) -> None:
    Account.objects.update(
        proved_on=clock.today(), created_on=clock.today()
    )  # with a password, as the first person has
    assert not seen_after_upgrade()


def test_address_proved_by_a_code_shows_that_mail_arrives(alliance: cast.Alliance) -> None:
    prove(alliance.accounts["member_here"])
    assert seen_after_upgrade()


def test_code_of_the_operator_or_a_service_shows_nothing(alliance: cast.Alliance) -> None:
    linked, by_hand = alliance.accounts["member_here"], alliance.accounts["editor_here"]
    prove(linked)
    prove(by_hand)
    OpenIdLink.objects.create(account=linked, subject="kept", linked_on=clock.today())
    record(Actor.of_system("console"), "console.make_sign_in_code", subject=("account", str(by_hand.pk)))
    assert not seen_after_upgrade()


def test_invitation_that_was_opened_shows_that_mail_arrives(alliance: cast.Alliance) -> None:
    made = invite_person(
        by=cast.CONSOLE, email="baraka@example.org", office=Office.FOCAL_POINT, organisation=alliance.circle
    )
    assert not seen_after_upgrade()
    InvitationStep.objects.create(invitation=made, state="opened", by="nobody", on=clock.today())
    assert seen_after_upgrade()


def test_what_arrived_through_the_server_before_shows_nothing_of_the_next(alliance: cast.Alliance) -> None:
    prove(alliance.accounts["member_here"])
    Account.objects.filter(proved_on__isnull=False).update(
        created_on=clock.today() - 3 * DAY, proved_on=clock.today() - DAY
    )
    set_mail(by=cast.CONSOLE, profile=alliance.profile, sender="", address="smtp://user:other@mail.example.org")
    assert not seen_after_upgrade()
    prove(alliance.accounts["member_here"])
    assert seen_after_upgrade()


def test_what_this_version_saw_stands() -> None:
    profile = cast.small_alliance().profile
    Profile.objects.filter(pk=profile.pk).update(mail_arrived="through another server")
    MIGRATION.keep_what_was_seen(apps, None)
    assert Profile.objects.get().mail_arrived == "through another server"
