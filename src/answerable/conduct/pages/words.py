"""The words for this room's codes, in the reader's language. What one part alone says stands in words of its own there."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules.words import InstrumentKind, VersionState

Words = dict[str, Promise]
Sayings = dict[str, str | Promise]

KINDS: Words = {
    InstrumentKind.PRINCIPLES: _("Core principles"),
    InstrumentKind.DEFINITION: _("What accountability means"),
    InstrumentKind.CODE: _("Code of conduct"),
    InstrumentKind.STANDARDS: _("Accountability standards"),
    InstrumentKind.OTHER: pgettext_lazy("kind of text", "Another text"),
}
VERSIONS: Words = {
    VersionState.DRAFT: pgettext_lazy("version", "Draft"),
    VersionState.CONSULTATION: pgettext_lazy("version", "In consultation"),
    VersionState.ADOPTED: pgettext_lazy("version", "Adopted"),
    VersionState.SUPERSEDED: pgettext_lazy("version", "Replaced by a later one"),
    VersionState.DROPPED: pgettext_lazy("version", "Given up"),
}
VERSION_STATUS: dict[str, str] = {
    VersionState.DRAFT: "start",
    VersionState.CONSULTATION: "part",
    VersionState.ADOPTED: "ok",
    VersionState.SUPERSEDED: "na",
    VersionState.DROPPED: "none",
}
REFUSALS: Sayings = {
    "name_needed": _("Give a name."),
    "label_needed": _("Say what this version is called: for example its year."),
    "label_taken": _("Another version of this text is called so already."),
    "label_reserved": _("This word is needed for an address. Choose another one."),
    "in_the_future": _("This day is still to come. Give today or an earlier day."),
    "before_its_beginning": _("This version was not begun yet on that day."),
    "adopted_before_the_last": _("The version before this one was adopted later than that."),
    "in_force_before_adopted": _("A text cannot be in force before it was adopted."),
    "written_together": _("This text is written together, as a local code: go on there."),
    "version_not_open": _("This version is not a draft any more. What was adopted is never changed: begin a new version."),
    "version_moves_not_so": _("A version cannot go from its present state to this one."),
    "one_version_is_open": _("Another version of this text is being written already. Finish it or give it up first."),
    "instrument_closed": _("This text is closed."),
    "words_needed": _("A clause needs words."),
    "number_needed": _("Give the clause a number."),
    "number_taken": _("Another clause has this number already."),
    "no_clauses": _("There is no clause yet."),
    "clause_without_words": _("Clause %(number)s has no words in the original language yet."),
    "body_elsewhere": _("This body belongs to another network."),
    "came_about_needed": _("Say in a sentence or two how the text came about."),
    "language_unknown": _("There is no such language here."),
    "language_is_the_original": _("This is the language it was written in."),
    "language_there_already": _("This language is there already."),
    "language_not_whole": _("Some clauses are not translated yet: it can be shown to everyone once all are."),
    "difference_needed": _("Say in a sentence how it differs from the source."),
    "text_changed": _("The text was changed since you opened this page. Read it again. If it is what the body decided, send this once more: nothing you wrote is lost."),
    "edited_meanwhile": _("Somebody else saved other words meanwhile. Both are shown: put together what should stand, and save again. Nothing is lost."),
    "made_from_older": _("The source was changed while you translated. See below what changed, and save again once your words fit it."),
    "reader_needed": _("Say who has read it, as they wish to be called."),
    "opened_already": _("This text is there already."),
    "until_before_today": _("The last day lies before today."),
    "adopts_no_such": _("There is no such text."),
}  # fmt: skip
