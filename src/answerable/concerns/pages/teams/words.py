"""What teams' codes mean, and what is said when something is refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.vault.passphrases import plain

from ...rules.teams import TeamState

STATES: Mapping[str, Promise] = {
    TeamState.SETTING_UP: _("Being set up"),
    TeamState.REHEARSING: _("Being set up"),
    TeamState.OPEN: _("Open"),
    TeamState.CLOSED: _("Closed"),
}
LACKS: Mapping[str, Promise] = {
    "two_readers": _("Two people of the team, signed for by all who begin it"),
    "recovery_codes": _("Everybody’s words on paper, typed back once"),
    "rehearsal": _("A rehearsal by everybody, with an invented concern"),
    "place_closed": _("A network that is open: the one that the team reads for was closed"),
}
WEAK: Mapping[str, Promise] = {
    "short": _("It is too short: %(least)s characters at least. A sentence of your own is easy to keep."),
    "long": _("It is too long: up to 1,000 characters."),
    "common": _("Everybody who guesses tries this one first. Take words of your own."),
    "monotonous": _("It says the same again and again. Take different words."),
    "row": _("It follows the keys of a keyboard, or a count. Take words of your own."),
    "few_words": _("Words from the list are strong only if eight of them were drawn by lot. Take all eight, or a sentence of your own."),
    "near": _("It is mostly a name that others know of you. Take something that has nothing to do with you."),
}  # fmt: skip
STRONG, VERY_STRONG = 24, 36  # characters


def strength(typed: str) -> Promise:
    """Says how hard to guess a passphrase is that was taken; each guess is slow, so its length says most."""
    length = len(plain(typed))
    if length >= VERY_STRONG:
        return _("Very hard to guess: nobody will find it by trying.")
    if length >= STRONG:
        return _("Hard to guess.")
    return _("Hard enough to guess. A longer one would be harder.")
