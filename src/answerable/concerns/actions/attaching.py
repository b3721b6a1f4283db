"""The desk adds a file to what it answers: whoever raised it finds it in the conversation."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Hidden
from answerable.vault import case_files
from answerable.vault.places import Blob

from ..queries.cases import AtTheDesk
from ..queries.sealed import THREAD
from ..rules.entries import Hand, What
from .book import enter
from .writing import _add_file, _clear_to_write, _has_ended, _set_due, _write


@transaction.atomic
def attach(
    *,
    by: AtTheDesk,
    case: UUID,
    chunks: Iterable[Blob],
    about: case_files.About,
    is_original: bool = False,
    once: str = "",
) -> None:
    """Adds a file as it comes in; it acknowledges nothing and answers nothing. `Unacceptable` where it is too large, or there are too many; `Hidden` where the case has ended."""
    found = _clear_to_write(by, case)
    if once and any(one.body.get("once") == once and one.author == by.id for one in found.thread.entries):
        return
    if _has_ended(found):
        raise Hidden
    said = _add_file(found.thread, chunks, about, hand=Hand.DESK, is_original=is_original)
    row, secret = found.secrets[THREAD]
    _write(row, What.FILE, {**said, "once": once}, author=by.keys)
    _set_due(found.case, row, secret)
    enter("attach", by=by, case=found.case)
