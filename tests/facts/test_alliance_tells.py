"""What the alliance's records tell: who belongs, who sits, which offices there are; and what never follows from one at risk."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.alliance.actions import (
    bodies,
    joining,
    merging,
    offices,
    organisations,
    parting,
    people,
)
from answerable.alliance.models import Body, Organisation, Seat, Term
from answerable.alliance.rules.words import BodyKind, MembershipState, Office, Visibility
from answerable.facts import keeping
from answerable.facts.models import Fact
from answerable.facts.queries import by_subject
from answerable.facts.subjects import BODY, NETWORK, ORGANISATION, subject
from answerable.kit import clock, touching
from tests.cast import CONSOLE, Alliance, small_alliance, twin_of

from .told import told_in_parts, told_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)
Days = list[tuple[dt.date, dt.date | None]]


@pytest.fixture
def cast() -> Alliance:
    return small_alliance()


def of_organisation(one: Organisation) -> str:
    return subject(ORGANISATION, one.key)


def days_of(of: str, kind: str) -> Days:
    return [(one.starts, one.ends) for one in by_subject([of], [kind])[of]]


def seat_for(cast: Alliance, organisation: Organisation, person: str, *, body: Body | None = None) -> Term:
    seat = bodies.open_seat(by=CONSOLE, body=body or cast.body)
    return bodies.seat_person(by=CONSOLE, seat=seat, person=cast.people[person], organisation=organisation)


def test_all_that_was_done_is_kept_as_it_is_told(cast: Alliance) -> None:
    assert Fact.objects.exists()
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_an_act_without_its_listener_is_noticed(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touching, "_listeners", [])
    seat_for(cast, cast.circle, "board_member", body=second_body(cast))
    assert [line[0] for line in told_otherwise()] == ["not kept", "not kept"]  # the body, and who sits on it


def second_body(cast: Alliance, kind: str = BodyKind.BOARD) -> Body:
    return bodies.open_body(by=CONSOLE, network=cast.here, kind=kind, name="Another body of Kenya")


def test_membership_holds_while_the_organisation_belongs(cast: Alliance) -> None:
    start = clock.today()
    for at, state in enumerate((MembershipState.SUSPENDED, MembershipState.MEMBER, MembershipState.WITHDRAWN), 1):
        with time_machine.travel(clock.now() + at * 10 * DAY):
            organisations.move_membership(by=CONSOLE, membership=cast.membership, state=state, reason="Why not.")
    assert days_of(of_organisation(cast.circle), "membership.organisation") == [
        (start, start + 9 * DAY), (start + 20 * DAY, start + 29 * DAY),
    ]  # fmt: skip
    assert told_otherwise() == []


def test_a_retired_term_ends_tomorrow_and_yesterday_stays(cast: Alliance) -> None:
    today, body = clock.today(), subject(BODY, cast.body.pk)
    assert cast.term is not None
    bodies.end_term(by=CONSOLE, term=cast.term, ends=today)
    for kind, of in (("seat.held", body), ("seat.womens_rights", subject(NETWORK, cast.here.pk))):
        assert days_of(of, kind) == [(today, today)]


def test_a_seat_that_closes_is_held_until_the_day_before(cast: Alliance) -> None:
    body, today = subject(BODY, cast.body.pk), clock.today()
    with time_machine.travel(clock.now() + 5 * DAY):
        bodies.close_seat(by=CONSOLE, seat=Seat.objects.get(pk=cast.seat.pk))
    assert days_of(body, "seat.held") == [(today, today + 4 * DAY)]


def test_bodies_of_a_network_are_told_while_they_are_open(cast: Alliance) -> None:
    council, network = second_body(cast, BodyKind.ADVISORY), subject(NETWORK, cast.here.pk)
    today = clock.today()
    assert days_of(network, "body.advisory") == [(today, None)]
    with time_machine.travel(clock.now() + 3 * DAY):
        bodies.close_body(by=CONSOLE, body=council)
    assert days_of(network, "body.advisory") == [(today, today + 2 * DAY)]


def test_an_organisation_with_two_seats_counts_once_and_on_no_council(cast: Alliance) -> None:
    network = subject(NETWORK, cast.here.pk)
    seat_for(cast, cast.circle, "member_here", body=second_body(cast))
    seat_for(cast, cast.circle, "editor_here", body=second_body(cast, BodyKind.ADVISORY))
    seat_for(cast, cast.nile, "member_elsewhere")
    assert days_of(network, "seat.womens_rights") == [(clock.today(), None)]
    card = organisations.Card(name="Nile Youth", kinds=("youth", "womens_rights"), country="UG")
    organisations.change_card(by=CONSOLE, organisation=cast.nile, card=card)
    assert len(days_of(network, "seat.womens_rights")) == 2
    assert told_otherwise() == []


def test_no_networks_fact_follows_from_an_organisation_at_risk(cast: Alliance) -> None:
    network = subject(NETWORK, cast.here.pk)
    before = sorted(Fact.objects.filter(subject__startswith="network:").values_list("kind", "source", "ends"))
    card = organisations.Card(name="Quiet Shelter", kinds=("womens_rights",), country="KE")
    organisations.change_card(by=CONSOLE, organisation=cast.shelter, card=card)
    seat_for(cast, cast.shelter, "member_elsewhere")
    assert sorted(Fact.objects.filter(subject__startswith="network:").values_list("kind", "source", "ends")) == before
    organisations.set_visibility(by=CONSOLE, organisation=cast.circle, visibility=Visibility.MEMBERS, at_risk=True)
    assert days_of(network, "seat.womens_rights") == []
    assert told_otherwise() == []


def test_a_public_page_is_noted_from_the_day_it_was_first_told(cast: Alliance) -> None:
    nile, today = of_organisation(cast.nile), clock.today()
    assert days_of(nile, "profile.public") == [(today, None)]
    with time_machine.travel(clock.now() + 5 * DAY):
        organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility=Visibility.MEMBERS, at_risk=False)
        assert days_of(nile, "profile.public") == [(today, today + 4 * DAY)]
    with time_machine.travel(clock.now() + 9 * DAY):
        organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility=Visibility.PUBLIC, at_risk=False)
    assert days_of(nile, "profile.public") == [(today, today + 4 * DAY), (today + 9 * DAY, None)]


def test_an_office_is_told_without_its_holder(cast: Alliance) -> None:
    circle = of_organisation(cast.circle)
    assert days_of(circle, "office.focal_point") == [(clock.today(), None)]
    assert len(days_of(subject(NETWORK, cast.here.pk), "office.coordinator")) == 3
    keys = {str(person.key) for person in cast.people.values()}
    told = Fact.objects.exclude(subject__startswith="person:").values_list("subject", "source")
    assert not {part for line in told for part in line if part.partition(":")[2] in keys}


def test_merged_records_tell_as_one_and_parted_ones_as_two(cast: Alliance) -> None:
    twin = twin_of(cast)
    organisations.join_network(by=CONSOLE, organisation=twin, network=cast.local)
    offices.grant_office(by=CONSOLE, person=cast.people["member_here"], office=Office.FOCAL_POINT, organisation=twin)
    seat_for(cast, twin, "member_here", body=second_body(cast))
    before = sorted(Fact.objects.values_list("subject", "kind", "source", "starts", "ends"))
    merge = merging.merge_organisations(by=CONSOLE, kept=cast.circle, gone=twin, reason="The same people.")
    assert by_subject([of_organisation(twin)]) == {of_organisation(twin): []}
    circle = of_organisation(cast.circle)
    places = {one.source for one in by_subject([circle], ["membership.organisation"])[circle]}
    assert places == {subject(NETWORK, cast.here.pk), subject(NETWORK, cast.local.pk)}
    assert len(days_of(circle, "office.focal_point")) == 2
    assert told_otherwise() == []
    parting.undo_merge(by=CONSOLE, merge=merge, reason="They are two.")
    assert told_otherwise() == []
    assert sorted(Fact.objects.values_list("subject", "kind", "source", "starts", "ends")) == before


def test_a_network_that_ended_keeps_the_facts_of_its_own_days(cast: Alliance) -> None:
    kenya, uganda, today = subject(NETWORK, cast.here.pk), subject(NETWORK, cast.elsewhere.pk), clock.today()
    with time_machine.travel(clock.now() + 10 * DAY):
        joining.merge_networks(
            by=cast.actor("coordinator_above"), kept=cast.elsewhere, gone=cast.here, reason="Decided together.",
            offices_end=True,
        )  # fmt: skip
        assert told_otherwise() == []
    for kind in ("body.steering", "seat.womens_rights"):
        assert days_of(kenya, kind) == [(today, today + 9 * DAY)]
        assert days_of(uganda, kind) == [(today + 10 * DAY, None)]
    circle = of_organisation(cast.circle)
    rows = by_subject([circle], ["membership.organisation"])[circle]
    assert [(one.source, one.ends) for one in rows] == [(kenya, today + 9 * DAY), (uganda, None)]


def test_who_deletes_their_data_leaves_no_fact_of_theirs(cast: Alliance) -> None:
    person = cast.people["committee_member_here"]
    later = clock.today() + 40 * DAY
    far = bodies.open_seat(by=CONSOLE, body=second_body(cast))
    bodies.seat_person(by=CONSOLE, seat=far, person=person, organisation=cast.circle, starts=later)
    offices.grant_office(by=CONSOLE, person=person, office=Office.FOCAL_POINT, organisation=cast.nile, starts=later)
    assert Fact.objects.filter(starts=later).count() == 2
    people.forget_person(by=CONSOLE, person=person)
    assert not Fact.objects.filter(starts=later).exists()
    assert not Fact.objects.filter(subject=subject("person", person.key)).exists()
    assert days_of(subject(BODY, cast.body.pk), "seat.held") == [(clock.today(), clock.today())]
    assert told_otherwise() == []


def test_an_organisation_that_is_removed_takes_its_facts_along(cast: Alliance) -> None:
    twin = twin_of(cast)
    organisations.set_visibility(by=CONSOLE, organisation=twin, visibility=Visibility.PUBLIC, at_risk=False)
    assert len(by_subject([of_organisation(twin)])[of_organisation(twin)]) == 2
    organisations.remove_organisation(by=CONSOLE, organisation=twin)
    assert by_subject([of_organisation(twin)]) == {of_organisation(twin): []}
    assert told_otherwise() == []


def test_one_act_asks_as_much_however_large_the_alliance_is(cast: Alliance) -> None:
    few = asked_by_an_act(cast)
    with touching.once_for_all():
        for _at in range(30):
            seat_for(cast, twin_of(cast), "member_here", body=second_body(cast))
    assert asked_by_an_act(cast) == few
    assert few <= 24


def asked_by_an_act(cast: Alliance) -> int:
    """Returns how many questions it takes to follow an act on one organisation."""
    with CaptureQueriesContext(connection) as asked:
        keeping.keep_touched({"organisation": {str(cast.circle.key)}})
    return sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries)
