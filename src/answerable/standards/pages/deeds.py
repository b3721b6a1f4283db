"""This room's acts in words, for the pages of what was done. Of what concerns a person nothing is named there."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries.deeds import Deeds, Thing, provide_deeds

from ..models import Duty
from ..queries.duties import asking_on, with_words, words_of

HELP = _("Something was said about help with a duty")
OFFER = _("An organisation offered to vouch or to help, or ended that")
DUTY = _("It was changed how a duty is asked")
TAKEN_BACK = _("What had been laid before for a duty was taken back")
AGAIN = _("What had been taken back was deleted again after a restore")

WORDS: dict[str, Promise] = {
    "standards.add_duty": _("A duty was added"),
    "standards.adopt_policy": _("A policy was recorded"),
    "standards.ask_for_help": _("Help with a duty was asked for"),
    "standards.ask_otherwise": DUTY,
    "standards.asked_back": _("More was asked for about how a duty stands"),
    "standards.taken_back": _("A confirmation or a vouch was taken back"),
    "standards.bring_in_evidence": _("A list was brought in"),
    "standards.claim": _("It was said how a duty stands"),
    "standards.confirmed": _("What was said of a duty was confirmed"),
    "standards.end_excuse": _("A duty was said to fit again"),
    "standards.end_offer": OFFER,
    "standards.end_share": _("A passport was shared no more"),
    "standards.end_share_again": AGAIN,
    "standards.excuse": _("A duty was said not to fit"),
    "standards.forget_old_shares": _("Links to passports that were long over were deleted"),
    "standards.forget_standing": _("How a person stood was deleted"),
    "standards.help_answer": HELP,
    "standards.help_close": HELP,
    "standards.help_offer": HELP,
    "standards.help_reply": HELP,
    "standards.make_known": _("A policy was made known"),
    "standards.offer": OFFER,
    "standards.retire_duty": _("A duty was given up"),
    "standards.review_policy": _("A policy was looked at again"),
    "standards.say_duty": _("A duty was said in a language"),
    "standards.share_passport": _("A passport was shared by a link"),
    "standards.show_first": _("It was set which duties a map shows first"),
    "standards.show_standing": _("It was set who sees how a network stands"),
    "standards.take_back": TAKEN_BACK,
    "standards.take_back_claim_again": AGAIN,
    "standards.take_back_policy": _("A policy was taken back"),
    "standards.take_back_policy_again": AGAIN,
    "standards.take_in_duties": _("Duties that come with the program were taken in"),
    "standards.undo_evidence": _("A list was taken back"),
    "standards.vouched": _("A partner vouched for what was said of a duty"),
}
THINGS: dict[str, Promise] = {"duty": _("a duty")}


def declare() -> None:
    provide_deeds(Deeds(WORDS, THINGS, named=named))


def named(_kind: str, ids: Collection[str], _actor: Actor, language: str) -> Mapping[str, Thing]:
    """Returns duties by their names: everybody may read them."""
    listed = with_words(Duty.objects.filter(number__in=list(ids)).values_list("pk", flat=True))
    asked = [(one, asking_on(one, one.askings.all()[0].starts)) for one in listed if one.askings.all()]
    return {
        one.number: (words_of(asking, language).name, reverse("duty", args=[one.number]))
        for one, asking in asked
        if asking
    }
