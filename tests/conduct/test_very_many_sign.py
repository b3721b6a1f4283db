"""Very many sign: what the database does grows with how many they are, not with their square."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Membership, Organisation
from answerable.alliance.queries import organisations
from answerable.alliance.rules.memberships import BELONGS
from answerable.alliance.rules.words import Visibility
from answerable.conduct.models import Signature
from answerable.conduct.pages.signing_desk import network as desk
from answerable.conduct.queries import signatures, signers
from answerable.conduct.rules.words import Signer
from answerable.kit import clock
from tests import cast

from . import signed
from .signed import Code

pytestmark = [pytest.mark.django_db]
MANY = 400


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def _more(code: Code, begun: int) -> None:
    """Writes down many organisations, every other of which signed."""
    today, state = clock.today(), next(iter(sorted(BELONGS)))
    made = Organisation.objects.bulk_create(
        Organisation(
            slug=f"group-{number}", name=f"Group {number}", country="KE", created_on=today, visibility=Visibility.PUBLIC
        )
        for number in range(begun, begun + MANY)
    )
    here = code.alliance.here
    Membership.objects.bulk_create(Membership(organisation=one, network=here, state=state) for one in made)
    Signature.objects.bulk_create(
        Signature(
            version=code.first, kind=Signer.ORGANISATION, organisation=one, signed_on=today, entered_on=today,
            language="en", fingerprint=code.first.fingerprint, by="system:test",
        )
        for one in made[::2]
    )  # fmt: skip


def _steps(ask: Callable[[], object]) -> int:
    """Returns how many hundreds of steps SQLite takes."""
    taken = [0]

    def one_more() -> int:
        taken[0] += 1
        return 0

    connection.connection.set_progress_handler(one_more, 100)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return taken[0]


def _listed(code: Code) -> "QuerySet[Any]":
    return signers.organisations_of(code.first, code.alliance.here, code.alliance.actor("coordinator_here"))


ASKED: dict[str, Callable[[Code], object]] = {
    "shares": lambda code: signatures.shares_of(code.first, Actor.nobody(), smallest=5),
    "signed": lambda code: desk._in_state(_listed(code), "signed").count(),
    "left": lambda code: desk._in_state(_listed(code), "left").count(),
    "again": lambda code: desk._in_state(_listed(code), "again").count(),
    "last page": lambda code: list(_listed(code).order_by("signed_on", "pk")[:20]),
    "whom to remind": lambda code: list(
        signers.organisations_left(code.first, code.alliance.here, code.alliance.actor("coordinator_here")).values_list(
            "pk"
        )
    ),
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's machine")
@pytest.mark.parametrize("asked", ASKED)
def test_twice_as_many_signatures_cost_about_twice_as_much(code: Code, asked: str) -> None:
    _more(code, 0)
    some = _steps(lambda: ASKED[asked](code))
    _more(code, MANY)
    twice = _steps(lambda: ASKED[asked](code))
    assert some > 0
    assert twice <= 2.6 * some


def test_the_signature_of_a_duplicate_is_that_of_the_record_that_stayed(code: Code) -> None:
    """By itself, through one duplicate, and through a duplicate of a duplicate."""
    _more(code, 0)
    alone, kept, gone, first = Organisation.objects.filter(
        slug__in=["group-1", "group-3", "group-5", "group-6"]
    ).order_by("pk")
    Organisation.objects.filter(pk=gone.pk).update(merged_into=kept)
    Organisation.objects.filter(pk=first.pk).update(merged_into=gone)
    by_first = Signature.objects.get(organisation=first)
    rows = {one.pk: one for one in _listed(code)}
    assert not {gone.pk, first.pk} & rows.keys()
    assert (rows[kept.pk].has_signed, rows[kept.pk].signed_on, rows[kept.pk].signature_key) == (
        True,
        by_first.signed_on,
        by_first.key,
    )
    assert (rows[alone.pk].has_signed, rows[alone.pk].signed_on) == (False, None)
    asked = organisations.seen_by(Actor.nobody()).filter(pk__in=signatures.homes(signatures.standing(code.first)))
    assert kept in asked
    assert alone not in asked
