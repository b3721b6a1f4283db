"""The privacy page tells what the program keeps, as the models say it, and what the settings in force mean."""

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override

from answerable.alliance.actions.page_texts import write_page_text
from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import Profile
from answerable.site.pages.privacy.telling import cookies, kept_things
from answerable.site.pages.privacy.words import HOLDS, KEEPS
from tests import cast


@pytest.fixture
def alliance(db: None) -> cast.Alliance:
    return cast.small_alliance()


def page(client: Client) -> str:
    return client.get("/privacy").content.decode()


def test_every_retention_stands_on_the_page(client: Client, alliance: cast.Alliance) -> None:
    shown = page(client)
    facts = {"smallest": 5, "requests": Profile.objects.get().requests_kept_days}
    for model in apps.get_models():
        if model._meta.label in HOLDS and model._meta.label != "notices.DemoLetter":
            keep = getattr(model, "classification", None)
            words = str(KEEPS[keep.keep]) % facts if keep else ""
            assert escape(words) in shown, model._meta.label


def test_demo_tells_of_its_letters(client: Client, alliance: cast.Alliance, settings: LazySettings) -> None:
    assert "invented" not in page(client)
    settings.IS_DEMO = True
    assert "invented" in page(client)


def test_page_says_whether_mail_is_sent(
    client: Client, alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANSWERABLE_SMTP_URL", raising=False)
    assert "No mail is sent." in page(client)
    set_mail(by=cast.CONSOLE, profile=alliance.profile, address="smtp://mail.example.org", sender="post@example.org")
    assert "Mail goes out through a mail server" in page(client)


def test_numbers_are_those_in_force(client: Client, alliance: cast.Alliance, settings: LazySettings) -> None:
    settings.SESSION_IDLE_MINUTES = 7
    Profile.objects.update(smallest_shown_group=9, requests_kept_days=33)
    shown = page(client)
    for words in ("after 7 minutes", "at least 9 people have answered", "33 days after its answer"):
        assert words in shown


def test_backups_are_told_with_the_days_in_force(
    client: Client, alliance: cast.Alliance, settings: LazySettings
) -> None:
    settings.BACKUP_DAYS = 12
    shown = page(client)
    assert "gone from them 12 days later" in shown
    assert "hashes of what was deleted stay" in shown


def test_alliance_adds_its_own_words_as_text(client: Client, alliance: cast.Alliance) -> None:
    write_page_text(by=cast.CONSOLE, page="privacy", language="en", text="Ask Ana.\n\n<script>alert(1)</script>")
    shown = page(client)
    assert "<p>Ask Ana.</p>" in shown
    assert "<script>" not in shown
    spanish = client.get("/privacy", headers={"accept-language": "es"}).content.decode()
    assert '<section class="card below" lang="en" dir="auto">' in spanish


def test_cookies_that_are_set_are_told(client: Client, alliance: cast.Alliance) -> None:
    told = {one.name for one in cookies()}
    client.get("/languages?lang=es")
    client.get("/sign-in")
    client.force_login(alliance.accounts["member_here"])
    assert set(client.cookies) <= told
    assert {"language", "session"} <= set(client.cookies)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi"])
def test_page_can_be_told_in_every_language(alliance: cast.Alliance, language: str) -> None:
    with override(language):
        groups = kept_things(alliance.profile)
    assert all(row.what and row.why and row.seen and row.keeps for _name, rows in groups for row in rows)
