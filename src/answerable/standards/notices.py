"""The messages of this room: that something awaits somebody, and nothing of what was said."""

from django.utils.translation import gettext_lazy as _

from answerable.notices.kinds import Kind, declare

declare(
    Kind(
        "standards.claimed",
        words=_("Somebody said how a duty stands. You may confirm it, or ask for more."),
        mail="digest",
    )
)
declare(
    Kind(
        "standards.round_has_results",
        words=_("The questions about one of your organisation’s policies have results."),
        mail="digest",
    )
)
declare(
    Kind(
        "standards.round_without_results",
        words=_("The questions about one of your organisation’s policies ended with too few answers to tell of."),
        mail="digest",
    )
)
declare(Kind("standards.confirmed", words=_("What you said of a duty was confirmed."), mail="digest"))
declare(
    Kind("standards.vouched", words=_("A partner organisation vouched for what you said of a duty."), mail="digest")
)
declare(
    Kind(
        "standards.asked_back",
        words=_("Somebody would like to know more about what you said of a duty."),
        mail="digest",
    )
)
declare(
    Kind(
        "standards.taken_back",
        words=_("Somebody no longer confirms or vouches for what you said of a duty."),
        mail="digest",
    )
)
declare(Kind("standards.excused", words=_("Somebody said why a duty does not fit them."), mail="digest"))
declare(Kind("standards.excuse_ended", words=_("A duty is asked of you again."), mail="digest"))
declare(Kind("standards.help_asked", words=_("Somebody asks for help with a duty."), mail="digest"))
declare(Kind("standards.help_said", words=_("Something was said about help with a duty."), mail="digest"))
declare(
    Kind(
        "standards.invited",
        words=_(
            "You are welcome to say how you stand on what is asked of you. A sentence is enough, and silence is no fault."
        ),
        mail="digest",
    )
)
declare(
    Kind("standards.soon", words=_("A duty of yours is due soon. Say how it stands, or ask for help."), mail="digest")
)
declare(
    Kind(
        "standards.overdue",
        words=_("The day of a duty of yours is past. Say how it stands, or ask for help."),
        mail="digest",
    )
)
declare(
    Kind(
        "standards.near_overdue",
        words=_("Somebody in your network has had time and a duty is still overdue. Ask them whether help is welcome."),
        mail="digest",
    )
)
