"""What was signed on paper or in an assembly, entered by page."""

from typing import Any

import pytest

from answerable.conduct.models import Signature
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
