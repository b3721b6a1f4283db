"""Choosing a person or an organisation: a list of few, a name among many, and nobody whom the chooser may not see."""

import datetime as dt
import re
import uuid

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from answerable.alliance.actions import offices, organisations, people
from answerable.alliance.models import Affiliation, OfficeTerm, Organisation, Person, Term
from answerable.alliance.pages.forms import choices
from answerable.alliance.rules.words import Office, Visibility
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance, _organisation
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db
LARGEST_PAGE = 30_000  # bytes, whatever the number of people
RADIOS = re.compile(
    r'type="radio" name="person" value="([^"]+)"[^>]*>\s*<span><b><bdi>([^<]*)</bdi></b>(?:<small><bdi>([^<]*))?'
)


@pytest.fixture
def many(settings: Settings) -> None:
    """As where there are too many for a list."""
    settings.CHOOSE_FROM_A_LIST_OF = 0


def person(
    cast: Alliance,
    name: str,
    *,
    home: Organisation | None = None,
    email: str = "",
    visibility: str = Visibility.MEMBERS,
) -> Person:
    made = people.welcome_person(by=CONSOLE, name=name, place=cast.root.path, email=email, visibility=visibility)
    people.affiliate(by=CONSOLE, person=made, organisation=home or cast.circle)
    return made


def crowd(cast: Alliance, number: int) -> None:
    """So many people at Tumaini Circle, written at once."""
    day, there = clock.today(), Person.objects.count()
    made = Person.objects.bulk_create(
        Person(name=f"Njoki Wairimu {one}", folded=f"njoki wairimu {one}", created_on=day)
        for one in range(there, there + number)
    )
    Affiliation.objects.bulk_create(Affiliation(person=one, organisation=cast.circle, starts=day) for one in made)


def page_of(cast: Alliance) -> str:
    return reverse("desk_grant_office", args=[cast.here.slug])


def keeper(cast: Alliance, role: str = "coordinator_here") -> Client:
    client = Client()
    client.cookies["session"] = session_of(cast.accounts[role])
    return client


def sent(name: str = "", **more: str) -> dict[str, str]:
    return {"person-name": name, "office": Office.EDITOR, "starts": clock.today().isoformat(), "ends": "", **more}


def radios(page: str) -> list[tuple[str, str, str]]:
    """The value, the name and the hint of each who is offered."""
    return RADIOS.findall(page)


def plain(page: str) -> str:
    """A page without what is drawn by chance."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def editors(cast: Alliance) -> set[str]:
    return set(
        OfficeTerm.objects.filter(office=Office.EDITOR, network=cast.here).values_list("person__name", flat=True)
    )


def test_few_stand_in_a_list_and_those_of_one_name_are_told_apart(cast: Alliance) -> None:
    person(cast, "Neema Kisanga", home=cast.circle)
    page = keeper(cast).get(page_of(cast)).content.decode()
    assert '<select name="person"' in page
    assert 'name="person-name"' not in page
    assert ">Neema Kisanga · Focal point, Tumaini Circle<" in page
    assert ">Neema Kisanga · Tumaini Circle<" in page
    assert ">Wanjiru Otieno<" in page


def test_page_of_1500_people_names_none_of_them(cast: Alliance) -> None:
    crowd(cast, 1_500)
    client = keeper(cast)
    first = client.get(page_of(cast)).content.decode()
    assert ("Njoki" in first, '<select name="person"' in first, 'name="person-name"' in first) == (False, False, True)
    asked = client.post(page_of(cast), sent("njoki")).content.decode()
    assert len(radios(asked)) == 20
    assert "More than 20 fit" in asked
    assert [len(one.encode()) < LARGEST_PAGE for one in (first, asked)] == [True, True]
    assert client.post(page_of(cast), sent("Njoki Wairimu 77")).status_code == 303  # though 11 others begin so
    assert "Njoki Wairimu 77" in editors(cast)


def test_questions_to_the_database_do_not_grow_with_the_people(cast: Alliance, many: None) -> None:
    client, counts = keeper(cast), list[int]()
    for number in (5, 400):
        crowd(cast, number)
        for data in (None, sent("njoki"), sent("njoky")):
            client.get(page_of(cast))  # what is asked again after a while is asked now, not among what is counted
            with CaptureQueriesContext(connection) as asked:
                client.get(page_of(cast)) if data is None else client.post(page_of(cast), data)
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


@pytest.mark.parametrize("typed", ["Tomás Quispe", "tomas quispe", "  TOMAS   QUISPE ", "Tomás, Quispe"])
def test_one_exact_name_is_taken_at_once(cast: Alliance, many: None, typed: str) -> None:
    assert keeper(cast).post(page_of(cast), sent(typed)).status_code == 303
    assert "Tomás Quispe" in editors(cast)


@pytest.mark.parametrize("typed", ["أحمد الجزيري", "احمد الجزيرى", "أَحْمَد الجَزيري", "احمـــد الجزيري"])
def test_arabic_is_folded_as_search_folds_it(cast: Alliance, many: None, typed: str) -> None:
    person(cast, "أحمد الجزيري")
    assert keeper(cast).post(page_of(cast), sent(typed)).status_code == 303
    assert "أحمد الجزيري" in editors(cast)


def test_part_of_a_name_is_asked_about_before_anything_is_done(cast: Alliance, many: None) -> None:
    client = keeper(cast)
    day = (clock.today() + dt.timedelta(days=9)).isoformat()
    page = client.post(page_of(cast), sent("Quis", starts=day)).content.decode()
    [(key, name, hint)] = radios(page)
    assert (key, name) == (str(cast.people["facilitator_here"].key), "Tomás Quispe")
    assert hint == "Facilitator, Kenya · Tumaini Circle"
    assert ('value="Quis"' in page, f'value="{day}"' in page) == (True, True)
    assert '<option value="editor" selected>' in page
    assert 'href="#id_person_0"' in page
    assert editors(cast) == {"Priya Raman"}
    assert client.post(page_of(cast), sent("Quis", person=key, **{"person-asked": "Quis"})).status_code == 303
    assert editors(cast) == {"Priya Raman", "Tomás Quispe"}


def test_two_of_one_name_are_asked_about_and_the_chosen_one_is_taken(cast: Alliance, many: None) -> None:
    wanted = person(cast, "Maria Silva", home=cast.circle)
    person(cast, "María Silva", home=cast.shelter)
    client = keeper(cast)
    shown = radios(client.post(page_of(cast), sent("maria silva")).content.decode())
    assert {(name, hint) for _key, name, hint in shown} == {
        ("Maria Silva", "Tumaini Circle"), ("María Silva", "Quiet Shelter"),
    }  # fmt: skip
    sure = sent("maria silva", person=str(wanted.key), **{"person-asked": "maria silva"})
    assert client.post(page_of(cast), sure).status_code == 303
    assert OfficeTerm.objects.filter(person=wanted, office=Office.EDITOR).exists()


def test_misspelt_name_is_asked_about(cast: Alliance, many: None) -> None:
    client = keeper(cast)
    for typed in ("Wanjiro Otiemo", "Otieno Wanjiru", "wanjirru", "Wanjiru Otieno Achieng"):
        page = client.post(page_of(cast), sent(typed)).content.decode()
        assert "Wanjiru Otieno" in {name for _key, name, _hint in radios(page)}, typed
    assert editors(cast) == {"Priya Raman"}


def test_nobody_found_says_what_to_do(cast: Alliance, many: None) -> None:
    page = keeper(cast).post(page_of(cast), sent("Xanthippe", ends="2031-01-31")).content.decode()
    assert 'id="id_person_error"' in page
    assert ('value="Xanthippe"' in page, 'value="2031-01-31"' in page) == (True, True)
    links = [reverse(one, args=[cast.here.slug]) for one in ("desk_welcome_person", "desk_network_invite")]
    assert [f'href="{one}"' in page for one in links] == [True, True]
    for nothing in ("", " ", "…", "🧿", "\0"):
        assert keeper(cast).post(page_of(cast), sent(nothing)).status_code == 200


def test_none_of_these_takes_nobody(cast: Alliance, many: None) -> None:
    client = keeper(cast)
    none = client.post(page_of(cast), sent("Tomás Quispe", person="", **{"person-asked": "Tomás Quispe"}))
    assert none.status_code == 200
    assert 'id="id_person_none" checked' in none.content.decode()
    other = client.post(page_of(cast), sent("Zawadi Njeri", person="", **{"person-asked": "Tomás Quispe"}))
    assert other.status_code == 303
    assert editors(cast) == {"Priya Raman", "Zawadi Njeri"}


def test_another_name_beside_a_pressed_button_is_asked_about(cast: Alliance, many: None) -> None:
    """Whoever changes the name and forgets the button gets neither of the two by accident."""
    pressed = {"person": str(cast.people["facilitator_here"].key), "person-asked": "Quis"}
    page = keeper(cast).post(page_of(cast), sent("Zawadi Njeri", **pressed)).content.decode()
    assert [name for _key, name, _hint in radios(page)] == ["Zawadi Njeri"]
    assert " checked" not in page.partition('id="id_person_0"')[2].partition("</fieldset>")[0]
    assert editors(cast) == {"Priya Raman"}


@pytest.mark.parametrize(
    "value", ["1", "not-a-key", "\0", "' OR 1=1 --", "00000000-0000-4000-8000-000000000001", "9" * 400]
)
def test_forged_value_is_refused(cast: Alliance, many: None, value: str) -> None:
    """B63, B73."""
    page = keeper(cast).post(page_of(cast), sent(person=value))
    assert (page.status_code, 'id="id_person_error"' in page.content.decode()) == (200, True)
    assert editors(cast) == {"Priya Raman"}


def test_whoever_may_not_be_chosen_is_neither_found_nor_taken(cast: Alliance, many: None) -> None:
    """B02, B10: by name, by part, nearly, or by a value that was kept: as if they did not exist."""
    hidden, client = cast.people["focal_point_elsewhere"], keeper(cast)
    pages = {}
    for name in ("Juma Lweno", "Juma", "Jumah Lweno"):
        answers = [
            client.post(page_of(cast), sent(one)).content.decode() for one in (name, name.replace("Juma", "Puma"))
        ]
        assert plain(answers[0]) == plain(answers[1]).replace("Puma", "Juma")
        pages[name] = radios(answers[0])
    assert pages == {"Juma Lweno": [], "Juma": [], "Jumah Lweno": []}
    kept = [client.post(page_of(cast), sent(person=str(one))).content for one in (hidden.key, uuid.uuid4())]
    assert plain(kept[0].decode()) == plain(kept[1].decode())


def test_somebody_whose_name_is_for_their_network_alone_is_hidden_from_others(cast: Alliance) -> None:
    """B10: the same query finds and lists, so that a name never says that somebody is there."""
    hidden = person(cast, "Amani Wekesa", visibility=Visibility.NETWORK)
    for role, sees in (("coordinator_here", True), ("member_elsewhere", False), ("focal_point_elsewhere", False)):
        among = choices.people_at(cast.actor(role), cast.root)
        found = among.named("amani wekesa").sure == hidden, among.of(str(hidden.key)) == hidden
        assert found == (sees, sees), role


def test_hints_name_no_organisation_that_the_chooser_may_not_know_of(cast: Alliance) -> None:
    """B02: an affiliation with one at risk is said only to those who keep it."""
    one = person(cast, "Rehema Chacha", home=cast.shelter)
    offices.grant_office(by=CONSOLE, person=one, office=Office.FOCAL_POINT, organisation=cast.shelter)
    said = {}
    for role in ("coordinator_here", "coordinator_elsewhere", "member_here"):
        actor = cast.actor(role)
        [choice] = choices.people_at(actor, cast.root).show([one])
        said[role] = choice.hint
    assert said == {"coordinator_here": "Focal point, Quiet Shelter", "coordinator_elsewhere": "", "member_here": ""}


def test_address_tells_two_apart_only_for_those_who_read_it_anyway(cast: Alliance) -> None:
    both = [person(cast, "Halima Omar", email=f"halima{one}@example.org") for one in (1, 2)]
    both.append(person(cast, "Halima Omar"))
    hints = {
        role: [choice.hint for choice in choices.people_at(cast.actor(role), cast.root).show(both)]
        for role in ("coordinator_here", "coordinator_elsewhere", "member_here")
    }
    assert [one.partition(" · ")[2][:7] for one in hints["coordinator_here"]] == ["halima1", "halima2", "recorde"]
    assert hints["coordinator_elsewhere"] == hints["member_here"] == ["", "", ""]


def test_one_person_with_a_known_address_is_told_apart_without_it(cast: Alliance) -> None:
    [choice] = choices.people_at(cast.actor("coordinator_here"), cast.here).show([cast.people["partner_here"]])
    assert (choice.name, choice.hint) == ("Salma Haddad", "Women’s-rights partner representative, Tumaini Circle")


def test_seat_is_given_on_behalf_of_an_organisation_named_in_any_of_its_languages(cast: Alliance, many: None) -> None:
    organisations.name_organisation(
        by=CONSOLE, organisation=cast.circle, language="ar", name="دائرة توماييني", about=""
    )
    client, page = keeper(cast), reverse("desk_seat_person", args=[cast.body.slug, cast.seat.pk])
    assert cast.term is not None
    typed = {"person-name": "Zawadi Njeri", "starts": "", "ends": "", "organisation-name": "دائره تومايينى"}
    missing = client.post(page, typed).content.decode()
    assert 'id="id_starts_error"' in missing
    assert all(f'value="{one}"' in missing for one in ("Zawadi Njeri", "دائره تومايينى"))
    assert 'id="id_person_error"' not in missing
    Term.objects.all().delete()
    assert client.post(page, typed | {"starts": clock.today().isoformat()}).status_code == 303
    given = Term.objects.get()
    assert (given.person, given.organisation) == (cast.people["member_here"], cast.circle)


def test_what_can_stay_empty_stays_empty(cast: Alliance, many: None) -> None:
    Term.objects.all().delete()
    page = reverse("desk_seat_person", args=[cast.body.slug, cast.seat.pk])
    typed = {"person-name": "Zawadi Njeri", "starts": clock.today().isoformat(), "ends": "", "organisation-name": ""}
    assert keeper(cast).post(page, typed).status_code == 303
    assert Term.objects.get().organisation is None


def test_organisation_at_risk_is_chosen_by_its_keepers_and_by_nobody_else(cast: Alliance) -> None:
    """B10."""
    for role, sees in (("coordinator_here", True), ("coordinator_elsewhere", False), ("member_here", False)):
        among = choices.organisations_at(cast.actor(role), cast.root)
        assert (among.named("quiet shelter").sure == cast.shelter) is sees, role
        assert (among.of(cast.shelter.slug) == cast.shelter) is sees, role


def test_organisation_that_is_not_there_is_welcomed_by_those_who_may(cast: Alliance, many: None) -> None:
    page = reverse("desk_welcome_person", args=[cast.here.slug])
    typed = {"name": "Baraka Mwita", "visibility": "members", "organisation-name": "Mwanga House", "title": "Nurse"}
    shown = keeper(cast).post(page, typed).content.decode()
    assert f'href="{reverse("desk_welcome_organisation", args=[cast.here.slug])}"' in shown
    assert all(f'value="{one}"' in shown for one in ("Baraka Mwita", "Mwanga House", "Nurse"))
    affiliate = reverse("desk_affiliate", args=[cast.people["member_here"].key])
    speaker = keeper(cast, "focal_point_here").post(affiliate, {"organisation-name": "Mwanga House"})
    assert "desk_welcome" not in speaker.content.decode()
    assert reverse("desk_welcome_organisation", args=[cast.root.slug]) not in speaker.content.decode()


def test_duplicate_is_offered_or_named(cast: Alliance, twin: Organisation, many: None) -> None:
    _organisation("Mwanga House", cast.here, Visibility.MEMBERS)
    client, page = keeper(cast), reverse("desk_merge_organisations", args=[cast.circle.slug])
    first = client.get(page).content.decode()
    assert f'name="other" value="{twin.slug}"' in first
    assert client.post(page, {"other": twin.slug, "other-name": "", "other-asked": ""}).status_code == 303
    leads = client.post(page, {"other-name": "mwanga house"}).headers["Location"]
    assert leads.endswith("?with=mwanga-house")
    hidden = [client.post(page, {"other": one}).status_code for one in (cast.nile.slug, "no-such", cast.circle.slug)]
    assert hidden == [200, 200, 200]


def test_name_stands_where_nothing_could_be_saved(cast: Alliance, many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """B15: NOT SAVED, and who was chosen is still chosen."""

    def fails(**_facts: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("answerable.alliance.pages.desk.people.office_acts.grant_office", fails)
    answer = keeper(cast).post(page_of(cast), sent("Tomás Quispe"))
    page = answer.content.decode()
    assert (answer.status_code, "NOT SAVED" in page, 'value="Tomás Quispe"' in page) == (503, True, True)
    assert f'value="{cast.people["facilitator_here"].key}" id="id_person_0" checked' in page


def test_list_is_as_long_as_is_set(cast: Alliance, settings: Settings) -> None:
    among = choices.people_at(cast.actor("coordinator_here"), cast.here)
    number = among.listed.count()
    assert (among.few(number - 1), len(among.few(number) or [])) == (None, number)
    settings.CHOOSE_FROM_A_LIST_OF = number
    assert '<select name="person"' in keeper(cast).get(page_of(cast)).content.decode()


@pytest.mark.parametrize(
    "typed", [{"person-name": "a" * 5_000}, {"person-name": "%_\\"}, {"person-name": "word " * 300}]
)
def test_odd_names_are_answered(cast: Alliance, many: None, typed: dict[str, str]) -> None:
    """B73."""
    answer = keeper(cast).post(page_of(cast), sent() | typed)
    assert (answer.status_code, radios(answer.content.decode())) == (200, [])
