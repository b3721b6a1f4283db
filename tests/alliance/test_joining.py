"""Two networks become one, and both stay to be read as they were."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.access import second_factor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import joining, networks, offices, organisations
from answerable.alliance.actions.approaching import Asker, introduce_oneself
from answerable.alliance.actions.sign_in import set_sign_in_rules
from answerable.alliance.models import Body, Membership, Network, NetworkMerge
from answerable.alliance.queries.paths import ways
from answerable.alliance.rules.words import Level, MembershipState
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import prepare

pytestmark = pytest.mark.django_db
WHY = "The two decided it together."
DAY = dt.timedelta(days=1)


def merged(cast: Alliance, *, by: str = "coordinator_above", offices_end: bool = True) -> NetworkMerge:
    """Kenya becomes part of Uganda."""
    return joining.merge_networks(
        by=cast.actor(by), kept=cast.elsewhere, gone=cast.here, reason=WHY, offices_end=offices_end
    )


def test_all_that_stood_there_stands_here(cast: Alliance) -> None:
    merged(cast)
    kept, gone, local = (Network.objects.get(pk=one.pk) for one in (cast.elsewhere, cast.here, cast.local))
    assert local.path.startswith(kept.path)
    assert ways().now([cast.local.path, cast.here.path]) == (local.path, gone.path, kept.path)
    assert gone.closed_on == clock.today()
    assert Body.objects.get(pk=cast.body.pk).network == kept
    states = Membership.objects.filter(organisation=cast.circle).values_list("network", "state")
    assert sorted(states) == sorted([(gone.pk, "ended"), (kept.pk, "member")])
    assert kept.rules.count() == 1


def test_office_at_the_closed_network_ends_at_once_and_moves_only_if_asked(cast: Alliance) -> None:
    merged(cast)
    assert "coordinator" not in cast.actor("coordinator_here").offices


def test_office_goes_along_where_it_was_chosen(cast: Alliance) -> None:
    merged(cast, offices_end=False)
    path = Network.objects.get(pk=cast.elsewhere.pk).path
    assert cast.actor("coordinator_here").paths("coordinator") == (path,)
    assert cast.people["ex_coordinator_here"].offices.filter(network=cast.elsewhere).count() == 0


def test_who_is_suspended_in_one_stays_suspended(cast: Alliance) -> None:
    organisations.join_network(by=CONSOLE, organisation=cast.circle, network=cast.elsewhere)
    organisations.move_membership(
        by=CONSOLE, membership=cast.membership, state=MembershipState.SUSPENDED, reason="A question is open."
    )
    merged(cast)
    assert Membership.objects.get(organisation=cast.circle, network=cast.elsewhere).state == MembershipState.SUSPENDED


@pytest.mark.parametrize("role", ["coordinator_here", "coordinator_elsewhere", "focal_point_here"])
def test_only_who_may_shape_both_merges(cast: Alliance, role: str) -> None:
    with pytest.raises(Refused):
        merged(cast, by=role)


def test_refusals_say_why(cast: Alliance) -> None:
    def code(kept: Network, gone: Network, reason: str = WHY) -> str:
        with pytest.raises(Unacceptable) as refusal:
            joining.merge_networks(by=CONSOLE, kept=kept, gone=gone, reason=reason)
        return refusal.value.code

    assert code(cast.here, cast.here) == "merge_with_itself"
    assert code(cast.here, cast.local) == code(cast.local, cast.here) == "one_stands_below_the_other"
    other = networks.open_network(
        by=CONSOLE, under=Network.objects.get(pk=cast.elsewhere.pk), level=Level.LOCAL, name="Gulu"
    )
    assert code(cast.here, other) == "levels_differ"
    assert code(cast.elsewhere, cast.here, " ") == "say_why"
    introduce_oneself(
        by=CONSOLE, asker=Asker("Baraka Mwambe", "baraka@example.org"), organisation_name="Tumaini Circle", country="KE",
        proof="Ask Neema.", organisation=cast.circle,
    )  # fmt: skip
    assert code(cast.elsewhere, cast.here) == "requests_wait_there"


def test_old_address_leads_on_and_the_old_days_stay_readable(cast: Alliance) -> None:
    Network.objects.update(opened_on=clock.today() - 9 * DAY)
    Network.objects.get(pk=cast.here.pk).moves.update(starts=clock.today() - 9 * DAY)
    for one in (cast.root, cast.region, cast.elsewhere):
        one.moves.update(starts=clock.today() - 9 * DAY)
    Body.objects.update(opened_on=clock.today() - 9 * DAY)
    merged(cast)
    client = Client()
    assert client.get(reverse("network", args=["kenya"])).headers["Location"] == reverse("network", args=["uganda"])
    before = client.get(reverse("network", args=["kenya"]), {"on": str(clock.today() - DAY)}).content.decode()
    assert "Steering committee of Kenya" in before
    there = client.get(reverse("network", args=["uganda"]), {"on": str(clock.today() - DAY)}).content.decode()
    assert "Steering committee of Kenya" not in there
    assert "Steering committee of Kenya" in client.get(reverse("network", args=["uganda"])).content.decode()
    for slug in ("kenya", "uganda"):
        assert WHY in client.get(reverse("network_past", args=[slug])).content.decode()


def test_it_is_entered_at_both_and_told(cast: Alliance) -> None:
    merged(cast)
    assert Entry.objects.filter(act="alliance.merge_networks").count() == 2
    told = set(Notice.objects.filter(kind="alliance.networks_merged").values_list("account", flat=True))
    assert {cast.accounts["coordinator_here"].pk, cast.accounts["coordinator_elsewhere"].pk} <= told


def test_page_shows_what_will_happen_first(cast: Alliance) -> None:
    client = prepare(cast).client("coordinator_above")
    networks_page = reverse("desk_merge_networks", args=["uganda"])
    leads = client.post(networks_page, {"other": "kenya"}).headers["Location"]
    page = client.get(leads).content.decode()
    assert "waits there for an answer" in page
    refused = client.post(leads, {"bodies": "along", "offices": "end", "reason": WHY, "sure": "on"})
    assert "Answer them first" in refused.content.decode()
    assert Network.objects.get(pk=cast.here.pk).closed_on is None


def test_grace_for_a_second_step_runs_on(cast: Alliance) -> None:
    """A merge of networks gives nobody in office new days of grace."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as moment:
        set_sign_in_rules(by=cast.actor("secretariat"), offices=("coordinator",), grace_days=14, wait_hours=24)
        moment.shift(10 * DAY)
        second_factor.keep_app(cast.accounts["coordinator_above"], second_factor.new_secret(), step=1)
        merged(cast, offices_end=False)
        term = cast.people["coordinator_here"].offices.get(network=cast.elsewhere)
        assert term.held_since == cast.people["coordinator_here"].offices.get(network=cast.here).starts
        assert "coordinator" in cast.actor("coordinator_here").offices
        moment.shift(5 * DAY)
        assert "coordinator" not in cast.actor("coordinator_here").offices


def test_office_granted_anew_without_a_pause_brings_no_new_grace(cast: Alliance) -> None:
    person = cast.people["coordinator_here"]
    first = person.offices.get(office="coordinator")
    type(first).objects.filter(pk=first.pk).update(starts=first.starts - 20 * DAY, ends=first.starts - DAY)
    again = offices.grant_office(
        by=CONSOLE, person=person, office="coordinator", network=cast.here, starts=first.starts
    )
    assert again.held_since == first.starts - 20 * DAY
    after_a_pause = offices.grant_office(
        by=CONSOLE, person=cast.people["ex_coordinator_here"], office="coordinator", network=cast.here,
        starts=clock.today() + 9 * DAY,
    )  # fmt: skip
    assert after_a_pause.held_since is None
