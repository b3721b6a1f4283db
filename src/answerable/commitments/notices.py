"""The messages of this room. None has a word of a commitment in it; of a private one not even what happened."""

from django.utils.translation import gettext_lazy as _

from answerable.notices.kinds import Kind, declare

declare(
    Kind(
        "commitments.made",
        words=_("Somebody said what they will do for you, or an organisation of yours said it."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.soon",
        words=_("The day of a commitment is near. Say how it stands, or give it another day and say why."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.overdue",
        words=_("The day of a commitment is past. Say plainly how it stands: done, not kept, or when."),
        mail="digest",
    )
)
declare(Kind("commitments.done", words=_("A commitment that was made to you was said to be done."), mail="digest"))
declare(
    Kind(
        "commitments.not_kept",
        words=_("A commitment that was made to you was not kept. Its owner says why."),
        mail="digest",
    )
)
declare(Kind("commitments.opened_again", words=_("A commitment that was made to you is open again."), mail="digest"))
declare(
    Kind(
        "commitments.day_moved",
        words=_("A commitment that was made to you has another day. Its owner says why."),
        mail="digest",
    )
)
declare(
    Kind("commitments.reworded", words=_("A commitment that was made to you was said in other words."), mail="digest")
)
declare(
    Kind(
        "commitments.shown_changed",
        words=_("Other people than before may read a commitment that was made to you."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.release_asked",
        words=_("Somebody asks you to let them go from a commitment. You decide."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.release_answered",
        words=_("There is an answer to your wish to be let go from a commitment."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.seen_otherwise",
        words=_("Those to whom you made a commitment see it otherwise than you say."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.said",
        words=_("Something new was said about a commitment of yours, or one made to you."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.evidence",
        words=_("Something new was laid before about a commitment of yours, or one made to you."),
        mail="digest",
    )
)
declare(
    Kind(
        "commitments.private", words=_("Something awaits you about a private commitment."), mail="digest", private=True
    )
)
