"""What is missing from a case or was altered, in words: whoever reads it is told, and by which number."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from answerable.vault.chains import Break, Fault

from ....queries.sealed import THREAD


def said(breaks: Iterable[tuple[str, Break]]) -> list[str]:
    """Returns a sentence for each break."""
    return [_sentence(where, one) for where, one in breaks]


def _sentence(where: str, one: Break) -> str:
    of = _("of the conversation") if where == THREAD else _("of the notes")
    words = {
        Fault.MISSING: _("Entry %(number)s %(of)s is missing."),
        Fault.ALTERED: _("Entry %(number)s %(of)s was altered and cannot be read."),
        Fault.MOVED: _("Entry %(number)s %(of)s was written for another place."),
        Fault.REPEATED: _("Entry %(number)s %(of)s is there twice."),
        Fault.OUT_OF_ORDER: _("Entry %(number)s %(of)s stands out of its order."),
        Fault.REPLACED: _("Entry %(number)s %(of)s is another one than was there."),
    }[one.fault]
    return words % {"number": one.sequence, "of": of}
