"""The one line that every verb of this room ends with: its entry in the ledger, in the office it was done in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from answerable.access.actors import Actor
from answerable.access.policy import Holding
from answerable.kit import touching
from answerable.ledger import actions as ledger

from ..permissions import acting_office, writes

Detail = dict[str, str | int | bool | list[str]]
_in_bulk: ContextVar[bool] = ContextVar("conduct_in_bulk", default=False)


def enter(
    by: Actor,
    verb: str,
    *,
    subject: tuple[str, object],
    place: str = "",
    detail: Detail | None = None,
    among: Holding = writes,
) -> None:
    """Writes the entry; `detail` holds codes, ids and counts, never a name or a text. Whoever follows the records is told."""
    kind, key = subject
    touching.touched(kind, key)
    if _in_bulk.get():
        return
    ledger.record(
        by,
        f"conduct.{verb}",
        subject=(kind, str(key)),
        office=acting_office(by, place, among),
        place=place,
        detail=detail,
    )


@contextmanager
def as_one_act() -> Iterator[None]:
    """Within it the single verbs write no entries: the bulk act makes one, with its counts."""
    token = _in_bulk.set(True)
    try:
        with touching.once_for_all():
            yield
    finally:
        _in_bulk.reset(token)
