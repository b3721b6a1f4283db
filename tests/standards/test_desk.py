"""Where one subject stands: the desk, a duty there, the tasks; who sees it, and that it asks no more for many."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from answerable.standards.actions.claiming import Said, ask_back, claim, confirm
from answerable.standards.actions.duties import retire_duty
from answerable.standards.pages.subjects import sections
from answerable.standards.queries.about import said_of_duties, standing_of_person
from answerable.standards.rules.words import Cadence, Level
from tests import cast

from .given import CONSOLE, days, duty, said, subject
from .visiting import got, of_duty, visitor

pytestmark = pytest.mark.django_db


def desk(alliance: cast.Alliance) -> str:
    return reverse("standing_subject", args=[subject(alliance.circle).key])


def test_desk_says_how_each_duty_stands_and_why(alliance: cast.Alliance) -> None:
    done, silent = duty("X1"), duty("X2", cadence=Cadence.ONCE)
    said(alliance, done, about_from=days(-350), about_to=days(-350))
    page = got(visitor(alliance, "focal_point_here"), desk(alliance))
    assert "Where we stand" in page
    assert "In place" in page
    assert "Not reported" in page
    assert "What is asked is there. It counts until" in page
    assert "Nothing was told of it yet." in page
    assert "Said by themselves" in page
    assert of_duty(subject(alliance.circle), silent) in page


def test_desk_as_of_a_day_shows_what_was_known_then(alliance: cast.Alliance) -> None:
    one = duty(starts=days(-100))
    said(alliance, one)
    client = visitor(alliance, "focal_point_here")
    assert "st ok" in got(client, desk(alliance))
    before = got(client, f"{desk(alliance)}?on={days(-1)}")
    assert "Nothing is asked on that day." in before  # it joined today
    assert "As it was known and asked on that day." in before
    after = got(client, f"{desk(alliance)}?on={days(400)}")
    assert "It was done before, and not again in time." in after
    assert "As it will stand on that day, if nothing happens." in after
    assert "This is no day that can be shown." in got(client, f"{desk(alliance)}?on=yesterday")


def sheet_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    content: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined] # it streams
    return list(csv.DictReader(io.StringIO(b"".join(content).decode("utf-8-sig"))))


def test_desk_is_taken_along_as_of_its_day(alliance: cast.Alliance) -> None:
    done, silent = duty("X1"), duty("X2", cadence=Cadence.ONCE)
    said(alliance, done, about_from=days(-350), about_to=days(-350))
    client = visitor(alliance, "member_here")
    rows = sheet_of(client, f"{desk(alliance)}?format=csv")
    assert [(one["Number"], one["How it stands"], one["What it rests on"]) for one in rows] == [
        ("X1", "In place", "Said by themselves"), (silent.number, "Not reported", ""),
    ]  # fmt: skip
    later = sheet_of(client, f"{desk(alliance)}?format=csv&on={days(400)}")
    assert (later[0]["How it stands"], later[0]["As of"]) == ("Overdue", days(400).isoformat())
    assert client.get(f"{desk(alliance)}?format=xlsx")["Content-Disposition"].endswith('.xlsx"')
    assert f"?on={days(400)}&format=csv" in got(client, f"{desk(alliance)}?on={days(400)}")


def test_duties_are_taken_along_by_anybody(alliance: cast.Alliance) -> None:
    duty("X1", source="Our assembly")
    duty("X2", levels=(Level.NATIONAL,))
    rows = sheet_of(Client(), "/duties?format=csv")
    assert [(one["Number"], one["Where it comes from"]) for one in rows] == [("X1", "Our assembly"), ("X2", "")]
    assert [one["Number"] for one in sheet_of(Client(), "/duties?format=csv&level=national")] == ["X2"]
    assert "?format=csv" in Client().get("/duties").content.decode()


def test_others_see_how_it_stands_without_the_acts(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    for role, acts in {
        "focal_point_here": True,
        "member_here": False,
        "member_elsewhere": False,
        "coordinator_here": False,
    }.items():
        page = got(visitor(alliance, role), where)
        assert ("/say" in page) is acts, role
        got(visitor(alliance, role), desk(alliance))


def test_whom_one_may_not_know_of_is_not_there(alliance: cast.Alliance) -> None:
    one = duty()
    hidden = subject(alliance.shelter)
    for role in ("member_elsewhere", "focal_point_elsewhere", "coordinator_elsewhere", "stranger"):
        client = visitor(alliance, role)
        got(client, reverse("standing_subject", args=[hidden.key]), 404)
        got(client, of_duty(hidden, one), 404)
        got(client, reverse("standing_history", args=[hidden.key]), 404)
    assert "at risk" in got(visitor(alliance, "coordinator_here"), reverse("standing_subject", args=[hidden.key]))


def test_how_a_person_stands_is_theirs_alone(alliance: cast.Alliance) -> None:
    duty(levels=(Level.INDIVIDUAL,))
    own = reverse("standing_subject", args=[subject(alliance.people["member_here"]).key])
    assert "Only you." in got(visitor(alliance, "member_here"), own)
    for role in ("secretariat", "coordinator_here", "focal_point_here"):
        got(visitor(alliance, role), own, 404)


def test_own_standing_leads_to_the_one_or_lists_them(alliance: cast.Alliance) -> None:
    subject(alliance.people["member_here"])
    answer = visitor(alliance, "member_here").get(reverse("my_standing"))
    assert answer.status_code == 302
    for thing in (alliance.circle, alliance.people["focal_point_here"]):
        subject(thing)
    page = got(visitor(alliance, "focal_point_here"), reverse("my_standing"))
    assert "Tumaini Circle" in page
    assert "Myself" in page
    assert "You speak for nobody here yet." in got(visitor(alliance, "stranger"), reverse("my_standing"))


def test_duty_says_what_it_means_what_it_rests_on_and_what_turns_next(alliance: cast.Alliance) -> None:
    one = duty()
    made = said(alliance, one, about_from=days(-10), about_to=days(-10))
    confirm(by=alliance.actor("coordinator_here"), claim=made)
    page = got(visitor(alliance, "focal_point_here"), of_duty(subject(alliance.circle), one))
    assert "Meet them and listen." in page
    assert "At least once in any 12 months." in page
    assert "They told of it" in page
    assert "Confirmed by who keeps the records" in page
    assert "Said by themselves" in page
    turning = part(page, "If nothing happens")
    assert "Not reported" in turning  # there is time to begin
    assert date_format(days(-10).replace(year=days(-10).year + 1), "DATE_FORMAT") in turning


def part(page: str, heading: str) -> str:
    """Returns what stands below a heading."""
    return page.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]


def test_desk_says_what_turns_on_the_next_day_on_which_anything_does(alliance: cast.Alliance) -> None:
    early, also, late = duty("X1"), duty("X2"), duty("X3")
    silent = duty("X4")
    client = visitor(alliance, "focal_point_here")
    assert "If nothing happens" not in got(client, desk(alliance))  # silence turns into nothing
    for one, ago in ((early, -300), (also, -300), (late, -20)):
        said(alliance, one, about_from=days(ago), about_to=days(ago))
    turning = part(got(client, desk(alliance)), "If nothing happens")
    assert [of_duty(subject(alliance.circle), one) in turning for one in (early, also, late, silent)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "Not reported" in turning  # there is time to begin
    later = part(got(client, f"{desk(alliance)}?on={days(200)}"), "If nothing happens")
    assert of_duty(subject(alliance.circle), late) in later
    assert of_duty(subject(alliance.circle), early) not in later


def test_duty_says_that_it_is_asked_no_more_from_a_day_on(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    retire_duty(by=CONSOLE, duty=one, on=days(30))
    turning = part(
        got(visitor(alliance, "focal_point_here"), of_duty(subject(alliance.circle), one)), "If nothing happens"
    )
    assert "It is not asked on that day." in turning
    assert date_format(days(30), "DATE_FORMAT") in turning


def test_what_is_for_keepers_is_read_by_nobody_else(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one, words="The names of all of us.", shown="keepers")
    where = of_duty(subject(alliance.circle), one)
    assert "The names of all of us." in got(visitor(alliance, "coordinator_here"), where)
    others = got(visitor(alliance, "member_elsewhere"), where)
    assert "The names of all of us." not in others
    assert "1 thing was laid before" in others
    assert "/claims/" not in others


def test_tasks_show_what_is_due_asked_back_and_to_be_confirmed(alliance: cast.Alliance) -> None:
    late, silent = duty("X1", starts=days(-500)), duty("X2", first_due_days=30)
    made = said(alliance, late, about_from=days(-340), about_to=days(-340))
    tasks = reverse("my_tasks")
    mine = got(visitor(alliance, "focal_point_here"), tasks)
    assert of_duty(subject(alliance.circle), late) in mine
    assert of_duty(subject(alliance.circle), silent) in mine
    assert "Asked for more" not in mine
    keepers = got(visitor(alliance, "coordinator_here"), tasks)
    assert "You may confirm" in keepers
    assert str(made.key) in keepers
    assert str(made.key) not in got(visitor(alliance, "coordinator_elsewhere"), tasks)
    ask_back(by=alliance.actor("coordinator_here"), claim=made, words="With whom?")
    assert "Asked for more" in got(visitor(alliance, "focal_point_here"), tasks)
    assert "My tasks" in got(visitor(alliance, "focal_point_here"), "/me")
    confirm(by=alliance.actor("coordinator_here"), claim=made)
    assert str(made.key) not in got(visitor(alliance, "coordinator_here"), tasks)


def test_what_does_not_fit_in_the_list_of_tasks_can_be_opened(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "MOST", 1)
    for number in range(3):
        said(alliance, duty(f"X{number}"))
    keeper = visitor(alliance, "coordinator_here")
    few = got(keeper, reverse("my_tasks"))
    assert few.count('href="/claims/') == 1
    assert '<a class="go" href="?all=1#confirm">2 more</a>' in few
    assert got(keeper, f"{reverse('my_tasks')}?all=1").count('href="/claims/') == 3


def test_sections_lead_to_the_desk(alliance: cast.Alliance) -> None:
    duty()
    client = visitor(alliance, "focal_point_here")
    for address in (
        f"/organisations/{alliance.circle.slug}",
        reverse("desk_organisation", args=[alliance.circle.slug]),
    ):
        assert desk(alliance) in got(client, address)
    network = reverse("standing_subject", args=[subject(alliance.here).key])
    assert network in got(client, f"/networks/{alliance.here.slug}")
    assert network not in got(Client(), f"/networks/{alliance.here.slug}")


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        got(client, address)
    return len(captured)


def test_pages_ask_no_more_for_many_duties_and_claims(alliance: cast.Alliance) -> None:
    first = duty("X0", starts=days(-500))
    made = said(alliance, first, about_from=days(-340), about_to=days(-340))
    ask_back(by=alliance.actor("coordinator_here"), claim=made, words="More?")
    own = subject(alliance.circle)
    addresses = {
        "focal_point_here": [desk(alliance), of_duty(own, first), reverse("standing_history", args=[own.key]), reverse("my_tasks"), reverse("my_standing")],
        "coordinator_here": [reverse("my_tasks"), of_duty(own, first)],
    }  # fmt: skip
    few = {(role, one): asked(visitor(alliance, role), one) for role, listed in addresses.items() for one in listed}
    for number in range(1, 9):
        another = duty(f"X{number}", starts=days(-500))
        other = said(alliance, another, about_from=days(-340), about_to=days(-340))
        ask_back(by=alliance.actor("coordinator_here"), claim=other, words="More?")
        more = said(alliance, first, about_from=days(-100 - number), about_to=days(-100 - number))
        confirm(by=alliance.actor("coordinator_here"), claim=more)
    many = {(role, one): asked(visitor(alliance, role), one) for role, one in few}
    assert {key: (few[key], many[key]) for key in few if many[key] > few[key] + 2} == {}


def test_what_one_said_is_taken_along(alliance: cast.Alliance) -> None:
    one = duty(levels=(Level.INDIVIDUAL,))
    person = alliance.people["member_here"]
    actor = alliance.actor("member_here")
    claim(by=actor, subject=subject(person), duty=one, said=Said(words="I learnt it."))
    (stretch,) = standing_of_person(person)[-1:]
    assert stretch["duty"] == one.number
    (laid,) = said_of_duties(person, actor)["laid_before"]
    assert (laid["words"], laid["of_myself"]) == ("I learnt it.", True)
    assert said_of_duties(alliance.people["focal_point_here"], alliance.actor("focal_point_here"))["laid_before"] == []
