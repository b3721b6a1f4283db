"""A body decides on a local code: by consent or vote, with its quorum, its dissent and who stood aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Body
from answerable.alliance.permissions import require
from answerable.alliance.queries.days import latest_at
from answerable.kit import touching

from ...models import Adoption, LocalCode, Voice
from ...queries.coming_about import readiness
from ...rules.local_codes import Decision, why_not_adoptable, why_not_decided
from ...rules.words import VersionState
from ..adopting import adopt_version
from ..recording import enter
from ..settling import as_shown
from ..telling_many import tell_soon
from .allowing import AMONG, place_of, require_deciding, standing
from .clauses import forget_taken_out


@dataclass(frozen=True)
class Spoken:
    """A dissent or a stand-aside that somebody wants written down, with a name or without."""

    kind: str
    words: str
    name: str = ""


@dataclass(frozen=True)
class Around:
    """What is written beside a decision: why no partner was asked or not waited for, who disagreed, how the text came about.

    `shown`: what the words of the draft were known by on the page where the decision was written down.
    """

    partners_reason: str = ""
    voices: Sequence[Spoken] = ()
    came_about: str = ""
    shown: str = ""


@transaction.atomic
def decide(*, by: Actor, code: LocalCode, body: Body, decision: Decision, around: Around) -> Adoption:
    """Writes down what a body decided. Where it was carried the version is adopted; else it stays in consultation."""
    require_deciding(by, code)
    _check(code, body, decision, around)
    made = Adoption.objects.create(
        version=code.version, network=code.version.instrument.network, body=body, procedure=decision.procedure,
        held_on=decision.held_on, entitled=decision.entitled, quorum=decision.quorum, present=decision.present,
        in_favour=decision.in_favour, against=decision.against, abstained=decision.abstained, carried=decision.carried,
        partners_reason=around.partners_reason.strip(), by=by.opaque_id,
    )  # fmt: skip
    Voice.objects.bulk_create(
        Voice(adoption=made, kind=one.kind, words=one.words.strip(), name=one.name.strip())
        for one in around.voices if one.words.strip()
    )  # fmt: skip
    detail: dict[str, str | int | bool | list[str]] = {"carried": decision.carried, "present": decision.present, "quorum": decision.quorum}  # fmt: skip
    enter(by, "decide", subject=("local_code", code.pk), place=place_of(code), detail=detail, among=AMONG)
    if decision.carried:
        forget_taken_out(by=by, code=code)
        code.closed_on = decision.held_on
        code.save(update_fields=["closed_on"])
        adopt_version(by=by, version=code.version, body=body, adopted_on=decision.held_on, came_about=around.came_about)
        touching.touched("local_code", code.pk)
    tell_soon("conduct.decided", code.pk, by=by)
    return made


def _check(code: LocalCode, body: Body, decision: Decision, around: Around) -> None:
    if body.network_id != code.version.instrument.network_id:
        raise Hidden
    if body.closed_on and body.closed_on <= decision.held_on:
        raise Unacceptable("body_closed", field="body")
    if code.version.state != VersionState.CONSULTATION:
        raise Unacceptable("not_in_consultation")
    if decision.held_on < code.begun_on:
        raise Unacceptable("held_before_begun", field="held_on")
    reason, field = why_not_decided(decision, latest_at(place_of(code)))
    if reason:
        raise Unacceptable(reason, field=field, present=decision.present, quorum=decision.quorum)
    if decision.carried:
        _check_ready(code, decision, around)


def _check_ready(code: LocalCode, decision: Decision, around: Around) -> None:
    as_shown(code.version, around.shown)
    found = readiness(code, decision.held_on, around.partners_reason)
    reason, field = why_not_adoptable(found)
    if reason:
        raise Unacceptable(reason, field=field, open=found.open_parent_clauses, waiting=found.waiting)
    if not around.came_about.strip():
        raise Unacceptable("came_about_needed", field="came_about")


@transaction.atomic
def add_voice(*, by: Actor, code: LocalCode, adoption: Adoption, spoken: Spoken) -> Voice:
    """Writes one more dissent or stand-aside beside a decision, for whoever wants it there."""
    require(standing(by, code).decides)
    if adoption.version_id != code.version_id:
        raise Hidden
    made = Voice.objects.create(
        adoption=adoption, kind=spoken.kind, words=spoken.words.strip(), name=spoken.name.strip()
    )
    enter(
        by,
        "add_voice",
        subject=("local_code", code.pk),
        place=place_of(code),
        detail={"kind": spoken.kind},
        among=AMONG,
    )
    return made
