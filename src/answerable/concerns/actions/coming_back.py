"""Whoever raised a concern comes back by their code, adds to it, ends it and opens it again.

What they do enters the case's own sealed chain, by day, and nothing else: neither the ledger nor the desk's book moves with it.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.vault import Unreadable, case_files, receipts
from answerable.vault.places import Blob
from answerable.vault.receipts import NotAReceipt

from ..models import Case, Receipt
from ..queries.files import whole_file
from ..queries.promised import PROMISES
from ..queries.sealed import RAISER, Opened, secrets_of
from ..queries.threads import NoSuchReceipt, Raiser, opened_by
from ..rules.entries import Hand, What, counted
from ..rules.moving import Act, Move, Situation, may_move
from ..rules.words import Role, State
from .renewing import _renew_if_somebody_left
from .writing import _add_file, _locked, _set_due, _write

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
                found = Raiser(row.case_id, receipts.unwrap(bytes(row.seed), trace), row.pk)
    if found is None:
        raise NoSuchReceipt
    opened_by(found)
    return found


def to_keep(raiser: Raiser) -> dict[str, str]:
    """Returns what a visit holds of whoever came back, to be sealed with what their browser alone has."""
    receipt = raiser.receipt or Receipt.held.filter(case=raiser.case).values_list("pk", flat=True).first()
    return {"case": str(raiser.case), "seed": raiser.seed.hex(), "receipt": str(receipt or "")}


def raiser_again(kept: Mapping[str, object]) -> Raiser:
    """Returns whoever came back, out of their visit; `NoSuchReceipt` once their code was exchanged, wherever that was done."""
    try:
        case, receipt = UUID(str(kept["case"])), UUID(str(kept["receipt"]))
        seed = bytes.fromhex(str(kept["seed"]))
    except (KeyError, ValueError) as error:
        raise NoSuchReceipt from error
    if not Receipt.held.filter(pk=receipt, case=case).exists():
        raise NoSuchReceipt
    return Raiser(case, seed, receipt)


@transaction.atomic
def add_words(raiser: Raiser, *, words: str, once: str = "") -> None:
    """Adds words. `once`: drawn with the page, so that what is sent twice is added once."""
    if not words.strip():
        raise Unacceptable("one_sentence", field="words")
    if len(words) > PROMISES.limits.characters:
        raise Unacceptable("too_long", field="words")
    _add(raiser, What.WORDS, {"words": words, "once": once})


@transaction.atomic
def add_file(
    raiser: Raiser, *, chunks: Iterable[Blob], about: case_files.About, is_original: bool = False, once: str = ""
) -> None:
    """Adds a file as it comes in, piece by piece; `Unacceptable` where it is too large, or there are too many."""
    case, found = _opened_locked(raiser)
    if _was_sent(found, once):
        return
    said = _add_file(found, chunks, about, hand=Hand.RAISER, is_original=is_original)
    _write_down(raiser, case, found, What.FILE, {**said, "once": once})


def own_file(raiser: Raiser, *, file: str) -> case_files.SealedFile:
    """Returns a file of the conversation, whole, to be read from its beginning; `NoSuchReceipt` for any other. `Unreadable`."""
    _, found = opened_by(raiser)
    if file not in {str(one.body.get("file")) for one in counted(found.entries, What.FILE)}:
        raise NoSuchReceipt
    return whole_file(found.row, found.secret, file)


@transaction.atomic
def withdraw(raiser: Raiser, *, meaning_shown: bool, once: str = "") -> None:
    """Ends it, after it was said what that means; whoever raised it may come back as long as it is kept."""
    _move(raiser, Move.WITHDRAW, State.CLOSED, Situation(meaning_shown=meaning_shown), What.WITHDRAWN, once=once)


@transaction.atomic
def come_back(raiser: Raiser, *, once: str = "") -> None:
    """Opens again what was closed."""
    _move(raiser, Move.COME_BACK, State.TRIAGE, Situation(kept=True), What.CAME_BACK, once=once)


@transaction.atomic
def ask_for_more(raiser: Raiser, *, once: str = "") -> None:
    """Says that support alone is not enough any more."""
    _move(raiser, Move.GO_ON, State.TRIAGE, Situation(), What.WANTS_MORE, once=once)


def _move(raiser: Raiser, move: Move, target: State, situation: Situation, what: What, *, once: str) -> None:
    case, found = _opened_locked(raiser)
    if _was_sent(found, once):
        return
    allowed, why = may_move(move, State(case.state), target, situation, Act("raiser", Role.RAISER))
    if not allowed:
        raise Unacceptable(why)
    case.state = target
    _write_down(raiser, case, found, what, {"once": once})


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
    """Returns the case, locked, and its conversation as it is once nobody else writes into it, closed to whoever left meanwhile."""
    case, _ = opened_by(raiser)
    locked = _locked(case)
    if raiser.receipt and not Receipt.held.filter(pk=raiser.receipt, case=locked).exists():
        raise NoSuchReceipt  # the code they came with was exchanged while they waited
    found = opened_by(raiser)[1]
    parts = secrets_of(locked, RAISER, raiser.keys)
    is_new = _renew_if_somebody_left(locked, found.readers, parts)
    return locked, opened_by(raiser)[1] if is_new else found


def _well_formed(code: str) -> str:
    try:
        receipts.read(code)
    except NotAReceipt:
        return NOBODYS
    return code
