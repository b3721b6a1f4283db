"""A team whose readers have accounts, in a small alliance; each comes to the desk by its pages, as people do."""

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from answerable.access import second_factor
from answerable.access.models import Account
from answerable.concerns import actions
from answerable.concerns.models import Grant, Team
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.rules.words import Conflict, Desk, Role
from tests import cast

from .world import KENYA, PASSPHRASE, SECRETARIAT, clear, found, person

READERS = ("member_here", "facilitator_here", "committee_member_here")
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORDS = PASSPHRASE.format("quiet")


@dataclass
class World:
    """The alliance, its team, and each reader unlocked, by who they are in the cast."""

    alliance: cast.Alliance
    team: Team
    people: dict[str, AtTheDesk] = field(default_factory=dict)

    def client(self, role: str, *, enters: bool = True) -> Client:
        """Returns somebody's browser: signed in with a second step just proved, and at the desk where it is not said otherwise."""
        client = signed_in(self.alliance.accounts[role])
        if enters:
            response = client.post(reverse("desk_enter"), {"passphrase": PASSWORDS})
            assert response.status_code == 303, response.content.decode()
        return client

    def holders(self, case: UUID) -> list[str]:
        """Returns those who hold a key to a case."""
        ids = set(
            Grant.held.filter(compartment__case=case, compartment__name="intake").values_list("handler", flat=True)
        )
        return [role for role, one in self.people.items() if one.handler.pk in ids]

    def declared(self, case: UUID) -> list[str]:
        """Returns the same, each of whom declared that they have no ties."""
        there = self.holders(case)
        for role in there:
            actions.declare_conflict(by=self.people[role], case=case, value=Conflict.NONE)
        return there


def world(*roles: str, lead: str = "") -> World:
    """Makes an open team at Kenya's desk."""
    alliance = cast.small_alliance()
    team = actions.set_up_team(by=SECRETARIAT, desk=Desk.COUNTRY, place=KENYA)
    made = World(alliance, team)
    words = {}
    for role in roles or READERS:
        account = alliance.accounts[role]
        if not second_factor.has_any(account.pk):
            second_factor.keep_app(account, SECRET, step=1)
        task = Role.LEAD if role == lead else Role.CASE_MANAGER
        made.people[role], words[role] = person(team, alliance.actor(role), role=task)
    everybody = list(made.people.values())
    found(team, everybody, everybody)
    for role, one in made.people.items():
        clear(one, words[role])
    actions.open_channel(by=everybody[0])
    team.refresh_from_db()
    return made


def signed_in(account: Account, *, method: str = "mfa", ago: float = 0) -> Client:
    """Returns a browser in which somebody proved who they are, in a way and so many seconds ago."""
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [{"method": method, "at": time.time() - ago}]
    session.save()
    return client


def text(response: HttpResponseBase) -> str:
    """Returns the page that was answered."""
    content: Any = response
    return str(content.content.decode())


def deed(client: Client, case: UUID, code: str, **typed: Any) -> HttpResponseBase:
    """Opens the form of a deed and sends it, past its look as the person sees it."""
    address = reverse("desk_deed", args=[case, code])
    page = text(client.get(address))
    hidden = {name: hidden_in(page, name) for name in ("seen", "once")}
    return client.post(address, {**hidden, **typed, "do": "send"})


def hidden_in(page: str, name: str) -> str:
    start = page.index(f'name="{name}"')
    tag = page[page.rindex("<", 0, start) : page.index(">", start)]
    return tag.partition('value="')[2].partition('"')[0]
