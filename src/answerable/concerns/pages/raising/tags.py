"""Tags of the raising door's templates."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import showing

register = template.Library()


@register.simple_tag
def say(place: str, *pieces: str, **filled_in: object) -> str:
    """A text of the raising door by its place; more pieces are put behind it with dots."""
    return showing.say(".".join((place, *pieces)), **filled_in)


@register.simple_tag
def say_entered(place: str, name: str) -> str:
    """A text with what the country entered, or the one that says that it entered nothing."""
    return showing.say_entered(place, name)


@register.simple_tag
def outside_contact() -> str:
    """How to reach people outside the alliance; empty where nobody is named."""
    return str(settings.CONCERNS_PANEL_CONTACT).strip()


@register.inclusion_tag("raising/tongues.html", takes_context=True)
def other_tongues(context: Context, beside: str = "", form: str = "") -> dict[str, Any]:
    """Buttons for the other languages. `beside`: which page this is, where it is no step of a visit; `form`: the id of its form, around it."""
    facts: Any = context
    does = "speak" if facts.get("once") else "tongue"
    return {"tongues": showing.tongues(), "does": does, "beside": beside, "form": form}


@register.simple_tag(takes_context=True)
def page_fields(context: Context) -> SafeString:
    """What every form of this door carries: which page it is of, and its language.

    The language goes in a field of the kind of passwords: a browser that keeps what was sent, to restore its windows with, keeps
    nothing of a form with a filled one (bar B11). It is nobody's password, which its last attribute says to those who keep them.
    """
    facts: Any = context
    return format_html(
        '<input type="hidden" name="once" value="{}"><input type="password" name="tongue" value="{}" hidden autocomplete="one-time-code">',
        facts.get("once", ""),
        facts.get("language", ""),
    )
