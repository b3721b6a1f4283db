"""An organisation's policies: adopted, made known, looked at again, taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import earliest_at, latest_at
from answerable.alliance.queries.merging import kept_record
from answerable.backups import forgotten
from answerable.kit import touching
from answerable.ledger import actions as ledger
from answerable.questions.actions import forget_rounds

from ..models import Policy, PolicyReview, PolicyTold, Subject
from ..permissions import organisation_path, require, speaks_for_organisation
from ..queries.policy_rounds import asked_about
from ..queries.sides import home_of
from ..queries.subjects import name_of
from ..rules.belonging import day_before
from ..rules.saying import PolicyKind, Told
from .contents import Upload, empty_policy, kind_of, seal_document
from .reckoning import prepared
from .recording import office_of

LONGEST = 20_000


@dataclass(frozen=True)
class Adopted:
    """A policy as it was adopted: its text, a link to it, or a file."""

    about: PolicyKind
    title: str
    adopted_on: dt.date
    review_due: dt.date
    words: str = ""
    link: str = ""
    file: Upload | BinaryIO | None = None
    language: str = "en"


@transaction.atomic
def adopt_policy(*, by: Actor, organisation: Organisation, adopted: Adopted) -> Policy:
    """Records a policy. A newer one about the same ends the one before on the day before it was adopted."""
    _hold(by, organisation.pk)
    subject = _unsaved(organisation)
    kind = kind_of(adopted.words, adopted.link, adopted.file, field="said")
    _check(subject, adopted)
    made = Policy.objects.create(
        organisation=organisation, about=adopted.about, title=adopted.title.strip(), kind=kind, words=adopted.words.strip(),
        language=adopted.language, link=adopted.link, adopted_on=adopted.adopted_on, review_due=adopted.review_due,
        said_on=earliest_at(home_of(subject)), by=by.opaque_id,
    )  # fmt: skip
    if adopted.file:
        seal_document(adopted.file, policy=made)
    end_each(made)
    made.refresh_from_db(fields=["ended_on"])
    _enter(by, "adopt_policy", made)
    return made


def _check(subject: Subject, adopted: Adopted) -> None:
    if not adopted.title.strip():
        raise Unacceptable("title_needed", field="title")
    if len(adopted.words.strip()) > LONGEST:
        raise Unacceptable("too_long", field="said", most=LONGEST)
    if adopted.adopted_on > latest_at(home_of(subject)):
        raise Unacceptable("in_the_future", field="adopted_on")
    if adopted.review_due <= adopted.adopted_on:
        raise Unacceptable("ends_before_it_starts", field="review_due")
    about = Policy.objects.filter(organisation=subject.organisation_id, about=adopted.about, taken_back_on=None)
    if adopted.about != PolicyKind.OTHER and about.filter(adopted_on=adopted.adopted_on).exists():
        raise Unacceptable("adopted_that_day", field="adopted_on")


def end_each(changed: Policy) -> None:
    """Each about the same ends on the day before the next was adopted, whatever was recorded or taken back; the last stands.

    Of two adopted on one day, which is refused now, the one that was recorded first stands.
    """
    if changed.about == PolicyKind.OTHER:
        return
    about = Policy.objects.filter(organisation=changed.organisation_id, about=changed.about, taken_back_on=None)
    following = None
    for one in about.order_by("-adopted_on", "pk"):
        ended_on = max(one.adopted_on, day_before(following.adopted_on)) if following else None
        if one.ended_on != ended_on:
            one.ended_on = ended_on
            one.save(update_fields=["ended_on"])
        following = one


@transaction.atomic
def review_policy(*, by: Actor, policy: Policy, review_due: dt.date) -> Policy:
    """Says that it was looked at again and stays as it is, until another day."""
    held = _locked(by, policy)
    today = earliest_at(home_of(_subject_of(held)))
    if review_due <= today:
        raise Unacceptable("review_in_the_past", field="review_due")
    if held.ended_on is not None or review_due <= held.review_due:
        raise Unacceptable("review_not_later", field="review_due", day=held.review_due)
    PolicyReview.objects.create(
        policy=held, on=max(today, held.adopted_on), before=held.review_due, due=review_due, by=by.opaque_id
    )
    held.review_due = review_due
    held.save(update_fields=["review_due"])
    _enter(by, "review_policy", held)
    return held


@transaction.atomic
def make_known(
    *, by: Actor, policy: Policy, whom: Told, on: dt.date, reached: int | None = None, of: int | None = None
) -> PolicyTold:
    """Records that a policy was made known to a group, and to how many of how many where that was counted."""
    held = _locked(by, policy)
    if on > latest_at(home_of(_subject_of(held))):
        raise Unacceptable("in_the_future", field="on")
    if on < held.adopted_on:
        raise Unacceptable("before_it_was_adopted", field="on")
    if reached is not None and of is not None and reached > of:
        raise Unacceptable("more_than_there_are", field="reached")
    made = PolicyTold.objects.create(policy=held, whom=whom, reached=reached, of=of, on=on, by=by.opaque_id)
    _enter(by, "make_known", held)
    return made


@transaction.atomic
def take_back_policy(*, by: Actor, policy: Policy) -> Policy:
    """Takes a policy back that was recorded by mistake: its content goes for good, and what it had ended goes on."""
    held = _locked(by, policy)
    empty_policy(held)
    end_each(held)
    forget_rounds(by=by, subject=asked_about(held))
    forgotten.remember("standards_policy", str(held.key))
    _enter(by, "take_back_policy", held)
    return held


def _locked(by: Actor, policy: Policy) -> Policy:
    _hold(by, policy.organisation_id)
    rows = Policy.objects.select_for_update(of=("self",)).select_related("organisation__merged_into__merged_into")
    held = rows.filter(pk=policy.pk, taken_back_on=None).first()
    if held is None:
        raise Hidden
    return held


def _hold(by: Actor, organisation: int) -> None:
    """Refuses whoever does not speak for it; and locks how it stands, the ledger first, as claims do: nobody waits in a circle."""
    found = Organisation.objects.select_related("merged_into__merged_into").get(pk=organisation)
    kept = kept_record(found)
    require(speaks_for_organisation.covers(by, organisation_path(kept.pk)))
    ledger.hold()
    prepared([name_of(kept)])
    list(Subject.objects.select_for_update().filter(organisation__in=[found, kept]).order_by("pk"))


def _unsaved(organisation: Organisation) -> Subject:
    return Subject(kind="organisation", organisation=organisation)


def _subject_of(policy: Policy) -> Subject:
    return _unsaved(kept_record(policy.organisation))


def _enter(by: Actor, verb: str, policy: Policy) -> None:
    """Writes the entry, and lets whoever follows the records hear of it: what is asked of policies stands anew."""
    kept = kept_record(policy.organisation)
    subject = _unsaved(kept)
    ledger.record(
        by, f"standards.{verb}", subject=("organisation", str(kept.key)), place=home_of(subject),
        office=office_of(by, subject), detail={"policy": str(policy.key), "about": str(policy.about)},
    )  # fmt: skip
    touching.touched("policies", kept.key)
