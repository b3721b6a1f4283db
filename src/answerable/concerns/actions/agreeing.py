"""The lead agrees to ties that are managed: for one handler, as they declared them, and for whom it is about now."""

from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable

from ..models import Declaration, Handler
from ..queries.cases import AtTheDesk
from ..queries.sealed import INTAKE
from ..rules import conflicts
from ..rules.entries import What
from ..rules.words import Role
from .book import enter
from .writing import _clear_to_write, _write


@transaction.atomic
def agree_to_ties(*, by: AtTheDesk, case: UUID, handler: Handler) -> None:
    """Agrees that somebody reads in spite of ties they told of; never of oneself, and never where sexual harm is told."""
    found = _clear_to_write(by, case)
    said = found.said_by(handler, bytes(handler.verify))
    row = Declaration.held.filter(case=found.case, handler=handler).first()
    if said is None or row is None:
        raise Unacceptable("nothing_to_manage", field="handler")
    standing = found.standing_of(handler)
    if why := conflicts.why_not_approve(found.said(), said, standing, is_lead=by.role == Role.LEAD):
        raise Unacceptable(why, field="handler")
    _write(found.secrets[INTAKE][0], What.TIES_AGREED, found.ties_to_agree_to(row), author=by.keys)
    enter("agree_to_ties", by=by, case=found.case)
