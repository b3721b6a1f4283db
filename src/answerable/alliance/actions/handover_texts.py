"""How a handover is kept: sealed at once, so that nobody who keeps the records reads it."""

from collections.abc import Sequence

from django.db import transaction

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.kit.meanwhile import look_again

from ..models import Handover, OfficeTerm, Term
from ..queries import handovers as queries
from ..rules.handovers import Text, composed, why_not_kept, written
from .recording import enter

Held = OfficeTerm | Term


@transaction.atomic
def leave_note(
    *, by: Actor, term: Held, note: str, things: Sequence[str] = (), add: bool = False, began: str = ""
) -> None:
    """Keeps what is written for whoever follows: the holder's own is changed or added to, others only add a note of theirs.

    That `by` may do so is for the act that calls it to see. `began` is the mark of what stood there when it was opened.
    """
    type(term).objects.select_for_update().get(pk=term.pk)  # two windows do not both write the first one
    is_holder = by.account_id is not None and term.person is not None and term.person.account_id == by.account_id
    row = queries.rows_of(term).select_for_update().filter(by_holder=True).first() if is_holder else None
    before = queries.opened(row) if row else Text()
    if add and row:
        things = [*(one.words for one in before.things), *things]
        note = f"{before.note}\n\n{note}"
    text = composed(note, things, before)
    if not add:
        look_again(began, now=facts_of(before), typed=facts_of(text))
    if code := why_not_kept(text):
        raise Unacceptable(code, field="things" if code == "things_too_long" else "note")
    if text.is_empty and not row:
        raise Unacceptable("nothing_written", field="note")
    if text.is_empty and row:
        _delete(row)
    else:
        row = row or Handover(by_holder=is_holder, **_of(term))
        row.written_on, row.accepted_on = clock.today(), None
        seal_into(row, text).save()
    enter(by, "write_handover", subject=_subject(term), place=queries.place_of(term))


def facts_of(text: Text) -> dict[str, object]:
    """Returns a text as its form holds it."""
    return {"note": text.note, "things": "\n".join(one.words for one in text.things)}


def seal_into(row: Handover, text: Text) -> Handover:
    """Returns the row with the text sealed in it, to be saved."""
    row.sealed = vault.seal(queries.PURPOSE, written(text), bound_to=str(row.key))
    return row


def _of(term: Held) -> dict[str, Held]:
    return {"office": term} if isinstance(term, OfficeTerm) else {"seat": term}


def _subject(term: Held) -> tuple[str, object]:
    return ("person", term.person.key) if isinstance(term, OfficeTerm) else ("seat", term.seat_id)


def _delete(row: Handover) -> None:
    forgotten.remember("handover", str(row.key))
    row.delete()
