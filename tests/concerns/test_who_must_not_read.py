"""Who must not read, as somebody says it at the raising door: everybody meant is shut out, and nobody learns who is recorded."""

from uuid import uuid4

import pytest

from answerable.alliance.models import Organisation
from answerable.concerns.pages.raising.tale import Tale
from answerable.concerns.queries import near
from answerable.concerns.rules.words import Desk
from answerable.kit.text import fold
from tests import cast

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def test_every_organisation_of_one_name_is_shut_among_however_many_that_are_called_alike(
    alliance: cast.Alliance,
) -> None:
    """B09: names alone tell no two organisations apart, so that nobody of either reads."""
    name = alliance.nile.name
    rows = [replaced(alliance.nile, f"{name} {number}") for number in range(45)]
    second = replaced(alliance.nile, name)
    found = near.organisations_called(name)
    assert {str(alliance.nile.pk), str(second.pk)} <= found
    assert not found & {str(one.pk) for one in rows}
    tale = Tale({"shut": ["my_organisation"], "my_organisation": name})
    assert tale.excluded().organisations == found


def test_nobody_learns_from_who_would_read_whether_an_organisation_is_recorded(alliance: cast.Alliance) -> None:
    """B02, B03: of one that is recorded, and at risk, and of none, the same desks are shut: all the nearest."""
    alliance.nile.at_risk = True
    alliance.nile.save()
    both = [
        Tale({"shut": ["my_organisation"], "my_organisation": one}) for one in (alliance.nile.name, "Nobody So Called")
    ]
    assert [one.excluded().desks for one in both] == [{Desk.COUNTRY}, {Desk.COUNTRY}]


def replaced(organisation: Organisation, name: str) -> Organisation:
    """Returns one more organisation like another, under a name."""
    row = Organisation.objects.get(pk=organisation.pk)
    row.pk = None
    row._state.adding = True
    row.name, row.folded, row.key = name, fold(name), uuid4()
    row.slug = f"like-{row.key.hex}"
    row.save()
    return row
