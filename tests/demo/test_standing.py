"""What the demo says of duties: two years, in which earlier days look as they looked then."""

import datetime as dt
from collections import Counter

import pytest

from answerable.demo.build import Summary
from answerable.kit import clock
from answerable.standards.models import Claim, ClaimStep, Duty, Reckoning, Tally, Turn
from answerable.standards.queries.catalogue import catalogue
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
