"""What a reader finds: only things they may know of, and counted after that is asked, never before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .asking import Question, anywhere, beginning, named
from .documents import SearchKind
from .ordering import Range, Sample, in_order, some
from .ranking import ranked

MOST = 200  # hits of one kind; whoever finds more is asked for another word
AT_ONCE = 250


@dataclass(frozen=True)
class Found:
    """The things of one kind that were found, the best first; `is_cut` where there are more than can be shown."""

    kind: SearchKind
    things: tuple[int, ...]
    is_cut: bool = False

    def __len__(self) -> int:
        return len(self.things)


def find(question: Question, kind: SearchKind, reader: Any) -> Found:
    """Returns what this reader finds of a kind, in the same order on every database."""
    return find_each(question, [kind], reader)[0]


def find_each(question: Question, kinds: Sequence[SearchKind], reader: Any) -> list[Found]:
    """Returns what this reader finds of each of these kinds."""
    if not question:
        return [Found(kind, ()) for kind in kinds]
    among = [Range(kind, tuple(kind.audiences(reader)), question.phrases) for kind in kinds]
    few, samples = ranked(among, question)
    return [
        _known(
            one.kind,
            iter(few[name]) if (name := one.kind.name) in few else _candidates(question, one, samples.get(name)),
            reader,
        )
        for one in among
    ]


def _known(kind: SearchKind, candidates: Iterator[int], reader: Any) -> Found:
    things = tuple(islice(_seen(candidates, kind, reader), MOST + 1))
    return Found(kind, things[:MOST], len(things) > MOST)


def _seen(candidates: Iterator[int], kind: SearchKind, reader: Any) -> Iterator[int]:
    """Passes on what the reader may know of; asked for some at a time, since a word may stand in all there is."""
    some = list(islice(candidates, AT_ONCE))
    seen = kind.seen_by(reader) if some else None
    while some:
        known = some if seen is None else set(seen.filter(pk__in=some).order_by().values_list("pk", flat=True))
        yield from (one for one in some if one in known)
        some = list(islice(candidates, AT_ONCE))


def _candidates(question: Question, among: Range, sample: Sample | None) -> Iterator[int]:
    """Yields things tier by tier: words that are in a name, that begin words of a name, that are anywhere.

    The tiers are our own: a database's own weights differ from the next one's.
    """
    given = set[int]()
    for match in (named(question), beginning(question)):
        for thing in in_order(among, match, some(among, match)):
            if thing not in given:
                given.add(thing)
                yield thing
    everywhere = anywhere(question)
    sample = sample or some(among, everywhere)
    yield from (thing for thing in in_order(among, everywhere, sample) if thing not in given)
