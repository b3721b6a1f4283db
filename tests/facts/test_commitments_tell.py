"""What is told of commitments, and that nothing is told of private ones."""

import datetime as dt

import pytest

from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.people import forget_person
from answerable.commitments import actions as acts
from answerable.commitments.models import Commitment
from answerable.facts.models import Fact
from answerable.facts.queries import by_subject
from answerable.facts.subjects import NETWORK, ORGANISATION, PERSON, subject
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance, small_alliance, twin_of
from tests.commitments import given

from .told import told_in_parts, told_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def cast() -> Alliance:
    return small_alliance()


def told_of(of: str) -> list[tuple[str, dt.date]]:
    kinds = ["commitment.made", "commitment.kept"]
    return [(one.kind, one.starts) for one in by_subject([of], kinds)[of]]


def test_a_commitment_is_told_of_its_owner_and_again_once_it_is_kept(cast: Alliance) -> None:
    made, today, circle = given.of_circle(cast), clock.today(), subject(ORGANISATION, cast.circle.key)
    given.of_kenya(cast)
    given.of_zawadi(cast)
    assert told_of(circle) == [("commitment.made", today)]
    assert told_of(subject(NETWORK, cast.here.pk)) == [("commitment.made", today)]
    assert told_of(subject(PERSON, cast.people["member_here"].key)) == [("commitment.made", today)]
    acts.say_done(by=cast.actor("focal_point_here"), commitment=made)
    assert told_of(circle) == [("commitment.made", today), ("commitment.kept", today)]
    acts.open_again(by=cast.actor("focal_point_here"), commitment=made, words="Not yet.")
    assert told_of(circle) == [("commitment.made", today)]
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_a_private_commitment_tells_nothing(cast: Alliance) -> None:
    before = Fact.objects.count()
    given.of_zawadi(cast, shown="private")
    assert Fact.objects.count() == before
    made = given.of_circle(cast)
    acts.change_shown(by=cast.actor("focal_point_here"), commitment=made, shown="private", words="Between us.")
    assert Fact.objects.count() == before
    assert told_otherwise() == []


def test_what_a_duplicate_promised_is_told_of_the_record_that_stayed(cast: Alliance) -> None:
    twin = twin_of(cast)
    made = given.of_circle(cast)
    Commitment.objects.filter(pk=made.pk).update(organisation=twin)
    merge_organisations(by=CONSOLE, kept=cast.circle, gone=twin, reason="The same people.")
    acts.say_done(by=cast.actor("focal_point_here"), commitment=made)
    assert len(told_of(subject(ORGANISATION, cast.circle.key))) == 2
    assert told_otherwise() == []


def test_who_deletes_their_data_has_promised_nothing_that_is_told(cast: Alliance) -> None:
    person = cast.people["member_here"]
    given.of_zawadi(cast)
    given.of_zawadi(cast, shown="private", to=(acts.To(words="my sister"),))
    forget_person(by=CONSOLE, person=person)
    assert told_of(subject(PERSON, person.key)) == []
    assert told_otherwise() == []
