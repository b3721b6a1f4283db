"""What was found, with the words marked that were looked for."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from answerable.kit.search import Part

register = template.Library()


@register.filter
def with_marks(parts: Iterable[Part]) -> SafeString:
    """The parts of a text in their order."""
    shown = ((format_html("<mark>{}</mark>", one.words) if one.is_marked else one.words,) for one in parts)
    return format_html_join("", "{}", shown)
