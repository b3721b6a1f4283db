"""Where the last coordinator is gone: the network above is told, and may name somebody for a while."""

import datetime as dt

import pytest
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import interim, people
from answerable.alliance.models import OfficeTerm
from answerable.alliance.rules.words import Office
from answerable.kit import clock
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)


def test_network_above_is_told_when_the_last_coordinator_deletes_their_data(cast: Alliance) -> None:
    people.forget_person(by=cast.actor("coordinator_here"), person=cast.people["coordinator_here"])
    told = Notice.objects.get(kind="alliance.nobody_coordinates")
    assert (told.account_id, told.url) == (
        cast.accounts["coordinator_above"].pk, reverse("desk_interim", args=[cast.here.slug]),
    )  # fmt: skip


def test_somebody_is_named_for_a_while_and_shown_so(cast: Alliance) -> None:
    ends, client = clock.today() + 60 * DAY, Visits(cast).client("coordinator_above")
    by, person = cast.actor("coordinator_above"), cast.people["member_here"]
    with pytest.raises(Unacceptable) as refusal:
        interim.name_interim_coordinator(by=by, network=cast.here, person=person, ends=ends)
    assert refusal.value.code == "coordinated_already"
    people.forget_person(by=CONSOLE, person=cast.people["coordinator_here"])
    with pytest.raises(Refused):
        interim.name_interim_coordinator(
            by=cast.actor("coordinator_elsewhere"), network=cast.here, person=person, ends=ends
        )
    with pytest.raises(Unacceptable):
        interim.name_interim_coordinator(by=by, network=cast.here, person=person, ends=ends + 400 * DAY)
    page = reverse("desk_interim", args=[cast.here.slug])
    sent = {"person": str(person.key), "starts": clock.today().isoformat(), "ends": ends.isoformat()}
    assert client.post(page, {**sent, "ends": ""}).status_code == 200
    answer = client.post(page, sent)
    assert answer.status_code == 303, answer.content.decode()
    assert OfficeTerm.objects.get(person=person, office=Office.COORDINATOR).interim
    for name in ("network", "network_past"):
        assert "for a while" in client.get(reverse(name, args=[cast.here.slug])).content.decode()
