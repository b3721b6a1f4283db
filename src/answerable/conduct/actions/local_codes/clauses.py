"""A draft's clauses as a writing group handles them: they are written as all texts are; what is taken out can come back."""

from django.db import transaction
from django.db.models import Max

from answerable.access.actors import Actor
from answerable.kit import clock

from ...models import Clause, LocalCode
from ...rules.versions import are_counted, next_number
from ..clauses import count_clauses
from ..recording import enter
from .allowing import AMONG, place_of, require_writing


@transaction.atomic
def take_out_clause(*, by: Actor, code: LocalCode, clause: Clause) -> None:
    """Takes a clause out of a draft, with its wordings and contributions kept; it can be put back until adoption."""
    require_writing(by, code)
    are_plain = are_counted(_numbers(code))
    clause.taken_out_on = clock.today()
    clause.save(update_fields=["taken_out_on"])
    _enter(by, "take_out_clause", code, clause)
    if are_plain:
        count_clauses(by=by, version=code.version)


@transaction.atomic
def put_back_clause(*, by: Actor, code: LocalCode, clause: Clause) -> None:
    """Puts a clause that was taken out back at the end of the draft."""
    require_writing(by, code)
    clause.order = (code.version.clauses.aggregate(last=Max("order"))["last"] or 0) + 1
    clause.number, clause.taken_out_on = next_number(_numbers(code)), None
    clause.save(update_fields=["order", "number", "taken_out_on"])
    _enter(by, "put_back_clause", code, clause)


def _numbers(code: LocalCode) -> list[str]:
    return list(code.version.clauses.values_list("number", flat=True))


def forget_taken_out(*, by: Actor, code: LocalCode) -> None:
    """What was taken out goes when the text is adopted; what was said of it stays, with the name it had."""
    for clause in Clause.every.filter(version=code.version).exclude(taken_out_on=None).prefetch_related("texts"):
        heading = next((one.heading for one in clause.texts.all() if one.heading), "")
        clause.contributions.update(about=f"{clause.number} {heading}".strip()[:220], clause=None)
        clause.delete()
        _enter(by, "forget_taken_out", code, clause)


def _enter(by: Actor, verb: str, code: LocalCode, clause: Clause) -> None:
    enter(
        by, verb, subject=("local_code", code.pk), place=place_of(code), detail={"clause": clause.pk or 0}, among=AMONG
    )
