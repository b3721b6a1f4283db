"""This room's acts in words, for the pages of what was done. Of a private commitment nothing is named there."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries.deeds import Deeds, Thing, provide_deeds

from ..queries import seeing
from ..queries.naming import text_of
from ..rules.words import Shown

STEPS = _("Steps of a commitment were changed")
SAID = _("Something was said or laid before about a commitment, or taken back")
RELEASE = _("Being let go from a commitment was asked for or answered")
OTHER_WORDS = _("A commitment was said in other words")
AGAIN = _("What had been taken back was deleted again after a restore")

WORDS: dict[str, Promise] = {
    "commitments.act_privately": _("Something was done in private"),
    "commitments.add_steps": STEPS,
    "commitments.answer_release": RELEASE,
    "commitments.ask_release": RELEASE,
    "commitments.bring_in_plan": _("A list was brought in"),
    "commitments.change_shown": _("It was set who may read a commitment"),
    "commitments.change_step": STEPS,
    "commitments.delete_commitment": _("A commitment was deleted"),
    "commitments.lay_before": SAID,
    "commitments.leave_commitment": _("A commitment stays as a former member’s"),
    "commitments.make_commitment": _("A commitment was made"),
    "commitments.move_day": _("A commitment was given another day"),
    "commitments.not_kept": _("A commitment was said not to be kept"),
    "commitments.open_again": _("A commitment was opened again"),
    "commitments.put_in_language": OTHER_WORDS,
    "commitments.remove_step": STEPS,
    "commitments.reword": OTHER_WORDS,
    "commitments.say": SAID,
    "commitments.say_done": _("A commitment was said to be done"),
    "commitments.take_back_comment": SAID,
    "commitments.take_back_comment_again": AGAIN,
    "commitments.take_back_evidence": SAID,
    "commitments.take_back_evidence_again": AGAIN,
    "commitments.tick_steps": STEPS,
    "commitments.undo_plan": _("A list was taken back"),
    "commitments.withdraw_request": RELEASE,
}
THINGS: dict[str, Promise] = {"commitment": _("a commitment")}


def declare() -> None:
    provide_deeds(Deeds(WORDS, THINGS, named=named))


def named(_kind: str, ids: Collection[str], actor: Actor, language: str) -> Mapping[str, Thing]:
    """Returns the commitments that the reader may know of, by their words; a private one never."""
    keys = [one for one in ids if _is_key(one)]
    found = seeing.seen_by(actor).exclude(shown=Shown.PRIVATE).filter(key__in=keys).prefetch_related("texts")
    return {str(one.key): (text_of(one, language).what, reverse("commitment", args=[one.key])) for one in found}


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
