"""How many signed, told only where nobody can be made out by it."""

import pytest

from answerable.access.actors import Actor
from answerable.alliance.actions import organisations
from answerable.alliance.actions.cards import Card
from answerable.conduct.actions.entering import Hand, enter_signatures
from answerable.conduct.queries import asking, signatures
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code
from .test_signing import paper

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


@pytest.mark.parametrize(("signed_by", "told"), [(0, False), (4, False), (5, True), (9, False), (13, False)])
def test_shares_are_told_where_neither_side_is_small(code: Code, signed_by: int, told: bool) -> None:
    """A share of nought says of each that they have not; thirteen public organisations are asked."""
    already = asking.organisations_asked(code.instrument, Actor.nobody()).count()
    homes = [
        organisations.welcome_organisation(
            by=CONSOLE, card=Card(name=f"Group {number}", country="KE"), network=code.alliance.here, visibility="public"
        )
        for number in range(13 - already)
    ]
    signers = [*asking.organisations_asked(code.instrument, Actor.nobody())][:signed_by]
    assert len(homes) + already == 13
    if hands := [Hand(organisation=one) for one in signers]:
        enter_signatures(by=CONSOLE, version=code.first, given=paper(), signers=hands, place="0001")
    shown = next(
        one for one in signatures.shares_of(code.first, Actor.nobody(), smallest=5) if one.kind == "organisation"
    )
    assert (shown.number, shown.of) == ((signed_by, 13) if told else (None, None))
