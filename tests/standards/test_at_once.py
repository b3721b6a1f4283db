"""Two at once: whoever acts while everybody is reckoned, or while sums are set right, is neither lost nor undone."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from answerable.kit import clock, queue
from answerable.kit.alone import alone
from answerable.standards.actions import rebuilding, summing_up
from answerable.standards.actions.duties import ask_otherwise
from answerable.standards.actions.rebuilding import EVERYBODY, reckon_all, set_right
from answerable.standards.actions.summing_up import SUMS, set_sums_right, sum_up
from answerable.standards.models import Reckoning, Tally
from answerable.standards.queries.counting import going_on
from tests import cast
from tests.beside import ON_POSTGRESQL, beside, over_its_own_connection

from .given import CONSOLE, asking, duty, forget_what_was_reckoned, said, subject, written

pytestmark = [pytest.mark.django_db(transaction=ON_POSTGRESQL), pytest.mark.postgres_too]
on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="on SQLite who writes waits")
SOON = 30


def between(patched: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], object]) -> list[object]:
    """Has somebody else act once, right after `name` was called the first time; returns what they did by then."""
    true = getattr(module, name)
    done: list[object] = []

    def called(*given: Any, **named: Any) -> Any:
        found = true(*given, **named)
        if not done:
            done.append(None)
            done[0] = beside(act)
        return found

    patched.setattr(module, name, called)
    return done


def of_circle(alliance: cast.Alliance) -> set[Any]:
    name = subject(alliance.circle).name
    return {row for row in written()["turns"] if row[0] == name}


def test_what_is_asked_otherwise_meanwhile_is_not_overwritten(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portion that comes later is reckoned on what is asked by then, and on what was said by then."""
    one = duty()
    monkeypatch.setattr(rebuilding, "AT_ONCE", 1)

    def act() -> None:
        ask_otherwise(by=CONSOLE, duty=one, asking=asking(times=3, months=18))
        said(alliance, one)

    done = between(monkeypatch, rebuilding, "reckon_subjects", act)
    reckon_all()
    assert done
    kept = of_circle(alliance)
    queue.run_ready()
    assert kept
    assert of_circle(alliance) == kept
    forget_what_was_reckoned()
    reckon_all()
    assert of_circle(alliance) == kept


def test_act_that_waits_for_a_portion_is_reckoned_on_what_is_asked_by_then(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is reckoned in an act is held first: what is asked is read after that, not before."""
    one = duty()
    person = subject(alliance.circle)
    between(
        monkeypatch,
        rebuilding,
        "prepared",
        lambda: ask_otherwise(by=CONSOLE, duty=one, asking=asking(times=3, months=18)),
    )
    rebuilding.reckon_later.func([person.name])
    kept = of_circle(alliance)
    reckon_all()
    assert of_circle(alliance) == kept


@on_postgresql
def test_sums_are_compared_as_of_one_moment(alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody says something after those who are counted were read, and before what was counted is."""
    one = duty()
    done = between(monkeypatch, summing_up, "what_they_add", lambda: said(alliance, one))
    assert set_sums_right() == 0
    assert done[0] is not None
    assert set_right() == (0, 0)


@on_postgresql
def test_what_is_wrong_is_set_right_beside_somebody_who_acts(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = duty()
    Tally.objects.filter(duty=one, kind="organisation").delete()
    between(monkeypatch, summing_up, "what_they_add", lambda: said(alliance, one))
    assert set_sums_right() > 0
    assert set_right() == (0, 0)


@on_postgresql
@pytest.mark.parametrize(
    ("name", "work"), [(EVERYBODY, reckon_all), (SUMS, set_sums_right), (SUMS, sum_up)], ids=["reckon", "right", "sum"]
)
def test_second_one_waits_and_finds_nothing_to_do(alliance: cast.Alliance, name: str, work: Callable[[], int]) -> None:
    duty()
    sum_up()
    found: list[int] = []
    thread = threading.Thread(target=over_its_own_connection(lambda: found.append(work())))
    with alone(name):
        thread.start()
        thread.join(0.5)
        assert found == []
        assert going_on() is None
    thread.join(SOON)
    assert found == [0]


@on_postgresql
def test_sums_wrong_once_are_set_right_once(alliance: cast.Alliance) -> None:
    """Two who find the same missing would add it twice."""
    one = duty()
    before = written()
    Tally.objects.filter(duty=one).delete()
    threads = [threading.Thread(target=over_its_own_connection(set_sums_right)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert written() == before


def test_sums_taken_in_some_at_a_time_are_the_same(alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    said(alliance, duty())
    before = written()
    monkeypatch.setattr(summing_up, "MOST", 2)
    assert sum_up(clock.today()) > 0
    assert not Tally.objects.filter(summed=False, day__lte=clock.today()).exists()
    assert written() == before
    assert set_right() == (0, 0)


def test_many_who_make_it_necessary_have_it_done_once(alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    one = duty()
    times: list[int] = []

    def counted(*, announced: int = 0) -> int:
        times.append(announced)
        return reckon_all(announced=announced)

    monkeypatch.setattr(rebuilding, "reckon_all", counted)
    for times_asked in (2, 3, 4):
        ask_otherwise(by=CONSOLE, duty=one, asking=asking(times=times_asked, months=18))
    assert going_on() is not None
    queue.run_ready()
    assert len(times) == 1
    assert going_on() is None
    assert set_right() == (0, 0)


def test_one_that_broke_off_is_done_with_when_the_next_one_ends(alliance: cast.Alliance) -> None:
    duty()
    Reckoning.objects.create(begun_at=Reckoning.objects.latest("pk").begun_at, done=3, of=10)
    assert going_on() is not None
    reckon_all()
    assert going_on() is None
