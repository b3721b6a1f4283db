"""What was found, with the words marked that were looked for."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from answerable.kit.search import Part

register = template.Library()


@register.filter
def with_marks(parts: Iterable[Part]) -> SafeString:
    """The parts of a text in their order."""
    return SafeString("".join(_written(one) for one in parts))


def _written(part: Part) -> SafeString:
    return SafeString(f"<mark>{escape(part.words)}</mark>") if part.is_marked else escape(part.words)
