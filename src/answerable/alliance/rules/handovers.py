"""A handover: a note and a list of open things; and what may be asked of one."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

LONGEST_NOTE, MOST_THINGS, LONGEST_THING = 4000, 40, 300
MOST_DAYS = 120  # of an overlap, and before a seat's next term
LONGEST_INTERIM = 366


@dataclass(frozen=True)
class OpenThing:
    """`done_on` is a day, empty while the thing is open."""

    words: str
    done_on: str = ""


@dataclass(frozen=True)
class Text:
    note: str = ""
    things: tuple[OpenThing, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.note and not self.things


def read(clear: bytes) -> Text:
    held = json.loads(clear)
    return Text(held["note"], tuple(OpenThing(one["words"], one.get("done_on", "")) for one in held["things"]))


def written(text: Text) -> bytes:
    things = [{"words": one.words, "done_on": one.done_on} for one in text.things]
    return json.dumps({"note": text.note, "things": things}, ensure_ascii=False).encode()


def composed(note: str, things: Iterable[str], before: Text) -> Text:
    """Returns what is kept: a thing that was done already stays done."""
    done = {one.words: one.done_on for one in before.things}
    words = dict.fromkeys(one.strip() for one in things if one.strip())
    return Text(note.strip(), tuple(OpenThing(one, done.get(one, "")) for one in words))


def why_not_kept(text: Text) -> str:
    if len(text.note) > LONGEST_NOTE:
        return "note_too_long"
    if len(text.things) > MOST_THINGS or any(len(one.words) > LONGEST_THING for one in text.things):
        return "things_too_long"
    return ""


def mark_of_thing(words: str) -> str:
    """Names an open thing by its words: no place in a list does, since the holder may write on."""
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def ticked(text: Text, done: frozenset[str], day: str) -> Text:
    """Returns the text with exactly these things done; what was done before keeps its day."""
    things = (replace(one, done_on=(one.done_on or day) if one.words in done else "") for one in text.things)
    return replace(text, things=tuple(things))
