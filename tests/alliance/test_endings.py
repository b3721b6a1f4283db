"""Terms that end: told beforehand, once for each lead; renewed within the rules; no network is left without a word."""

import datetime as dt

import pytest
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, endings, offices
from answerable.alliance.models import Term
from answerable.alliance.rules.terms import Span, in_a_row
from answerable.jobs.daily import warn_of_terms_about_to_end as job
from answerable.kit import clock
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)


def ending(cast: Alliance, days: int) -> Term:
    assert cast.term is not None
    Term.objects.filter(pk=cast.term.pk).update(ends=clock.today() + days * DAY)
    return Term.objects.select_related("seat__body__network", "person", "organisation").get(pk=cast.term.pk)


def told(kind: str) -> set[object]:
    return set(Notice.objects.filter(kind=f"alliance.{kind}").values_list("account", flat=True))


@pytest.mark.parametrize(("days", "hears"), [(61, False), (60, True), (14, True), (0, True)])
def test_holder_and_coordinator_hear_of_an_end_within_the_leads(cast: Alliance, days: int, hears: bool) -> None:
    ending(cast, days)
    job.run()
    assert told("seat_ends") == ({cast.accounts["committee_member_here"].pk} if hears else set())
    assert (cast.accounts["coordinator_here"].pk in told("seat_to_fill")) is hears
    assert cast.accounts["coordinator_elsewhere"].pk not in told("seat_to_fill")


def test_nobody_hears_twice_within_one_lead(cast: Alliance) -> None:
    ending(cast, 50)
    job.run()
    job.run()
    assert Notice.objects.filter(kind="alliance.seat_ends").count() == 1


def test_nobody_hears_of_an_end_that_somebody_follows(cast: Alliance) -> None:
    term = ending(cast, 10)
    endings.renew_term(by=cast.actor("coordinator_here"), term=term, ends=clock.today() + 300 * DAY)
    job.run()
    assert told("seat_ends") == told("seat_to_fill") == set()


def test_term_is_renewed_only_as_often_as_the_rules_allow(cast: Alliance) -> None:
    term = ending(cast, 10)
    endings.limit_terms(by=cast.actor("coordinator_here"), body=cast.body, most_terms=2, source="Bylaws, article 7")
    term.seat.body.refresh_from_db()
    following = endings.renew_term(by=CONSOLE, term=term, ends=clock.today() + 100 * DAY)
    with pytest.raises(Unacceptable) as refusal:
        endings.renew_term(by=CONSOLE, term=following, ends=clock.today() + 200 * DAY)
    assert (refusal.value.code, refusal.value.facts) == ("too_many_terms", {"most": 2})
    after_a_pause = clock.today() + 150 * DAY
    assert following.person is not None
    assert bodies.seat_person(
        by=CONSOLE, seat=cast.seat, person=following.person, organisation=cast.circle, starts=after_a_pause
    )


def test_terms_in_a_row_are_counted_on_both_sides() -> None:
    day = dt.date(2026, 1, 1)
    spans = [Span(day, day + 9 * DAY), Span(day + 20 * DAY, None), Span(day - 50 * DAY, day - 5 * DAY)]
    assert in_a_row(Span(day + 10 * DAY, day + 19 * DAY), spans) == 3


@pytest.mark.parametrize("role", ["coordinator_elsewhere", "committee_member_here", "focal_point_here"])
def test_only_who_keeps_the_body_renews_and_limits(cast: Alliance, role: str) -> None:
    term = ending(cast, 10)
    with pytest.raises(Refused):
        endings.renew_term(by=cast.actor(role), term=term, ends=clock.today() + 100 * DAY)
    with pytest.raises(Refused):
        endings.limit_terms(by=cast.actor(role), body=cast.body, most_terms=2, source="Bylaws")
    with pytest.raises(Refused):
        endings.set_leads(by=cast.actor(role), profile=cast.profile, leads=[30])


def test_network_above_is_told_when_the_last_coordinator_leaves(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    page = Visits(cast).client("coordinator_here").get(
        reverse("desk_end_office", args=[cast.people["coordinator_here"].offices.get().pk])
    )  # fmt: skip
    assert "network above are told" in page.content.decode()
    offices.end_office(by=by, term=cast.people["coordinator_here"].offices.get())
    assert told("nobody_coordinates") == {cast.accounts["coordinator_above"].pk}


DAYS = {"overlap_days": "21", "seat_notes_days": "7"}


def test_leads_are_set_by_page(cast: Alliance) -> None:
    client = Visits(cast).client("secretariat")
    assert "1 to 365" in client.post(reverse("secretariat_endings"), {"leads": "soon"} | DAYS).content.decode()
    client.post(reverse("secretariat_endings"), {"leads": "90، ٣٠, 7"} | DAYS)
    cast.profile.refresh_from_db()
    kept = (cast.profile.ending_leads, cast.profile.overlap_days, cast.profile.seat_notes_days)
    assert kept == ([90, 30, 7], 21, 7)
