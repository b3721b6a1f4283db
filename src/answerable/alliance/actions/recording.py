"""The one line that every verb of this room ends with: its entry in the ledger, in the office it was done in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex

from answerable.access.actors import Actor
from answerable.access.policy import Holding
from answerable.kit import touching
from answerable.ledger import actions as ledger

from ..models import Profile
from ..permissions import acting_office, keeps

Detail = dict[str, str | int | bool | list[str]]
_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)


def enter(
    by: Actor,
    verb: str,
    *,
    subject: tuple[str, object],
    place: str = "",
    detail: Detail | None = None,
    among: Holding = keeps,
) -> None:
    """Writes the entry; `detail` holds codes, ids and counts, never a name. Whoever follows the records is told."""
    kind, key = subject
    touching.touched(kind, key)
    if _in_bulk.get():
        return
    draw_version()
    ledger.record(
        by,
        f"alliance.{verb}",
        subject=(kind, str(key)),
        office=acting_office(by, place, among),
        place=place,
        detail=detail,
    )


@contextmanager
def as_one_act() -> Iterator[None]:
    """Within it the single verbs write no entries: the bulk act makes one, with its fingerprint and counts."""
    token = _in_bulk.set(True)
    try:
        with touching.once_for_all():
            yield
        draw_version()
    finally:
        _in_bulk.reset(token)


def draw_version() -> None:
    """Says that the records have changed: whatever was counted from them is counted again."""
    Profile.objects.update(records_version=token_hex(8))
