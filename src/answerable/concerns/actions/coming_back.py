"""Whoever raised a concern comes back by their code, reads, adds and decides.

What they do enters the case's own sealed chain, by day, and nothing else: neither the ledger nor the desk's book moves with it.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.vault import Unreadable, case_files, receipts
from answerable.vault.halves import Halves, hold, join
from answerable.vault.places import Blob
from answerable.vault.receipts import NotAReceipt

from ..models import Case, Receipt
from ..queries.promised import PROMISES
from ..queries.sealed import Opened
from ..queries.threads import NoSuchReceipt, Raiser, opened_by
from ..rules import consents
from ..rules.data_classes import DataClass
from ..rules.entries import Entry, Hand, What, counted
from ..rules.moving import Act, Move, Situation, may_move
from ..rules.safe_times import SafeTimes
from ..rules.telling import why_not_files
from ..rules.words import Purpose, Rhythm, Role, Said, State
from .writing import _keep_file, _locked, _set_due, _write

NOBODYS = (
    "000000-000000-000000"  # well formed, and looked up in place of what is none, so that all answers take as long
)


def open_by_receipt(code: str) -> Raiser:
    """Returns whoever comes back with a code; `NoSuchReceipt` after the same work for every other one, `Busy`."""
    found: Raiser | None = None
    for trace in receipts.traces(_well_formed(code)):
        row = Receipt.held.filter(look_up=trace.look_up).first()
        if row is not None and found is None:
            with suppress(Unreadable):
                found = Raiser(row.case_id, receipts.unwrap(bytes(row.seed), trace))
    if found is None:
        raise NoSuchReceipt
    opened_by(found)
    return found


def hold_raiser(raiser: Raiser, *, session: str) -> Halves:
    """Returns what came back with a code in three parts, for the requests that follow; none of them opens alone."""
    return hold(raiser.seed, session=f"{raiser.case}:{session}")


def raiser_again(raiser_case: str, *, halves: Halves, session: str) -> Raiser:
    """Returns whoever came back, out of the parts of their session; `NoSuchReceipt`."""
    try:
        seed = join(halves.client, halves.server, halves.blob, session=f"{raiser_case}:{session}")
    except Unreadable as error:
        raise NoSuchReceipt from error
    row = Receipt.held.filter(case=raiser_case).first()
    if row is None:
        raise NoSuchReceipt
    return Raiser(row.case_id, seed)


@transaction.atomic
def add_words(raiser: Raiser, *, words: str, once: str = "") -> None:
    """Adds words. `once`: drawn with the page, so that what is sent twice is added once."""
    if not words.strip():
        raise Unacceptable("one_sentence", field="words")
    if len(words) > PROMISES.limits.characters:
        raise Unacceptable("too_long", field="words")
    _add(raiser, What.WORDS, {"words": words, "once": once})


@transaction.atomic
def add_file(raiser: Raiser, *, chunks: Iterable[Blob], about: case_files.About, once: str = "") -> None:
    """Adds a file as it comes in, piece by piece; `Unacceptable` where it is too large, or there are too many."""
    case, found = _opened_locked(raiser)
    if _was_sent(found, once):
        return
    sizes = [int(one.body["size"]) for one in counted(found.entries, What.FILE)]
    if why := why_not_files([about.size], sizes, PROMISES.limits):
        raise Unacceptable(why, field="file")
    file = _keep_file(found.row, chunks, about)
    said = {"file": str(file), "name": about.name, "size": about.size, "once": once}
    _write_down(raiser, case, found, What.FILE, said)


@transaction.atomic
def choose_rhythm(raiser: Raiser, *, rhythm: Rhythm, safe: SafeTimes = SafeTimes()) -> None:  # noqa: B008 - it cannot be changed
    """Says how often somebody wants to hear, and when they may be reached."""
    said = {"rhythm": rhythm.value, "weekdays": sorted(safe.weekdays), "parts": sorted(safe.parts), "never": safe.never}
    _add(raiser, What.RHYTHM, said)


@transaction.atomic
def give_consent(raiser: Raiser, *, purpose: Purpose, recipient: str, classes: Collection[DataClass]) -> None:
    """Agrees to one purpose, one recipient and named parts; nothing else follows from it."""
    _consent(raiser, purpose, recipient, classes, Said.YES)


@transaction.atomic
def withdraw_consent(raiser: Raiser, *, purpose: Purpose, recipient: str) -> None:
    """Takes an agreement back, from now on; that it was given stays."""
    _consent(raiser, purpose, recipient, (), Said.NO)


def consents_of(raiser: Raiser) -> list[consents.Answer]:
    """Returns all that somebody agreed to or took back, in its order."""
    return [_answer(one) for one in counted(opened_by(raiser)[1].entries, What.CONSENT)]


def change_code(raiser: Raiser, *, code: str) -> None:
    """Exchanges the code for another one that was noted; the old one leads nowhere from now on. `NotAReceipt`, `Busy`."""
    opened_by(raiser)
    trace, seed = receipts.rewrap(raiser.seed, code)  # slow, and so before anything is locked
    with transaction.atomic():
        case, _ = _opened_locked(raiser)
        Receipt.held.filter(case=case).delete()
        Receipt(look_up=trace.look_up, case=case, seed=seed).save(force_insert=True)


@transaction.atomic
def ask_for_another_reader(raiser: Raiser, *, words: str = "") -> None:
    """Asks that somebody else read; nobody asks why."""
    _add(raiser, What.ANOTHER_READER, {"words": words})


@transaction.atomic
def say_summary_is_wrong(raiser: Raiser, *, words: str) -> None:
    """Says that what the desk wrote down is not what was meant."""
    _add(raiser, What.SUMMARY_WRONG, {"words": words})


@transaction.atomic
def withdraw(raiser: Raiser, *, meaning_shown: bool) -> None:
    """Ends it, after it was said what that means; whoever raised it may come back as long as it is kept."""
    _move(raiser, Move.WITHDRAW, State.CLOSED, Situation(meaning_shown=meaning_shown), What.WITHDRAWN)


@transaction.atomic
def come_back(raiser: Raiser) -> None:
    """Opens again what was closed."""
    _move(raiser, Move.COME_BACK, State.TRIAGE, Situation(kept=True), What.CAME_BACK)


def _move(raiser: Raiser, move: Move, target: State, situation: Situation, what: What) -> None:
    case, found = _opened_locked(raiser)
    allowed, why = may_move(move, State(case.state), target, situation, Act("raiser", Role.RAISER))
    if not allowed:
        raise Unacceptable(why)
    case.state = target
    _write_down(raiser, case, found, what, {})


def _consent(raiser: Raiser, purpose: Purpose, recipient: str, classes: Collection[DataClass], said: Said) -> None:
    body = {"purpose": purpose.value, "recipient": recipient, "classes": sorted(classes), "said": said.value}
    _add(raiser, What.CONSENT, body)


def _answer(one: Entry) -> consents.Answer:
    body = one.body
    classes = frozenset(DataClass(code) for code in body["classes"])
    day: dt.date = one.day
    return consents.Answer(Purpose(body["purpose"]), body["recipient"], classes, Said(body["said"]), day)


def _add(raiser: Raiser, what: What, said: Mapping[str, object]) -> None:
    case, found = _opened_locked(raiser)
    if not _was_sent(found, str(said.get("once", ""))):
        _write_down(raiser, case, found, what, said)


def _write_down(raiser: Raiser, case: Case, found: Opened, what: What, said: Mapping[str, object]) -> None:
    _write(found.row, what, said, author=raiser.keys)
    _set_due(case, found.row, found.secret)


def _was_sent(found: Opened, once: str) -> bool:
    return bool(once) and any(one.hand == Hand.RAISER and one.body.get("once") == once for one in found.entries)


def _opened_locked(raiser: Raiser) -> tuple[Case, Opened]:
    """Returns the case, locked, and its conversation as it is once nobody else writes into it."""
    case, _ = opened_by(raiser)
    locked = _locked(case)
    return locked, opened_by(raiser)[1]


def _well_formed(code: str) -> str:
    try:
        receipts.read(code)
    except NotAReceipt:
        return NOBODYS
    return code
