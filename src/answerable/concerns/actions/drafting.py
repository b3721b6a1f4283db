"""What somebody begins and has not sent: kept under their code where they ask for it, and otherwise gone with their visit.

Like raising itself nothing here takes `by=`, and nothing enters the ledger or the book.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.large_rows import large_rows
from answerable.vault import Unreadable, case_files, compartments, drafts, receipts
from answerable.vault.places import Blob
from answerable.vault.receipts import NotAReceipt

from ..models import Draft, DraftPiece, Receipt
from ..queries.promised import PROMISES
from ..queries.threads import NoSuchReceipt, Raiser, opened_by
from ..rules.telling import why_not_files
from .coming_back import NOBODYS
from .moving_over import THREAD, Beginning, NewFile

FORM = 2  # of a draft's body; the first named none
__all__ = ["Beginning", "Broken", "Kept", "NewFile", "add_draft_file", "begin_draft", "drop_draft", "keep_draft", "open_by_code", "open_draft", "remove_draft_file", "resume_draft"]  # fmt: skip


class AlreadySent(Exception):  # noqa: N818 - it says how it is
    """What is to be kept was sent before, with the same code."""


class Broken(Exception):  # noqa: N818 - it says how it is
    """What was kept is not whole any more; the code is right."""


@dataclass(frozen=True)
class Kept:
    """A draft that somebody came back to: what they wrote, and until which day it is kept."""

    body: Mapping[str, Any] = field(repr=False)
    until: dt.date


def begin_draft() -> Beginning:
    """Begins what may become a case; nothing of it is kept before a file is added or it is asked for."""
    return Beginning(str(uuid.uuid4()), compartments.new_compartment().secret)


def keep_draft(code: str, *, body: Mapping[str, Any], beginning: Beginning) -> dt.date:
    """Keeps what was written under a code; returns until which day. `NotAReceipt`, `Busy`, `AlreadySent`."""
    trace = receipts.look_up_and_key(code)  # slow, and so before anything is locked
    clear = json.dumps({**body, "form": FORM}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    until = clock.today() + dt.timedelta(days=settings.DRAFT_DAYS)
    with transaction.atomic():
        if Receipt.held.filter(look_up=trace.look_up).exists():
            raise AlreadySent
        Draft.held.filter(look_up=trace.look_up).exclude(pk=beginning.case).delete()
        kept = {"look_up": trace.look_up, "until": until, "body": drafts.seal_draft(clear, trace)}
        Draft.held.update_or_create(pk=uuid.UUID(beginning.case), defaults=kept)
    return until


def open_draft(code: str) -> Kept:
    """Returns what was kept under a code; `NoSuchReceipt` after the same work for every other one, `Busy`."""
    found = open_by_code(code)
    if isinstance(found, Kept):
        return found
    raise NoSuchReceipt


def open_by_code(code: str) -> Raiser | Kept:
    """Returns whoever comes back with a code, or the draft they kept; `NoSuchReceipt` after the same work for every other one, `Busy`.

    `Broken` where the draft that was kept is not whole any more.
    """
    found: Raiser | Kept | None = None
    for trace in receipts.traces(_well_formed(code)):
        sent = Receipt.held.filter(look_up=trace.look_up).first()
        kept = Draft.held.filter(look_up=trace.look_up, until__gte=clock.today()).first()
        with suppress(Unreadable):
            found = found or _raiser(sent, trace) or _kept(kept, trace)
    if found is None:
        raise NoSuchReceipt
    if isinstance(found, Raiser):
        opened_by(found)
    return found


def drop_draft(beginning: Beginning, *, also_kept: bool = False) -> None:
    """Takes away the files of a visit that ends; what was kept on purpose stays, unless that is to go too."""
    rows = Draft.held.filter(pk=beginning.case)
    (rows if also_kept else rows.filter(look_up=None)).delete()


@transaction.atomic
def add_draft_file(
    beginning: Beginning, *, chunks: Iterable[Blob], about: case_files.About, is_original: bool = False
) -> Beginning:
    """Adds a file, sealed to the conversation that will be; `Unacceptable` where it is too large, or there are too many."""
    if why := why_not_files([about.size], [one.size for one in beginning.files], PROMISES.limits):
        raise Unacceptable(why, field="file")
    Draft.held.get_or_create(pk=uuid.UUID(beginning.case), defaults={"until": _tomorrow()})
    file = str(uuid.uuid4())
    place = case_files.FilePlace(beginning.case, THREAD, file)
    with large_rows():
        for number, piece in enumerate(case_files.write_file(chunks, about, place, to=beginning.public)):
            DraftPiece(draft_id=uuid.UUID(beginning.case), file=file, number=number, blob=piece).save(force_insert=True)
    return replace(beginning, files=(*beginning.files, NewFile(file, about.name, about.size, is_original)))


@transaction.atomic
def remove_draft_file(beginning: Beginning, *, file: str) -> Beginning:
    """Takes a file out again."""
    DraftPiece.held.filter(draft=beginning.case, file=file).delete()
    return replace(beginning, files=tuple(one for one in beginning.files if one.file != file))


@transaction.atomic
def resume_draft(beginning: Beginning) -> Beginning:
    """Returns a beginning with those of its files that are there, and keeps these until whoever is writing can send them."""
    row = Draft.held.select_for_update().filter(pk=beginning.case)
    row.filter(until__lt=_tomorrow()).update(until=_tomorrow())
    there = set(map(str, DraftPiece.held.filter(draft__in=row).values_list("file", flat=True)))
    return replace(beginning, files=tuple(one for one in beginning.files if one.file in there))


def _tomorrow() -> dt.date:
    return clock.today() + dt.timedelta(days=1)


def _raiser(row: Receipt | None, trace: receipts.Trace) -> Raiser | None:
    return None if row is None else Raiser(row.case_id, receipts.unwrap(bytes(row.seed), trace), row.pk)


def _kept(row: Draft | None, trace: receipts.Trace) -> Kept | None:
    if row is None:
        return None
    try:
        body = json.loads(drafts.open_draft(bytes(row.body), trace).decode("utf-8", "surrogatepass"))
    except (Unreadable, ValueError) as error:
        raise Broken from error
    if not isinstance(body, dict):
        raise Broken
    return Kept(body, row.until)


def _well_formed(code: str) -> str:
    try:
        receipts.read(code)
    except NotAReceipt:
        return NOBODYS
    return code
