"""The writing group compares: how each of the parent's clauses stands in the local code."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.kit.meanwhile import look_again

from ...models import Alignment, Clause, LocalCode
from ...queries.local_codes import compared_of
from ...rules.local_codes import Compared, why_open
from ...rules.words import Strength
from ..recording import enter
from .allowing import AMONG, place_of, require_writing

FIELDS = {"reason_needed": "reason", "clause_needed": "clauses", "not_missing": "clauses"}


@transaction.atomic
def compare(
    *,
    by: Actor,
    code: LocalCode,
    parent_clause: Clause,
    clauses: Sequence[Clause],
    strength: str,
    reason: str = "",
    on: dt.date | None = None,
    began: str = "",
) -> Alignment:
    """Says which local clauses say what one of the parent's says, how strongly, and why where it is less.

    `began`: the mark of the comparison that stood there when they began.
    """
    require_writing(by, code)
    chosen = [] if strength == Strength.MISSING else list(clauses)
    if parent_clause.version_id != code.parent_id or any(one.version_id != code.version_id for one in chosen):
        raise Hidden
    open_because = why_open(Compared(strength, len(chosen), reason))
    if open_because:
        raise Unacceptable(open_because, field=FIELDS.get(open_because, "strength"))
    LocalCode.objects.select_for_update().get(pk=code.pk)
    typed = {"clauses": [str(one.pk) for one in chosen], "strength": strength, "reason": reason}
    look_again(began, now=compared_now(code, parent_clause), typed=typed)
    row, _is_new = Alignment.objects.update_or_create(
        local_code=code, parent_clause=parent_clause,
        defaults={
            "strength": strength, "reason": reason.strip(), "checked_on": on or clock.today(), "checked_by": by.opaque_id,
            "compared": compared_of(chosen, code.version.original_language),
        },
    )  # fmt: skip
    row.clauses.set(chosen)
    enter(by, "compare", subject=("local_code", code.pk), place=place_of(code), detail={"clause": parent_clause.pk, "strength": strength}, among=AMONG)  # fmt: skip
    return row


def compared_now(code: LocalCode, parent_clause: Clause) -> dict[str, object]:
    """Returns how one of the parent's clauses is compared at present, as its form shows it."""
    row = Alignment.objects.filter(local_code=code, parent_clause=parent_clause).first()
    clauses = row.clauses.filter(taken_out_on=None) if row else Clause.objects.none()
    return {
        "clauses": [str(pk) for pk in clauses.order_by("order", "pk").values_list("pk", flat=True)],
        "strength": row.strength if row else "", "reason": row.reason if row else "",
    }  # fmt: skip
