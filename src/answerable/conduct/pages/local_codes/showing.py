"""Clauses, contributions and answers as a page shows them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from answerable.alliance.models import Person
from answerable.alliance.queries.people import seen_by as people_seen_by
from answerable.kit import languages as tongues
from answerable.kit.differences import Piece, pieces

from ...models import Answer, Clause, Contribution, Moment
from ...queries import contributions as queries
from ...queries.local_codes import moment_now, text_of
from ...queries.reading import direction_of
from ...queries.standing import accounts_named
from ...rules.local_codes import is_overdue, share_passed
from ...rules.words import ShownAs
from .finding import Here, language
from .words import CONTRIBUTIONS, MOMENTS, OUTCOME_STATUS, OUTCOMES


@dataclass(frozen=True)
class Answered:
    """`glyph`: somebody's no is an answer, not a failure: a cross in a plain box."""

    status: str
    glyph: str
    words: str
    said: str
    day: dt.date
    merged: str = ""


@dataclass(frozen=True)
class Line:
    """One contribution with its answers. `who` is empty where it shows no name; `pieces` against the draft of today."""

    key: str
    who: str
    who_hint: str
    kind: str
    kind_words: str
    day: dt.date
    revision: int | None
    about: str
    about_pk: int
    words: str
    pieces: Sequence[Piece]
    wording_in: str
    lang: str
    direction: str
    answers: Sequence[Answered]
    promised: dt.date
    day_number: int
    days: int
    share: int
    overdue: bool
    is_mine: bool
    taken_back: bool
    href: str

    @property
    def waits(self) -> bool:
        return not self.answers and not self.taken_back


def lines_of(here: Here, listed: Iterable[Contribution]) -> list[Line]:
    """Returns contributions as this reader may see them: organisations at risk only where they may know of them."""
    every = list(listed)
    names = queries.organisations_named(every, here.actor, language())
    return [line_of(here.person, one, names, here.today) for one in every]


def line_of(person: Person | None, one: Contribution, names: dict[int, str], today: dt.date) -> Line:
    answers = [answered(each) for each in one.answers.all()]
    code = one.local_code
    who, hint = _who(one, names)
    return Line(
        key=str(one.key), who=who, who_hint=hint, kind=one.kind, kind_words=str(CONTRIBUTIONS[one.kind]), day=one.made_on,
        revision=one.revision, about=clause_name(one.clause, code.version.original_language) if one.clause else one.about,
        about_pk=one.clause_id or 0, words=one.words, pieces=_against_draft(one), lang=one.language,
        wording_in=tongues.own_name(one.wording_language) if one.wording_language else "",
        direction=direction_of(one.language), answers=answers, promised=one.answer_by,
        day_number=min((today - one.made_on).days + 1, (one.answer_by - one.made_on).days),
        days=(one.answer_by - one.made_on).days, share=share_passed(one.made_on, one.answer_by, today),
        overdue=is_overdue(one.answer_by, today, answered=bool(answers)),
        is_mine=person is not None and queries.is_maker(person, one), taken_back=one.taken_back_on is not None,
        href=f"/n/{code.version.instrument.network.slug}/code/{code.pk}/said/{one.key}",
    )  # fmt: skip


def _who(one: Contribution, names: dict[int, str]) -> tuple[str, str]:
    """Returns the name that is shown, and what stands beside it."""
    organisation = names.get(one.organisation_id or 0, "")
    if one.shown_as == ShownAs.NAME:
        return (one.person.name if one.person else _("A former member")), organisation
    if one.shown_as == ShownAs.ORGANISATION:
        return organisation or _("An organisation that takes part"), _("whose person is not named")
    return _("Without a name"), ""


def _against_draft(one: Contribution) -> list[Piece]:
    if not one.wording:
        return []
    text = text_of(one.clause, one.wording_language or one.local_code.version.original_language) if one.clause else None
    return pieces(text.body if text else "", one.wording)


def answered(one: Answer) -> Answered:
    merged = one.merged_with
    about = clause_name(merged.clause, "") if merged and merged.clause else ""
    return Answered(
        OUTCOME_STATUS[one.outcome], {"ok": "✓", "part": "◐", "none": "✕"}[OUTCOME_STATUS[one.outcome]],
        str(OUTCOMES[one.outcome]), one.words, one.on, about,
    )  # fmt: skip


def clause_name(clause: Clause | None, original: str) -> str:
    """Returns a clause's number and heading, in the reader's language where it is there."""
    if clause is None:
        return _("The text as a whole")
    text = text_of(clause, language(), original) or next(iter(clause.texts.all()), None)
    return f"{clause.number} {text.heading}".strip() if text else clause.number


@dataclass(frozen=True)
class Step:
    """A moment in the line of steps."""

    words: str
    state: str


def moment_name(moment: Moment, told: dict[str, str]) -> str:
    return moment.name or told.get(moment.kind) or str(MOMENTS[moment.kind])


def steps_of(moments: Sequence[Moment], told: dict[str, str]) -> list[Step]:
    """Returns the moments as steps: what is done, what is now and until when, what comes."""
    now = moment_now(moments)
    found = []
    for at, one in enumerate(moments, start=1):
        name = f"{at} {moment_name(one, told)}"
        if one.held_on:
            words = _("%(name)s, held on %(day)s") % {"name": name, "day": day(one.held_on)}
        elif one.planned_on:
            words = _("%(name)s, planned for %(day)s") % {"name": name, "day": day(one.planned_on)}
        else:
            words = name
        found.append(Step(words, "done" if one.held_on else "now" if one is now else ""))
    return found


def day(when: dt.date) -> str:
    return str(date_format(when, "DATE_FORMAT"))


def names_of_accounts(here: Here, accounts: Iterable[str]) -> dict[str, str]:
    """Returns the names of those who did something, as far as the reader may read them."""
    wanted = accounts_named(set(accounts))
    seen = people_seen_by(here.actor, here.today).filter(account_id__in=wanted)
    return {str(account): name for account, name in seen.values_list("account_id", "name")}
