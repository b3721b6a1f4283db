"""Several people at the door at once, and what each of them was told."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from . import journey
from .person import Person, Stuck


@dataclass
class Told:
    """What became of people's tellings: codes of those that were said to be sent, and how long each took."""

    sent: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    with_file: set[str] = field(default_factory=set)

    def worst(self, share: float = 0.95) -> float:
        """Returns the seconds that such a share of all took at most."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def all_at_once(acts: Sequence[Callable[[], object]], seconds: float = 600) -> None:
    """Does everything beside each other, and waits until all of it is done; what went wrong in one of them is raised here."""
    wrong: list[Exception] = []

    def do(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as fault:
            wrong.append(fault)

    threads = [threading.Thread(target=do, args=(one,), daemon=True) for one in acts]
    for one in threads:
        one.start()
    ends = time.monotonic() + seconds
    for one in threads:
        one.join(max(0.1, ends - time.monotonic()))
    assert not any(one.is_alive() for one in threads), "somebody still waits"
    if wrong:
        raise wrong[0]


def tell_once(port: int, told: Told, words: str, *, file: bytes = b"", source: str = "") -> None:
    """Has one person tell, from the first page to the last; notes what they were told, and how long the sending took."""
    person = Person(port, source=source, seconds=90)
    try:
        files = [("notes.txt", "text/plain", file)] if file else []
        journey.to_the_last_page(person, words, files)
        told.tried.append(person.code)
        begun = time.monotonic()
        journey.send(person)
        told.took.append(time.monotonic() - begun)
    except Stuck as stuck:
        told.refused.append(str(stuck))
        return
    if journey.is_sent(person):
        told.sent.append(person.code)
        if file:
            told.with_file.add(person.code)
    else:
        told.refused.append(f"{person.last.status} {person.words[:300]}")


def keep_telling(port: int, told: Told, until: Callable[[], bool], *, every_nth_with_file: int = 0) -> None:
    """Has one after another tell until it is enough."""
    number = 0
    while not until():
        number += 1
        has_file = bool(every_nth_with_file) and number % every_nth_with_file == 0
        tell_once(
            port, told, f"Something happened, and it was number {number}.", file=b"seen\n" * 3000 if has_file else b""
        )
