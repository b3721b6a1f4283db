"""A person's digest: what awaits them, one entry a thing, the newest first, and of private things only that they are there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from .kinds import kind_named
from .models import Notice

MOST_THINGS, MOST_LINES = 40, 4  # a digest stays below 30 kB


@dataclass(frozen=True)
class Thing:
    """Something that awaits at an address, with what is said of it."""

    address: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def compose(notices: Iterable[Notice]) -> Letter:
    """Writes the digest in the language of the moment. Its subject is always the same."""
    told = list(notices)
    things = _things(told)
    has_private = any(_is_private(one) for one in told)
    facts = {
        "things": things[:MOST_THINGS],
        "has_more": len(things) > MOST_THINGS,
        "has_private": has_private,
        "all_of_it": f"{settings.SITE_ADDRESS}/me/notices",
        "wishes": f"{settings.SITE_ADDRESS}/me/notices/by-mail",
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    return Letter(
        str(_("What awaits you")),
        render_to_string("notices/mail/digest.txt", facts).strip() + "\n",
        render_to_string("notices/mail/digest.html", facts),
    )


def _is_private(notice: Notice) -> bool:
    """A kind that its room no longer has counts as private: nobody knows what it would say."""
    kind = kind_named(notice.kind)
    return kind is None or kind.private


def _things(notices: list[Notice]) -> list[Thing]:
    by_address: dict[str, list[str]] = {}
    for one in sorted(notices, key=lambda notice: notice.happened_at, reverse=True):
        if not _is_private(one):
            by_address.setdefault(one.url, []).append(say(one))
    return [Thing(f"{settings.SITE_ADDRESS}{url}", tuple(lines[:MOST_LINES])) for url, lines in by_address.items()]


def say(notice: Notice) -> str:
    """Says what a notice says, and how often it happened since it was last read."""
    kind = kind_named(notice.kind)
    words = kind.say(notice.facts) if kind else str(_("Something awaits you."))
    if notice.times == 1:
        return words
    times = ngettext("%(count)s time", "%(count)s times", notice.times) % {"count": notice.times}
    return f"{words} ({times})"
