"""What was signed on paper or in an assembly, entered by page."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.alliance.models import Affiliation, Person
from answerable.conduct.models import Signature
from answerable.kit import clock
from answerable.kit.choosing import several
from answerable.kit.text import fold
from tests import cast

from . import signed
from .signed import Code
from .test_signing_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def test_paper_is_entered_by_page(code: Code) -> None:
    sent = {
        "person": str(code.alliance.people["member_here"].key), "version": str(code.first.pk), "way": "paper",
        "signed_on": "2023-05-04", "language": "en", "witness": "", "name": "",
    }  # fmt: skip
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/enter"
    assert client.post(address, sent).status_code == 200
    assert client.post(address, {**sent, "witness": "Amara"}).status_code == 303
    assert Signature.objects.get().name == "Zawadi Njeri"
    assert "have signed this version already" in client.post(address, {**sent, "witness": "Amara"}).content.decode()


def test_among_many_who_signed_on_paper_is_found_by_name(code: Code, settings: Any) -> None:
    """No list of thousands, and none that is cut off."""
    settings.CHOOSE_FROM_A_LIST_OF = 1
    sent = {
        "version": str(code.first.pk),
        "way": "paper",
        "signed_on": "2023-05-04",
        "language": "en",
        "witness": "Amara",
        "name": "",
    }
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/enter"
    assert "Zawadi" not in client.get(address).content.decode()
    for chosen, words in (
        ({}, "Choose the person who signed, or the organisation."),
        ({"person-name": "zawadi njeri", "organisation-name": "tumaini circle"}, "one after the other"),
        ({"person-name": "njeri"}, "Choose the one you mean."),
    ):
        page = client.post(address, {**sent, **chosen}).content.decode()
        assert words in page
        assert "Amara" in page
    assert client.post(address, {**sent, "organisation-name": "tumaini CIRCLE"}).status_code == 303
    assert Signature.objects.get().organisation == code.alliance.circle


def test_list_of_an_assembly_is_entered_by_page(code: Code) -> None:
    keys = [str(code.alliance.people[role].key) for role in ("member_here", "editor_here")]
    sent = {
        "people": keys, "version": str(code.first.pk), "way": "assembly", "signed_on": "2023-05-04", "language": "en", "witness": "Amara",
    }  # fmt: skip
    client = client_of(code, "coordinator_here")
    assert client.post(f"/n/{code.alliance.here.slug}/signatures/list", sent).status_code == 303
    assert Signature.objects.count() == 2


def crowd(code: Code, number: int) -> None:
    """So many people of Tumaini Circle, written at once; three of them are called otherwise."""
    day, there = clock.today(), Person.objects.count()
    names = ["Achieng Odera", "Naliaka Were", "Chebet Koech"] if there < 40 else []
    names += [f"Njoki Wairimu {one}" for one in range(there, there + number - len(names))]
    made = Person.objects.bulk_create(Person(name=name, folded=fold(name), created_on=day) for name in names)
    Affiliation.objects.bulk_create(
        Affiliation(person=one, organisation=code.alliance.circle, starts=day) for one in made
    )


def key_of(name: str) -> str:
    return str(Person.objects.get(name=name).key)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="people" value="([^"]+)"[^>]* checked', page)


def offered(page: str) -> list[str]:
    return re.findall(r'name="people" value="([^"]+)"', page)


def test_three_of_three_hundred_are_ticked_by_searching(code: Code) -> None:
    """No list of hundreds: a search, a tick, the next search; and nothing that was typed or ticked is lost by it."""
    crowd(code, 300)
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/list"
    first = client.get(address).content.decode()
    assert (offered(first), len(first) < 30_000) == ([], True)
    typed = {
        "version": str(code.first.pk),
        "way": "assembly",
        "signed_on": "2023-05",
        "language": "en",
        "witness": "Amara",
        "people-look": "1",
    }
    found = client.post(address, {**typed, "people-name": "achieng, naliaka"}).content.decode()
    one, two, three = (key_of(name) for name in ("Achieng Odera", "Naliaka Were", "Chebet Koech"))
    assert (offered(found), ticked(found)) == ([one, two], [])
    assert ('value="2023-05"' in found, 'value="Amara"' in found, "alert" in found) == (True, True, False)
    again = client.post(
        address, {**typed, "people": [one, two], "people-name": "KOECH", "people-asked": "achieng, naliaka"}
    )
    page = again.content.decode()
    assert (ticked(page), offered(page)) == ([one, two], [one, two, three])
    assert '<form method="post" action="#m"' in page  # else one stays at the search, below what is wrong
    assert "2 ticked so far" in page
    assert Signature.objects.count() == 0
    sent = {
        **typed,
        "signed_on": "2023-05-04",
        "people": [one, two, three],
        "people-name": "KOECH",
        "people-asked": "KOECH",
    }
    del sent["people-look"]
    assert client.post(address, sent).status_code == 303
    assert {str(one.person.key) for one in Signature.objects.all() if one.person} == {one, two, three}


def test_name_that_was_not_searched_is_not_passed_over(code: Code) -> None:
    crowd(code, 60)
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/list"
    one = key_of("Achieng Odera")
    sent = {
        "people": [one], "version": str(code.first.pk), "way": "assembly", "signed_on": "2023-05-04", "language": "en", "witness": "Amara",
    }  # fmt: skip
    for name, words in (
        ("naliaka", "Tick those whom this name means"),
        ("nobody so called", "not among those you may choose"),
    ):
        page = client.post(address, {**sent, "people-name": name, "people-asked": ""}).content.decode()
        assert words in page
        assert ticked(page) == [one]
    page = client.post(address, {**sent, "people": [one, str(uuid.uuid4()), "x" * 40]}).content.decode()
    assert "Not all who were ticked can still be chosen" in page
    assert "Nothing is chosen yet." in client.post(address, {**sent, "people": []}).content.decode()
    assert Signature.objects.count() == 0


def test_more_ticks_than_can_be_taken_are_said_and_kept(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "MOST_TICKED", 2)
    crowd(code, 60)
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/list"
    three = [key_of(name) for name in ("Achieng Odera", "Chebet Koech", "Naliaka Were")]
    sent = {
        "people": three, "version": str(code.first.pk), "way": "assembly", "signed_on": "2023-05-04", "language": "en", "witness": "Amara",
    }  # fmt: skip
    for more in ({}, {"people-look": "1"}):
        page = client.post(address, {**sent, **more}).content.decode()
        assert "At most 2 can be ticked at once." in page
        assert ticked(page) == three
    assert Signature.objects.count() == 0
    assert client.post(address, {**sent, "people": three[:2]}).status_code == 303


def test_nobody_is_found_who_may_not_be_entered(code: Code) -> None:
    """B10: neither by a search nor by a value that is sent, whose records others keep."""
    crowd(code, 60)
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/list"
    other = str(code.alliance.people["member_elsewhere"].key)
    page = client.post(address, {"people": [other], "people-name": "akello", "people-look": "1"}).content.decode()
    assert (offered(page), other in page) == ([], False)


def test_search_for_names_asks_as_often_for_many_as_for_few(code: Code) -> None:
    client, address = client_of(code, "coordinator_here"), f"/n/{code.alliance.here.slug}/signatures/list"
    numbers = []
    client.get(address)
    for number in (40, 300):
        crowd(code, number)
        some = [
            str(one)
            for one in Person.objects.filter(name__startswith="Njoki").values_list("key", flat=True)[: number // 2]
        ]
        with CaptureQueriesContext(connection) as asked:
            client.post(address, {"people": some, "people-name": "wairimu", "people-look": "1"})
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
