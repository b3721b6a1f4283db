"""Files in a form: chosen in the browser, each cleaned or kept as it is, sealed to where they belong.

The part of a page is `raising/choose_files.html`: it asks for one or more files, and what is to become of those chosen together;
its form is sent as `multipart/form-data`. `raising/files.html` shows beside it what lies in a draft.
"""

import hashlib
import time
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest

from answerable.access.refusals import Unacceptable
from answerable.vault.turns import Busy
from answerable.vault.uploads import SealedUpload, plain_name

from ...actions.attaching import attach
from ...actions.cleaning_files import Ready, ready
from ...actions.coming_back import add_file
from ...actions.drafting import Beginning, add_draft_file
from ...queries.cases import AtTheDesk
from ...queries.promised import PROMISES
from ...queries.threads import Raiser
from ...rules.words import Original
from .showing import say
from .tale import Tale
from .visit import Visit

FIELD, CHOICE, TAKEN = "files", "keep", "files_taken"
SECONDS = (
    15.0  # for all files of a form together; those that are left are chosen again, so that no request takes too long
)
MEGABYTE = 1024 * 1024
LIMITS = PROMISES.limits
NUMBERS = {
    "file_too_large": LIMITS.file_bytes // MEGABYTE,
    "too_many_files": LIMITS.files,
    "case_too_large": LIMITS.case_bytes // MEGABYTE,
}
Adding = Callable[[Ready, str], None]


@dataclass(frozen=True)
class NotAdded:
    """A file that was not taken: what it is called, and the code of why, as in `refusals` of the texts.

    `file_busy`: there was no time for it now, and it is to be chosen again.
    """

    name: str = field(repr=False)
    why: str

    @property
    def words(self) -> str:
        """Returns why, in the language of the page."""
        return say(f"refusals.{self.why}", number=NUMBERS.get(self.why, ""))


@dataclass(frozen=True)
class Added:
    """What became of the files of a form: how many are kept, and which are not."""

    count: int = 0
    refused: tuple[NotAdded, ...] = ()


def files_part(beginning: Beginning) -> dict[str, Any]:
    """Returns what a page shows of files: those that are there, and how more are added."""
    return {"there": beginning.files}


def added_to_draft(request: HttpRequest, beginning: Beginning, taken: list[str]) -> tuple[Beginning, Added]:
    """Adds the files of a form to what somebody is still writing; returns it with them. `taken`: marks of those that were before."""
    kept = [beginning]

    def add(file: Ready, mark: str) -> None:
        kept.append(add_draft_file(kept[-1], chunks=file.chunks, about=file.about, is_original=file.is_original))
        taken.append(mark)

    found = _each(request, add, taken)
    return kept[-1], found


def taken_files(request: HttpRequest, visit: Visit, tale: Tale) -> tuple[NotAdded, ...]:
    """Adds the files of a page to what is told, once however often the page is sent; returns those that could not be taken."""
    taken: list[str] = visit.body.setdefault(TAKEN, [])
    tale.beginning, found = added_to_draft(request, tale.beginning, taken)
    tale.keep(visit)
    return found.refused


def added_to_conversation(request: HttpRequest, raiser: Raiser) -> Added:
    """Adds the files of a form for whoever came back, each once however often the form is sent."""

    def add(file: Ready, mark: str) -> None:
        add_file(raiser, chunks=file.chunks, about=file.about, is_original=file.is_original, once=mark)

    return _each(request, add)


def attached(request: HttpRequest, *, by: AtTheDesk, case: UUID) -> Added:
    """Adds the files of a form to what the desk answers, each once however often the form is sent. `Hidden`."""

    def add(file: Ready, mark: str) -> None:
        attach(by=by, case=case, chunks=file.chunks, about=file.about, is_original=file.is_original, once=mark)

    return _each(request, add)


def _each(request: HttpRequest, add: Adding, taken: Container[str] = ()) -> Added:
    """Adds one after the other; one that cannot be taken keeps no other out."""
    keep, until = _wanted(request), time.monotonic() + SECONDS
    refused: list[NotAdded] = []
    uploads = list(_uploads(request))
    for number, upload in enumerate(uploads):
        mark = _mark(request, number, upload)
        try:
            if mark not in taken:
                _add(upload, add, keep, mark, until)
        except Unacceptable as refusal:
            refused.append(NotAdded(plain_name(upload.name or ""), refusal.code))
        except Busy:
            refused.append(NotAdded(plain_name(upload.name or ""), "file_busy"))
    return Added(len(uploads) - len(refused), tuple(refused))


def _mark(request: HttpRequest, number: int, upload: SealedUpload) -> str:
    """Returns by what the same file of the same page is known again; it lies where the file is sealed, and in no column."""
    parts = (request.POST.get("once", ""), str(number), upload.name or "", str(upload.size))
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _add(upload: SealedUpload, add: Adding, keep: Original, mark: str, until: float) -> None:
    if upload.too_large:
        raise Unacceptable("file_too_large", field="file")
    if time.monotonic() > until:
        raise Busy
    with ready(upload.chunks(), name=upload.name or "", size=upload.size or 0, keep=keep) as file:
        add(file, mark)


def _uploads(request: HttpRequest) -> Iterator[SealedUpload]:
    yield from (cast(SealedUpload, one) for one in request.FILES.getlist(FIELD))


def _wanted(request: HttpRequest) -> Original:
    """Returns what is to become of the files: cleaned, wherever nothing else was chosen on purpose."""
    return Original.ORIGINAL if request.POST.get(CHOICE) == Original.ORIGINAL else Original.CLEANED
