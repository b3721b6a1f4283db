"""Letters: their words declared once, written as plain text and as HTML that say the same, in one layout.

    declare(Wording("access.password_changed", label=_("…"), body=(
        Part("subject", _("Your password was changed")),
        Part("lead", _("The password of your account was changed.")),
    )))
    letter = compose("access.password_changed", {})

A part's facts stand in it as `%(name)s`. An alliance may say a part in its own words, with the facts as `{name}`.
"""

from .wording import (
    Address,
    Part,
    Shown,
    Speaker,
    Way,
    Wording,
    all_wordings,
    declare,
    provide_own_words,
    speaker,
    wording_named,
)
from .writing import Entry, Letter, Look, compose, provide_look, refused_for_good, write

__all__ = [
    "Address",
    "Entry",
    "Letter",
    "Look",
    "Part",
    "Shown",
    "Speaker",
    "Way",
    "Wording",
    "all_wordings",
    "compose",
    "declare",
    "provide_look",
    "provide_own_words",
    "refused_for_good",
    "speaker",
    "wording_named",
    "write",
]
