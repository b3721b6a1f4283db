"""A person's digest: what awaits them, one entry a thing, the newest first, and of private things only that they are there."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from answerable.kit import letters
from answerable.kit.letters import Entry, Letter, Part, Speaker, Way, Wording

from .kinds import Kind, kind_named
from .links import Links
from .models import Notice

MOST_THINGS, MOST_LINES, LONGEST_LINE = 40, 4, 240
MOST_BYTES = 24_000  # with what a mail's head and the way it is packed add, below 30 kB

FRAME = letters.declare(
    Wording(
        "notices.digest",
        _("What awaits you: once a day or a week, or at once"),
        (
            Part("subject", _("What awaits you")),
            Way(Part("go", _("Go there")), "thing"),
            Part("private", _("Something awaits you that we do not write about in mail. Sign in to see it.")),
            Way(Part("more", _("There is more on your page")), "page"),
            Way(Part("less", _("Write to me less")), "less"),
            Way(Part("pause", _("Write nothing for a while")), "pause"),
            Way(Part("not_this", _("Do not write to me about this")), "not_this"),
            Way(Part("choose", _("Choose when we write to you, and about what")), "choose"),
        ),
    )
)


def compose(notices: Iterable[Notice], links: Links | None = None, said: Speaker | None = None) -> Letter:
    """Writes the digest in the language of the moment, small enough for every mail programme. Its subject is always the same."""
    told, most, said = list(notices), MOST_THINGS, said or letters.speaker()
    letter = _written(told, links or Links(), said, most)
    while len(letter.text.encode()) + len(letter.html.encode()) > MOST_BYTES and most > 1:
        most = most * 3 // 4
        letter = _written(told, links or Links(), said, most)
    return letter


def _written(told: list[Notice], links: Links, said: Speaker, most: int) -> Letter:
    things = _things(told, said)
    page = f"{settings.SITE_ADDRESS}/me/notices"
    body = [Entry(things[0].lines, things[0].address, things[0].link)] if len(things) == 1 else []
    entries = things[:most] if len(things) > 1 else []
    if any(_is_private(one) for one in told):
        entries.append(Entry((_frame(said, "private"),), page, _frame(said, "go")))
    if len(entries) == 1 and not body:
        body, entries = entries, []
    after = [Entry(address=page, link=_frame(said, "more"))] if len(things) > most else []
    return letters.write(_frame(said, "subject"), body, things=entries, foot=[*after, *_foot(said, links)])


def _foot(said: Speaker, links: Links) -> list[Entry]:
    ways = (("less", links.less), ("pause", links.pause), ("not_this", links.not_this))
    listed = [Entry(address=address, link=_frame(said, name)) for name, address in ways if address]
    return [*listed, Entry(address=f"{settings.SITE_ADDRESS}/me/notices/by-mail", link=_frame(said, "choose"))]


def _frame(said: Speaker, part: str) -> str:
    return said.say(FRAME.name, FRAME.parts[part], {})


def named_kinds(notices: Iterable[Notice]) -> list[Kind]:
    """Returns the kinds of some notices, as far as their rooms still have them."""
    found = {one.kind: kind_named(one.kind) for one in notices}
    return [kind for kind in found.values() if kind]


def _is_private(notice: Notice) -> bool:
    """A kind that its room no longer has counts as private: nobody knows what it would say."""
    kind = kind_named(notice.kind)
    return kind is None or kind.private


def _things(notices: Sequence[Notice], said: Speaker) -> list[Entry]:
    by_address: dict[str, list[str]] = {}
    for one in sorted(notices, key=lambda notice: notice.happened_at, reverse=True):
        if not _is_private(one):
            lines = by_address.setdefault(one.url, [])
            line = _shortened(_in_mail(one, said))
            if line not in lines:
                lines.append(line)
    go = _frame(said, "go")
    return [Entry(tuple(lines[:MOST_LINES]), f"{settings.SITE_ADDRESS}{url}", go) for url, lines in by_address.items()]


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


def _in_mail(notice: Notice, said: Speaker) -> str:
    """Says a notice as a mail may: of a kind with a confidential fact, only what it is about."""
    kind = kind_named(notice.kind)
    return _counted(kind.title, notice) if kind and kind.confidential else say(notice, said)


def say(notice: Notice, said: Speaker | None = None) -> str:
    """Says what a notice says, and how often it happened since it was last read."""
    kind = kind_named(notice.kind)
    if kind is None:
        return _counted(str(_("Something awaits you.")), notice)
    return _counted((said or letters.speaker()).say(kind.name, kind.part, notice.facts), notice)


def _counted(words: str, notice: Notice) -> str:
    if notice.times == 1:
        return words
    times = ngettext("%(count)s time", "%(count)s times", notice.times) % {"count": notice.times}
    return f"{words} ({times})"
