"""The words for the codes of local codes, and for what a rule says no to."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...rules.local_codes import Start
from ...rules.words import ContributionKind, MomentKind, Outcome, Procedure, Strength, VoiceKind
from ..words import REFUSALS as TEXT_REFUSALS
from ..words import Sayings, Words

MOMENTS: Words = {
    MomentKind.DIALOGUE: _("Dialogue with women’s-rights organisations"),
    MomentKind.ADHERENCE: _("Saying yes to the alliance’s text"),
    MomentKind.WORKSHOP: _("Workshop on our own practice"),
    MomentKind.ASSEMBLY: _("Writing together and adopting"),
    MomentKind.OTHER: pgettext_lazy("moment of a local code", "Another event"),
}
GUIDANCE: Words = {
    MomentKind.DIALOGUE: _("Begin by listening. Invite women’s-rights organisations, also those who criticise the network, and let them ask the questions. Write down what they said in their words, and what you will do about it."),
    MomentKind.ADHERENCE: _("Read the alliance’s text together, whole. Say yes to it as a network before you change a word: what you write later may say more, not less."),
    MomentKind.WORKSHOP: _("Look at what really happens: between women and men in the network, and with the people you work with. Real cases teach more than invented ones; nobody is named."),
    MomentKind.ASSEMBLY: _("Take the workshop back to every organisation. Write with everybody’s contributions, answer each one, and let the assembly decide."),
    MomentKind.OTHER: _("Say what it is for, who comes, and what was heard."),
}  # fmt: skip
CONTRIBUTIONS: Words = {
    ContributionKind.COMMENT: pgettext_lazy("contribution", "A comment"),
    ContributionKind.WORDING: pgettext_lazy("contribution", "Another wording"),
    ContributionKind.SUPPORT: pgettext_lazy("contribution", "Support"),
    ContributionKind.OBJECTION: pgettext_lazy("contribution", "An objection"),
}
OUTCOMES: Words = {
    Outcome.TAKEN_UP: pgettext_lazy("contribution", "Taken up"),
    Outcome.PARTLY: pgettext_lazy("contribution", "Taken up in part"),
    Outcome.MERGED: pgettext_lazy("contribution", "Put together with another"),
    Outcome.DECLINED: pgettext_lazy("contribution", "Not taken up"),
}
OUTCOME_HINTS: Words = {
    Outcome.TAKEN_UP: _("The draft says it now, or will."),
    Outcome.PARTLY: _("Say what was taken up, and why not the rest."),
    Outcome.MERGED: _("Somebody said nearly the same: choose which below."),
    Outcome.DECLINED: _("Say why. A reason is owed."),
}
OUTCOME_STATUS = {
    Outcome.TAKEN_UP.value: "ok", Outcome.PARTLY.value: "part", Outcome.MERGED.value: "part", Outcome.DECLINED.value: "none",
}  # fmt: skip
STRENGTHS: Words = {
    Strength.STRONGER: _("Stronger than the alliance’s text"),
    Strength.AS_STRONG: _("As strong as the alliance’s text"),
    Strength.WEAKER: _("Weaker, for a reason"),
    Strength.MISSING: _("Left out, for a reason"),
}
STRENGTH_STATUS = {
    Strength.STRONGER.value: "ok", Strength.AS_STRONG.value: "ok", Strength.WEAKER.value: "part", Strength.MISSING.value: "none",
}  # fmt: skip
WHY_OPEN: Words = {
    "not_compared": _("Not compared yet"),
    "reason_needed": _("The reason is missing"),
    "clause_needed": _("No clause of ours is named"),
    "not_missing": _("A clause of ours is named"),
    "compare_again": _("Our words changed: compare again"),
}
PROCEDURES: Words = {
    Procedure.CONSENT: _("By consent: nobody objected"),
    Procedure.VOTE: _("By vote"),
}
VOICES: Words = {
    VoiceKind.DISSENT: _("Dissent"),
    VoiceKind.STAND_ASIDE: _("Stood aside"),
}
STARTS: Words = {
    Start.PARENT: _("The clauses of that text"),
    Start.OWN: _("Our own text in force"),
    Start.EMPTY: _("Nothing: we begin empty"),
}
START_HINTS: Words = {
    Start.PARENT: _("Copied as a first draft: you change, add and take out."),
    Start.OWN: _("Where your network already has one made from it."),
    Start.EMPTY: _("Every clause in your own words; later you say which of theirs each one stands for."),
}
REFUSALS: Sayings = {
    **TEXT_REFUSALS,
    "closed_already": _("This local code is no longer being written."),
    "parent_not_adopted": _("Choose a text that was adopted above your network."),
    "network_closed": _("This network is closed."),
    "not_given_up": _("This local code is not given up: it is being written, or it was adopted."),
    "another_since": _("Your network began or adopted another version since. That one goes on."),
    "begun_already": _("Your network is writing its own version of this text already."),
    "lacks_language": _("The text you start from is not there in this language. Choose another language, or begin empty."),
    "no_own_text": _("Your network has no text of its own in force made from this one."),
    "open_already": _("It is open already."),
    "not_open": _("It is not open for contributions at present."),
    "names_asked": _("This network asks everybody for a name or an organisation."),
    "which_organisation": _("Choose one of your organisations."),
    "say_something": _("Say it in a few words."),
    "wording_needed": _("Write the words that should stand there."),
    "wording_same": _("These are the words of the draft. Change what should change."),
    "taken_back_already": _("It was taken back."),
    "merged_with_what": _("Choose the contribution it is put together with."),
    "reason_needed": _("Say why."),
    "none_chosen": _("Choose at least one contribution."),
    "nothing_to_take_up": _("There is no wording here that could be taken up."),
    "clause_needed": _("Say which clause of ours says it."),
    "not_missing": _("If it is left out, no clause of ours says it."),
    "not_womens_rights": _("Only women’s-rights organisations are asked here."),
    "asked_already": _("This organisation was asked already."),
    "held_in_future": _("This day is still to come."),
    "held_needed": _("Give the day on which it was held."),
    "held_already": _("What was held is not taken away."),
    "one_moment_stays": _("At least one moment stays."),
    "invited_already": _("This person takes part in this way already."),
    "body_closed": _("This body was closed before that day."),
    "not_in_consultation": _("It is not open for contributions yet. A body decides once everybody could say what they think."),
    "held_before_begun": _("The work was not begun yet on that day."),
    "quorum_of_nobody": _("A quorum is at least one."),
    "quorum_over_entitled": _("The quorum is greater than the number of those entitled."),
    "more_than_entitled": _("More were present than are entitled."),
    "no_quorum": _("There were %(present)s present and %(quorum)s are needed: without its quorum a body decides nothing. Everything you typed is still here."),
    "votes_needed": _("Give the votes in favour and against."),
    "more_votes_than_present": _("There are more votes than people present."),
    "not_carried_by_votes": _("With as many against as in favour, or more, it was not carried."),
    "not_aligned": _("%(open)s clauses of the alliance’s text are neither matched nor left out with a reason. See the comparison."),
    "answers_waiting": _("%(waiting)s contributions have no answer yet. Everybody who said something is owed one first."),
    "partners_reason_needed": _("No women’s-rights organisation was asked before that day. Ask one, or say here why not."),
    "partners_time_runs": _("A women’s-rights organisation that was asked still had time to answer on that day. Wait for it, or say here why not."),
}  # fmt: skip
