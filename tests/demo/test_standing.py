"""What the demo says of duties: two years, in which earlier days look as they looked then."""

import datetime as dt
from collections import Counter

import pytest

from answerable.demo.build import Summary
from answerable.kit import clock
from answerable.standards.models import (
    Claim,
    ClaimStep,
    Duty,
    PassportShare,
    Policy,
    PolicyReview,
    PolicyTold,
    Reckoning,
    Tally,
    Turn,
)
from answerable.standards.queries.catalogue import catalogue
from answerable.standards.queries.policies import is_in_force, with_all
from answerable.standards.queries.standing import covering
from answerable.standards.rules.saying import ClaimMove
from answerable.standards.rules.words import State

pytestmark = pytest.mark.django_db


def states(day: dt.date) -> Counter[str]:
    return Counter(Turn.objects.filter(covering(day)).values_list("state", flat=True))


@pytest.mark.slow
def test_every_state_is_there_and_a_year_ago_was_otherwise(small: Summary) -> None:
    today = clock.today()
    assert set(states(today)) == set(State)
    assert states(today) != states(today - dt.timedelta(days=365))


@pytest.mark.slow
def test_all_shipped_duties_are_asked_and_everybody_is_reckoned(small: Summary) -> None:
    assert Duty.objects.count() == len(catalogue().duties)
    assert Reckoning.objects.get().ended_at is not None
    assert Tally.objects.filter(summed=True).exists()


@pytest.mark.slow
def test_words_stand_in_several_languages_and_with_every_weight(small: Summary) -> None:
    assert len(set(Claim.objects.values_list("language", flat=True))) >= 4
    moves = set(ClaimStep.objects.values_list("move", flat=True))
    assert {ClaimMove.CONFIRMED, ClaimMove.VOUCHED} <= moves
    assert not Claim.objects.filter(said_on__gt=clock.today()).exists()


@pytest.mark.slow
def test_policies_stand_in_force_overdue_looked_at_again_and_made_known(small: Summary) -> None:
    today = clock.today()
    found = list(with_all(Policy.objects.filter(taken_back_on=None, ended_on=None)))
    overdue = [one for one in found if not is_in_force(one, today)]
    assert len({one.organisation_id for one in found}) * 5 >= small.organisations
    assert 0 < len(overdue) * 3 < len(found)
    assert PolicyReview.objects.exists()
    assert PolicyTold.objects.exists()
    mine = {one.organisation.name for one in found}
    assert {"Bahari Equal Homes", "Ziwa Sisters’ Assembly", "جمعية النورس لبيوت عادلة"} <= mine


@pytest.mark.slow
def test_a_dozen_links_lead_to_passports_and_one_was_ended(small: Summary) -> None:
    assert PassportShare.objects.filter(ended_on=None, ends__gte=clock.today()).count() == 12
    assert PassportShare.objects.exclude(ended_on=None).count() == 1
