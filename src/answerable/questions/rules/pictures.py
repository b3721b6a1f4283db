"""What may be told of answers, and when: decision 0027 says why.

Answers wait until they are `SMALLEST` or more; then a picture is taken of those that wait, all at once, and nothing but the
picture is kept. So whoever compares two pictures learns of five people or more. In a picture it is never certain that
all said the same: a choice of all, or of all but one, is told as “all, or all but one”.
"""

from collections.abc import Mapping

SMALLEST = 5
MOST_TIMES = 2  # of as many people as are asked, so many times the number of answers are taken and no more

Told = tuple[int, int]  # at least so many, at most so many


def is_due(waiting: int, shown: int) -> bool:
    """Whether a picture is taken of those that wait: at five answers, and whenever as many wait as were told before."""
    return waiting >= max(SMALLEST, shown)


def is_due_at_the_end(waiting: int) -> bool:
    """Whether those that wait when a round ends are told: fewer than five never are."""
    return waiting >= SMALLEST


def told(counts: Mapping[str, int]) -> dict[str, Told]:
    """Returns what a picture tells of one question, from how many chose what; no answer is one of the choices."""
    people = sum(counts.values())
    if people < SMALLEST:
        raise ValueError("fewer than five are never told")
    first = max(counts, key=lambda choice: counts[choice])
    if counts[first] < people - 1:
        return {choice: (number, number) for choice, number in counts.items()}
    return {choice: (people - 1, people) if choice == first else (0, 1) for choice in counts}


def is_full(answers: int, expected: int) -> bool:
    """Whether so many answers cannot be of the people who were asked, even if some answered twice."""
    return answers > MOST_TIMES * max(expected, SMALLEST)


def why_not_opened(*, expected: int, days: int, most_days: int) -> str:
    """Returns why a round cannot be opened: for too few people, or for a day past or too far; else nothing."""
    if expected < SMALLEST:
        return "too_few_people"
    if days < 0:
        return "ends_in_the_past"
    return "ends_too_late" if days > most_days else ""
