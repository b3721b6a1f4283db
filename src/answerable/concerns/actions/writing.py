"""Writing into a case: one sealed record behind the last, a file in sealed pieces, a grant. The case is locked meanwhile."""

import json
import uuid
from collections.abc import Iterable, Mapping
from uuid import UUID

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.large_rows import large_rows
from answerable.vault import case_files, compartments, records
from answerable.vault.people import Keys
from answerable.vault.places import Blob

from ..models import Case, Compartment, FilePiece, Grant, Handler, Record
from ..queries.cases import AtTheDesk, OpenCase, case_for
from ..queries.promised import PROMISES, due_in_clear
from ..queries.sealed import INTAKE, KINDS, RAISER, Hands, Opened, opened, public_of, raiser_keys
from ..queries.teams import hands
from ..rules.entries import Hand, What, counted
from ..rules.telling import why_not_files
from ..rules.words import ENDED, State
from .renewing import _renew_if_somebody_left

LONGEST = 1_000_000  # bytes of an entry, as the vault's records hold


def _locked(case: Case) -> Case:
    """Returns the case as it is now; nobody else writes into it until the transaction is over."""
    found: Case = Case.held.select_for_update().get(pk=case.pk)
    return found


def _to_write(by: AtTheDesk, case: UUID) -> OpenCase:
    """Returns a case of a handler as it is once nobody else writes into it, closed to whoever left meanwhile; `Hidden`."""
    _locked(case_for(by, case).case)
    found = case_for(by, case)
    return case_for(by, case) if _is_renewed(found) else found


def _is_renewed(found: OpenCase) -> bool:
    """Gives new keys to what still has those that somebody held who left: of the conversation, whoever raised it may have done so."""
    parts = {name: part for name, part in found.secrets.items() if name != INTAKE}
    notes = {INTAKE: found.secrets[INTAKE]}
    done = [
        _renew_if_somebody_left(found.case, found.intake.readers, notes),
        _renew_if_somebody_left(found.case, found.thread.readers, parts),
    ]
    return any(done)


def _clear_to_write(by: AtTheDesk, case: UUID) -> OpenCase:
    """The same, for whoever is clear of ties."""
    found = _to_write(by, case)
    found.require_clear()
    return found


def _has_ended(found: OpenCase) -> bool:
    return State(found.case.state) in ENDED


def _require_open(found: OpenCase) -> None:
    """Raises `Unacceptable` where a case has ended: nothing is written to whoever raised it then."""
    if _has_ended(found):
        raise Unacceptable("no_such_move")


def _new_compartment(case: Case, name: str, secret: bytes = b"") -> tuple[Compartment, bytes]:
    """Makes a compartment; `secret`: its key, where files were sealed to it beforehand."""
    pair = compartments.pair_of(secret) if secret else compartments.new_compartment()
    vouched = compartments.vouch(str(case.pk), name, pair.public)
    row = Compartment(case=case, name=name, public=pair.public, vouched=vouched)
    row.save(force_insert=True)
    return row, pair.secret


def _grant(row: Compartment, secret: bytes, *, to: bytes, handler: Handler | None) -> None:
    """Gives one reader the key; `BadKey` for what is none, and then nothing of the transaction remains."""
    reader = RAISER if handler is None else str(handler.pk)
    place = compartments.GrantPlace(str(row.case_id), row.name, reader)
    Grant(compartment=row, handler=handler, blob=compartments.grant(secret, to=to, place=place)).save(force_insert=True)


def _write(row: Compartment, what: What, said: Mapping[str, object], *, author: Keys) -> None:
    """Adds an entry behind the last one; `Moved` where the compartment's key is not the server's word."""
    body = json.dumps({**said, "what": what.value}, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    if len(body) > LONGEST:
        raise Unacceptable("words_too_long")
    last = Record.held.filter(compartment=row).order_by("-sequence").first()
    previous = records.fingerprint_of(bytes(last.blob)) if last else records.NOTHING
    place = records.Place(str(row.case_id), row.name, last.sequence + 1 if last else 1, KINDS[row.name], previous)
    blob = records.write_record(body, place, to=public_of(row), author=author)
    kept = Record(compartment=row, sequence=place.sequence, kind=place.kind, day=clock.today(), blob=blob)
    kept.save(force_insert=True)


def _add_file(
    found: Opened, chunks: Iterable[Blob], about: case_files.About, *, hand: Hand, is_original: bool
) -> dict[str, object]:
    """Keeps a file in a conversation, and returns what is said of it; `Unacceptable` where one hand's files are too large or too many."""
    own = (one for one in counted(found.entries, What.FILE) if one.hand == hand)
    if why := why_not_files([about.size], [int(one.body["size"]) for one in own], PROMISES.limits):
        raise Unacceptable(why, field="file")
    file = _keep_file(found.row, chunks, about)
    return {"file": str(file), "name": about.name, "size": about.size, "original": is_original}


def _keep_file(row: Compartment, chunks: Iterable[Blob], about: case_files.About) -> UUID:
    """Keeps a file piece by piece, with memory for one of them only; returns its id."""
    file = uuid.uuid4()
    place = case_files.FilePlace(str(row.case_id), row.name, str(file))
    with large_rows():
        for number, piece in enumerate(case_files.write_file(chunks, about, place, to=public_of(row))):
            FilePiece(compartment=row, file=file, number=number, blob=piece).save(force_insert=True)
    return file


def _set_due(case: Case, thread: Compartment, secret: bytes) -> None:
    """Says in clear what falls due next, from what stands in the conversation."""
    entries = opened(thread, secret, Hands(raiser_keys(case)[1], hands())).entries
    found = due_in_clear(case, entries)
    case.due, case.due_kind = (found.day, found.kind.value) if found else (None, "")
    case.save(update_fields=["state", "due", "due_kind", "team"])
