"""The one desk pattern: nothing that was typed is ever lost."""

from collections.abc import Mapping

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Profile
from answerable.kit.forms import Form, RuleSaysNo, western_digits

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]

FULL = {"day": "2026-03-31", "place": "Mwanza <hall>", "paid": "y"}


def sent(visitor: Client, **changes: str) -> tuple[int, str]:
    response = visitor.post("/t/meeting", FULL | changes)
    return response.status_code, response.content.decode()


def test_form_shows_label_hint_and_what_can_stay_empty(visitor: Client, alliance: Profile) -> None:
    page = visitor.get("/t/meeting").content.decode()
    assert '<label for="id_day">Day of the meeting</label>' in page
    assert 'id="id_day_helptext"' in page
    assert 'aria-describedby="id_day_helptext"' in page
    assert 'Place <span class="hint">(can stay empty)</span>' in page
    assert "<b>No</b><small>Not published</small>" in page


def test_kept_form_leads_on_with_303_and_says_so_once(visitor: Client, alliance: Profile) -> None:
    response = visitor.post("/t/meeting", FULL)
    assert (response.status_code, response["Location"]) == (303, "/privacy?kept=13")
    assert (
        '<div class="note teal" role="status"><p>The meeting is kept.</p></div>'
        in visitor.get("/privacy").content.decode()
    )
    assert "The meeting is kept." not in visitor.get("/privacy").content.decode()


def test_errors_stand_at_their_fields_and_in_the_summary(visitor: Client, alliance: Profile) -> None:
    status, page = sent(visitor, day="tomorrow", paid="")
    assert status == 200
    assert "<title>Error: Record a meeting — Common Thread</title>" in page
    assert "2 things need another look" in page
    assert (
        '<a href="#id_day">Day of the meeting: Write the day as year, month and day: for example 2026-03-31.</a>'
        in page
    )
    assert '<a href="#id_paid_0">Paid? Nothing is chosen yet.</a>' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_day_helptext id_day_error"' in page
    assert 'value="tomorrow"' in page
    assert 'value="Mwanza &lt;hall&gt;"' in page


def test_summary_links_lead_to_ids_that_are_on_the_page(visitor: Client, alliance: Profile) -> None:
    _, page = sent(visitor, day="", paid="")
    assert 'id="id_day"' in page
    assert 'id="id_paid_0"' in page


def test_rules_no_stands_at_its_field_with_its_facts(visitor: Client, alliance: Profile) -> None:
    status, page = sent(visitor, place="late")
    assert status == 200
    assert '<p class="err" id="id_day_error">The 3rd of December is still to come.</p>' in page
    assert 'value="late"' in page


def test_rule_without_words_still_says_that_it_cannot_be(visitor: Client, alliance: Profile) -> None:
    _, page = sent(visitor, place="unknown")
    assert "<b>This is not possible as things stand.</b>" in page


def test_failed_database_says_not_saved_and_keeps_what_was_typed(visitor: Client, alliance: Profile) -> None:
    status, page = sent(visitor, place="database")
    assert status == 503
    assert "NOT SAVED." in page
    assert 'value="database"' in page
    assert 'value="2026-03-31"' in page


def test_lost_database_still_shows_what_was_typed(
    visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the page itself needs the database, the fault page holds the form."""
    from django.db import OperationalError

    def lost(*args: object) -> None:
        raise OperationalError("canary")

    monkeypatch.setattr("answerable.alliance.queries.networks.root", lost)
    status, page = sent(visitor, place="database")
    assert status == 503
    assert "NOT SAVED." in page
    assert 'value="database"' in page
    assert "csrfmiddlewaretoken" in page


def test_nul_is_an_error_at_its_field(visitor: Client, alliance: Profile) -> None:
    status, page = sent(visitor, place="a\x00b")
    assert status == 200
    assert 'id="id_place_error"' in page


def test_days_are_read_in_any_digits() -> None:
    assert western_digits("٢٠٢٦-٠٣-٣١") == "2026-03-31"
    assert western_digits("२०२६-०३-३१\u200f") == "2026-03-31"


def test_what_is_pasted_is_not_cut_off_without_a_word(visitor: Client, alliance: Profile) -> None:
    assert "maxlength" not in visitor.get("/t/meeting").content.decode().split("<main")[1]
    _, page = sent(visitor, place="m" * 61)
    assert "At most 60 characters. Shorten it." in page
    assert f'value="{"m" * 61}"' in page


def test_rooms_refusals_are_what_the_forms_catch() -> None:
    assert issubclass(Unacceptable, RuleSaysNo)


@pytest.mark.parametrize("day", ["0001-01-01", "0026-03-31", "1799-12-31"])
def test_day_before_there_were_any_is_asked_again(visitor: Client, alliance: Profile, day: str) -> None:
    """Two figures of a year are missing, or somebody tries what breaks."""
    status, page = sent(visitor, day=day)
    assert (status, f'value="{day}"' in page, "year, month and day: for example" in page) == (200, True, True)


CHOICES = [("a", "A")]


class EveryForm(Form):
    """A field of every kind that can be filled in otherwise than it can be."""

    link = forms.URLField(assume_scheme="https")
    mail = forms.EmailField()
    number = forms.IntegerField(min_value=1, max_value=99)
    figures = forms.IntegerField()
    long = forms.CharField(max_length=3)
    one = forms.ChoiceField(choices=CHOICES)
    some = forms.MultipleChoiceField(choices=CHOICES)
    file = forms.FileField()
    own = forms.URLField(assume_scheme="https", error_messages={"invalid": "Ours."})


TYPED = {
    "link": "not a link", "mail": "nobody", "number": "100", "figures": "two", "long": "four", "one": "b", "some": ["b"], "own": "no link",
}  # fmt: skip
SAID: Mapping[str, str] = {
    "link": "This is no web address. Write it as https://example.org.",
    "mail": "This is no e-mail address. Write it as name@example.org.",
    "number": "Write a number from 1 to 99.",
    "figures": "This is no whole number. Write figures only, for example 46.",
    "long": "At most 3 characters. Shorten it.",
    "one": "This one cannot be chosen.",
    "some": "This one cannot be chosen.",
    "file": "This file is empty.",
    "own": "Ours.",
}


def told() -> dict[str, list[str]]:
    sent = EveryForm(TYPED, {"file": SimpleUploadedFile("empty.txt", b"")})
    return {name: [str(one) for one in errors] for name, errors in sent.errors.items()}


def test_what_is_filled_in_wrongly_is_said_in_our_words() -> None:
    assert told() == {name: [words] for name, words in SAID.items()}


@pytest.mark.parametrize("language", ["es", "ar", "fr", "pt", "hi"])
def test_those_words_are_there_in_every_language(language: str) -> None:
    with translation.override(language):
        assert {name for name, said in told().items() if said == [SAID[name]]} == {"own"}
