"""The words for this room’s codes, in the reader’s language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules.words import Origin, Shown, State, Turn

Words = dict[str, "str | Promise"]

STANDINGS: Words = {
    State.OPEN: pgettext_lazy("commitment", "Under way"),
    "soon": pgettext_lazy("commitment", "Due soon"),
    "overdue": pgettext_lazy("commitment", "Past its day"),
    State.DONE: pgettext_lazy("commitment", "Done"),
    State.DONE_LATE: pgettext_lazy("commitment", "Done late"),
    State.NOT_KEPT: pgettext_lazy("commitment", "Not kept"),
    State.RELEASED: pgettext_lazy("commitment", "Let go"),
}
# Saying plainly that something was not kept looks calmer than silence about it.
STATUS: dict[str, str] = {
    State.OPEN: "start", "soon": "start", "overdue": "late", State.DONE: "ok", State.DONE_LATE: "part", State.NOT_KEPT: "none",
    State.RELEASED: "na",
}  # fmt: skip
CHOICES: Words = {
    code: STANDINGS[code]
    for code in (State.OPEN, "overdue", State.DONE, State.DONE_LATE, State.NOT_KEPT, State.RELEASED)
}
SHOWN: Words = {
    Shown.PUBLIC: _("Everyone, on the public pages"),
    Shown.NETWORK: _("People of the network who are signed in"),
    Shown.PRIVATE: _("Only the two sides"),
}
SHOWN_HINTS: Words = {
    Shown.PUBLIC: _("What is promised in public is remembered in public."),
    Shown.NETWORK: _("And those who keep its records."),
    Shown.PRIVATE: _("You, and those it is made to. Not even those who keep the records."),
}
ORIGINS: Words = {
    Origin.OWN: _("From ourselves"),
    Origin.SIGNATURE: _("From signing a text"),
    Origin.WORKSHOP: _("From a workshop"),
    Origin.DIALOGUE: _("From a dialogue"),
    Origin.ASSESSMENT: _("From an assessment or a reflection together"),
    Origin.DECLARATION: _("From a declaration or a call to action"),
    Origin.AMENDS: _("To make amends"),
    Origin.HELP: _("In answer to a request for help"),
}
TURNS: Words = {
    Turn.MADE: _("Said"),
    Turn.DAY: _("Given another day"),
    Turn.WORDS: _("Said in other words. Before, it read:"),
    Turn.ASKED: _("Asked to be let go"),
    Turn.LEFT: _("The one who made it has left"),
}
MOVES: Words = {
    State.OPEN: _("Open again"),
    State.DONE: _("Done"),
    State.DONE_LATE: _("Done late"),
    State.NOT_KEPT: _("Not kept"),
    State.RELEASED: _("Let go by those it was made to"),
}
NOW_SHOWN: Words = {
    Shown.PUBLIC: _("Shown to everyone from here on"),
    Shown.NETWORK: _("Shown to people of the network from here on"),
    Shown.PRIVATE: _("Shown to the two sides alone from here on"),
}
REFUSALS: Words = {
    "own_wish": _("You speak for the owner as well. Somebody else who speaks for this side lets go."),
    "what_needed": _("Say what will be done."),
    "to_whom": _("Say to whom: name them, use your own words, or say that it is made to the public."),
    "too_many_owed": _("At most %(most)s. Name the network instead, or use your own words."),
    "owed_to_oneself": _("A commitment is made to somebody else."),
    "party_unknown": _("Nobody of this name is recorded where you may see it: %(name)s. Write it as it is recorded, or use your own words below."),
    "party_near": _("“%(name)s” is not recorded by this name. Is one of these meant? %(names)s"),
    "in_the_future": _("This day is still to come. Give today or an earlier day."),
    "before_it_was_made": _("It had not been said yet on that day."),
    "due_before_made": _("The day lies before the commitment was made."),
    "day_is_past": _("This day is past. Give today or a later day."),
    "same_day": _("This is the day it has already."),
    "say_why": _("Say why, in a sentence."),
    "words_needed": _("This is still empty."),
    "words_too_long": _("This is too long. Shorten it."),
    "closed_already": _("It is closed already. Open it again first."),
    "cannot_move_so": _("As it stands, this cannot be said of it."),
    "private_to_the_public": _("What is made to the public cannot be private."),
    "private_only_there": _("Only who holds the office at this very network can make this private: you could not read it any more. Choose otherwise, or ask them."),
    "own_language": _("It is written in this language already: say it in other words instead."),
    "too_many_steps": _("At most %(most)s steps."),
    "step_too_long": _("A step has at most %(most)s letters. Shorten it, or make two of it."),
    "step_needed": _("Write at least one step."),
    "step_day": _("This is no day we can read: %(day)s. Write year, month and day before the step: 2026-03-31."),
    "evidence_needed": _("Write something, give a link, or choose a file."),
    "too_much_evidence": _("At most %(most)s pieces for one commitment."),
    "file_too_large": _("This file is larger than %(most)s MB. Make it smaller, or give a link."),
    "file_empty": _("This file is empty."),
    "photo_too_large": _("This photo is too large to be freed of its traces. Make it smaller."),
    "photo_unknown": _("This photo cannot be freed of where and when it was taken. Save it as JPEG or PNG first."),
    "nothing_claimed": _("Nothing is claimed that could be seen otherwise. Write a comment instead."),
    "nobody_can_release": _("It was made to nobody who is recorded here, so nobody can let you go. If it cannot be kept, say so and say why."),
    "asked_already": _("You asked already. Their answer is awaited."),
    "not_asked": _("Nobody asks for that at present."),
    "answered_already": _("You answered already."),
    "instead_needed": _("Say what comes in its place, and by when."),
    "edited_meanwhile": _("Somebody else saved other words meanwhile. Both are shown: put together what should stand, and save again. Nothing is lost."),
    "place_needed": _("There is no network in which it could be listed."),
}  # fmt: skip
