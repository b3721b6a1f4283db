"""What each step is called, why it is worth doing, and how one says that it is not needed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerable.alliance.rules.first_steps import FirstStep as F
from answerable.alliance.rules.first_steps import StepState

NOT_NEEDED = _("We do not need this")
AS_IT_IS = _("We keep it as it is")


@dataclass(frozen=True)
class Words:
    title: Promise
    why: Promise
    aside: Promise = NOT_NEEDED


STEPS: dict[F, Words] = {
    F.OWN_FACTOR: Words(
        _("Your own second step at sign-in"),
        _("Whoever got hold of your password could read and change everything here. A passkey or an app keeps them out."),
    ),
    F.SECOND_PERSON: Words(
        _("A second person in the secretariat"),
        _("Somebody can go on when you cannot, and a lost second step is given back only when two people confirm it."),
    ),
    F.MAIL: Words(
        _("Mail that arrives"),
        _("Invitations, codes to sign in and notices go by mail."),
        _("We send no mail"),
    ),
    F.NAMES: Words(
        _("Name and description in each language"),
        _("Everybody reads them on the first page, each in their own language."),
        AS_IT_IS,
    ),
    F.LOOK: Words(
        _("Colours and logo"),
        _("People sooner trust a site that looks like those they know."),
        AS_IT_IS,
    ),
    F.LANGUAGES: Words(
        _("Languages on offer, and who has read them"),
        _("Whoever speaks a language finds what a translator could not know."),
    ),
    F.PRIVACY: Words(
        _("The privacy page"),
        _("It says what is kept of whom, out of your settings. Read it once, and add what only you can say."),
        AS_IT_IS,
    ),
    F.KINDS: Words(
        _("Kinds of organisation"),
        _("With these words organisations say what they are, and rules for committees count them."),
        AS_IT_IS,
    ),
    F.NETWORKS: Words(
        _("Networks of regions and countries"),
        _("Each has its own people and keeps its own records. A list with countries opens theirs by itself."),
    ),
    F.ORGANISATIONS: Words(
        _("Your organisations"),
        _("Bring in the list that you have. You see what would become of every row before anything is kept."),
    ),
    F.COORDINATORS: Words(
        _("Somebody to coordinate each network"),
        _("They keep the records near the people, and answer whoever asks to join."),
    ),
    F.INVITATIONS: Words(
        _("Organisations invited"),
        _("Whoever accepts looks after their own organisation’s card."),
    ),
    F.DUTIES: Words(
        _("What is asked of everybody"),
        _("Take in the duties that come with the program, in plain words, or write your own. What the records know counts by itself."),
    ),
    F.JOBS: Words(
        _("What the server does by itself"),
        _("Every hour it sends notices, gives warning before terms end, and deletes what is kept no longer."),
    ),
    F.BACKUP_KEY: Words(
        _("A backup key, kept elsewhere"),
        _("Only its words, on paper with your board, open a backup."),
        _("Our backups are made otherwise"),
    ),
    F.BACKUP: Words(
        _("A first backup"),
        _("A broken disk must not be the end of your records."),
        _("Our backups are made otherwise"),
    ),
}  # fmt: skip
STATES: dict[StepState, tuple[str, Promise]] = {
    StepState.DONE: ("ok", pgettext_lazy("step", "Done")),
    StepState.TO_DO: ("start", pgettext_lazy("step", "To do")),
    StepState.ELSEWHERE: ("none", pgettext_lazy("step", "Somebody else must do it")),
    StepState.NOT_NEEDED: ("na", pgettext_lazy("step", "Not needed")),
}
