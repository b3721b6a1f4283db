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
        "conduct.hold_back_answered",
        words=_("There is an answer to what you said holds you back."),
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

declare(
    Kind(
        "conduct.read_draft",
        words=_("“%(text)s” is being written anew. Read the draft before it is adopted, and show it to others."),
        label=_("A text is open for reading before it is adopted."),
        samples=TEXT,
        mail="digest",
    )
)

for kind in (
    Kind("conduct.invited", words=_("You are invited to write a network’s own code with others."), mail="digest"),
    Kind("conduct.drafting_open", words=_("A network’s own code is open for what you have to say."), mail="digest"),
    Kind("conduct.contributions_wait", words=_("Somebody said something of a local code that you write. An answer is awaited."), mail="digest"),
    Kind("conduct.answers_overdue", words=_("An answer that was promised to somebody who contributed is overdue."), mail="digest"),
    Kind("conduct.answered", words=_("There is an answer to what you said of a local code."), mail="digest"),
    Kind("conduct.answers_given", words=_("There are new answers to what was said of a local code."), mail="digest"),
    Kind("conduct.asked", words=_("A network asks your organisation what it thinks, before it adopts its own code."), mail="digest"),
    Kind("conduct.partner_said", words=_("A partner organisation has answered about a local code."), mail="digest"),
    Kind("conduct.decided", words=_("A local code in which you took part was decided on."), mail="digest"),
):  # fmt: skip
    declare(kind)
