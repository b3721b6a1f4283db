"""The words for signing: ways, ends, and what is said where something cannot be done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerable.alliance.queries import naming

from ..rules.words import EndKind, Procedure, Signer, Way

Words = dict[str, Promise]
Sayings = dict[str, str | Promise]

SIGNERS: Words = {
    Signer.PERSON: _("People"),
    Signer.ORGANISATION: _("Organisations"),
    Signer.NETWORK: _("Networks"),
}
WAYS: Words = {
    Way.PAGE: pgettext_lazy("signed", "on this site"),
    Way.PAPER: pgettext_lazy("signed", "on paper, with a witness"),
    Way.ASSEMBLY: pgettext_lazy("signed", "in an assembly, with a witness"),
    Way.IMPORTED: pgettext_lazy("signed", "before this site was used, brought in from a list"),
}
ELSEWHERE: Words = {Way.PAPER: _("On paper"), Way.ASSEMBLY: _("In an assembly")}
ENDS: Words = {EndKind.WITHDRAWN: _("taken back by its signer"), EndKind.REVOKED: _("revoked")}
PROCEDURES: Words = {Procedure.CONSENT: _("By consent"), Procedure.VOTE: _("By vote")}

REFUSALS: Sayings = {
    "no_person": _("Your account belongs to nobody in the records, so there is nobody to sign. Whoever keeps your network’s records can put that right."),
    "not_asked": _("This text is not there for you to sign: you belong to none of the networks in which it holds."),
    "organisation_not_asked": _("This text is not there for this organisation to sign: it belongs to none of the networks in which it holds."),
    "network_not_asked": _("This text is not there for this network to sign."),
    "no_office_there": _("You hold no office that lets you sign for this organisation. Its focal point or its partner representative can. Nothing was signed."),
    "office_not_held": _("You do not hold this office today."),
    "signed_already": _("You have signed this version already."),
    "organisation_signed_already": _("This organisation has signed this version already."),
    "network_signed_already": _("This network has signed this version already."),
    "superseded": _("This version was replaced by a later one meanwhile, and nobody signs it any more. Open the page again: the later one is shown there, the difference first."),
    "changed_meanwhile": _("These words were put right while you read. Open the page again to read them as they are now."),
    "not_adopted": _("This version was not adopted yet: nobody can sign it."),
    "language_not_whole": _("The text is not whole in this language. Read and sign it in another one."),
    "name_needed": _("Write the name you want to be shown. It may be a pseudonym."),
    "in_the_future": _("This day has not come yet."),
    "signed_before_adopted": _("This version was not adopted yet on that day. Choose the version that was signed then."),
    "signed_after_superseded": _("On that day a later version was in force already. Choose the version that was signed then."),
    "witness_needed": _("Say who was there and saw it: a signature given elsewhere needs a witness."),
    "nobody_chosen": _("Choose at least one who signed."),
    "others_keep_them": _("Others keep the records of one of these people. Ask them to enter it."),
    "others_keep_it": _("Others keep this organisation’s records. Ask them to enter it."),
    "reason_needed": _("Say why, in a sentence."),
    "ended_already": _("This signature does not stand any more."),
    "words_needed": _("Say in a few words what holds you back."),
    "answered_meanwhile": _("It was answered meanwhile. Open the page again: what you add now follows the answer. Nothing you wrote is lost here."),
    "answer_needed": _("Say it in a few words."),
    "body_elsewhere": _("This body belongs to another network."),
    "body_not_there_then": _("This body was not there on that day."),
    "nobody_entitled": _("At least one must be entitled to decide."),
    "quorum_of_nobody": _("A quorum is at least one."),
    "quorum_above_entitled": _("The quorum cannot be more than those entitled."),
    "present_above_entitled": _("More were present than are entitled. Count only those entitled."),
    "no_quorum": _("Fewer were present than the quorum asks for: nothing was decided, and the network has not signed. Nothing you wrote is lost."),
    "votes_needed": _("Give the votes."),
    "votes_above_present": _("There are more votes than people present."),
    "office_unknown": _("There is no such office."),
    "days_out_of_bounds": _("Give at least 1 day and at most %(most)s."),
    "rule_there_already": _("There is such a rule already."),
}  # fmt: skip

OFFICES: Words = naming.OFFICES
