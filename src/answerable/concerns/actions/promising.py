"""A team promises more than the alliance does; what was promised to somebody before stays as it was."""

from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.ledger.actions import record

from ..models import TeamPromises
from ..queries.cases import AtTheDesk
from ..queries.promised import as_own, of_alliance, own_of
from ..rules.own_promises import NUMBERS, Own, wrong_with
from .teams import NotYours, _locked_team


@transaction.atomic
def promise(*, by: AtTheDesk, own: Own) -> bool:
    """Sets what one's team promises from now on, never more time than the alliance gives; returns whether anything changed."""
    team = _locked_team(by)
    if not by.is_signed_for:
        raise NotYours
    for field, code in wrong_with(own, of_alliance()).items():
        raise Unacceptable(code, field=field, most=getattr(of_alliance(), field, 0), least=NUMBERS.get(field, 0))
    before = own_of(team)
    if before is not None and as_own(before) == own:
        return False
    row = TeamPromises(
        team=team, number=before.number + 1 if before else 1, numbers=dict(own.numbers), may_extend=own.may_extend,
        weekend=sorted(own.weekend), holidays=sorted(one.isoformat() for one in own.holidays), day=clock.today(), by=by.opaque_id,
    )  # fmt: skip
    row.save(force_insert=True)
    detail = {**{name: int(value) for name, value in own.numbers.items()}, "number": row.number}
    record(by, "promise", subject=("team", str(team.pk)), place=team.place, detail=detail)
    return True
