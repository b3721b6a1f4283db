"""A network that is touched concerns all below it: an act waits for few of them, many stand anew a moment later."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from answerable.alliance.actions import networks
from answerable.alliance.models import Network
from answerable.kit import clock, queue, touching
from answerable.standards.actions.rebuilding import reckon_all, set_right
from answerable.standards.models import Belonging, Reckoning, Tally, Turn
from answerable.standards.queries.counting import going_on
from tests import cast

from .given import CONSOLE, duty, forget_what_was_reckoned, said, subject, written
from .visiting import got, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WORKED_OUT = "Everybody is being reckoned anew"


@pytest.fixture
def few(alliance: cast.Alliance) -> Iterator[cast.Alliance]:
    """An act waits for one alone."""
    said(alliance, duty())
    with override_settings(STANDING_RECKONED_AT_ONCE=1):
        yield alliance


def moved(alliance: cast.Alliance) -> None:
    here = Network.objects.get(pk=alliance.here.pk)
    networks.move_network(by=CONSOLE, network=here, under=Network.objects.get(pk=alliance.root.pk))


def test_many_below_are_left_to_the_queue_by_the_network_alone(few: cast.Alliance) -> None:
    moved(few)
    (job,) = DBTaskResult.objects.filter(task_path__endswith="reckon_below_later", status="READY")
    assert job.args_kwargs["args"] == [[few.here.pk]]
    of_circle = Belonging.objects.filter(subject=subject(few.circle), network=few.region, ends=None)
    assert of_circle.exists()
    queue.run_ready()
    assert not of_circle.exists()


def test_sums_hold_what_the_queue_reckoned(few: cast.Alliance) -> None:
    """Pages need not add up what many at once changed until the next hour."""
    moved(few)
    queue.run_ready()
    assert not Tally.objects.filter(summed=False, network=few.region, day__lte=clock.today()).exists()
    assert Tally.objects.filter(summed=True, network=few.region).exists()
    assert set_right() == (0, 0)


def test_what_was_left_to_the_queue_is_what_is_reckoned_anew(few: cast.Alliance) -> None:
    moved(few)
    queue.run_ready()
    kept = written()
    assert set_right() == (0, 0)
    forget_what_was_reckoned()
    reckon_all()
    assert written() == kept


def test_network_itself_stands_anew_at_once(few: cast.Alliance) -> None:
    moved(few)
    own = Belonging.objects.filter(subject=subject(few.here), network=few.region)
    assert not own.filter(ends=None).exists()


def test_few_below_stand_anew_at_once(alliance: cast.Alliance) -> None:
    said(alliance, duty())
    moved(alliance)
    assert not Belonging.objects.filter(subject=subject(alliance.circle), network=alliance.region, ends=None).exists()
    assert going_on() is None


def test_touching_the_alliance_costs_the_same_however_many_there_are(few: cast.Alliance) -> None:
    with CaptureQueriesContext(connection) as asked:
        touching.touched("network", few.root.pk)
    assert not [row for row in asked if str(Turn._meta.db_table) in row["sql"] and row["sql"].startswith("DELETE")]
    names = [row["sql"] for row in asked if 'SELECT "standards_subject"."name"' in row["sql"]]
    assert all("LIMIT 2" in sql for sql in names)
    assert names


def test_pages_say_that_it_is_being_worked_out_until_it_is(few: cast.Alliance) -> None:
    addresses = reverse("standing"), reverse("standing_history", args=[subject(few.circle).key])
    client = visitor(few, "focal_point_here")
    assert all(WORKED_OUT not in got(client, one) for one in addresses)
    moved(few)
    told = [got(client, one) for one in addresses]
    assert all(WORKED_OUT in page for page in told)
    assert "Until then these days are shown as they were known on" in told[1]
    queue.run_ready()
    assert all(WORKED_OUT not in got(client, one) for one in addresses)
    assert Reckoning.objects.filter(ended_at=None).count() == 0


def test_job_that_runs_twice_changes_nothing(few: cast.Alliance) -> None:
    moved(few)
    queue.run_ready()
    kept = written()
    touching.touched("network", few.here.pk)
    queue.run_ready()
    assert written() == kept
