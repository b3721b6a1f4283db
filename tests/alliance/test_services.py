"""Support services: kept by those whose network it is, found by anybody, in order, and never older than they say."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import joining, needs, networks
from answerable.alliance.actions import services as acts
from answerable.alliance.actions.services import ServiceFacts, ServiceWords
from answerable.alliance.models import Need, Network, SupportService
from answerable.alliance.queries import services
from answerable.alliance.queries.services import Asked
from answerable.alliance.rules.services import FIRST_NEEDS, is_old, why_no_telephone
from answerable.alliance.rules.words import Level
from answerable.jobs.monthly import remind_of_unchecked_services
from answerable.jobs.retention.keeping import ENDING
from answerable.kit import clock, search
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance

from .services import service
from .test_search import finds

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def names(asked: Asked, language: str = "en") -> list[str]:
    found = services.offered(asked, language, clock.today())
    by_pk = {one.pk: one.sort_key for one in SupportService.objects.all()}
    return [by_pk[pk] for pk in found.services]


def test_an_alliance_begins_with_the_shipped_needs(cast: Alliance) -> None:
    assert tuple(Need.objects.values_list("code", flat=True)) == FIRST_NEEDS


@pytest.mark.parametrize("role", ["secretariat", "coordinator_above", "coordinator_here"])
def test_those_who_keep_the_network_keep_its_services(cast: Alliance, role: str) -> None:
    one = service(cast.here)
    acts.check_service(by=cast.actor(role), service=one)
    assert Entry.objects.latest("n").act == "alliance.check_service"
    assert list(services.kept_by(cast.actor(role))) == [one]


@pytest.mark.parametrize("role", ["coordinator_elsewhere", "focal_point_here", "ex_coordinator_here", "member_here"])
def test_nobody_else_does(cast: Alliance, role: str) -> None:
    one = service(cast.here)
    tried: list[Callable[[], object]] = [
        lambda: acts.check_service(by=cast.actor(role), service=one),
        lambda: acts.end_service(by=cast.actor(role), service=one, ends=clock.today()),
        lambda: acts.say_service(by=cast.actor(role), service=one, language="es", words=ServiceWords("Oído")),
        lambda: acts.change_service(by=cast.actor(role), service=one, facts=ServiceFacts(), words=ServiceWords("Ear")),
        lambda: acts.add_service(
            by=cast.actor(role), network=cast.here, facts=ServiceFacts(), words=ServiceWords("Ear"), language="en"
        ),
    ]
    for act in tried:
        with pytest.raises(Refused):
            act()
    assert not services.kept_by(cast.actor(role)).exists()


def test_it_goes_into_the_care_of_a_network_that_one_keeps_alone(cast: Alliance) -> None:
    one, by = service(cast.here), cast.actor("coordinator_here")
    facts, words = ServiceFacts(needs=("talk",), everywhere=True, telephone="15"), ServiceWords("Ear")
    with pytest.raises(Refused):
        acts.change_service(by=by, service=one, facts=facts, words=words, network=cast.elsewhere)
    one.refresh_from_db()
    acts.change_service(by=by, service=one, facts=facts, words=words, network=cast.local)
    assert SupportService.objects.get().network == cast.local


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"telephone": ""}, "way_to_reach_needed", "telephone"),
        ({"telephone": "ask Rosa"}, "telephone_unclear", "telephone"),
        ({"text_number": "7"}, "telephone_unclear", "text_number"),
        ({"countries": ()}, "somewhere_needed", "countries"),
        ({"countries": ("KE",), "everywhere": True}, "everywhere_or_countries", "countries"),
        ({"needs": ()}, "need_needed", "needs"),
    ],
)
def test_what_nobody_could_use_is_refused_at_its_field(
    cast: Alliance, facts: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Unacceptable) as refusal:
        service(cast.here, **facts)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not SupportService.objects.exists()


def test_a_number_in_other_digits_can_be_dialled(cast: Alliance) -> None:
    assert service(cast.here, telephone="٩٩٩ ٥٥٥ ٠١٠٠").telephone == "999 555 0100"
    assert why_no_telephone("*112#") == ""


def test_those_of_the_country_come_first_then_day_and_night_then_by_name(cast: Alliance) -> None:
    service(cast.root, "Above", everywhere=True, day_and_night=True)
    service(cast.here, "Birch")
    service(cast.here, "Acacia")
    service(cast.here, "Cedar", day_and_night=True)
    service(cast.elsewhere, "Far away", countries=("UG",))
    assert names(Asked(country="KE")) == ["cedar", "acacia", "birch", "above"]
    assert names(Asked()) == ["above", "cedar", "acacia", "birch", "far away"]


def test_where_no_country_is_named_what_serves_everywhere_comes_first(cast: Alliance) -> None:
    service(cast.here, "Acacia", day_and_night=True)
    service(cast.root, "Zebra", everywhere=True)
    assert names(Asked()) == ["zebra", "acacia"]
    assert names(Asked(country="KE")) == ["acacia", "zebra"]


def test_what_nobody_looked_at_for_long_comes_after_what_was_checked(cast: Alliance) -> None:
    service(cast.here, "Birch")
    long_ago = clock.today() - dt.timedelta(days=services.check_days() + 1)
    SupportService.objects.filter(pk=service(cast.here, "Acacia", day_and_night=True).pk).update(checked_on=long_ago)
    service(cast.root, "Above", everywhere=True)
    assert names(Asked(country="KE")) == ["birch", "acacia", "above"]


def test_the_order_is_that_of_the_names_one_reads(cast: Alliance) -> None:
    first, second = service(cast.here, "Acacia"), service(cast.here, "Birch")
    acts.say_service(by=CONSOLE, service=first, language="es", words=ServiceWords("Zarza"))
    acts.say_service(by=CONSOLE, service=second, language="es", words=ServiceWords("Abedul"))
    assert names(Asked(), "es") == ["birch", "acacia"]


def test_every_question_narrows(cast: Alliance) -> None:
    service(cast.here, "Ear")
    service(cast.here, "Law", needs=("legal", "work"), cost="paid", languages=("fr",))
    assert names(Asked(need="work")) == names(Asked(cost="paid")) == names(Asked(language="fr")) == ["law"]
    assert names(Asked(need="talk", language="sw", cost="free", country="KE")) == ["ear"]


def test_where_nothing_fits_those_that_serve_everywhere_are_offered(cast: Alliance) -> None:
    service(cast.here, "Ear")
    service(cast.root, "Everywhere", everywhere=True)
    service(cast.root, "Law everywhere", needs=("legal",), everywhere=True)
    found = services.offered(Asked(need="legal", country="UG", language="qu"), "en", clock.today())
    assert (found.is_instead, names(Asked(need="legal", country="UG", language="qu"))) == (True, ["law everywhere"])
    assert names(Asked(need="money")) == ["everywhere", "law everywhere"]


def test_what_has_ended_is_not_there_for_the_public(cast: Alliance) -> None:
    one, today = service(cast.here), clock.today()
    acts.end_service(by=CONSOLE, service=one, ends=today)
    assert list(services.current(today)) == [one]
    assert not services.current(today + dt.timedelta(days=1)).exists()
    acts.take_service_up(by=CONSOLE, service=one)
    assert services.current(today + dt.timedelta(days=1)).exists()


def test_it_is_old_the_day_after_the_last_allowed_one() -> None:
    day = dt.date(2026, 3, 1)
    assert not is_old(day, day + dt.timedelta(days=180), 180)
    assert is_old(day, day + dt.timedelta(days=181), 180)


def test_its_keepers_are_reminded_once_however_many_are_old(cast: Alliance) -> None:
    with clock.on(clock.today() - dt.timedelta(days=200)):
        for name in ("Ear", "Door"):
            service(cast.here, name)
    service(cast.elsewhere, "Fresh", countries=("UG",))
    remind_of_unchecked_services.run()
    remind_of_unchecked_services.run()
    told = Notice.objects.filter(kind="alliance.services_unchecked")
    assert [(one.account_id, one.url) for one in told] == [
        (cast.accounts["coordinator_here"].pk, "/services?checked=old")
    ]


def test_the_secretariat_says_how_long_a_check_is_good(cast: Alliance) -> None:
    service(cast.here)
    needs.set_check_days(by=cast.actor("secretariat"), profile=cast.profile, days=30)
    assert services.unchecked(clock.today() + dt.timedelta(days=31)).count() == 1
    for days in (29, 731):
        with pytest.raises(Unacceptable):
            needs.set_check_days(by=cast.actor("secretariat"), profile=cast.profile, days=days)
    with pytest.raises(Refused):
        needs.set_check_days(by=cast.actor("coordinator_above"), profile=cast.profile, days=60)


def test_a_need_of_our_own_is_named_and_taken_off(cast: Alliance) -> None:
    by = cast.actor("secretariat")
    made = needs.add_need(by=by, name="A lift home", language="en")
    needs.name_need(by=by, need=made, language="es", name="Quien me lleve a casa")
    assert needs.retire_need(by=by, need=made).retired
    assert not needs.retire_need(by=by, need=made).retired
    with pytest.raises(Refused):
        needs.add_need(by=cast.actor("coordinator_above"), name="More", language="en")


def test_where_two_networks_become_one_their_services_come_along(cast: Alliance) -> None:
    gone = networks.open_network(
        by=CONSOLE, under=Network.objects.get(pk=cast.here.pk), level=Level.LOCAL, name="Siaya"
    )
    one = service(gone)
    joining.merge_networks(
        by=CONSOLE, kept=cast.local, gone=gone, reason="They met together anyway.", bodies_close=True, offices_end=True
    )
    one.refresh_from_db()
    assert one.network == cast.local


def test_it_is_removed_a_year_after_its_end(cast: Alliance) -> None:
    one, today = service(cast.here), clock.today()
    acts.end_service(by=CONSOLE, service=one, ends=today)
    for days, left in ((365, 1), (366, 0)):
        with time_machine.travel(dt.datetime.combine(today, dt.time(12), dt.UTC) + dt.timedelta(days=days)):
            for end in ENDING["daily"]:
                end(clock.now())
        assert SupportService.objects.count() == left


def test_everybody_finds_it_by_name_need_and_place(cast: Alliance) -> None:
    one = service(cast.here, "Open Ear", does="Trained people listen.")
    acts.say_service(by=CONSOLE, service=one, language="es", words=ServiceWords("Oído Abierto"))
    for typed in ("open ear", "oido", "listen", "somebody to talk to", "Kenia"):
        for role in ("coordinator_elsewhere", "stranger"):
            assert finds(typed, cast.actor(role), "service") == [one.pk], typed
    kind = search.kind_named("alliance.service")
    assert kind is not None
    hit = kind.show([one.pk], cast.actor("stranger"), "es")[one.pk]
    assert (hit.title, hit.language, hit.href) == ("Oído Abierto", "es", "/help")
    acts.end_service(by=CONSOLE, service=one, ends=clock.today())
    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        assert finds("open ear", cast.actor("stranger"), "service") == []
