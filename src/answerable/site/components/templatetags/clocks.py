"""Moments as the reader's clock tells them: their own, else that of their network, else the alliance's."""

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from answerable.kit import languages as tongues
from answerable.notices import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context: Context, when: dt.datetime) -> SafeString:
    """The day and the hour where the reader is, and the place whose clock it is."""
    there = when.astimezone(_zone(context.get("request")))
    return format_html(
        '<time datetime="{}">{} (<bdi>{}</bdi>)</time>',
        there.isoformat(timespec="minutes"), date_format(there, "DATETIME_FORMAT"), place_of(there.tzinfo),
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def day_of(context: Context, when: dt.datetime) -> SafeString:
    """The day that it was where the reader is."""
    there = when.astimezone(_zone(context.get("request"))).date()
    return format_html('<time datetime="{}">{}</time>', there.isoformat(), date_format(there, "DATE_FORMAT"))


def place_of(zone: dt.tzinfo | None) -> str:
    """Returns the place that a zone is called by, in the reader's language."""
    language = translation.get_language() or ""
    locale = language if language in tongues.known() and "-" not in language else "en"
    return get_timezone_location(getattr(zone, "key", "UTC"), locale=locale, return_city=True)


def _zone(request: HttpRequest | None) -> ZoneInfo:
    """Asked once a request, and only by a page that tells a moment."""
    kept: ZoneInfo | None = getattr(request, "_zone", None)
    if kept is None:
        actor = getattr(request, "actor", None)
        kept = queries.clock_of(actor.account_id if actor and actor.is_known else None)
        if request is not None:
            request._zone = kept  # type: ignore[attr-defined] # kept on the request for its length
    return kept
