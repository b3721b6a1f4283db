"""Numbers and days as each language writes them."""

import pytest
from django.utils.translation import override

from answerable.site.components.templatetags.figures import figure, partial_date


@pytest.mark.parametrize(("language", "shown"), [("en", "41,000"), ("es", "41.000"), ("hi", "41,000")])
def test_thousands_are_set_apart_as_the_language_does(language: str, shown: str) -> None:
    with override(language):
        assert figure(41000) == shown


def test_what_is_no_number_stays_as_it_is() -> None:
    assert (figure("–"), figure(7)) == ("–", "7")


@pytest.mark.parametrize(
    ("iso", "shown"), [("2025", "2025"), ("2025-09", "September\xa02025"), ("2025-09-30", "30\xa0September\xa02025"), ("soon", "soon"), ("", "")]
)  # fmt: skip
def test_day_known_to_the_year_or_month_says_no_more(iso: str, shown: str) -> None:
    with override("en"):
        assert partial_date(iso) == shown


def test_day_is_told_in_the_readers_language() -> None:
    with override("es"):
        assert partial_date("2025-09-30") == "30 de septiembre de 2025"
