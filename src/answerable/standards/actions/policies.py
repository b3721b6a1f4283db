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
from ..rules.belonging import day_before
from ..rules.saying import PolicyKind, Told
from .contents import Upload, empty_policy, kind_of, seal_document
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
    _speaks(by, organisation)
    subject = Subject.objects.select_for_update().filter(organisation=organisation).first() or _unsaved(organisation)
    kind = kind_of(adopted.words, adopted.link, adopted.file, field="said")
    _check(subject, adopted)
    made = Policy.objects.create(
        organisation=organisation, about=adopted.about, title=adopted.title.strip(), kind=kind, words=adopted.words.strip(),
        language=adopted.language, link=adopted.link, adopted_on=adopted.adopted_on, review_due=adopted.review_due,
        said_on=earliest_at(home_of(subject)), by=by.opaque_id,
    )  # fmt: skip
    if adopted.file:
        seal_document(adopted.file, policy=made)
    if adopted.about != PolicyKind.OTHER:
        _end_earlier(made)
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


def _end_earlier(made: Policy) -> None:
    """What was adopted before ends with what came after it; an older one that is recorded late ends where the next began."""
    others = Policy.objects.filter(organisation=made.organisation_id, about=made.about, taken_back_on=None).exclude(
        pk=made.pk
    )
    last = day_before(made.adopted_on)
    for one in others.filter(adopted_on__lt=made.adopted_on):
        if one.ended_on is None or one.ended_on > last:
            one.ended_on = last
            one.save(update_fields=["ended_on"])
    following = others.filter(adopted_on__gte=made.adopted_on).order_by("adopted_on").first()
    if following is not None:
        made.ended_on = max(made.adopted_on, day_before(following.adopted_on))
        made.save(update_fields=["ended_on"])


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
    """Takes a policy back that was recorded by mistake: its content goes for good."""
    held = _locked(by, policy)
    empty_policy(held)
    forget_rounds(by=by, subject=asked_about(held))
    forgotten.remember("standards_policy", str(held.key))
    _enter(by, "take_back_policy", held)
    return held


def _locked(by: Actor, policy: Policy) -> Policy:
    rows = Policy.objects.select_for_update(of=("self",)).select_related("organisation__merged_into")
    held = rows.filter(pk=policy.pk, taken_back_on=None).first()
    if held is None:
        raise Hidden
    _speaks(by, held.organisation)
    return held


def _speaks(by: Actor, organisation: Organisation) -> None:
    require(speaks_for_organisation.covers(by, organisation_path(kept_record(organisation).pk)))


def _unsaved(organisation: Organisation) -> Subject:
    return Subject(kind="organisation", organisation=organisation)


def _subject_of(policy: Policy) -> Subject:
    return _unsaved(policy.organisation)


def _enter(by: Actor, verb: str, policy: Policy) -> None:
    """Writes the entry, and lets whoever follows the records hear of it: what is asked of policies stands anew."""
    subject = _subject_of(policy)
    ledger.record(
        by, f"standards.{verb}", subject=("organisation", str(policy.organisation.key)), place=home_of(subject),
        office=office_of(by, subject), detail={"policy": str(policy.key), "about": str(policy.about)},
    )  # fmt: skip
    touching.touched("policies", policy.organisation.key)
