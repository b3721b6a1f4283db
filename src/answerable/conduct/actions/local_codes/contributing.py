"""Somebody says something of a local code; what shows no name leaves nothing by which it could be told whose it is."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation, Person
from answerable.alliance.permissions import require
from answerable.kit import clock

from ...models import Clause, Contribution, LocalCode
from ...queries import local_codes as queries
from ...queries.contributions import is_maker, mark_of, organisations_of
from ...rules.local_codes import answer_by, why_not_said
from ...rules.words import ShownAs, VersionState
from ..recording import enter
from .allowing import AMONG, place_of, require_open, standing


@dataclass(frozen=True)
class Said:
    """What somebody says: of a clause or of the whole, in which language, and as whom it is shown.

    `wording_language`: for which of the draft's languages another wording is proposed; empty for the one it is written in.
    """

    kind: str
    words: str = ""
    wording: str = ""
    language: str = "en"
    wording_language: str = ""
    clause: Clause | None = None
    shown_as: str = ShownAs.NAME
    organisation: Organisation | None = None


@transaction.atomic
def contribute(*, by: Actor, person: Person, code: LocalCode, said: Said, on: dt.date | None = None) -> Contribution:
    """Takes down what an invited person says. An answer is promised by the day that stands beside it.

    Only what shows a name enters the ledger here: all else is counted there once a day (`count_contributions`), so that
    no entry stands beside the hour at which somebody was here.
    """
    _check(by, person, code, said)
    day, key = on or clock.today(), uuid.uuid4()
    tongue = said.wording_language or code.version.original_language
    is_named = said.shown_as == ShownAs.NAME
    made = Contribution.objects.create(
        key=key, local_code=code, clause=said.clause, kind=said.kind, words=said.words.strip(), wording=said.wording.strip(),
        language=said.language, wording_language=said.wording_language if tongue != code.version.original_language else "", shown_as=said.shown_as, person=person if is_named else None,
        organisation=None if said.shown_as == ShownAs.NOBODY else said.organisation,
        maker_mark="" if is_named else mark_of(person, key), revision=_revision(said.clause, tongue) if is_named else None,
        made_on=day, answer_by=answer_by(day, code.answer_days),
    )  # fmt: skip
    if is_named:
        enter(by, "contribute", subject=("contribution", key), place=place_of(code), among=AMONG)
    return made


def _check(by: Actor, person: Person, code: LocalCode, said: Said) -> None:
    require_open(code)
    require(bool(by.system) or (by.account_id == person.account_id and standing(by, code).contributes))
    if code.version.state != VersionState.CONSULTATION:
        raise Unacceptable("not_open")
    if said.clause and (said.clause.version_id != code.version_id or said.clause.taken_out_on):
        raise Hidden
    if said.shown_as == ShownAs.NOBODY and not code.nameless:
        raise Unacceptable("names_asked", field="shown_as")
    if said.shown_as == ShownAs.ORGANISATION and said.organisation is None:
        raise Unacceptable("which_organisation", field="shown_as")
    if said.organisation and said.organisation not in organisations_of(person, clock.today()):
        raise Hidden
    draft = _draft(code, said)
    reason, field = why_not_said(said.kind, said.words, said.wording, draft)
    if reason:
        raise Unacceptable(reason, field=field)


def _draft(code: LocalCode, said: Said) -> str:
    """Returns the words against which something is said; a wording is for a language in which the clause is there."""
    if said.clause is None:
        return ""
    text = queries.text_of(said.clause, said.wording_language or code.version.original_language)
    if text is None and said.wording_language:
        raise Hidden
    return text.body if text else ""


def _revision(clause: Clause | None, language: str) -> int | None:
    text = queries.text_of(clause, language) if clause else None
    return text.revision if text else None


@transaction.atomic
def take_back(*, by: Actor, person: Person, contribution: Contribution) -> None:
    """Takes back what one said oneself: its words go, that something was said and what was answered stays."""
    if not is_maker(person, contribution) or by.account_id != person.account_id:
        raise Hidden
    if Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk).taken_back_on:
        raise Unacceptable("taken_back_already")
    contribution.words = contribution.wording = ""
    contribution.taken_back_on = clock.today()
    contribution.save(update_fields=["words", "wording", "taken_back_on"])
    if contribution.shown_as == ShownAs.NAME:
        enter(by, "take_back", subject=("contribution", contribution.key), place=place_of(contribution.local_code), among=AMONG)  # fmt: skip


@transaction.atomic
def count_contributions(*, by: Actor, code: LocalCode, on: dt.date) -> int:
    """Enters how many contributions without a name a day brought: one entry, with their number alone."""
    number = code.contributions.filter(made_on=on).exclude(shown_as=ShownAs.NAME).count()
    if number:
        enter(
            by,
            "count_contributions",
            subject=("local_code", code.pk),
            place=place_of(code),
            detail={"count": number, "on": on.isoformat()},
        )
    return number
