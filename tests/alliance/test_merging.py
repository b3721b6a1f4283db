"""Two records of one organisation become one: nothing is lost, nothing comes to light, and it can be undone."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from answerable.access.actors import actor_for
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import merging, networks, offices, organisations, parting, people
from answerable.alliance.actions.directory import looking_up
from answerable.alliance.models import (
    Membership,
    OfficeTerm,
    Organisation,
    OrganisationMerge,
    Person,
)
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.queries.people import kept_by
from answerable.alliance.rules.words import MembershipState, Office, Visibility
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WHY = "The same people, written down twice."


def merged(cast: Alliance, twin: Organisation, *, take: tuple[str, ...] = ("city",)) -> OrganisationMerge:
    return merging.merge_organisations(
        by=cast.actor("coordinator_here"), kept=cast.circle, gone=twin, reason=WHY, take=take
    )


def test_what_stood_in_the_duplicates_name_moves(cast: Alliance, twin: Organisation) -> None:
    before = cast.circle.affiliations.count()
    merge = merged(cast, twin)
    kept = Organisation.objects.get(pk=cast.circle.pk)
    assert (kept.city, kept.name) == ("Kisumu", "Tumaini Circle")
    assert set(kept.memberships.values_list("network", flat=True)) == {cast.here.pk, cast.local.pk}
    assert kept.affiliations.count() == before + 1
    assert f"org:{kept.pk}" in cast.actor("member_elsewhere").paths("focal_point")
    assert Membership.objects.filter(organisation=twin).count() == 1  # its place in Kenya stays as history
    assert merge.undo_until == clock.today() + dt.timedelta(days=30)


def test_duplicate_is_seen_by_nobody_any_more_and_its_address_leads_on(cast: Alliance, twin: Organisation) -> None:
    visits = Visits(cast)
    merged(cast, twin)
    for role in ("secretariat", "coordinator_here", "focal_point_here"):
        assert not seen_by(cast.actor(role)).filter(pk=twin.pk).exists()
        assert (
            visits.client(role).get(f"/organisations/{twin.slug}").headers["Location"]
            == f"/organisations/{cast.circle.slug}"
        )
    assert Client().get(f"/organisations/{twin.slug}").status_code == 404  # members may know of the one that stays


def test_hidden_organisation_never_comes_to_light(cast: Alliance, twin: Organisation) -> None:
    """B10: of two answers to who may know, the narrower one holds, whichever record stays."""
    for kept, gone in ((twin, cast.shelter),):
        merging.merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason=WHY)
    twin.refresh_from_db()
    assert (twin.at_risk, twin.visibility) == (True, Visibility.NETWORK)
    assert "tumaini" not in twin.slug
    assert not seen_by(cast.actor("coordinator_elsewhere")).filter(pk=twin.pk).exists()
    for slug in (cast.shelter.slug, "tumaini-circle-cbo", twin.slug):
        assert Client().get(f"/organisations/{slug}").status_code == 404


@pytest.mark.parametrize("role", ["focal_point_here", "coordinator_elsewhere", "member_here"])
def test_only_who_keeps_both_merges(cast: Alliance, twin: Organisation, role: str) -> None:
    with pytest.raises(Refused):
        merging.merge_organisations(by=cast.actor(role), kept=cast.circle, gone=twin, reason=WHY)
    with pytest.raises(Refused):  # one of them is kept elsewhere
        merging.merge_organisations(by=cast.actor("coordinator_here"), kept=cast.circle, gone=cast.nile, reason=WHY)


def test_refusals_say_why(cast: Alliance, twin: Organisation) -> None:
    def code(kept: Organisation, gone: Organisation, reason: str = WHY) -> str:
        with pytest.raises(Unacceptable) as refusal:
            merging.merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason=reason)
        return refusal.value.code

    assert code(twin, twin) == "merge_with_itself"
    assert code(cast.circle, twin, " ") == "say_why"
    organisations.move_membership(
        by=CONSOLE, membership=cast.membership, state=MembershipState.SUSPENDED, reason="A question is open."
    )
    assert code(cast.circle, twin) == code(twin, cast.circle) == "one_is_suspended"
    organisations.move_membership(by=CONSOLE, membership=cast.membership, state=MembershipState.MEMBER)
    merged(cast, twin)
    assert code(cast.circle, twin) == "merged_already"


def test_nobody_holds_an_office_twice_or_longer(cast: Alliance, twin: Organisation) -> None:
    """Who laid an office down at the one is not given it back because the other still names them."""
    person = cast.people["focal_point_here"]
    offices.end_office(by=CONSOLE, term=person.offices.get(), ends=clock.today())
    offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=twin)
    merged(cast, twin)
    assert [one.ends for one in person.offices.filter(organisation=cast.circle)] == [clock.today()]


def test_merge_is_undone_and_what_was_changed_since_stays(cast: Alliance, twin: Organisation) -> None:
    merge = merged(cast, twin, take=("city", "name"))
    kept = Organisation.objects.get(pk=cast.circle.pk)
    kept.short_name = "TC"
    kept.save()
    parting.undo_merge(by=cast.actor("coordinator_here"), merge=merge, reason="Two after all.")
    kept.refresh_from_db()
    twin.refresh_from_db()
    assert (kept.name, kept.city, kept.short_name, kept.slug) == ("Tumaini Circle", "", "TC", cast.circle.slug)
    assert twin.merged_into is None
    assert set(twin.memberships.values_list("network", flat=True)) == {cast.here.pk, cast.local.pk}
    assert f"org:{twin.pk}" in cast.actor("member_elsewhere").paths("focal_point")
    assert f"org:{kept.pk}" not in cast.actor("member_elsewhere").paths("focal_point")


def test_merge_cannot_be_undone_for_ever(cast: Alliance, twin: Organisation) -> None:
    merge = merged(cast, twin)
    day = merge.undo_until + dt.timedelta(days=1)
    assert merging.finish_merges(by=CONSOLE, on=day) == 1
    merge.refresh_from_db()
    twin.refresh_from_db()
    assert (merge.before, merge.moved, twin.city) == ({}, {}, "")
    with pytest.raises(Unacceptable) as refusal:
        parting.undo_merge(by=CONSOLE, merge=merge, reason=WHY)
    assert refusal.value.code == "merge_stands"


def test_merge_is_entered_and_told_without_a_name(cast: Alliance, twin: Organisation) -> None:
    """The ledger holds ids, never a name; those who speak for either are told."""
    merged(cast, twin)
    entry = Entry.objects.filter(act="alliance.merge_organisations").get()
    assert "Tumaini" not in str(entry.detail) + entry.subject_id
    told = set(Notice.objects.filter(kind="alliance.organisations_merged").values_list("account", flat=True))
    assert {cast.accounts["focal_point_here"].pk, cast.accounts["member_elsewhere"].pk} <= told
    assert cast.accounts["coordinator_here"].pk not in told


def test_page_compares_first_and_then_merges(cast: Alliance, twin: Organisation) -> None:
    client = Visits(cast).client("coordinator_here")
    address = reverse("desk_merge_organisations", args=[cast.circle.slug])
    assert "Tumaini Circle CBO" in client.get(address).content.decode()
    leads = client.post(address, {"other": twin.slug, "typed": ""})
    assert leads.headers["Location"] == f"{address}?with={twin.slug}"
    page = client.get(leads.headers["Location"]).content.decode()
    assert "1 membership" in page
    assert Organisation.objects.get(pk=twin.pk).merged_into is None
    client.post(leads.headers["Location"], {"of_name": "gone", "of_city": "gone", "of_kinds": "kept", "reason": WHY})
    assert Organisation.objects.get(pk=twin.pk).merged_into is None  # nobody said yes
    typed = {"of_name": "gone", "of_city": "gone", "reason": WHY, "sure": "on"}
    typed |= {f"of_{one}": "kept" for one in ("kinds", "womens_rights_core", "women_led")}
    done = client.post(leads.headers["Location"], typed)
    assert done.status_code == 303
    kept = Organisation.objects.get(pk=cast.circle.pk)
    assert (kept.city, kept.name) == ("Kisumu", "Tumaini Circle CBO")
    assert WHY in client.get(reverse("desk_organisation", args=[kept.slug])).content.decode()


def test_spreadsheet_that_names_the_duplicate_means_the_one_that_stays(cast: Alliance, twin: Organisation) -> None:
    Organisation.objects.filter(pk=twin.pk).update(external_id="KE-77")
    merged(cast, twin)
    assert looking_up._records(cast.actor("coordinator_here")).by_id["KE-77"] == [cast.circle.pk]


def test_what_stays_with_the_duplicate_gives_nobody_anything(cast: Alliance, twin: Organisation) -> None:
    """B10: whoever leaves the record that stayed has left: nobody could end what stands in the other one's name."""
    person = cast.people["focal_point_here"]
    people.affiliate(by=CONSOLE, person=person, organisation=twin)
    offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=twin)
    merged(cast, twin)
    for home in person.affiliations.filter(organisation=cast.circle):
        people.end_affiliation(by=CONSOLE, affiliation=home, ends=clock.today())
    OfficeTerm.objects.filter(person=person, organisation=cast.circle).update(ends=clock.today())
    left = actor_for(cast.accounts["focal_point_here"].pk, on=clock.today() + dt.timedelta(days=1))
    assert left.posts == ()
    tomorrow = clock.today() + dt.timedelta(days=1)
    assert not Person.objects.filter(kept_by(cast.actor("coordinator_here"), tomorrow), pk=person.pk).exists()


def test_network_closes_where_only_a_duplicate_is_left(cast: Alliance, twin: Organisation) -> None:
    organisations.join_network(by=CONSOLE, organisation=cast.circle, network=cast.local)
    merged(cast, twin)
    held = Membership.objects.get(organisation=cast.circle, network=cast.local)
    organisations.move_membership(by=CONSOLE, membership=held, state=MembershipState.WITHDRAWN)
    assert networks.close_network(by=CONSOLE, network=cast.local).closed_on == clock.today()


def test_undoing_brings_nothing_to_light_that_was_hidden_since(cast: Alliance, twin: Organisation) -> None:
    """B10: at risk was said of both; the public one does not come back with its name and address."""
    merge = merged(cast, twin)
    kept = Organisation.objects.get(pk=cast.circle.pk)
    organisations.set_visibility(by=CONSOLE, organisation=kept, visibility=Visibility.MEMBERS, at_risk=True)
    parting.undo_merge(by=cast.actor("coordinator_here"), merge=merge, reason="Two after all.")
    twin.refresh_from_db()
    assert (twin.at_risk, twin.visibility) == (True, Visibility.MEMBERS)
    assert "tumaini" not in twin.slug
    assert Client().get("/organisations/tumaini-circle-cbo").status_code == 404
    assert not seen_by(cast.actor("coordinator_elsewhere")).filter(pk=twin.pk).exists()


def test_record_that_was_parted_again_is_not_named_to_who_may_not_know_of_it(
    cast: Alliance, twin: Organisation
) -> None:
    """B10: it is its own again, and hidden from those who speak for the other one."""
    visits = Visits(cast)
    merge = merging.merge_organisations(by=CONSOLE, kept=cast.circle, gone=cast.shelter, reason=WHY)
    parting.undo_merge(by=CONSOLE, merge=merge, reason="Two after all.")
    address = reverse("desk_organisation", args=[Organisation.objects.get(pk=cast.circle.pk).slug])
    assert "Quiet Shelter" not in visits.client("focal_point_here").get(address).content.decode()
    assert "Quiet Shelter" in visits.client("coordinator_here").get(address).content.decode()


def test_undoing_moves_no_membership_that_was_moved_since(cast: Alliance, twin: Organisation) -> None:
    """Who was suspended after the merge is let in again by nobody's undoing it."""
    held = cast.membership
    organisations.move_membership(by=CONSOLE, membership=held, state=MembershipState.WITHDRAWN)
    merge = merged(cast, twin)
    held.refresh_from_db()
    assert held.state == MembershipState.MEMBER
    organisations.move_membership(by=CONSOLE, membership=held, state=MembershipState.SUSPENDED, reason="A question.")
    with pytest.raises(Unacceptable, match="one_is_suspended"):
        parting.undo_merge(by=CONSOLE, merge=merge, reason=WHY)
    organisations.move_membership(by=CONSOLE, membership=held, state=MembershipState.ENDED, reason="It is settled.")
    parting.undo_merge(by=CONSOLE, merge=merge, reason=WHY)
    held.refresh_from_db()
    assert held.state == MembershipState.ENDED
