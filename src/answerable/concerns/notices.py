"""The messages of this room, to handlers alone: that something awaits them, and never what, of whom, or how much.

Whoever raised something is sent nothing at all. None can be turned off: what was promised to somebody rests on them.
"""

from django.utils.translation import gettext_lazy as _

from answerable.notices.kinds import Kind, declare

AT_THE_DESK = "/cases/"

WAITS = declare(
    Kind("concerns.waits", words=_("Something awaits you at the desk."), private=True, least="digest", each_day=True)
)
LATE_BELOW = declare(
    Kind(
        "concerns.late_below",
        words=_("Something at a desk below yours is late. Ask those who lead there; you cannot read it."),
        label=_("Something at a desk below yours is late"),
        private=True,
        least="digest",
        each_day=True,
    )
)
CANNOT_READ = declare(
    Kind(
        "concerns.cannot_read",
        words=_("Your team takes no concerns in: fewer than two of it can read, or its list of members does not hold."),
        label=_("Your team takes no concerns in"),
        private=True,
        least="digest",
        each_day=True,
    )
)
BOOK_BROKEN = declare(
    Kind(
        "concerns.book_broken",
        words=_(
            "The book of the desks does not stand: something in it was changed or taken away. Speak with your colleagues by voice."
        ),
        label=_("The book of the desks does not stand"),
        private=True,
        least="digest",
        each_day=True,
    )
)
