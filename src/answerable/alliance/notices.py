"""The messages of this room: they say that something awaits, never what a private thing says."""

from django.utils.translation import gettext_lazy as _

from answerable.kit import letters
from answerable.kit.letters import Address, Part, Wording
from answerable.notices.kinds import Kind, declare

LINK = {"link": "/…"}
BODY = {"body": "Example Committee"}
NOTHING_ASKED = Part(
    "nothing_asked", _("You asked nothing? Then somebody else typed your address. You need do nothing.")
)

letters.declare(
    Wording(
        "alliance.invitation",
        _("An invitation for you"),
        (
            Part("subject", _("An invitation for you")),
            Part(
                "lead",
                _(
                    "You are invited to sign in to a site on which organisations work together. What it is about you read on the page itself, once a code has shown that this address is yours."
                ),
            ),
            Address("link"),
            Part(
                "until",
                _("The link works until %(until)s. Opening it accepts nothing yet."),
                {"until": "2026-12-31"},
            ),
            Part(
                "not_sure",
                _("Are you not sure? Ask whom you know there, by another way. If you do nothing, nothing happens."),
            ),
        ),
        LINK,
        discreet=True,
    )
)
letters.declare(
    Wording(
        "alliance.received",
        _("What you sent has arrived"),
        (
            Part("subject", _("What you sent has arrived")),
            Part(
                "lead",
                _(
                    "What you sent has arrived. On this page you see how it stands, once a code has shown that this address is yours:"
                ),
            ),
            Address("link"),
            NOTHING_ASKED,
        ),
        LINK,
        discreet=True,
    )
)
letters.declare(
    Wording(
        "alliance.answered",
        _("There is an answer for you"),
        (
            Part("subject", _("There is an answer for you")),
            Part(
                "lead",
                _(
                    "There is an answer to what you asked. You read it on this page, once a code has shown that this address is yours:"
                ),
            ),
            Address("link"),
            NOTHING_ASKED,
        ),
        LINK,
        discreet=True,
    )
)

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
        samples=BODY,
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.rule_broken",
        words=_("%(body)s does not keep one of its rules of composition."),
        label=_("A body does not keep one of its rules of composition."),
        samples=BODY,
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.services_unchecked",
        words=_(
            "Support services that you keep were not checked for long. See whether they are still as the list says."
        ),
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
declare(
    Kind(
        "alliance.place_asked",
        words=_("%(network)s asks for a place of an organisation that you keep. An answer is awaited."),
        label=_("Another network asks for a place of an organisation that you keep."),
        samples={"network": "Kenya"},
        mail="soon",
    )
)
declare(
    Kind(
        "alliance.place_answered",
        words=_("What you asked for %(network)s is settled: whether an organisation gets a place there."),
        label=_("A request of yours for an organisation’s place is settled."),
        samples={"network": "Kenya"},
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.place_given",
        words=_(
            "An organisation that you speak for has a place in %(network)s now. Those who keep its records there can keep yours."
        ),
        label=_("An organisation that you speak for has a place in one more network."),
        samples={"network": "Kenya"},
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.factor_lost",
        words=_("Somebody whose records you keep lost the second step of their sign-in. Make sure that it is them."),
        mail="soon",
    )
)
declare(
    Kind(
        "alliance.factor_removed",
        words=_("A second step that you confirmed as lost was removed."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.second_factor_needed",
        words=_("One of your offices needs a second step at sign-in. Set it up before the office rests."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.organisations_merged",
        words=_("Two records of an organisation that you speak for or keep became one."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.organisations_parted",
        words=_("A merge of two organisations that you speak for or keep was undone."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.seat_given_up",
        words=_(
            "A seat on %(body)s became free: two records of one organisation became one, and it may hold no more seats there."
        ),
        label=_("A seat became free because two records of one organisation became one."),
        samples=BODY,
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.networks_merged",
        words=_("Another network became part of %(network)s. See what that means for your office."),
        label=_("A network of yours became one with another one."),
        samples={"network": "Kenya"},
        mail="soon",
    )
)
declare(
    Kind(
        "alliance.seat_ends",
        words=_("Your term on %(body)s ends soon. See until when, and tell whoever comes next what is open."),
        label=_("A term of yours on a body ends soon."),
        samples=BODY,
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.seat_to_fill",
        words=_("A term on %(body)s ends soon, and nobody follows yet."),
        label=_("A term on a body ends soon, and nobody follows yet."),
        samples=BODY,
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.office_ends",
        words=_("An office of yours ends soon. See until when, and prepare to hand it over."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.office_to_fill",
        words=_("An office in your care ends soon, and nobody follows yet."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.nobody_coordinates",
        words=_("Nobody will coordinate %(network)s any more. You may entrust somebody with it, if only for a while."),
        label=_("A network below yours is about to have no coordinator."),
        samples={"network": "Kenya"},
        mail="soon",
    )
)
declare(
    Kind(
        "alliance.handover_waits",
        words=_("Something was left for you by whoever held an office or a seat before you."),
        mail="digest",
    )
)
declare(
    Kind(
        "alliance.handover_accepted",
        words=_("Whoever follows you has taken over what you left for them."),
        mail="digest",
    )
)
