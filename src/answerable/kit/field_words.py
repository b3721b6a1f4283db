"""What is said of a field that was filled in otherwise than it can be, in the house's words: the framework commands, and in some
languages a man."""

from collections.abc import Iterator

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
WRITE, CHOOSE = _("This is still empty."), _("Nothing is chosen yet.")
INVALID: tuple[tuple[type[forms.Field], Words], ...] = (
    (forms.EmailField, _("This is no e-mail address. Write it as name@example.org.")),
    (forms.URLField, _("This is no web address. Write it as https://example.org.")),
    (forms.IntegerField, _("This is no whole number. Write figures only, for example 46.")),
)


def say_in_our_words(field: forms.Field) -> None:
    """Gives a field the house's words wherever it has none of its own."""
    shipped: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            shipped |= getattr(kind, "default_error_messages", {})
    for code, words in _words_of(field):
        if field.error_messages.get(code) == shipped.get(code):
            field.error_messages[code] = str(words)


def _words_of(field: forms.Field) -> Iterator[tuple[str, Words]]:
    yield "required", CHOOSE if isinstance(field, forms.ChoiceField) else WRITE
    yield from (("invalid", words) for kind, words in INVALID if isinstance(field, kind))
    if isinstance(field, forms.ChoiceField):
        yield "invalid_choice", _("This one cannot be chosen.")
    if isinstance(field, forms.FileField):
        yield "empty", _("This file is empty.")
    if isinstance(field, forms.CharField) and field.max_length:
        yield "max_length", _("At most %(most)s characters. Shorten it.") % {"most": field.max_length}
    if isinstance(field, forms.IntegerField) and field.min_value is not None and field.max_value is not None:
        between = {"least": field.min_value, "most": field.max_value}
        yield from (
            (code, _("Write a number from %(least)s to %(most)s.") % between) for code in ("min_value", "max_value")
        )
