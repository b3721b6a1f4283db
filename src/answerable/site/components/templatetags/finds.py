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
    return SafeString("".join(_written(one) for one in parts))  # nosec B703 - each part is escaped as it is written


def _written(part: Part) -> SafeString:
    words = escape(part.words)
    return SafeString(f"<mark>{words}</mark>") if part.is_marked else words  # nosec B703 - escaped in the line above
