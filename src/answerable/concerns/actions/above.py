"""Whom the server may tell that something is late in a case: those of the desk above who are neither left out nor tied.

The server itself cannot read who was left out. So that list is made while it can, with what somebody tells or a reader
opens, and sealed: they are told later, without a word of the case, and whoever must not know is not told at all.
"""

import json

from answerable import vault
from answerable.kit import clock

from ..models import Case, Team, ToldAbove
from ..queries.late import SEALED_FOR
from ..queries.promised import PROMISES
from ..queries.teams import candidates, of_the_same_accounts
from ..rules import routing
from ..rules.teams import TeamState

MOST, LENGTH = 20, 1024


def note_above(case: Case, *, about: routing.About, excluded: routing.Excluded) -> None:
    """Seals whom to tell when something is late; of another case, and of one with nobody above, it looks the same."""
    higher = [one for one in Team.held.filter(state=TeamState.OPEN) if one.desk > case.team.desk]
    named = of_the_same_accounts(one.person for one in about.parties if one.person)
    fit = [
        one
        for one in candidates(higher, clock.today(), counted=False)
        if one.key not in named and routing.may_be_asked(one, about, excluded, PROMISES)
    ]
    nearest = min((one.desk for one in fit), default=None)
    told = sorted(one.key for one in fit if one.desk == nearest)[:MOST]
    blob = vault.seal(SEALED_FOR, json.dumps(told).encode(), bound_to=str(case.pk), smallest=LENGTH)
    ToldAbove.held.filter(case=case).delete()
    ToldAbove(case=case, blob=blob).save(force_insert=True)
