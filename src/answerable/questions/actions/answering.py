"""Answers, by link or from paper: they are added to numbers, and nothing else of them is written anywhere."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import touching

from ..models import Count, Pile, Round
from ..queries.content import choices_of
from ..queries.rounds import hashed, is_open
from ..rules.pictures import is_due, is_full
from ..rules.words import SKIPPED, Way
from .picturing import _take_picture
from .recording import enter, locked_by_holder

Tallies = Mapping[str, Mapping[str, int]]


@transaction.atomic
def take_answer(*, link: str, chosen: Mapping[str, str]) -> None:
    """Counts what somebody answered: a choice by question, of what they do not skip. Nobody is asked who they are."""
    found = Round.objects.select_for_update().filter(link_hash=hashed(link)).first()
    if found is None:
        raise Hidden
    if not chosen:
        raise Unacceptable("nothing_answered")
    _add(found, Way.LINK, {question: {choice: 1} for question, choice in chosen.items()}, people=1)


@transaction.atomic
def enter_paper(*, by: Actor, found: Round, tallies: Tallies, sheets: int) -> None:
    """Counts answers that came on paper: how many chose what, of so many sheets; the rest of them gave no answer."""
    kept = locked_by_holder(by, found)
    if sheets < 1:
        raise Unacceptable("sheets_needed", field="sheets")
    _add(kept, Way.PAPER, tallies, people=sheets)
    enter(by, "enter_paper", kept)


def _add(found: Round, way: Way, tallies: Tallies, *, people: int) -> None:
    if not is_open(found):
        raise Unacceptable("round_over")
    if is_full(sum(one.waiting + one.shown for one in found.piles.all()) + people, found.expected):
        raise Unacceptable("round_full")
    pile = Pile.objects.select_for_update().get(round=found, way=way)
    for question, choices in choices_of(found.questions).items():
        _count(pile, question, _whole(question, choices, tallies.get(question, {}), people))
    if set(tallies) - set(choices_of(found.questions)):
        raise Unacceptable("no_such_answer")
    pile.waiting += people
    pile.save(update_fields=["waiting"])
    if is_due(pile.waiting, pile.shown):
        _take_picture(pile)
        touching.touched("round", found.key)


def _whole(question: str, choices: tuple[str, ...], numbers: Mapping[str, int], people: int) -> dict[str, int]:
    """Returns the numbers of a question with those who gave no answer, so that they make up everybody."""
    if set(numbers) - set(choices) or any(number < 0 for number in numbers.values()):
        raise Unacceptable("no_such_answer", field=question)
    rest = people - sum(numbers.values())
    if rest < 0:
        raise Unacceptable("more_than_sheets", field=question, sheets=people)
    return {**numbers, SKIPPED: numbers.get(SKIPPED, 0) + rest}


def _count(pile: Pile, question: str, numbers: Mapping[str, int]) -> None:
    for choice, number in numbers.items():
        if number:
            Count.objects.filter(pile=pile, question=question, choice=choice).update(waiting=F("waiting") + number)
