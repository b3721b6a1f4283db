"""What a merge of records means for seats, for duplicates of duplicates, and for what is removed later."""

import datetime as dt

import pytest
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies, merging, organisations, parting, people
from answerable.alliance.actions.directory import looking_up
from answerable.alliance.actions.retention import remove_organisations_long_gone
from answerable.alliance.actions.seats import limit_seats
from answerable.alliance.models import Membership, MembershipStatus, Organisation, OrganisationMerge, Term
from answerable.alliance.queries.days import today_at
from answerable.alliance.queries.merging import duplicates_of, what_stayed
from answerable.alliance.rules.words import Visibility
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance, _organisation
from tests.house.visiting import Visits

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WHY = "The same people, written down twice."


def merged(cast: Alliance, twin: Organisation) -> OrganisationMerge:
    return merging.merge_organisations(by=cast.actor("coordinator_here"), kept=cast.circle, gone=twin, reason=WHY)


def test_duplicate_of_a_duplicate_leads_to_the_last(cast: Alliance, twin: Organisation) -> None:
    """Links, lists that are brought in, and the desk follow to the end, whatever the number of steps."""
    chain = [_organisation(f"Tumaini {n}", cast.here, Visibility.MEMBERS) for n in range(4)]
    for gone, kept in zip(chain, [*chain[1:], cast.circle], strict=True):
        merging.merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason=WHY)
    assert what_stayed([chain[0].pk]) == dict.fromkeys([one.pk for one in chain], cast.circle.pk)
    assert duplicates_of([cast.circle.pk]) == [one.pk for one in chain]
    records = looking_up._records(cast.actor("coordinator_here"))
    assert [records.by_id[str(one.key)] for one in chain] == [[cast.circle.pk]] * 4
    visits = Visits(cast)
    client = visits.client("coordinator_here")
    assert client.get(f"/organisations/{chain[0].slug}").headers["Location"] == f"/organisations/{cast.circle.slug}"
    assert client.get(f"/o/{chain[0].slug}/").headers["Location"] == f"/o/{cast.circle.slug}/"
    assert visits.client("coordinator_elsewhere").get(f"/o/{chain[0].slug}/", follow=True).status_code == 403


def test_circle_of_duplicates_leads_nowhere_and_ends(cast: Alliance, twin: Organisation) -> None:
    Organisation.objects.filter(pk=twin.pk).update(merged_into=cast.circle)
    Organisation.objects.filter(pk=cast.circle.pk).update(merged_into=twin)
    assert what_stayed() == what_stayed([twin.pk]) == {}
    assert duplicates_of([twin.pk]) == []


def seated(
    cast: Alliance, organisation: Organisation, name: str, *, starts: dt.date, ends: dt.date | None = None
) -> Term:
    person = people.welcome_person(by=CONSOLE, name=name, place=cast.root.path)
    seat = bodies.open_seat(by=CONSOLE, body=cast.body, role=name, starts=starts)
    return bodies.seat_person(
        by=CONSOLE, seat=seat, person=person, organisation=organisation, starts=starts, ends=ends
    )  # fmt: skip


def test_one_organisation_keeps_the_seat_it_has_held_longest(cast: Alliance, twin: Organisation) -> None:
    """The body's own rule: one seat unless it allows more. Who sat there stays in the history, and undoing gives back."""
    today, day = today_at(cast.here.path), dt.timedelta(days=1)
    assert cast.term is not None
    Term.objects.filter(pk=cast.term.pk).update(starts=today - 30 * day)
    later = seated(cast, twin, "Treasurer", starts=today - 9 * day, ends=today + 100 * day)
    coming = seated(cast, twin, "Advisor", starts=today + 200 * day, ends=today + 300 * day)
    client = Visits(cast).client("coordinator_here")
    page = client.get(
        f"{reverse('desk_merge_organisations', args=[cast.circle.slug])}?with={twin.slug}"
    ).content.decode()
    assert "Steering committee of Kenya: Treasurer (<bdi>Treasurer</bdi>)" in page
    assert "2 seats become free" in page
    merge = merged(cast, twin)
    later.refresh_from_db()
    assert (later.ends, later.organisation) == (today - day, cast.circle)
    assert Term.objects.get(pk=cast.term.pk).ends is None
    assert not Term.objects.filter(pk=coming.pk).exists()  # had not begun, and the first has no end
    assert not Notice.objects.filter(
        kind="alliance.seat_given_up", account=cast.accounts["coordinator_here"].pk
    ).exists()  # did it
    assert Entry.objects.filter(act="alliance.give_up_seat").count() == 2
    parting.undo_merge(by=CONSOLE, merge=merge, reason="Two after all.")
    later.refresh_from_db()
    assert (later.ends, later.organisation) == (today + 100 * day, twin)
    assert Term.objects.get(pk=coming.pk).organisation == twin


def test_body_that_allows_more_seats_keeps_both(cast: Alliance, twin: Organisation) -> None:
    later = seated(cast, twin, "Treasurer", starts=today_at(cast.here.path))
    limit_seats(by=cast.actor("coordinator_here"), body=cast.body, most_seats=2)
    merged(cast, twin)
    later.refresh_from_db()
    assert later.ends is None


def test_seat_that_was_given_on_since_stays_given(cast: Alliance, twin: Organisation) -> None:
    today, day = today_at(cast.here.path), dt.timedelta(days=1)
    later = seated(cast, twin, "Treasurer", starts=today - 9 * day)
    assert cast.term is not None
    Term.objects.filter(pk=cast.term.pk).update(starts=today - 30 * day)
    merge = merged(cast, twin)
    other = people.welcome_person(by=CONSOLE, name="Ana", place=cast.root.path)
    bodies.seat_person(by=CONSOLE, seat=later.seat, person=other)
    parting.undo_merge(by=CONSOLE, merge=merge, reason="Two after all.")
    later.refresh_from_db()
    assert later.ends == today - day


def test_second_seat_of_one_organisation_is_refused(cast: Alliance, twin: Organisation) -> None:
    seat = bodies.open_seat(by=CONSOLE, body=cast.body)
    someone = people.welcome_person(by=CONSOLE, name="Ana", place=cast.root.path)
    with pytest.raises(Unacceptable) as refusal:
        bodies.seat_person(by=CONSOLE, seat=seat, person=someone, organisation=cast.circle)
    assert (refusal.value.code, refusal.value.field) == ("organisation_sits_already", "organisation")
    limit_seats(by=CONSOLE, body=cast.body, most_seats=2)
    seat.refresh_from_db()
    seat.body.refresh_from_db()
    assert bodies.seat_person(by=CONSOLE, seat=seat, person=someone, organisation=cast.circle).pk
    with pytest.raises(Refused):
        limit_seats(by=cast.actor("coordinator_elsewhere"), body=cast.body, most_seats=3)
    with pytest.raises(Unacceptable):
        limit_seats(by=CONSOLE, body=cast.body, most_seats=0)


def test_removed_organisation_takes_its_duplicates_out_of_every_backup(
    cast: Alliance, twin: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B56: a backup may be older than the merge; then the duplicate stands in it by itself."""
    lines: set[str] = set()
    monkeypatch.setattr(forgotten, "remember", lambda kind, key: lines.add(forgotten._hashed(kind, key)))
    kept = _organisation("Written down once", cast.elsewhere, Visibility.MEMBERS)
    gone = _organisation("Written down twice", cast.elsewhere, Visibility.MEMBERS)
    other = _organisation("Written down thrice", cast.elsewhere, Visibility.MEMBERS)
    keys = {str(one.key) for one in (kept, gone, other)}
    merging.merge_organisations(by=CONSOLE, kept=gone, gone=other, reason=WHY)
    merging.merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason=WHY)
    organisations.remove_organisation(by=CONSOLE, organisation=kept)
    assert lines == {forgotten._hashed("organisation", key) for key in keys}
    named = Entry.objects.filter(act="alliance.remove_organisation").values_list("subject_id", flat=True)
    assert set(named) == keys  # what catches up after a power cut reads it from there
    for key in keys:  # as an older backup has them
        Organisation.objects.create(key=key, name="Back", slug=key, created_on=clock.today())
    first, second = Organisation.objects.filter(key__in=keys)[:2]
    Organisation.objects.filter(pk=first.pk).update(merged_into=second)  # goes with the other one
    assert forgotten.replay(lines) == {"organisation": 3}
    assert not Organisation.objects.filter(key__in=keys).exists()


def test_retention_takes_duplicates_along(cast: Alliance, twin: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    """B56."""
    lines: set[str] = set()
    monkeypatch.setattr(forgotten, "remember", lambda kind, key: lines.add(forgotten._hashed(kind, key)))
    kept = _organisation("Long gone", cast.elsewhere, Visibility.MEMBERS)
    gone = _organisation("Long gone too", cast.elsewhere, Visibility.MEMBERS)
    merging.merge_organisations(by=CONSOLE, kept=kept, gone=gone, reason=WHY)
    Membership.objects.filter(organisation__in=[kept, gone]).update(state="ended")
    MembershipStatus.objects.filter(membership__organisation__in=[kept, gone]).update(starts=dt.date(2000, 1, 1))
    remove_organisations_long_gone(by=CONSOLE)
    assert {forgotten._hashed("organisation", str(one.key)) for one in (kept, gone)} <= lines
