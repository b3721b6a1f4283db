"""A list, its questions, its sums and its file count the day where a commitment is listed, as its own page does."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.test import Client

from answerable.alliance.models import Network
from answerable.commitments.actions import not_kept, say_done
from answerable.commitments.actions.plans import PLAN
from answerable.commitments.models import Commitment
from answerable.commitments.pages.words import STANDINGS
from answerable.commitments.queries import due
from answerable.commitments.rules.words import State
from answerable.kit import imports
from answerable.kit.imports import Fate
from tests import cast
from tests.midnights import DAY, EVENING_IN_LIMA, MORNING_IN_APIA, THE_FIRST, THE_SECOND

from .given import of_circle, of_kenya

LATER = THE_FIRST + 8 * DAY

pytestmark = pytest.mark.postgres_too


def live_in(alliance: cast.Alliance, zone: str) -> None:
    Network.objects.filter(pk=alliance.here.pk).update(time_zone=zone)


def reader(alliance: cast.Alliance) -> Client:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    return client


def states(client: Client) -> dict[str, str]:
    answer = client.get("/commitments?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] # a stream has it
    return {row["What"]: row["How it stands"] for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("zone", "moment", "last_day"),
    [
        ("America/Lima", EVENING_IN_LIMA, THE_FIRST),
        ("Pacific/Apia", MORNING_IN_APIA, THE_FIRST),
        ("Africa/Nairobi", EVENING_IN_LIMA, THE_SECOND),
    ],
)
def test_a_list_never_calls_late_what_its_page_does_not(
    alliance: cast.Alliance, zone: str, moment: dt.datetime, last_day: dt.date
) -> None:
    """Listed in Kenya, which lives by another clock here; what is due on its day of today is not late, the day before is."""
    of_circle(alliance, what="Due today", due=last_day)
    of_kenya(alliance, what="Due before", due=last_day - dt.timedelta(days=1))
    live_in(alliance, zone)
    pages = {one.texts.get().what: f"/commitments/{one.key}" for one in Commitment.objects.all()}
    with time_machine.travel(moment, tick=False):
        client = reader(alliance)
        told = {what: "day past" in client.get(page).content.decode() for what, page in pages.items()}
        late = client.get("/commitments?state=overdue").content.decode()
        still = client.get("/commitments?state=open").content.decode()
        file, section = states(client), client.get(f"/networks/{alliance.here.slug}").content.decode()
        asked = [set(Commitment.objects.filter(one)) for one in (due.overdue(), due.still_open())]
    assert told == {"Due today": False, "Due before": True}
    assert ("Due before" in late, "Due today" in late) == (True, False)
    assert ("Due before" in still, "Due today" in still) == (False, True)
    assert file == {"Due today": str(STANDINGS["soon"]), "Due before": str(STANDINGS["overdue"])}
    assert section.count("day past") == 1
    assert [len(one) for one in asked] == [1, 1]


def test_each_is_asked_about_the_day_of_its_own_network(alliance: cast.Alliance) -> None:
    """In one list, at one moment: over in Nairobi, not over in Lima."""
    Network.objects.filter(pk=alliance.elsewhere.pk).update(time_zone="America/Lima")
    here = of_circle(alliance, due=THE_FIRST)
    there = of_kenya(alliance, due=THE_FIRST)
    Commitment.objects.filter(pk=there.pk).update(place=alliance.elsewhere)
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        assert list(Commitment.objects.filter(due.overdue())) == [here]
        assert list(Commitment.objects.filter(due.still_open())) == [there]


def test_many_clocks_are_asked_in_one_question(alliance: cast.Alliance) -> None:
    """An alliance of two hundred countries, each with a clock of its own."""
    for number in range(200):
        zone = "America/Lima" if number % 2 else "Pacific/Apia"
        one = Network(
            level_kind="country", slug=f"land-{number}", name=f"Land {number}", time_zone=zone,
            opened_on=dt.date(2020, 1, 1),
        )  # fmt: skip
        Network.objects.add_child(Network.objects.get(pk=alliance.region.pk), instance=one)
    of_circle(alliance, due=THE_FIRST)
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        assert Commitment.objects.filter(due.overdue()).count() == 1
        assert Commitment.objects.filter(due.still_open()).count() == 0
    with time_machine.travel(MORNING_IN_APIA, tick=False):
        assert Commitment.objects.filter(due.overdue()).count() == 0


def plan(alliance: cast.Alliance, rows: str) -> tuple[int, dict[int, str]]:
    run = imports.begin(
        PLAN, by=alliance.actor("focal_point_here"), file_name="plan.csv", scope=f"o-{alliance.circle.slug}",
        data=f"What,By when,To whom,Said on,Done on\n{rows}\n".encode(),
    )  # fmt: skip
    totals = imports.rehearse(run, by=alliance.actor("focal_point_here")).totals
    left = {one.row: one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)}
    imports.bring_in(run, by=alliance.actor("focal_point_here"))
    return totals.added, left


def test_a_plan_takes_today_where_the_servers_day_is_behind(alliance: cast.Alliance) -> None:
    live_in(alliance, "Pacific/Apia")
    with time_machine.travel(MORNING_IN_APIA, tick=False):
        added, left = plan(
            alliance, f"Sing,{THE_FIRST},the public,{THE_FIRST},{THE_FIRST}\nSwim,{LATER},the public,,{THE_SECOND}"
        )
    assert (added, left) == (1, {3: "in_the_future"})
    made = Commitment.objects.get()
    assert (made.made_on, made.closed_on, made.state) == (THE_FIRST, THE_FIRST, "done")


def test_a_plan_begins_today_where_the_servers_day_is_over(alliance: cast.Alliance) -> None:
    """What is due on the day that it still is in Lima was said on that day, not on the server's day after it."""
    live_in(alliance, "America/Lima")
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        added, left = plan(alliance, f"Sing,{LATER},the public,,\nSwim,{THE_FIRST},the public,{THE_FIRST},")
    assert (added, left) == (2, {})
    assert {one.made_on for one in Commitment.objects.all()} == {THE_FIRST}


@pytest.mark.parametrize(("zone", "day"), [("America/Lima", THE_FIRST), ("Africa/Nairobi", THE_SECOND)])
def test_what_is_said_without_a_day_happened_on_the_day_where_it_is_listed(
    alliance: cast.Alliance, zone: str, day: dt.date
) -> None:
    """Also what is done on its last evening is not late."""
    promised, broken = of_circle(alliance, what="Train", due=day), of_circle(alliance, what="Print", due=day)
    live_in(alliance, zone)
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        by = alliance.actor("focal_point_here")
        say_done(by=by, commitment=promised)
        not_kept(by=by, commitment=broken, words="The printer closed.")
    rows = {one.pk: (one.state, one.closed_on) for one in Commitment.objects.all()}
    assert rows == {promised.pk: (State.DONE, day), broken.pk: (State.NOT_KEPT, day)}
