"""Numbers and days that are not known to the day, as the reader's language writes them."""

from babel.numbers import format_decimal
from django import template
from django.utils import translation
from django.utils.formats import date_format

from answerable.kit import languages as tongues
from answerable.kit import partial_dates

register = template.Library()
SHAPES = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}


@register.filter
def figure(number: object) -> str:
    """A number with its thousands set apart."""
    if isinstance(number, bool) or not isinstance(number, int):
        return str(number)
    language = translation.get_language() or ""
    locale = language if language in tongues.known() and "-" not in language else "en"
    return format_decimal(number, locale=locale)


@register.filter
def partial_date(iso: str) -> str:
    """A year, a month or a day in words; what is none of them as it stands."""
    try:
        return date_format(partial_dates.first_day(iso), SHAPES[len(iso)])
    except (KeyError, ValueError):
        return iso
