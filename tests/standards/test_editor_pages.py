"""Duties by page: read by everybody, written by those who write for the alliance; what is typed is never lost."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.kit import clock, queue
from answerable.kit.search import rebuild_all
from answerable.standards.actions.taking_in import take_in_catalogue
from answerable.standards.models import Duty, DutyAsking, DutyText
from answerable.standards.queries.catalogue import catalogue
from answerable.standards.queries.standing import standing_of
from answerable.standards.rules.words import State
from tests import cast

from .given import CONSOLE, days, duty, said, subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alliance: cast.Alliance, client: Client) -> Client:
    client.force_login(alliance.accounts["secretariat"])
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {
        "number": "A1", "name": "Meet three times in any 18 months", "what": "Meet and listen.", "proof": "", "example": "",
        "levels": ["organisation"], "cadence": "at_least", "times": "3", "months": "18", "window": "rolling", "first_due_days": "0",
        "grace_days": "0", "checked_by": "both", "source": "Our assembly, 2026", "starts": clock.today().isoformat(), **more,
    }  # fmt: skip


def test_three_times_in_any_18_months_by_page_is_judged_right(alliance: cast.Alliance, desk: Client) -> None:
    """Added by page, said three times: partly, partly, in place; once the first is 18 months ago, partly again."""
    answer = desk.post(reverse("duty_new"), typed())
    assert (answer.status_code, answer["Location"]) == (303, reverse("desk_duty", args=["A1"]))
    queue.run_ready()
    made, first = Duty.objects.get(number="A1"), clock.today()
    found = []
    with time_machine.travel(clock.now()) as time:
        for number in (0, 150, 300):
            time.move_to(dt.datetime.combine(first + dt.timedelta(days=number), dt.time(12), dt.UTC))
            said(alliance, made, about_from=clock.today(), about_to=clock.today())
            found.append(state(alliance, made, clock.today()))
        found += [state(alliance, made, first + dt.timedelta(days=number)) for number in (540, 560)]
    assert found == [State.PARTLY, State.PARTLY, State.IN_PLACE, State.IN_PLACE, State.PARTLY]


def state(alliance: cast.Alliance, one: Duty, day: dt.date) -> State:
    return standing_of([subject(alliance.circle)], [one], day)[0].judgement.state


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"levels": ["national"], "kinds": ["womens_rights"]}, "kinds"),
        ({"levels": ["organisation", "national"], "kinds": ["womens_rights"]}, "kinds"),
        ({"levels": ["organisation"], "offices": ["coordinator"]}, "offices"),
        ({"levels": ["organisation", "individual"], "kinds": ["womens_rights"]}, "kinds"),
        ({"checked_by": "facts"}, "proofs"),
    ],
)
@pytest.mark.parametrize("look", [{}, {"look": "yes"}])
def test_what_contradicts_itself_is_said_beside_its_field(
    desk: Client, more: dict[str, Any], field: str, look: dict[str, str]
) -> None:
    answer = desk.post(reverse("duty_new"), typed(**more, **look))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert 'value="Meet three times in any 18 months"' in answer.content.decode()
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"number": "A 1!"}, "Give a short number, at most 12 letters and figures, such as A1."),
        ({"times": "0"}, "Write a number from 1 to 50."),
        ({"months": "many"}, "This is no whole number."),
        ({"grace_days": "-3"}, "Write a number from 0 to 3660."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(desk: Client, more: dict[str, Any], words: str) -> None:
    shown = desk.post(reverse("duty_new"), typed(**more)).content.decode()
    assert (words in shown, "slug”" in shown, "Ensure" in shown) == (True, False, False)


def test_duty_that_no_records_show_does_not_say_they_do(desk: Client) -> None:
    desk.post(reverse("duty_new"), typed())
    shown = desk.get(reverse("duty", args=["A1"])).content.decode()
    assert ("The records show it" in shown, "Those of whom it is asked say it" in shown) == (False, True)


def test_levels_kinds_and_offices_that_go_together_are_asked(desk: Client) -> None:
    more = {"levels": ["organisation", "individual"], "kinds": ["womens_rights"], "offices": ["coordinator"]}
    assert desk.post(reverse("duty_new"), typed(**more)).status_code == 303


def test_looking_shows_what_would_change_and_saves_nothing(desk: Client) -> None:
    one = duty(times=1, months=12, kinds=("womens_rights",))
    queue.run_ready()
    sent = typed(
        name="Talk with women’s-rights groups", what="Meet them and listen.", look="yes", starts=days(10).isoformat()
    )
    answer = desk.post(reverse("duty_otherwise", args=[one.number]), sent)
    looked = answer.context["looked"]
    assert answer.status_code == 200
    assert [(change.before, change.after) for change in looked["changes"] if "18" in change.after] == [
        ("At least once in any 12 months.", "At least 3 times in any 18 months.")
    ]
    assert [(now, then) for _words, now, then in looked["whom"]] == [(1, 2)]  # one at risk is in no number
    assert one.askings.count() == 1
    assert 'value="18"' in answer.content.decode()


def test_asking_otherwise_adds_a_version_and_keeps_every_language(desk: Client) -> None:
    one = duty(times=1, months=12)
    DutyText.objects.create(asking=one.askings.get(), language="es", name="Reunirse", updated_on=clock.today())
    answer = desk.post(reverse("duty_otherwise", args=[one.number]), typed(starts=days(10).isoformat()))
    assert answer.status_code == 303
    old, new = DutyAsking.objects.filter(duty=one).order_by("starts")
    assert [(version.times, version.months) for version in (old, new)] == [(1, 12), (3, 18)]
    assert dict(new.texts.values_list("language", "state")) == {"en": "reviewed", "es": "stale"}
    page = desk.get(reverse("duty", args=[one.number])).content.decode()
    assert "At least once in any 12 months." in page
    assert "At least 3 times in any 18 months." in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "has space"}, "number"), ({"number": ""}, "number"), ({"name": ""}, "name"), ({"levels": []}, "levels"),
        ({"times": "0"}, "times"), ({"months": "x"}, "months"), ({"starts": "2020-01-01"}, "starts"), ({"starts": "tomorrow"}, "starts"),
        ({"cadence": "after_each"}, "events"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("look", [{}, {"look": "yes"}])
def test_what_is_wrong_stands_at_its_field_and_all_that_was_typed_stays(
    desk: Client, wrong: dict[str, Any], field: str, look: dict[str, str]
) -> None:
    answer = desk.post(reverse("duty_new"), typed(**wrong, **look, example="Every spring, under the tree."))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert "Every spring, under the tree." in answer.content.decode()
    assert not Duty.objects.exists()


def test_number_of_another_duty_is_not_taken(desk: Client) -> None:
    duty("A1")
    answer = desk.post(reverse("duty_new"), typed(number="a1"))
    assert list(answer.context["form"].errors) == ["number"]


def test_catalogue_is_taken_in_by_page(desk: Client) -> None:
    assert len(desk.get(reverse("duties_take_in")).context["shipped"]) == len(catalogue().duties)
    answer = desk.post(reverse("duties_take_in"), {"starts": clock.today().isoformat()})
    assert answer.status_code == 303
    assert Duty.objects.count() == len(catalogue().duties)
    assert desk.get(reverse("duties_take_in")).context["shipped"] == []


def test_catalogue_is_not_asked_of_days_that_are_past(desk: Client) -> None:
    answer = desk.post(reverse("duties_take_in"), {"starts": days(-3).isoformat()})
    assert list(answer.context["form"].errors) == ["starts"]
    assert not Duty.objects.exists()


def test_words_in_a_language_are_written_beside_the_first(desk: Client) -> None:
    one = duty()
    version = one.askings.get()
    address = reverse("duty_words", args=[one.number, version.pk, "ar"])
    assert "Talk with women’s-rights groups" in desk.get(address).content.decode()
    began = desk.get(address).context["form"].initial["began"]
    words = {"name": "الحديث مع المنظمات النسائية", "what": "لقاء واستماع", "proof": "", "example": "", "began": began}
    assert desk.post(address, words).status_code == 303
    assert DutyText.objects.get(asking=version, language="ar").name == "الحديث مع المنظمات النسائية"
    again = desk.post(address, {**words, "name": "شيء آخر"})
    assert again.status_code == 200
    assert [said for _label, said in again.context["form"].theirs if said] == [
        "الحديث مع المنظمات النسائية",
        "لقاء واستماع",
    ]
    assert DutyText.objects.get(asking=version, language="ar").name == "الحديث مع المنظمات النسائية"


def test_duty_is_shown_first_and_given_up_by_page(desk: Client) -> None:
    one = duty(main=False)
    desk.post(reverse("duty_first", args=[one.number]), {"main": "yes"})
    desk.post(reverse("duty_give_up", args=[one.number]), {"on": days(3).isoformat()})
    one.refresh_from_db()
    assert (one.main, one.retired_on) == (True, days(3))
    page = desk.get(reverse("desk_duty", args=[one.number])).content.decode()
    for name in ("duty_give_up", "duty_otherwise"):
        assert reverse(name, args=[one.number]) in page
        assert desk.get(reverse(name, args=[one.number])).status_code == 200
    Duty.objects.update(retired_on=days(-1))
    assert desk.get(reverse("duty_otherwise", args=[one.number])).status_code == 404
    assert desk.get(reverse("desk_duty", args=[one.number])).status_code == 200


def test_everybody_reads_every_duty(alliance: cast.Alliance, client: Client) -> None:
    take_in_catalogue(by=CONSOLE)
    answer = client.get(reverse("duties"))
    listed = [line.duty.number for group in answer.context["groups"] for line in group.lines]
    quiet = [line.duty.number for line in answer.context["not_followed"]]
    assert sorted([*listed, *quiet]) == sorted(one.number for one in catalogue().duties)
    assert sorted(quiet) == sorted(one.number for one in catalogue().duties if not one.followed)
    for one in catalogue().duties:
        page = client.get(reverse("duty", args=[one.number]))
        assert page.status_code == 200
    assert client.get(reverse("duty", args=["Z99"])).status_code == 404


def test_one_level_lists_all_that_is_asked_there(alliance: cast.Alliance, client: Client) -> None:
    take_in_catalogue(by=CONSOLE)
    (group,) = client.get(reverse("duties") + "?level=individual").context["groups"]
    wanted = [one.number for one in catalogue().duties if "individual" in one.levels and one.followed]
    assert sorted(line.duty.number for line in group.lines) == sorted(wanted)
    assert client.get(reverse("duties") + "?level=nonsense").status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_speaks_the_readers_language(alliance: cast.Alliance, client: Client, language: str) -> None:
    take_in_catalogue(by=CONSOLE)
    page = client.get(reverse("duty", args=["O3"]), headers={"accept-language": language}).content.decode()
    assert catalogue().duty("O3").words[language].name in page


def test_list_costs_the_same_few_queries_for_one_and_for_all(
    alliance: cast.Alliance, client: Client, django_assert_max_num_queries: Any
) -> None:
    take_in_catalogue(by=CONSOLE)
    client.get(reverse("duties"))
    with django_assert_max_num_queries(20):
        client.get(reverse("duties"))


def test_editors_elsewhere_do_not_write(alliance: cast.Alliance, client: Client) -> None:
    one = duty()
    for role in ("editor_here", "coordinator_above", "focal_point_here"):
        client.force_login(alliance.accounts[role])
        for address in (reverse("desk_duties"), reverse("duty_new"), reverse("duty_otherwise", args=[one.number])):
            assert client.get(address).status_code == 403, (role, address)


def test_duty_is_found_by_its_words_in_any_language_until_it_is_given_up(alliance: cast.Alliance, desk: Client) -> None:
    take_in_catalogue(by=CONSOLE)
    rebuild_all()
    words = catalogue().duty("O3").words["es"].name
    page = desk.get(reverse("search"), {"q": words}).content.decode()
    assert reverse("duty", args=["O3"]) in page
    desk.post(reverse("duty_give_up", args=["O3"]), {"on": days(3).isoformat()})
    assert reverse("duty", args=["O3"]) in desk.get(reverse("search"), {"q": words}).content.decode()
    desk.post(reverse("duty_give_up", args=["O3"]), {"on": clock.today().isoformat()})
    assert reverse("duty", args=["O3"]) not in desk.get(reverse("search"), {"q": words}).content.decode()
