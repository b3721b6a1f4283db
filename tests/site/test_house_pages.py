"""First run, health, colours, logo, and the shell of every page."""

import pytest
from django.test import Client

from answerable.alliance.models import Profile
from answerable.kit.colour import Theme, contrast, judge

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]


@pytest.mark.parametrize("address", ["/privacy", "/nothing-yet", "/t/meeting"])
def test_every_page_leads_to_the_beginning_until_there_is_an_alliance(address: str, visitor: Client) -> None:
    response = visitor.get(address)
    assert (response.status_code, response["Location"]) == (303, "/begin")


@pytest.mark.parametrize("address", ["/healthz", "/theme.css", "/static/site.css"])
def test_what_machines_ask_for_is_open_before_the_beginning(address: str, visitor: Client) -> None:
    response = visitor.get(address)
    response.close()
    assert response.status_code == 200


def test_health_says_no_more_than_ok(visitor: Client, alliance: Profile) -> None:
    assert visitor.get("/healthz").content == b"ok\n"


def test_house_colours_need_no_second_sheet(visitor: Client, alliance: Profile) -> None:
    assert "theme.css" not in visitor.get("/privacy").content.decode()


def test_theme_colours_can_be_read_light_and_dark() -> None:
    css = Theme("#ffee00", "#112233").css()
    light, dark = css.split("[data-theme=dark]")
    teal_light = light.split("--teal:")[1][:7]
    teal_dark = dark.split("--teal:")[1][:7]
    assert contrast(teal_light, "#f3ede3") >= 4.5
    assert contrast(teal_dark, "#292131") >= 4.5


@pytest.mark.parametrize(
    ("colour", "is_readable"), [("#000000", True), ("#0b5d5b", True), ("#ffff00", False), ("#8cc6be", False)]
)
def test_colour_is_judged_with_the_nearest_that_can_be_read(colour: str, is_readable: bool) -> None:
    verdict = judge(colour)
    assert verdict.is_readable is is_readable
    assert judge(verdict.nearest).is_readable
    assert (verdict.nearest == colour) is is_readable


def test_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "#123456;}body{"])
def test_what_is_no_colour_never_reaches_the_sheet(colour: str) -> None:
    assert Theme(colour, colour).css() == ""


def test_shell_offers_no_way_that_leads_nowhere(visitor: Client, alliance: Profile) -> None:
    import re

    page = visitor.get("/privacy").content.decode()
    ways = {href for href in re.findall(r'href="(/[^"#?]*)', page) if not href.startswith("/static/")} - {"/"}
    assert {href: visitor.get(href).status_code for href in ways} == dict.fromkeys(ways, 200)


def test_names_are_escaped_everywhere_in_the_shell(visitor: Client, alliance: Profile) -> None:
    from answerable.alliance.models import Network

    Network.objects.update(name="<i>Thread</i>")
    page = visitor.get("/privacy").content.decode()
    assert "<i>Thread" not in page
    assert "&lt;i&gt;Thread" in page
