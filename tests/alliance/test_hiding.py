"""Hiding an organisation: its address tells nothing, its name stays free, and nobody un-hides it by accident."""

import pytest
from django.test import Client

from answerable.access.actors import Actor
from answerable.alliance.actions import organisations
from answerable.alliance.actions.cards import Card
from answerable.alliance.models import Organisation
from answerable.alliance.rules.words import Visibility
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def welcomed(
    cast: Alliance, name: str, *, by: Actor = CONSOLE, visibility: str = "public", at_risk: bool = False
) -> str:
    """Returns the address of an organisation in Uganda."""
    made = organisations.welcome_organisation(
        by=by, card=Card(name=name, country="UG"), network=cast.elsewhere, visibility=visibility, at_risk=at_risk
    )
    return made.slug


@pytest.mark.parametrize(("visibility", "at_risk"), [("public", True), ("network", False), ("network", True)])
def test_address_of_a_hidden_organisation_tells_nothing_of_its_name(
    cast: Alliance, visibility: str, at_risk: bool
) -> None:
    """It would stand in a browser's history and in every link that is passed on."""
    slug = welcomed(cast, "River Lantern", visibility=visibility, at_risk=at_risk)
    assert not {"river", "lantern"} & set(slug.split("-"))
    assert slug != welcomed(cast, "River Lantern", visibility=visibility, at_risk=at_risk)


def test_name_of_a_hidden_organisation_is_free_for_another(cast: Alliance) -> None:
    """An address with a number behind it would tell whoever adds one of the same name that there is another."""
    welcomed(cast, "River Lantern", at_risk=True)
    welcomed(cast, "River Lantern", visibility="network")
    assert welcomed(cast, "River Lantern", by=cast.actor("coordinator_elsewhere")) == "river-lantern"
    assert welcomed(cast, "River Lantern") == "river-lantern-2"


def test_hiding_takes_the_name_out_of_the_address_and_showing_puts_it_back(cast: Alliance) -> None:
    for at_risk, told in ((True, False), (False, True)):
        organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="public", at_risk=at_risk)
        cast.nile.refresh_from_db()
        assert ("nile" in cast.nile.slug) is told
        assert Client().get(f"/organisations/{cast.nile.slug}").status_code == (200 if told else 404)
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="members", at_risk=False)
    assert cast.nile.slug == "nile-youth"


def test_old_address_of_one_that_was_hidden_is_that_of_one_that_never_was(cast: Alliance) -> None:
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="public", at_risk=True)
    for client in (Client(), _signed_in(cast, "coordinator_elsewhere")):
        assert client.get("/organisations/nile-youth").content == client.get("/organisations/never-was").content


def _signed_in(cast: Alliance, role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.accounts[role])
    return client


def test_card_saved_from_a_page_that_was_open_leaves_what_was_hidden_meanwhile(cast: Alliance) -> None:
    """Two browsers: one says "at risk" while the other corrects the city."""
    before = Organisation.objects.get(pk=cast.nile.pk)
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="network", at_risk=True)
    organisations.change_card(by=CONSOLE, organisation=before, card=Card(name="Nile Youth", city="Jinja"))
    now = Organisation.objects.get(pk=cast.nile.pk)
    assert (now.city, now.visibility, now.at_risk, now.slug) == ("Jinja", "network", True, cast.nile.slug)


def test_page_that_was_open_before_does_not_show_what_was_hidden_meanwhile(cast: Alliance) -> None:
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="network", at_risk=False)
    client = _signed_in(cast, "focal_point_elsewhere")
    address = f"/o/{cast.nile.slug}/visibility"
    opened = client.get(address).context["form"].initial["instead_of"]
    organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="network", at_risk=True)
    page = client.post(address, {"visibility": "network", "instead_of": opened})
    assert (page.status_code, b"while your page was open" in page.content) == (200, True)
    assert Organisation.objects.get(pk=cast.nile.pk).at_risk
    again = page.context["form"]["instead_of"].value()
    assert client.post(address, {"visibility": "members", "instead_of": again}).status_code == 303
    assert not Organisation.objects.get(pk=cast.nile.pk).at_risk


def test_form_leads_on_to_the_new_address(cast: Alliance) -> None:
    client = _signed_in(cast, "focal_point_elsewhere")
    answer = client.post("/o/nile-youth/visibility", {"visibility": Visibility.MEMBERS, "at_risk": "on"})
    cast.nile.refresh_from_db()
    assert answer.headers["Location"] == f"/o/{cast.nile.slug}/"
    assert client.get(answer.headers["Location"]).status_code == 200
