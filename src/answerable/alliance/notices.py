"""The messages of this room: they say that something awaits, never what a private thing says."""

from django.utils.translation import gettext_lazy as _

from answerable.notices.kinds import Kind, declare

declare(
    Kind(
        "alliance.office_granted",
        words=_("You have been entrusted with an office. See what it is and until when."),
        mail="soon",
    )
)
declare(Kind("alliance.office_ended", words=_("An office of yours has ended or has an end date."), mail="digest"))
declare(
    Kind(
        "alliance.rule_ending",
        words=_("%(body)s is about to break one of its rules because a term ends."),
        label=_("A body is about to break one of its rules because a term ends."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.rule_broken",
        words=_("%(body)s does not keep one of its rules of composition."),
        label=_("A body does not keep one of its rules of composition."),
        mail="digest",
    )
)
declare(Kind("alliance.invitation_accepted", words=_("Somebody accepted an invitation of yours."), mail="digest"))
declare(
    Kind(
        "alliance.request_waits",
        words=_("Somebody asks to join, or to speak for an organisation. An answer is awaited."),
        mail="soon",
    )
)
