"""The pages of the post room."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import Settings

from answerable.access.models import Account
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.kinds import all_kinds
from answerable.notices.models import DemoLetter, Notice, Preference
from tests.house.visiting import session_of

from .conftest import CONSOLE

WISHES = {"rhythm": "weekly", "weekday": "3", "hour": "18", "time_zone": "Asia/Kolkata", "paused_until": "2026-04-01"}


@pytest.fixture
def neemas(neema: Account) -> Client:
    """Neema's browser, with one notice waiting."""
    notify("shed.tool_lent", to=[neema.pk], url="/tools/saw", facts={"tool": "<The saw>"}, by=CONSOLE)
    client = Client()
    client.cookies["session"] = session_of(neema)
    return client


def test_notices_are_listed_with_their_way(neemas: Client) -> None:
    page = neemas.get("/me/notices").content.decode()
    assert '<a href="/tools/saw">&lt;The saw&gt; was lent to you.</a>' in page


def test_notices_ask_to_sign_in(house: None) -> None:
    assert Client().get("/me/notices").headers["Location"].startswith("/sign-in?next=")


def test_notice_is_marked_as_read(neemas: Client) -> None:
    response = neemas.post(f"/me/notices/{Notice.objects.get().pk}/read")
    assert (response.status_code, Notice.objects.get().read_on) == (303, clock.today())


def test_everything_is_marked_as_read(neemas: Client) -> None:
    neemas.post("/me/notices/read")
    assert "Nothing awaits you here." in neemas.get("/me/notices").content.decode()


def test_somebody_elses_notice_does_not_exist(neemas: Client, juma: Account) -> None:
    notify("shed.tool_lent", to=[juma.pk], url="/tools/axe", by=CONSOLE)
    notice = Notice.objects.get(account=juma)
    assert (neemas.post(f"/me/notices/{notice.pk}/read").status_code, Notice.objects.filter(read_on=None).count()) == (
        404,
        2,
    )


def test_wishes_are_kept(neemas: Client, neema: Account) -> None:
    response = neemas.post("/me/notices/by-mail", WISHES)
    kept = Preference.objects.get(account=neema)
    assert (response.status_code, kept.rhythm, kept.hour, kept.paused_until, kept.weekday, kept.time_zone) == (
        303, "weekly", 18, dt.date(2026, 4, 1), 3, "Asia/Kolkata",
    )  # fmt: skip


def test_wishes_that_cannot_be_keep_what_was_typed(neemas: Client) -> None:
    page = neemas.post("/me/notices/by-mail", {**WISHES, "paused_until": "spring"}).content.decode()
    assert ('value="spring"' in page, 'href="#id_paused_until"' in page, Preference.objects.count()) == (True, True, 0)


def test_demo_shows_its_letters_inert(house: None, settings: Settings) -> None:
    settings.IS_DEMO = True
    letter = DemoLetter.objects.create(
        to="neema@example.org", subject="Words", text="<script>1</script>", html="<img src=x>", written_at=clock.now()
    )
    listed, page = (Client().get(f"/demo/mail{rest}").content.decode() for rest in ("", f"/{letter.pk}"))
    assert (f'href="/demo/mail/{letter.pk}"' in listed, "<script>1" in page, "<img src=x>" in page) == (
        True,
        False,
        False,
    )


def test_letters_of_the_demo_do_not_exist_elsewhere(house: None) -> None:
    letter = DemoLetter.objects.create(to="a@example.org", subject="Words", text="Text", written_at=clock.now())
    assert [Client().get(f"/demo/mail{rest}").status_code for rest in ("", f"/{letter.pk}")] == [404, 404]


def test_ways_are_kept_and_the_usual_one_stays_unsaid(neemas: Client, neema: Account) -> None:
    page = neemas.get("/me/notices/kinds").content.decode()
    sent = {kind.name: "usual" for kind in all_kinds()} | {"shed.tool_lent": "off", "shed.tool_due": "digest"}
    response = neemas.post("/me/notices/kinds", sent)
    kept = Preference.objects.get(account=neema)
    assert (response.status_code, kept.choices) == (303, {"shed.tool_due": "digest", "shed.tool_lent": "off"})
    assert 'name="shed.locked_drawer"' in page


def test_way_that_a_kind_does_not_have_cannot_be_chosen(neemas: Client) -> None:
    sent = {kind.name: "usual" for kind in all_kinds()} | {"shed.locked_drawer": "soon"}
    page = neemas.post("/me/notices/kinds", sent).content.decode()
    assert ('href="#id_shed.locked_drawer"' in page, Preference.objects.count()) == (True, 0)


def test_what_somebody_does_not_want_to_hear_of_is_not_left(neemas: Client, neema: Account, juma: Account) -> None:
    neemas.post("/me/notices/kinds", {kind.name: "usual" for kind in all_kinds()} | {"shed.tool_lent": "off"})
    notify("shed.tool_lent", to=[neema.pk, juma.pk], url="/tools/axe", by=CONSOLE)
    assert list(Notice.objects.filter(url="/tools/axe").values_list("account", flat=True)) == [juma.pk]


def test_mail_as_programmes_show_it_is_there_in_the_demo_only(house: None, settings: Settings) -> None:
    letter = DemoLetter.objects.create(
        to="neema@example.org", subject="Words", text="Text", html="<p>Text</p>", written_at=clock.now()
    )
    outside = Client().get(f"/demo/mail/{letter.pk}/look").status_code
    settings.IS_DEMO = True
    answer = Client().get(f"/demo/mail/{letter.pk}/look")
    assert (outside, answer.content, answer.headers["Content-Security-Policy"].count("'unsafe-inline'")) == (
        404, b"<p>Text</p>", 1,
    )  # fmt: skip
