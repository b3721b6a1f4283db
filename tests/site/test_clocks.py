"""A moment is told by the clock of whoever reads: their own, else their network's, else the alliance's, and says whose."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override

from answerable.alliance.actions.networks import change_network
from answerable.kit.models import ImportRun
from answerable.notices.models import Preference
from tests import cast

pytestmark = pytest.mark.django_db
LATE = dt.datetime(2026, 4, 3, 22, 30, tzinfo=dt.UTC)


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def told(alliance: cast.Alliance, who: str = "", tag: str = "moment", language: str = "en") -> str:
    request = RequestFactory().get("/")
    if who:
        request.actor = alliance.actor(who)  # type: ignore[attr-defined] # as the middleware does
    with override(language):
        return Template(f"{{% {tag} when %}}").render(Context({"when": LATE, "request": request}))


def test_moment_is_told_by_the_readers_clock(alliance: cast.Alliance) -> None:
    assert (
        told(alliance)
        == '<time datetime="2026-04-04T01:30+03:00">4\xa0April\xa02026, 01:30 (<bdi>Nairobi</bdi>)</time>'
    )
    here = alliance.here
    change_network(by=cast.CONSOLE, network=here, since="", time_zone="America/Lima", country=here.country)
    assert "3\xa0April\xa02026, 17:30 (<bdi>Lima</bdi>)" in told(alliance, "member_here")
    Preference.objects.create(account_id=alliance.accounts["member_here"].pk, time_zone="Asia/Amman")
    assert "01:30 (<bdi>Amman</bdi>)" in told(alliance, "member_here")
    assert "(<bdi>عمّان</bdi>)" in told(alliance, "member_here", language="ar")


def test_day_is_the_readers_day(alliance: cast.Alliance) -> None:
    assert told(alliance, tag="day_of") == '<time datetime="2026-04-04">4\xa0April\xa02026</time>'


def test_place_is_named_also_in_a_language_babel_does_not_know(alliance: cast.Alliance) -> None:
    assert "Nairobi" in told(alliance, language="zh-hans")


def test_earlier_imports_tell_their_hour_where_the_reader_is(client: Client, alliance: cast.Alliance) -> None:
    client.force_login(alliance.accounts["secretariat"])
    address = f"/n/{alliance.here.slug}/import"
    client.post(address, {"file": SimpleUploadedFile("list.csv", b"Name\nPaper Boats\n"), "visibility": "public"})
    assert ImportRun.objects.update(begun_at=LATE) == 1
    assert (
        "4\xa0April\xa02026, 01:30 (<bdi>Nairobi</bdi>)"
        in client.get(address, headers={"accept-language": "en"}).content.decode()
    )
