"""Policies in words: whether they count, since when, and to whom they were made known."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.questions.queries.results import results_of_many
from answerable.questions.queries.rounds import is_open, of_subject

from ...models import Policy, PolicyTold
from ...queries import policies
from ...queries.policy_rounds import asked_about, was_understood
from ...rules.saying import PolicyKind
from ..words import TOLD
from .finding import page_of
from .words import POLICY_TITLES


@dataclass(frozen=True)
class Line:
    """A row of the register. `href` leads to the policy, `make` to where one is recorded."""

    words: str
    hint: str
    status: str
    state: str
    href: str = ""
    language: str = ""
    about: str = ""


def day_words(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")


def asked_lines(listed: Collection[Policy], day: dt.date) -> list[Line]:
    """Returns a row for each of the policies that are asked for, recorded or not."""
    there = {one.about: one for one in policies.standing_on(listed, day)}
    return [line_of(there[about], day) if about in there else _nothing(about) for about in policies.ASKED]


def other_lines(listed: Collection[Policy], day: dt.date) -> list[Line]:
    return [line_of(one, day) for one in policies.standing_on(listed, day) if one.about == PolicyKind.OTHER]


def earlier_lines(listed: Collection[Policy], day: dt.date) -> list[Line]:
    """Returns what another policy came after, and what was taken back."""
    now = {one.pk for one in policies.standing_on(listed, day)}
    return [line_of(one, day, is_followed=one.adopted_on <= day) for one in listed if one.pk not in now]


def line_of(one: Policy, day: dt.date, *, is_followed: bool = False) -> Line:
    title = str(POLICY_TITLES[one.about]) if one.about != PolicyKind.OTHER else ""
    status, state = state_of(one, day, is_followed=is_followed)
    if one.taken_back_on:
        return Line(one.title, title, status, state, language=one.language, about=one.about)
    hint = " · ".join(part for part in (title, days_words(one), known_words(one)) if part)
    return Line(one.title, hint, status, state, page_of(one), one.language, one.about)


def _nothing(about: PolicyKind) -> Line:
    return Line(str(POLICY_TITLES[about]), "", "none", _("Not recorded"), about=about)


def state_of(one: Policy, day: dt.date, *, is_followed: bool = False) -> tuple[str, str]:
    """Returns how a policy stands: as a status, and in words. `is_followed`: another came after it, of a record that became one with its own."""
    if one.taken_back_on:
        return "na", _("Taken back on %(day)s") % {"day": day_words(one.taken_back_on)}
    if is_followed or (one.ended_on is not None and one.ended_on < day):
        return "na", _("Replaced by a newer one")
    if policies.is_in_force(one, day):
        return "ok", _("In force")
    return "late", _("To be looked at again")


def days_words(one: Policy) -> str:
    said = _("adopted on %(day)s, to be looked at again by %(due)s")
    return said % {"day": day_words(one.adopted_on), "due": day_words(one.review_due)}


def known_words(one: Policy) -> str:
    """Returns to whom it was made known, each group once; nothing where nobody said so."""
    groups = list(dict.fromkeys(str(TOLD[row.whom]) for row in one.told.all()))
    return _("made known to: %(groups)s") % {"groups": ", ".join(groups)} if groups else ""


def tellings(rows: Iterable[PolicyTold]) -> list[tuple[dt.date, str, str]]:
    """Returns when it was made known to whom, and to how many, the newest first."""
    listed = sorted(rows, key=lambda row: (row.on, row.pk), reverse=True)
    return [(row.on, str(TOLD[row.whom]), _reached(row)) for row in listed]


def _reached(row: PolicyTold) -> str:
    if row.reached is None:
        return ""
    if row.of is None:
        return _("%(number)s reached") % {"number": row.reached}
    return _("%(number)s of %(all)s reached") % {"number": row.reached, "all": row.of}


MOST_ROUNDS = 20


def round_lines(policy: Policy) -> list[Line]:
    """Returns the rounds of questions about a policy, the newest first: whether they are over, and as far as it may be told what came of them."""
    rounds = list(of_subject(asked_about(policy))[:MOST_ROUNDS])
    results = results_of_many(rounds) if rounds else {}
    lines = []
    for one in rounds:
        found, going_on = results.get(one.pk), is_open(one)
        hint = _answered(found.answered) if found else _("Fewer than five answers: nothing is told of them.")
        if going_on:
            status, state = "start", _("Open until %(day)s") % {"day": day_words(one.ends)}
        elif found and was_understood(found):
            status, state = "ok", _("Understood")
        else:
            status, state = "na", _("Over")
        lines.append(
            Line(
                _("Asked on %(day)s") % {"day": day_words(one.opened_on)},
                hint,
                status,
                state,
                reverse("round", args=[one.key]),
            )
        )
    return lines


def _answered(number: int) -> str:
    return ngettext("%(number)s person has answered.", "%(number)s people have answered.", number) % {"number": number}
