"""What came of a round, as far as it may be told: never a number that was not told to everybody who may look."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Count, Pile, Round
from ..rules.words import READ
from .content import choices_of, names, question_set


@dataclass(frozen=True)
class Chosen:
    """How many chose an answer: at least, and at most; `good` where it is what such a policy has to say."""

    key: str
    least: int
    most: int
    good: bool


@dataclass(frozen=True)
class Answers:
    """What came of one question."""

    key: str
    choices: tuple[Chosen, ...]

    def understood(self) -> int:
        """Returns how many at least gave a good answer."""
        return sum(one.least for one in self.choices if one.good)


@dataclass(frozen=True)
class Results:
    """What is told of a round: of so many people, question by question; “I have read it” comes first."""

    answered: int
    questions: tuple[Answers, ...]

    @property
    def read(self) -> int:
        """How many at least said that they have read it."""
        return next((one.understood() for one in self.questions if one.key == READ), 0)


def results_of(found: Round) -> Results | None:
    """Returns what may be told of a round by now; None as long as too few have answered."""
    return results_of_many([found]).get(found.pk)


def results_of_many(rounds: Sequence[Round]) -> dict[int, Results]:
    """Returns what may be told of each round that has results, in as many questions to the database as for one."""
    piles = list(Pile.objects.filter(round__in=rounds, shown__gt=0))
    numbers: dict[int, dict[tuple[str, str], tuple[int, int]]] = defaultdict(lambda: defaultdict(lambda: (0, 0)))
    rows = Count.objects.filter(pile__in=piles).values_list("pile__round_id", "question", "choice", "least", "most")
    for pk, question, choice, least, most in rows:
        before = numbers[pk][question, choice]
        numbers[pk][question, choice] = (before[0] + least, before[1] + most)
    shown: dict[int, int] = defaultdict(int)
    for pile in piles:
        shown[pile.round_id] += pile.shown
    return {one.pk: Results(shown[one.pk], _in_order(one, numbers[one.pk])) for one in rounds if shown[one.pk]}


def _in_order(found: Round, numbers: dict[tuple[str, str], tuple[int, int]]) -> tuple[Answers, ...]:
    declared = choices_of(found.questions) if found.questions in names() else {}
    questions = [*declared, *(question for question, _choice in numbers if question not in declared)]
    good = _good(found)
    return tuple(
        Answers(
            question,
            tuple(
                Chosen(choice, *numbers[question, choice], (question, choice) in good)
                for choice in _choices(declared.get(question, ()), numbers, question)
            ),
        )
        for question in dict.fromkeys(questions)
        if any(asked == question for asked, _choice in numbers)
    )


def _choices(declared: Iterable[str], numbers: Iterable[tuple[str, str]], question: str) -> list[str]:
    there = [choice for asked, choice in numbers if asked == question]
    return [*(one for one in declared if one in there), *(one for one in there if one not in set(declared))]


def _good(found: Round) -> set[tuple[str, str]]:
    if found.questions not in names():
        return set()
    asked = question_set(found.questions, "en").questions
    return {(READ, READ)} | {(one.key, choice) for one in asked for choice in one.good}
