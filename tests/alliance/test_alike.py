"""Welcoming an organisation of nearly the same name: asked about, and only of those whom the reader may know of."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answerable.alliance.models import Organisation
from answerable.alliance.queries.organisations import alike
from answerable.alliance.rules.words import Visibility
from tests.cast import Alliance, _organisation

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
CARD = {"name_language": "en", "state": "member", "visibility": "members"}


def keeper(cast: Alliance, role: str) -> Client:
    client = Client()
    client.force_login(cast.accounts[role])
    return client


@pytest.mark.parametrize("name", ["tumaini CIRCLE", "Tumáini Círcle", "Circle, Tumaini", "Tumaini Circles"])
def test_nearly_the_same_name_is_asked_about_and_everything_typed_stays(cast: Alliance, name: str) -> None:
    client = keeper(cast, "coordinator_here")
    asked = client.post("/n/kenya/organisations/welcome", {**CARD, "name": name, "city": "Kisumu"})
    page = asked.content.decode()
    assert (asked.status_code, "/organisations/tumaini-circle" in page, 'value="Kisumu"' in page) == (200, True, True)
    assert not Organisation.objects.filter(name=name).exists()
    said = client.post("/n/kenya/organisations/welcome", {**CARD, "name": name, "another": "on"})
    assert (said.status_code, Organisation.objects.filter(name=name).count()) == (303, 1)


def test_the_same_name_in_another_country_is_another(cast: Alliance) -> None:
    said = keeper(cast, "coordinator_here").post(
        "/n/kenya/organisations/welcome", {**CARD, "name": "Tumaini Circle", "country": "PE"}
    )
    assert said.status_code == 303


def test_one_at_risk_is_not_given_away_by_the_question(cast: Alliance) -> None:
    """Whoever may not know of it is answered as if it were not there; its keepers are asked."""
    typed = {**CARD, "name": "quiet shelter"}
    assert keeper(cast, "coordinator_here").post("/n/kenya/organisations/welcome", typed).status_code == 200
    assert keeper(cast, "coordinator_elsewhere").post("/n/uganda/organisations/welcome", typed).status_code == 303


def test_looking_for_alike_names_takes_no_more_queries_for_many(cast: Alliance) -> None:
    actor = cast.actor("secretariat")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            alike(actor, "Lamp of Lamu")
        return len(asked)

    _organisation("Lamp of Lamu 0", cast.here, Visibility.MEMBERS)
    few = queries()
    for at in range(1, 8):
        _organisation(f"Lamp of Lamu {at}", cast.here, Visibility.MEMBERS)
    assert queries() == few
