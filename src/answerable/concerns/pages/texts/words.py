"""What the pages about the texts of raising call things."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...queries.own_words import Line

ENTERED_PART = "entered"
PARTS: Mapping[str, Promise] = {
    ENTERED_PART: _("Numbers and laws of the country"),
    "questions": _("Questions"),
    "pages": _("Pages"),
    "help": _("Help"),
    "stages": _("Where it stands"),
    "promises": _("Promises"),
    "routes": _("Why these people read"),
    "desks": _("Desks"),
    "consents": _("Consent"),
    "consent_answers": _("Answers about consent"),
    "endings": _("Why it was closed"),
    "notes": _("Before something hard"),
    "refusals": _("What cannot be sent"),
    "buttons": _("Buttons"),
}
ENTERED: Mapping[str, tuple[Promise, Promise]] = {
    "emergency": (_("Emergency number"), _("Whom to call in danger, with what to say if another language is spoken there")),
    "helpline": (_("Helpline"), _("Somebody to talk to, by day and night where there is one")),
    "childrens_helpline": (_("Children’s helpline"), _("People who listen to young people, best without a name and at no cost")),
    "pass_on": (_("What must be passed on here"), _("What the law of this country says of children in danger, in plain words; ask somebody who knows it")),
    "contact": (_("Somebody to speak to"), _("How to reach a person instead of writing: said on the first page")),
}  # fmt: skip
PROBLEMS: Mapping[str, Promise] = {
    "text_empty": _("A text is never empty. To have the shipped one again, go back to it."),
    "text_too_long": _("Make it shorter: at most 400 signs. Most people read this on a small screen."),
    "text_angle": _("Angle brackets cannot be used here."),
    "text_control": _("There is an invisible sign in this text that could turn around what stands beside it. Type it anew."),
    "text_places": _("What is filled in has to stand in the text, exactly so and nothing else in braces: %(names)s"),
    "text_brace": _("A curly bracket stands alone. Leave brackets out, except where something is filled in."),
    "text_lacks_number": _("Write the number itself, in figures: whoever is in danger has no time to look for it."),
    "say_when_checked": _("Say on which day you made sure that this is right."),
    "day_to_come": _("This day is still to come."),
}  # fmt: skip


def part_words(part: str) -> str:
    return str(PARTS.get(part, part))


def state_of(line: Line) -> tuple[str, str]:
    """Returns how a text stands, as the glyph of a status with its words."""
    if line.is_behind or line.is_old:
        return "late", str(_("Look again"))
    if line.own:
        return "ok", str(_("In own words"))
    if line.is_entered and not line.without:
        return "none", str(_("Nothing entered"))
    return "na", str(_("As above")) if line.without != line.shipped else str(_("As shipped"))
