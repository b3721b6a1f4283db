"""Taking the shipped duties in: all of them as they are written, each once, and never over what the alliance changed."""

import pytest

from answerable.kit import clock, queue
from answerable.standards.actions.duties import ask_otherwise
from answerable.standards.actions.taking_in import as_new, take_in_catalogue
from answerable.standards.models import Duty, DutyText
from answerable.standards.queries.catalogue import catalogue
from answerable.standards.queries.duties import all_asked, by_number, words_of
from answerable.standards.rules.words import Basis, State
from tests import cast

from .given import CONSOLE, days, stands

pytestmark = pytest.mark.django_db


def test_every_shipped_duty_is_taken_in_as_it_is_written() -> None:
    made = take_in_catalogue(by=CONSOLE)
    assert len(made) == 60
    assert DutyText.objects.count() == 360
    assert not Duty.objects.filter(own=True).exists()
    asked = {one.duty.number: one.rules for one in all_asked()}
    today = clock.today()
    for one in catalogue().duties:
        if one.followed:
            (rule,) = asked.pop(one.number)
            assert rule == one.rule(rule.starts)
            assert abs((rule.starts - today).days) <= 1
    assert asked == {}


def test_taking_in_again_changes_nothing(alliance: cast.Alliance) -> None:
    seats = next(one for one in take_in_catalogue(by=CONSOLE) if one.number == "O3")
    shipped = as_new(catalogue().duty("O3")).asking
    ask_otherwise(by=CONSOLE, duty=seats, asking=shipped.__class__(**{**vars(shipped), "times": 3, "starts": days(30)}))
    assert take_in_catalogue(by=CONSOLE) == []
    assert [one.times for one in seats.askings.all()] == [2, 3]


def test_words_are_those_of_the_readers_language() -> None:
    take_in_catalogue(by=CONSOLE)
    seats = by_number("O3")
    assert seats is not None
    shipped = catalogue().duty("O3").words
    for language in ("en", "ar", "hi"):
        assert words_of(seats.askings.all()[0], language).name == shipped[language].name


def test_two_seats_are_asked_and_one_is_part_of_it(alliance: cast.Alliance) -> None:
    """The committee here has one women's-rights organisation; of its two the duty asks, one is there."""
    take_in_catalogue(by=CONSOLE)
    queue.run_ready()
    seats = Duty.objects.get(number="O3")
    judged = stands(alliance.here, seats)
    assert judged is not None
    assert (judged.state, judged.have, judged.need, judged.bases) == (State.PARTLY, 1, 2, frozenset({Basis.FACT}))
    assert stands(alliance.circle, seats) is None
