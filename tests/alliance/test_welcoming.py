"""Many organisations welcomed at once: the same records as one by one, in a handful of queries."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions.cards import Card
from answerable.alliance.actions.directory import applying
from answerable.alliance.actions.directory.cards import snapshots
from answerable.alliance.actions.organisations import welcome_organisation
from answerable.alliance.actions.welcoming import Joining, Newcomer, welcome_organisations
from answerable.alliance.models import Organisation
from answerable.kit import imports
from answerable.kit.imports import Fate
from answerable.ledger.models import Entry
from tests.alliance.test_directory import brought_in, run_of
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

CARD = Card(
    "Círculo del Río", name_language="es", kinds=("womens_rights", "youth"), country="PE", city="Iquitos",
    languages=("es", "qu"), since="1998", women_led=True, about="Ríos y derechos.", names={"en": "River Circle"},
)  # fmt: skip


def test_one_of_many_is_recorded_like_one_alone(cast: Alliance) -> None:
    alone = welcome_organisation(by=CONSOLE, card=CARD, network=cast.here, since="2001")
    many = welcome_organisations(
        by=CONSOLE, newcomers=[Newcomer(CARD, (Joining(cast.here, since="2001"),)), Newcomer(Card("Quiet Lantern"))]
    )
    made = snapshots([alone.pk, many[0].pk])
    assert made[alone.pk] == made[many[0].pk]
    assert alone.folded == Organisation.objects.get(pk=many[0].pk).folded
    assert [one.slug for one in (alone, *many)] == ["circulo-del-rio", "circulo-del-rio-2", "quiet-lantern"]
    assert many[0].memberships.get().statuses.count() == 1


def test_many_take_no_more_queries_than_few(cast: Alliance) -> None:
    def queries(number: int) -> int:
        newcomers = [Newcomer(Card(f"Lamp {number} {at}"), (Joining(cast.here),)) for at in range(number)]
        with CaptureQueriesContext(connection) as asked:
            welcome_organisations(by=cast.actor("coordinator_here"), newcomers=newcomers)
        return sum("ledger" not in one["sql"] and "alliance_profile" not in one["sql"] for one in asked)

    assert queries(20) == queries(2)


def test_names_alike_within_a_list_get_addresses_of_their_own(cast: Alliance) -> None:
    made = welcome_organisations(by=CONSOLE, newcomers=[Newcomer(Card("Harbour")) for _ in range(3)])
    assert [one.slug for one in made] == ["harbour", "harbour-2", "harbour-3"]


def test_all_come_or_none(cast: Alliance) -> None:
    coordinator, before = cast.actor("coordinator_here"), (Organisation.objects.count(), Entry.objects.count())
    own, foreign = Newcomer(Card("Own"), (Joining(cast.here),)), Newcomer(Card("Foreign"), (Joining(cast.elsewhere),))
    with pytest.raises(Refused):
        welcome_organisations(by=coordinator, newcomers=[own, foreign])
    with pytest.raises(Unacceptable, match="kind_unknown"):
        welcome_organisations(by=coordinator, newcomers=[own, Newcomer(Card("Odd", kinds=("band",)), own.joins)])
    with pytest.raises(Unacceptable, match="belongs_already"):
        welcome_organisations(by=coordinator, newcomers=[Newcomer(Card("Twice"), (*own.joins, *own.joins))])
    assert (Organisation.objects.count(), Entry.objects.count()) == before


def test_row_that_cannot_come_in_keeps_no_other_out(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """All together fail, then each row for itself."""

    def no_third(*, by: Actor, newcomers: Sequence[Newcomer]) -> list[Organisation]:
        if any(one.card.name.endswith("three") for one in newcomers):
            raise Unacceptable("kind_unknown", field="kinds")
        return welcome_organisations(by=by, newcomers=newcomers)

    monkeypatch.setattr(applying, "welcome_organisations", no_third)
    coordinator = cast.actor("coordinator_here")
    rows = "".join(f"Lamp number {word};L{at}\n" for at, word in enumerate(("one", "two", "three", "four", "five")))
    run = run_of(f"name;id\n{rows}".encode(), by=coordinator, network=cast.here.slug)
    assert imports.rehearse(run, by=coordinator).totals.added == 5
    imports.bring_in(run, by=coordinator)
    assert [one.row for one in imports.outcomes(run, Fate.LEFT_OUT)] == [4]
    placed = Organisation.objects.filter(name__startswith="Lamp number").values_list("external_id", flat=True)
    assert sorted(placed) == ["L0", "L1", "L3", "L4"]


def test_networks_opened_for_rows_that_failed_are_opened_again(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_only(*, by: Actor, newcomers: Sequence[Newcomer]) -> list[Organisation]:
        if len(newcomers) > 1:
            raise Unacceptable("kind_unknown")
        return welcome_organisations(by=by, newcomers=newcomers)

    monkeypatch.setattr(applying, "welcome_organisations", one_only)
    rows = zip(("Harbour", "Mountain", "Quiet Lantern", "Paper Boats"), ("NP", "BO", "NP", "FJ"), strict=True)
    brought_in(b"name;country\n" + "".join(f"{name};{code}\n" for name, code in rows).encode())
    placed = Organisation.objects.filter(country__in=("NP", "BO", "FJ")).order_by("name")
    assert [one.memberships.get().network.country for one in placed] == ["NP", "BO", "FJ", "NP"]


@pytest.mark.parametrize(
    "said", ["Women’s rights organisation", "women-led group", "Grupo de mujeres", "منظمة حقوق المرأة"]
)
def test_words_beside_a_kind_do_not_hide_it(cast: Alliance, said: str) -> None:
    brought_in(f"name;kinds\nNight Lamp;{said}\n".encode())
    assert Organisation.objects.get(name="Night Lamp").kinds.get().code == "womens_rights"
