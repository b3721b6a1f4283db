"""Saying that a duty does not fit oneself for a while, with the reason; and ending that."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.queries.days import earliest_at
from answerable.kit import clock

from ..models import Duty, Excuse, Subject
from ..permissions import require
from ..queries.excuses import running
from ..queries.merged import RECORDS, kept_subject
from ..queries.sides import accounts_of, accounts_of_keepers, home_of, keeps_records_of, speaks_for
from ..rules.belonging import day_before
from ..rules.saying import ExcuseReason
from .recording import enter, hold, stands_anew, tell


@transaction.atomic
def excuse(
    *, by: Actor, subject: Subject, duty: Duty, reason: ExcuseReason, words: str = "", language: str = "en"
) -> Excuse:
    """Says from today on that a duty does not fit; the reason is shown wherever the standing is."""
    require(speaks_for(by, subject))
    subject = hold(subject)
    if reason == ExcuseReason.OTHER and not words.strip():
        raise Unacceptable("words_needed", field="said")
    if running(subject, duty).exists():
        raise Unacceptable("said_already")
    made = Excuse.objects.create(
        duty=duty, subject=subject, reason=reason, words=words.strip(), language=language, starts=earliest_at(home_of(subject)),
        by=by.opaque_id,
    )  # fmt: skip
    enter(by, "excuse", subject, duty, {"reason": str(reason)})
    stands_anew(subject)
    tell(by, "excused", accounts_of_keepers(subject, clock.today()), "standing_duty", subject.key, duty.number)
    return made


@transaction.atomic
def end_excuse(*, by: Actor, excuse: Excuse) -> Excuse:
    """Ends it from today on, by whoever said it or who keeps their records; the days before stay as they were."""
    hold(excuse.subject)  # before the ledger, as every act here
    found = Excuse.objects.select_for_update(of=("self",)).select_related(
        f"subject__{RECORDS}", "subject__network", "duty"
    )
    held = found.filter(pk=excuse.pk, ends=None).first()
    if held is None:
        raise Hidden
    require(speaks_for(by, held.subject) or keeps_records_of(by, held.subject))
    held.ends, held.ended_by = day_before(earliest_at(home_of(held.subject))), by.opaque_id
    held.save(update_fields=["ends", "ended_by"])
    enter(by, "end_excuse", held.subject, held.duty)
    stands_anew(held.subject)
    tell(
        by,
        "excuse_ended",
        accounts_of(held.subject, clock.today()),
        "standing_duty",
        kept_subject(held.subject).key,
        held.duty.number,
    )
    return held
