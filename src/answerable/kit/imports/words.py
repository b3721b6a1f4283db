"""The framework's codes in words; a kind adds its own by `ImportKind.words`."""

import re
from typing import Any

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from .kinds import ImportKind
from .outcomes import Problem
from .reading import StepRefused

Words = dict[str, "str | Promise"]
IN_FIGURES = re.compile(r"[0-9]+(?:[-/.][0-9]+)+")

ROWS: Words = {
    "required_empty": gettext_lazy("This must not be empty."),
    "row_empty": gettext_lazy("None of the matched columns holds anything in this row."),
    "row_repeated": gettext_lazy("This is the same as row %(row)s. Delete one of the two."),
    "identity_twice": gettext_lazy(
        "“%(cell)s” is there twice, first in row %(row)s. Delete one row, or give each its own."
    ),
    "date_unreadable": gettext_lazy(
        "This is no date we can read. Write it as 2021-02-28, or only the month, 2021-02, or the year, 2021."
    ),
    "date_ambiguous": gettext_lazy(
        "This may be %(day_first)s or %(month_first)s. Say whether this file writes the day or the month first."
    ),
    "month_impossible": gettext_lazy(
        "There is no month %(month)s. Write the date as 2021-02-28, or only the year, 2021."
    ),
    "day_impossible": gettext_lazy(
        "%(month_name)s %(year)s has %(days)s days. Write the date as %(would_be_right)s, or only the year, %(year)s."
    ),
    "year_impossible": gettext_lazy("The year %(year)s cannot be right. Write four figures, for example 2021."),
    "in_the_future": gettext_lazy("This day has not come yet."),
    "country_unknown": gettext_lazy("We know no country of that name."),
    "country_ambiguous": gettext_lazy("This may be one of several countries: %(names)s. Write one of these."),
    "not_one_of": gettext_lazy("Use one of: %(allowed)s."),
    "yes_or_no": gettext_lazy("Write “yes” or “no”, or leave the cell empty."),
    "too_long": gettext_lazy("This is longer than %(most)s letters. Shorten it."),
    "web_address_bad": gettext_lazy("This is no web address. Write it as https://example.org."),
    "email_bad": gettext_lazy("This is no e-mail address. Write it as name@example.org."),
    "number_bad": gettext_lazy("This is no whole number. Write figures only, for example 46."),
    "undecided": gettext_lazy("Nobody has said yet whether this is the same or another."),
    "left_out_by_choice": gettext_lazy("It was decided to leave this row out."),
    "changed_since": gettext_lazy("This was changed after the import, so it stays as it is."),
    "fault": gettext_lazy("Something went wrong with this row. Nothing of it was saved."),
}

STEPS: Words = {
    "file_gone": gettext_lazy("The file has been deleted meanwhile. Choose it again."),
    "column_unknown": gettext_lazy("There is no such column. Choose one from the list."),
    "column_twice": gettext_lazy(
        "Two columns of the file are matched with the same one. Choose one of them and ignore the other."
    ),
    "columns_missing": gettext_lazy("A column that is needed is not matched yet."),
    "row_unknown": gettext_lazy("The file has no such row."),
    "decision_unknown": gettext_lazy(
        "This cannot be decided for this row. Look at it again: something may have changed."
    ),
    "not_rehearsed": gettext_lazy("Check the rows first."),
    "changed_meanwhile": gettext_lazy("Something was changed meanwhile. Check the rows again."),
    "brought_in_already": gettext_lazy("This file has been brought in already."),
    "at_work_elsewhere": gettext_lazy(
        "This file is being brought in or undone at this moment, in another window or by another person."
    ),
    "rows_are_bad": gettext_lazy("Nothing was brought in: %(rows)s rows are left out or not decided yet."),
    "nothing_to_undo": gettext_lazy("There is nothing to undo here."),
    "undo_too_late": gettext_lazy("An import can be undone for %(days)s days. They are over."),
}


def explain(kind: ImportKind, problem: Problem) -> str:
    """Says what is wrong with a row and what would be right, in the reader's language."""
    problem = kind.spoken(problem)
    said = _with_days_as_written(kind.words(problem) or _in_words(problem))
    if problem.suggestion and problem.suggestion not in said:
        meant = _("Did you mean “%(suggestion)s”?") % {"suggestion": problem.suggestion}
        said = f"{said} {meant}"
    return said


def examples_of(kind: ImportKind, problem: Problem) -> str:
    """Returns what would be right, where the explanation does not name it."""
    right = kind.spoken(problem).would_be_right
    return "" if right in explain(kind, problem) else right


def explain_step(refused: StepRefused) -> str:
    """Says why a step cannot be taken now."""
    return str(STEPS[refused.code]) % refused.facts


def _in_words(problem: Problem) -> str:
    words = ROWS.get(problem.code)
    if words is None:
        return problem.would_be_right or str(ROWS["fault"])
    facts: dict[str, Any] = {
        name: _(", ").join(fact) if isinstance(fact, list) else fact for name, fact in problem.facts.items()
    }
    facts |= {"cell": problem.cell, "would_be_right": problem.would_be_right}
    if isinstance(month := facts.get("month"), int):
        facts["month_name"] = MONTHS.get(month, month)
    return str(words) % facts


def _with_days_as_written(said: str) -> str:
    """Keeps days in figures from being turned round among words that run from right to left."""
    return IN_FIGURES.sub(lambda day: f"\u2066{day[0]}\u2069", said) if get_language_bidi() else said
