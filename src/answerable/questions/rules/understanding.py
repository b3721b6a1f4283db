"""When people can be said to have understood: by what is told of their answers, never by more."""

from collections.abc import Iterable


def is_understood(good: Iterable[int], answered: int) -> bool:
    """Whether at every question more than half gave the answer that was hoped for; what stays open counts against it."""
    numbers = list(good)
    return bool(numbers) and all(2 * number > answered for number in numbers)
