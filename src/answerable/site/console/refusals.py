"""What a rule's no means, in a terminal."""

from django.utils.translation import gettext as _

from answerable.access.refusals import Refused
from answerable.kit.forms import RuleSaysNo


def words_for(refusal: RuleSaysNo | Refused) -> str:
    """Returns a refusal in words; one that is not known here by its code."""
    facts = getattr(refusal, "facts", {})
    known = {
        "set_up_already": _("The alliance is set up already. What was asked then is changed at the secretariat’s desk."),
        "name_needed": _("A name is needed."),
        "language_needed": _("At least one language is needed."),
        "email_needed": _("An e-mail address is needed."),
        "email_taken": _("Somebody signs in with this address already."),
        "has_account": _("This person has a way to sign in already."),
        "former_member": _("This person has left the alliance."),
        "office_held_already": _("This person holds this office already in that time."),
        "office_stands_elsewhere": _("Focal points and partner representatives stand at an organisation, all other offices at a network."),
        "last_of_secretariat": _("This is the last one of the secretariat: entrust somebody else with the office first."),
        "ends_before_it_starts": _("It would end before it begins."),
        "mail_failed": _("The test mail could not be handed over (%(why)s). See address, user and password."),
        "no_mail": _("No mail is set up, so that nothing can be sent: “answerable init” or the secretariat’s desk sets it up."),
        "password_too_short": _("The password needs at least 12 characters."),
        "password_too_common": _("This password is among the first that are tried. Choose another."),
        "password_entirely_numeric": _("A password needs more than digits."),
        "password_too_similar": _("The password is too much like the address."),
    }  # fmt: skip
    words = known.get(refusal.code)
    if words is None:
        return _("This was refused (%(code)s).") % {"code": refusal.code}
    return words % facts if facts else words
