"""Who joined a team later is given past cases: those that a colleague chooses among their own, and none that must stay shut."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock

from ..models import Handler
from ..queries.cases import AtTheDesk, OpenCase
from ..queries.promised import PROMISES
from ..queries.teams import candidate, keys_now
from ..rules import routing
from .book import enter
from .standing_aside import _holders, _let_in, _stood_aside
from .writing import _clear_to_write

MOST = 200  # cases at a time


@dataclass(frozen=True)
class Granted:
    """What became of it: cases that were granted, and those of them that stay shut, for whatever reason."""

    given: tuple[UUID, ...]
    shut: tuple[UUID, ...]


@transaction.atomic
def grant_past_cases(*, by: AtTheDesk, handler: Handler, cases: Iterable[UUID]) -> Granted:
    """Gives a colleague the keys to past cases; never to whom one must not know, who has ties, or who stood aside."""
    chosen, signed = list(dict.fromkeys(cases)), keys_now(by.handler.team)
    if str(handler.pk) not in signed or handler.team_id != by.handler.team_id:
        raise Hidden
    if len(chosen) > MOST:
        raise Unacceptable("too_many_at_once", field="cases", n=MOST)
    known = candidate(handler, handler.team, clock.today())
    given, shut = list[UUID](), list[UUID]()
    for case in chosen:
        found = _clear_to_write(by, case)
        if not _may_read(found, known):
            shut.append(case)
            continue
        _let_in(found, [known.key], signed)
        enter("grant_past_case", by=by, case=found.case)
        given.append(case)
    return Granted(tuple(given), tuple(shut))


def _may_read(found: OpenCase, one: routing.Handler) -> bool:
    """Whether somebody may be given a key; also with keys made anew, whose paper and rehearsal may come later."""
    if one.key in _holders(found.case) or one.key in _stood_aside(found) or one.key in found.named_people:
        return False
    return routing.may_be_asked(replace(one, cleared=True), found.about, found.kept_out, PROMISES)
