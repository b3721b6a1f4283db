"""Whoever leaves a network and stands in another one is kept there alone; who kept it before learns nothing more of it."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import organisations, placing
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.models import Membership, Network, Organisation
from answerable.alliance.queries.organisations import home_of, kept_by, seen_by
from answerable.alliance.queries.places import addable
from answerable.alliance.rules.words import MembershipState, Visibility
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
KEEPERS = ("coordinator_here", "coordinator_elsewhere", "coordinator_above", "secretariat")


def leave(organisation: Organisation, network: Network, state: str = MembershipState.WITHDRAWN) -> Membership:
    held = Membership.objects.get(organisation=organisation, network=network)
    return organisations.move_membership(by=CONSOLE, membership=held, state=state, reason="They moved on.")


def moved(cast: Alliance) -> Organisation:
    """The shelter left Kenya for Uganda."""
    organisations.join_network(by=CONSOLE, organisation=cast.shelter, network=cast.elsewhere)
    leave(cast.shelter, cast.here)
    return cast.shelter


def keepers(cast: Alliance, one: Organisation) -> set[str]:
    return {role for role in KEEPERS if Organisation.objects.filter(kept_by(cast.actor(role)), pk=one.pk).exists()}


def test_organisation_at_risk_is_hidden_from_those_whose_network_it_left(cast: Alliance) -> None:
    assert keepers(cast, cast.shelter) == {"coordinator_here", "coordinator_above", "secretariat"}
    shelter, before = moved(cast), cast.actor("coordinator_here")
    assert keepers(cast, shelter) == {"coordinator_elsewhere", "coordinator_above", "secretariat"}
    assert not seen_by(before).filter(pk=shelter.pk).exists()
    client = Visits(cast).client("coordinator_here")
    pages = [
        reverse(name, args=[shelter.slug])
        for name in ("organisation", "desk_organisation", "desk_organisation_visibility")
    ]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    listed = client.get(reverse("desk_network_organisations", args=[cast.here.slug])).content.decode()
    assert shelter.name not in listed


def test_whose_network_it_left_changes_and_shows_nothing_of_it(cast: Alliance) -> None:
    shelter, before = moved(cast), cast.actor("coordinator_here")
    with pytest.raises(Refused):
        organisations.set_visibility(by=before, organisation=shelter, visibility=Visibility.PUBLIC, at_risk=False)
    with pytest.raises(Refused):
        invite_person(by=before, email="x@example.org", office="focal_point", organisation=shelter)
    assert home_of(shelter) == cast.elsewhere


@pytest.mark.parametrize("state", [MembershipState.WITHDRAWN, MembershipState.ENDED])
def test_organisation_that_left_everywhere_is_kept_where_it_was(cast: Alliance, state: str) -> None:
    leave(cast.shelter, cast.here, state)
    assert keepers(cast, cast.shelter) == {"coordinator_here", "coordinator_above", "secretariat"}


def test_nobody_takes_back_by_their_own_act_what_left(cast: Alliance) -> None:
    """It is asked for as any other network asks, and its old place begins again with its whole history."""
    organisations.join_network(by=CONSOLE, organisation=cast.nile, network=cast.here)
    held, before = leave(cast.nile, cast.here), cast.actor("coordinator_here")
    with pytest.raises(Unacceptable) as refusal:
        organisations.move_membership(by=before, membership=held, state=MembershipState.MEMBER)
    assert (refusal.value.code, refusal.value.field) == ("others_keep_it", "state")
    assert addable(before, cast.here).filter(pk=cast.nile.pk).exists()
    asked = placing.ask_for_place(by=before, organisation=cast.nile, network=cast.here, why="We work together again.")
    assert keepers(cast, cast.nile) >= {"coordinator_elsewhere"}
    assert "coordinator_here" not in keepers(cast, cast.nile)
    placing.agree_to_place(by=cast.actor("coordinator_elsewhere"), asked=asked)
    held.refresh_from_db()
    assert (held.state, "coordinator_here" in keepers(cast, cast.nile)) == (MembershipState.PROVISIONAL, True)
    assert list(held.statuses.order_by("pk").values_list("state", flat=True)) == ["member", "withdrawn", "provisional"]


def test_whoever_ends_a_membership_and_with_it_their_keeping_is_led_to_their_own_list(cast: Alliance) -> None:
    organisations.join_network(by=CONSOLE, organisation=cast.shelter, network=cast.elsewhere)
    held = Membership.objects.get(organisation=cast.shelter, network=cast.here)
    client = Visits(cast).client("coordinator_here")
    page = reverse("desk_membership", args=[cast.shelter.slug, held.pk])
    today = clock.today().isoformat()
    answer = client.post(page, {"state": "withdrawn", "reason": "They moved on.", "starts": today}, follow=True)
    listed = reverse("desk_network_organisations", args=[cast.here.slug])
    assert (answer.status_code, answer.redirect_chain) == (200, [(listed, 303)])
    assert client.get(reverse("desk_organisation", args=[cast.shelter.slug])).status_code == 404
