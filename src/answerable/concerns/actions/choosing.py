"""Whoever raised a concern decides: how often, to what they agree, who reads, which code, and whether they were understood."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.vault import receipts

from ..models import Receipt
from ..queries.promised import PROMISES
from ..queries.threads import Raiser, answers_to_consents, opened_by
from ..rules import consents
from ..rules.data_classes import DataClass
from ..rules.entries import What
from ..rules.safe_times import SafeTimes
from ..rules.words import Purpose, Rhythm, Said
from .coming_back import _add, _opened_locked, _was_sent, _write_down


@dataclass(frozen=True)
class Choice:
    """An answer to one question of consent: to what, to whom, to which parts."""

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    said: Said


@transaction.atomic
def choose_rhythm(raiser: Raiser, *, rhythm: Rhythm, safe: SafeTimes = SafeTimes(), once: str = "") -> None:  # noqa: B008 - it cannot be changed
    """Says how often somebody wants to hear, and when they may be reached."""
    said = {
        "rhythm": rhythm.value, "weekdays": sorted(safe.weekdays), "parts": sorted(safe.parts), "never": safe.never,
        "once": once,
    }  # fmt: skip
    _add(raiser, What.RHYTHM, said)


def give_consent(raiser: Raiser, *, purpose: Purpose, recipient: str, classes: Collection[DataClass]) -> None:
    """Agrees to one purpose, one recipient and named parts; nothing else follows from it."""
    answer_consents(raiser, choices=[Choice(purpose, recipient, frozenset(classes), Said.YES)])


def withdraw_consent(raiser: Raiser, *, purpose: Purpose, recipient: str) -> None:
    """Takes an agreement back, from now on; that it was given stays."""
    answer_consents(raiser, choices=[Choice(purpose, recipient, frozenset(), Said.NO)])


@transaction.atomic
def answer_consents(raiser: Raiser, *, choices: Iterable[Choice], once: str = "") -> int:
    """Answers questions of consent, each for itself; what was said before is not said again. Returns how many are new."""
    case, found = _opened_locked(raiser)
    if _was_sent(found, once):
        return 0
    said = answers_to_consents(found.entries)
    new = [one for one in choices if _differs(one, said)]
    for one in new:
        body = {
            "purpose": one.purpose.value, "recipient": one.recipient, "classes": sorted(one.classes),
            "said": one.said.value, "once": once,
        }  # fmt: skip
        _write_down(raiser, case, found, What.CONSENT, body)
    return len(new)


def _differs(one: Choice, said: list[consents.Answer]) -> bool:
    before = consents.latest(said, one.purpose, one.recipient)
    if before is None or before.said != one.said:
        return True
    return one.said == Said.YES and not one.classes <= before.classes


def consents_of(raiser: Raiser) -> list[consents.Answer]:
    """Returns all that somebody agreed to or took back, in its order."""
    return answers_to_consents(opened_by(raiser)[1].entries)


def change_code(raiser: Raiser, *, code: str) -> Raiser:
    """Exchanges the code for another one that was noted; the old one leads nowhere from now on. `NotAReceipt`, `Busy`."""
    opened_by(raiser)
    trace, seed = receipts.rewrap(raiser.seed, code)  # slow, and so before anything is locked
    with transaction.atomic():
        case, _ = _opened_locked(raiser)
        Receipt.held.filter(case=case).delete()
        row = Receipt(look_up=trace.look_up, case=case, seed=seed)
        row.save(force_insert=True)
    return Raiser(raiser.case, raiser.seed, row.pk)


@transaction.atomic
def ask_for_another_reader(raiser: Raiser, *, words: str = "", once: str = "") -> None:
    """Asks that somebody else read; nobody asks why."""
    _require_short(words)
    _add(raiser, What.ANOTHER_READER, {"words": words, "once": once})


@transaction.atomic
def say_summary_is_right(raiser: Raiser, *, once: str = "") -> None:
    """Says that what the desk wrote down is what was meant."""
    _add(raiser, What.SUMMARY_RIGHT, {"once": once})


@transaction.atomic
def say_summary_is_wrong(raiser: Raiser, *, words: str, once: str = "") -> None:
    """Says that what the desk wrote down is not what was meant."""
    _require_short(words)
    _add(raiser, What.SUMMARY_WRONG, {"words": words, "once": once})


def _require_short(words: str) -> None:
    if len(words) > PROMISES.limits.characters:
        raise Unacceptable("too_long", field="words")
