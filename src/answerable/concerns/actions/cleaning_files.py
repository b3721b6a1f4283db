"""What becomes of a file before it is sealed: hidden traces are taken out, or it stays as it is because somebody wants that.

A file that cannot be cleaned is refused with the reason, and never kept half clean; whoever sends it may still keep it as it is.
"""

import mimetypes
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from answerable.access.refusals import Unacceptable
from answerable.kit.cleaning import CannotClean, Cleaned, NotCleaned, Why, cleaned
from answerable.vault.case_files import About
from answerable.vault.turns import turn
from answerable.vault.uploads import plain_name

from ..queries.promised import PROMISES
from ..rules.words import Original

OCTETS = "application/octet-stream"
CODES = {
    Why.UNKNOWN: "file_unknown",
    Why.BROKEN: "file_broken",
    Why.LOCKED: "file_locked",
    Why.TOO_MUCH: "file_too_much",
}


@dataclass(frozen=True)
class Ready:
    """A file as it is to be sealed. A cleaned one bears no name of its own: that may say who, when and where too."""

    about: About = field(repr=False)
    chunks: Iterable[bytes] = field(repr=False)
    is_original: bool


@contextmanager
def ready(chunks: Iterable[bytes], *, name: str, size: int, keep: Original) -> Iterator[Ready]:
    """Returns a file ready to be sealed, for as long as it is in use; `Unacceptable`, and `Busy` where many are being cleaned."""
    if not size:
        raise Unacceptable("file_empty", field="file")
    if size > PROMISES.limits.file_bytes:
        raise Unacceptable("file_too_large", field="file")
    if keep == Original.ORIGINAL:
        yield Ready(About(plain_name(name), OCTETS, size), chunks, is_original=True)
        return
    with ExitStack() as stack:
        found = _cleaned(stack, chunks)
        called = f"file.{found.suffix}"
        about = About(called, mimetypes.guess_type(called)[0] or OCTETS, found.size)
        yield Ready(about, found.chunks(), is_original=False)


def _cleaned(stack: ExitStack, chunks: Iterable[bytes]) -> Cleaned:
    """Has it cleaned; a turn at that is held no longer than the cleaning itself."""
    try:
        with turn("cleaning"):
            return stack.enter_context(cleaned(chunks))
    except NotCleaned as refused:
        raise Unacceptable(CODES[refused.why], field="file") from refused
    except CannotClean as error:
        raise Unacceptable("file_not_here", field="file") from error
