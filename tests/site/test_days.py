"""A day as each language writes it, in one piece where it would be torn apart."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

FIRST, LATER = dt.date(2026, 11, 1), dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "first", "later"),
    [
        ("en", "1\xa0November\xa02026", "21\xa0November\xa02026"),
        ("es", "1 de noviembre de 2026", "21 de noviembre de 2026"),
        ("fr", "1er\xa0novembre\xa02026", "21\xa0novembre\xa02026"),
        ("pt", "1 de novembro de 2026", "21 de novembro de 2026"),
        ("hi", "1 नवंबर 2026", "21 नवंबर 2026"),
        ("ar", "1\xa0نوفمبر،\xa02026", "21\xa0نوفمبر،\xa02026"),
    ],
)
def test_day_is_written_as_its_language_does(language: str, first: str, later: str) -> None:
    page = Template('{{ day|date:"DATE_FORMAT" }}')
    with override(language):
        said = [page.render(Context({"day": one})) for one in (FIRST, LATER)]
        assert [date_format(one, "DATE_FORMAT") for one in (FIRST, LATER)] == said == [first, later]


def test_day_with_its_hour_is_written_alike() -> None:
    at = dt.datetime(2026, 11, 1, 18, 5, tzinfo=dt.UTC)
    written = {}
    for language in ("en", "fr", "ar"):
        with override(language):
            written[language] = date_format(at, "DATETIME_FORMAT")
    assert written == {
        "en": "1\xa0November\xa02026, 18:05", "fr": "1er\xa0novembre\xa02026 à 18:05", "ar": "1\xa0نوفمبر،\xa02026، 18:05",
    }  # fmt: skip


def test_english_keeps_its_own_endings() -> None:
    with override("en"):
        assert [date_format(one, "jS") for one in (FIRST, LATER)] == ["1st", "21st"]
