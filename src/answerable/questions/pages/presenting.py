"""What came of a round in words: how many chose what, no more exactly than it may be told."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Round
from ..queries.results import Answers, Chosen, Results
from ..rules.words import READ, SKIPPED
from .finding import asked_in


@dataclass(frozen=True)
class Row:
    words: str
    number: str
    share: int
    good: bool


@dataclass(frozen=True)
class Group:
    """A question with how many chose what; `rough` where it must stay open whether all said the same."""

    asks: str
    rows: list[Row]
    rough: bool


def number_words(least: int, most: int) -> str:
    """Returns a number, or between which two it lies."""
    if least == most:
        return str(least)
    words = _("%(least)s or %(most)s") if most == least + 1 else _("%(least)s to %(most)s")
    return words % {"least": least, "most": most}


def answered_words(results: Results) -> str:
    number = results.answered
    return ngettext("%(number)s person has answered.", "%(number)s people have answered.", number) % {"number": number}


def groups_of(found: Round, results: Results) -> list[Group]:
    """Returns the questions of a round with what came of them."""
    asked = asked_in(found)
    asks = {one.key: one.asks for one in asked.questions} | {READ: asked.read}
    return [_group(found, asks.get(one.key, one.key), one, results.answered) for one in results.questions]


def _group(found: Round, asks: str, answers: Answers, people: int) -> Group:
    asked = asked_in(found)
    rows = []
    for one in answers.choices:
        if one.key == SKIPPED and not one.most:
            continue
        words = _read_words(one.key) if answers.key == READ else asked.words_of(answers.key, one.key)
        rows.append(Row(words, number_words(one.least, one.most), _share(one, people), one.good and one.key != READ))
    return Group(asks, rows, any(one.least != one.most for one in answers.choices))


def _read_words(choice: str) -> str:
    return _("Ticked") if choice == READ else _("Not ticked")


def _share(one: Chosen, people: int) -> int:
    return round(50 * (one.least + one.most) / people) if people else 0
