"""Every contribution gets an answer; a proposed wording is taken up in one step."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ...models import Answer, Contribution
from ...queries.local_codes import text_of
from ...rules.local_codes import why_not_answered
from ...rules.words import ContributionKind, Outcome
from ..clauses import Wording, write_clause
from ..recording import enter
from .allowing import AMONG, place_of, require_writing


@dataclass(frozen=True)
class Reply:
    """What became of a contribution, and why."""

    outcome: str
    words: str = ""
    merged_with: Contribution | None = None


@transaction.atomic
def answer(*, by: Actor, contribution: Contribution, reply: Reply, on: dt.date | None = None) -> Answer:
    """Answers a contribution; a later answer stands beside the first. Whoever showed their name hears of it at once."""
    require_writing(by, contribution.local_code)
    made = _answer(by, contribution, reply, on or clock.today())
    enter(by, "answer", subject=("contribution", contribution.key), place=place_of(contribution.local_code), detail={"outcome": reply.outcome}, among=AMONG)  # fmt: skip
    return made


@transaction.atomic
def answer_several(*, by: Actor, contributions: Sequence[Contribution], reply: Reply, on: dt.date | None = None) -> int:
    """Gives several contributions to one local code the same answer."""
    if not contributions:
        raise Unacceptable("none_chosen", field="chosen")
    code = contributions[0].local_code
    require_writing(by, code)
    for one in contributions:
        if one.local_code_id != code.pk:
            raise Hidden
        _answer(by, one, reply, on or clock.today())
    enter(by, "answer_several", subject=("local_code", code.pk), place=place_of(code), detail={"count": len(contributions), "outcome": reply.outcome}, among=AMONG)  # fmt: skip
    return len(contributions)


@transaction.atomic
def take_up_wording(
    *, by: Actor, contribution: Contribution, revision: int, words: str = "", on: dt.date | None = None
) -> Answer:
    """Puts a proposed wording in the place of the draft's, in the language it is for, and answers that it was taken up."""
    contribution = _held(contribution)
    clause = contribution.clause
    if contribution.kind != ContributionKind.WORDING or clause is None or contribution.taken_back_on:
        raise Unacceptable("nothing_to_take_up")
    language = contribution.wording_language or contribution.local_code.version.original_language
    text = text_of(clause, language)
    wording = Wording(text.heading, contribution.wording, differs=text.differs, difference=text.difference) if text else Wording("", contribution.wording)  # fmt: skip
    write_clause(by=by, clause=clause, language=language, wording=wording, revision=revision)
    return answer(by=by, contribution=contribution, reply=Reply(Outcome.TAKEN_UP, words), on=on)


def _held(contribution: Contribution) -> Contribution:
    """Returns a contribution as it is now, held until the act is over: words that were taken back are used no more."""
    found: Contribution = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("clause__version__instrument__network", "person", "local_code__version__instrument__network")
        .get(pk=contribution.pk)
    )
    return found


def _answer(by: Actor, one: Contribution, reply: Reply, day: dt.date) -> Answer:
    one = _held(one)
    merged = reply.merged_with if reply.outcome == Outcome.MERGED else None
    reason, field = why_not_answered(reply.outcome, reply.words, merged=merged is not None)
    if reason:
        raise Unacceptable(reason, field=field)
    if one.taken_back_on:
        raise Unacceptable("taken_back_already")
    if merged and (merged.local_code_id != one.local_code_id or merged.pk == one.pk):
        raise Unacceptable("merged_with_what", field="merged_with")
    made = Answer.objects.create(
        contribution=one, outcome=reply.outcome, merged_with=merged, words=reply.words.strip(), on=day, by=by.opaque_id
    )
    if one.person and one.person.account_id:
        notify("conduct.answered", to=[one.person.account_id], url=reverse("my_contributions"), by=by)
    return made
