"""The words for this room’s codes, in the reader’s language; sentences of several codes are in `saying` and `asking_words`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..actions.evidence_lists import SHOWN
from ..rules.saying import (
    ClaimKind,
    ClaimMove,
    ExcuseReason,
    HelpMove,
    HelpState,
    OfferKind,
    PolicyKind,
    Told,
)
from ..rules.words import Basis, Level, State, Together

Words = dict[str, "str | Promise"]

STATES: Words = {
    State.IN_PLACE: _("In place"),
    State.PARTLY: _("Partly"),
    State.STARTED: _("Started"),
    State.OVERDUE: _("Overdue"),
    State.NOT_REPORTED: _("Not reported"),
    State.NOT_APPLICABLE: _("Does not apply"),
}
# How each looks: a colour with a glyph of its own, so that neither is alone. Silence looks like paper, not like a fault.
STATUS: dict[str, str] = {
    State.IN_PLACE: "ok", State.PARTLY: "part", State.STARTED: "start", State.OVERDUE: "late", State.NOT_REPORTED: "none",
    State.NOT_APPLICABLE: "na",
}  # fmt: skip
GLYPHS: dict[str, str] = {"ok": "✓", "part": "◐", "start": "○", "late": "!", "none": "–", "na": "·"}
STATE_HINTS: Words = {
    State.IN_PLACE: _("What is asked is there."),
    State.PARTLY: _("Some of what is asked is there."),
    State.STARTED: _("It is begun; nothing is there yet."),
    State.OVERDUE: _("It was there once, and its time is over."),
    State.NOT_REPORTED: _("Nothing was told. That says nothing about what was done."),
    State.NOT_APPLICABLE: _("It is not asked now, or they said why it does not fit them."),
}
PICTURE_HINTS: Words = {
    State.IN_PLACE: _("In place with at least %(in_place)s in a hundred."),
    State.OVERDUE: _("Overdue with at least %(overdue)s in a hundred."),
    State.PARTLY: _("In place or partly with at least %(partly)s in a hundred."),
    State.STARTED: _("In place, partly or started with fewer than that, but with somebody."),
    State.NOT_REPORTED: _("Nothing is in place, partly or started with anybody, and fewer are overdue than that."),
    State.NOT_APPLICABLE: _("It is asked of nobody here now."),
}
TOGETHER: Words = {
    Together.ALL_IN_PLACE: _("In place with everybody of whom it is asked."),
    Together.MOST_IN_PLACE: _("In place with most of those of whom it is asked."),
    Together.MANY_OVERDUE: _("Overdue with many of those of whom it is asked."),
    Together.SOME_IN_PLACE: _("In place or partly with some of those of whom it is asked."),
    Together.FIRST_STEPS: _("First steps are made."),
    Together.MOST_NOT_REPORTED: _("Most have not reported."),
    Together.NOBODY_REPORTED: _("Nobody has reported yet."),
    Together.NOT_ASKED_NOW: _("It is asked of nobody here now."),
    Together.NOBODY_ASKED: _("Nobody is there of whom it is asked."),
}
BASES: Words = {
    Basis.FACT: pgettext_lazy("what a standing rests on", "Follows from the records"),
    Basis.CONFIRMED: pgettext_lazy("what a standing rests on", "Confirmed by who keeps the records"),
    Basis.VOUCHED: pgettext_lazy("what a standing rests on", "Vouched for by a partner"),
    Basis.DECLARED: pgettext_lazy("what a standing rests on", "Said by themselves"),
}
LEVELS: Words = {
    Level.GLOBAL: _("The alliance as a whole"),
    Level.REGIONAL: _("Regional networks"),
    Level.NATIONAL: _("National and local networks"),
    Level.ORGANISATION: _("Organisations"),
    Level.INDIVIDUAL: _("People"),
}
KINDS: Words = {"organisation": _("Organisations"), "network": _("Networks"), "person": _("People")}
CLAIM_KINDS: Words = {
    ClaimKind.WORDS: _("In words"),
    ClaimKind.LINK: _("A link"),
    ClaimKind.DOCUMENT: _("A document"),
}
CLAIM_MOVES: Words = {
    ClaimMove.CONFIRMED: _("Confirmed"),
    ClaimMove.VOUCHED: _("Vouched for"),
    ClaimMove.ASKED_BACK: _("Asked for more"),
    ClaimMove.TAKEN_BACK: _("No longer confirmed"),
}
SHOWN_TO: Words = {**SHOWN}
EXCUSES: Words = {
    ExcuseReason.NO_STAFF: _("We have no paid staff"),
    ExcuseReason.NO_SUCH_WORK: _("We do no such work"),
    ExcuseReason.NOT_SAFE_HERE: _("It is not safe here"),
    ExcuseReason.AGAINST_THE_LAW: _("The law here forbids it"),
    ExcuseReason.OTHER: _("Another reason"),
}
OFFERS: Words = {
    OfferKind.VOUCH: _("May be asked to vouch"),
    OfferKind.HELP: _("May be asked for help"),
}
HELP_STATES: Words = {
    HelpState.OPEN: pgettext_lazy("help", "Asked"),
    HelpState.OFFERED: pgettext_lazy("help", "Offered"),
    HelpState.ANSWERED: pgettext_lazy("help", "Answered"),
    HelpState.CLOSED: pgettext_lazy("help", "Closed"),
}
HELP_STATUS: dict[str, str] = {
    HelpState.OPEN: "none", HelpState.OFFERED: "start", HelpState.ANSWERED: "part", HelpState.CLOSED: "na",
}  # fmt: skip
HELP_MOVES: Words = {
    HelpMove.OFFER: _("We can help"),
    HelpMove.ANSWER: _("This may help"),
    HelpMove.REPLY: _("Answered by who asked"),
    HelpMove.CLOSE: _("Closed by who asked"),
}
POLICIES: Words = {
    PolicyKind.WOMENS_LEADERSHIP: _("Women’s leadership"),
    PolicyKind.SEXUAL_HARASSMENT: _("Sexual harassment"),
    PolicyKind.CHILD_PROTECTION: _("Protection of children"),
    PolicyKind.PARENTAL_LEAVE: _("Parental and family leave"),
    PolicyKind.OTHER: pgettext_lazy("kind of policy", "Other"),
}
TOLD: Words = {
    Told.ALL_STAFF: _("All staff"),
    Told.NEW_STAFF: _("New staff"),
    Told.VOLUNTEERS: _("Volunteers"),
    Told.BOARD: _("The board"),
    Told.PARTNERS: _("Partner organisations"),
    Told.PUBLIC: _("Everyone, in public"),
}
REFUSALS: Words = {
    "not_followed": _("Nobody’s standing is followed on this duty, so nothing can be said of it here."),
    "too_long": _("At most %(most)s characters. Shorten it."),
    "too_many_claims": _("%(most)s things are laid before already. Take one back first."),
    "in_the_future": _("This day is still to come. Give today or an earlier day."),
    "ends_before_it_starts": _("The end lies before the beginning."),
    "words_needed": _("This is still empty."),
    "said_already": _("This was said already."),
    "not_said": _("This was taken back already."),
    "not_ones_own": _("Nobody confirms their own word. Somebody else who may does it."),
    "not_of_this_network": _("Your organisation has no place in this network or below it."),
    "help_closed": _("This request is closed. Who needs help asks anew."),
    "evidence_needed": _("Write something, give a link, or choose a file."),
    "file_too_large": _("This file is larger than %(most)s MB. Make it smaller, or give a link."),
    "file_empty": _("This file is empty."),
    "photo_too_large": _("This photo is too large to be freed of its traces. Make it smaller."),
    "photo_unknown": _("This photo cannot be freed of where and when it was taken. Save it as JPEG or PNG first."),
    "title_needed": _("Say what the policy is called."),
    "review_in_the_past": _("The day on which it should be looked at again is past. Give today or a later day."),
    "before_it_was_adopted": _("It was not adopted yet on that day."),
    "more_than_there_are": _("More were reached than there are. Check the two numbers."),
    "number_needed": _("Give a short number, at most %(most)s letters and figures, such as A1."),
    "number_taken": _("Another duty has this number."),
    "starts_in_the_past": _("A change counts from today or later: how it was asked before stays as it was."),
    "name_needed": _("Say in a few words what is asked."),
    "level_needed": _("Choose of whom it is asked."),
    "asks_for_nothing": _("Say how often, at least once, and in how many months, at least one."),
    "event_needed": _("Choose what it is due after."),
    "narrowed_to_nobody": _("Only organisations have a kind, and only people an office: at other levels it would be asked of nobody. Choose levels, kinds and offices that go together."),
    "records_needed": _("Choose which records show it, or say above that those of whom it is asked say it."),
}  # fmt: skip
