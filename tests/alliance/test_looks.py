"""How the alliance looks: seen first, shown, taken back; its pictures painted anew; its colour in mails."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions.branding import Branding, draft_look, show_look, take_back_look
from answerable.alliance.models import Look, Profile
from answerable.alliance.queries.profile import look_of_letters
from tests import cast
from tests.house.visiting import session_of

pytestmark = pytest.mark.django_db
BLUE, RED = Branding(primary_colour="#123a6b"), Branding(primary_colour="#7a1020")


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


@pytest.fixture
def secretariat(alliance: cast.Alliance) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(alliance.accounts["secretariat"])
    return client


def picture(width: int = 300, height: int = 100) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue())


def colour() -> str:
    return Profile.objects.get().primary_colour


def test_look_taken_back_shows_the_one_before_and_again_the_later_one(alliance: cast.Alliance) -> None:
    show_look(by=cast.CONSOLE, look=BLUE)
    show_look(by=cast.CONSOLE, look=RED)
    take_back_look(by=cast.CONSOLE)
    assert colour() == BLUE.primary_colour
    take_back_look(by=cast.CONSOLE)
    assert colour() == RED.primary_colour


def test_nothing_can_be_taken_back_before_anything_was_shown(alliance: cast.Alliance) -> None:
    with pytest.raises(Unacceptable):
        take_back_look(by=cast.CONSOLE)


def test_draft_is_seen_by_the_secretariat_alone(secretariat: Client) -> None:
    answer = secretariat.post(reverse("secretariat_branding"), {"primary": "#123a6b", "see": "1"})
    assert answer.headers["Location"] == reverse("secretariat_look")
    assert b"#123a6b" in secretariat.get(reverse("secretariat_look_style")).content
    assert secretariat.get(reverse("secretariat_look")).status_code == 200
    assert (colour(), Client().get("/theme.css").content) == ("", b"")
    secretariat.post(reverse("secretariat_look_show"))
    assert b"--teal:#123b6d" in Client().get("/theme.css").content
    assert not Look.objects.filter(role="draft").exists()


def test_draft_can_be_thrown_away(secretariat: Client) -> None:
    draft_look(by=cast.CONSOLE, look=BLUE)
    secretariat.post(reverse("secretariat_look_drop"))
    assert secretariat.get(reverse("secretariat_look")).status_code == 404


@pytest.mark.parametrize("field", ["primary", "accent", "mail_colour"])
@pytest.mark.parametrize("typed", ["#ffff00", "red", "#12", "#123a6b;} body{display:none"])
def test_colour_that_cannot_be_read_or_is_none_is_refused(secretariat: Client, field: str, typed: str) -> None:
    answer = secretariat.post(reverse("secretariat_branding"), {field: typed})
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_tab_gets_a_small_square_made_from_the_logo(secretariat: Client) -> None:
    secretariat.post(reverse("secretariat_branding"), {"logo": picture(), "icon_of_logo": "on"})
    answer = Client().get("/icon.png")
    with Image.open(io.BytesIO(answer.content)) as small:
        assert (small.format, small.size) == ("PNG", (64, 64))
    assert 'rel="icon" href="/icon.png?v=' in Client().get("/").content.decode()
    secretariat.post(reverse("secretariat_branding"), {"no_icon": "on"})
    assert Client().get("/icon.png").status_code == 404
    assert bytes(Profile.objects.get().logo)  # what is not sent stays


def test_tab_without_a_logo_to_make_it_from_says_so(secretariat: Client) -> None:
    answer = secretariat.post(reverse("secretariat_branding"), {"icon_of_logo": "on"})
    assert 'id="id_icon_of_logo_error"' in answer.content.decode()


def test_file_that_is_no_picture_is_refused(secretariat: Client) -> None:
    sent = {"icon": SimpleUploadedFile("x.svg", b"<svg onload=alert(1)>")}
    assert 'id="id_icon_error"' in secretariat.post(reverse("secretariat_branding"), sent).content.decode()


def test_mails_wear_the_colour_for_mails_else_the_first_one(alliance: cast.Alliance) -> None:
    show_look(by=cast.CONSOLE, look=BLUE)
    assert look_of_letters("en").colour == BLUE.primary_colour
    show_look(by=cast.CONSOLE, look=Branding(primary_colour="#123a6b", mail_colour="#7a1020"))
    assert look_of_letters("en").colour == "#7a1020"
