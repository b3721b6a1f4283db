"""The messages of this room: they say that something awaits, never who has not signed nor what somebody wrote."""

from django.utils.translation import gettext_lazy as _

from answerable.notices.kinds import Kind, declare

TEXT = {"text": "Code of conduct"}

declare(
    Kind(
        "conduct.sign_again",
        words=_("“%(text)s” has a new version. See what changed since you signed, and whether you sign again."),
        label=_("A text you signed has a new version."),
        samples=TEXT,
        mail="digest",
    )
)
declare(
    Kind(
        "conduct.sign_asked",
        words=_("“%(text)s” awaits your signature, or what holds you back."),
        label=_("A text awaits your signature."),
        samples=TEXT,
        mail="digest",
    )
)
declare(
    Kind(
        "conduct.held_back",
        words=_("Somebody told you what holds them back from signing. They await an answer."),
        mail="digest",
        private=True,
    )
)
declare(
    Kind(
        "conduct.signature_revoked",
        words=_("A signature of yours was revoked. See why."),
        mail="digest",
    )
)
