"""Search over the alliance: everybody finds what they may know of and nothing else, and every act is followed."""

from collections.abc import Callable, Sequence

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answerable.access.actors import Actor
from answerable.alliance.actions import (
    bodies,
    joining,
    kinds,
    merging,
    networks,
    offices,
    organisations,
    parting,
    people,
    retention,
)
from answerable.alliance.actions.cards import Card
from answerable.alliance.actions.forgetting import remove_organisation_again
from answerable.alliance.models import Kind, Network, Organisation, OrganisationMerge
from answerable.alliance.rules.words import BodyKind, Level, Office
from answerable.kit import queue, search
from answerable.kit.models import SearchRow
from tests.alliance.test_directory import MESSY, brought_in
from tests.cast import CONSOLE, NAMES, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
ROLES = ["anonymous", *NAMES]
SAMPLE = ("anonymous", "member_elsewhere", "coordinator_here", "secretariat")
FEW_ROLES = [pytest.param(one, marks=() if one in SAMPLE else pytest.mark.slow) for one in ROLES]
INSIDERS = [role for role in ROLES if role not in {"anonymous", "stranger", "disabled_coordinator_here"}]
KEEPERS = ["secretariat", "coordinator_above", "coordinator_here"]


def kind_of(name: str) -> search.SearchKind:
    found = search.kind_named(f"alliance.{name}")
    assert found is not None
    return found


def actor(cast: Alliance, role: str) -> Actor:
    return Actor.nobody() if role in {"anonymous", "disabled_coordinator_here"} else cast.actor(role)


def finds(typed: str, who: Actor, name: str = "organisation") -> list[int]:
    return list(search.find(search.read(typed, LANGUAGES), kind_of(name), who).things)


def finders(cast: Alliance, typed: str, thing: int, name: str = "organisation") -> list[str]:
    return [role for role in ROLES if thing in finds(typed, actor(cast, role), name)]


def named(
    cast: Alliance,
    name: str,
    *,
    language: str = "en",
    about: str = "",
    visibility: str = "public",
    at_risk: bool = False,
) -> Organisation:
    """One more organisation in Uganda."""
    return organisations.welcome_organisation(
        by=CONSOLE, card=Card(name=name, name_language=language, country="UG", about=about), network=cast.elsewhere,
        visibility=visibility, at_risk=at_risk,
    )  # fmt: skip


def client_of(cast: Alliance, role: str) -> Client:
    client = Client()
    if role in cast.accounts:
        client.force_login(cast.accounts[role])
    return client


def test_organisation_is_found_by_those_who_may_know_of_it(cast: Alliance) -> None:
    """B02: the public finds the public one, members also that of members; one at risk, its own people and its keepers."""
    assert finders(cast, "nile", cast.nile.pk) == ROLES
    assert finders(cast, "tumaini", cast.circle.pk) == INSIDERS
    assert finders(cast, "shelter", cast.shelter.pk) == KEEPERS


def test_people_of_an_organisation_at_risk_find_it(cast: Alliance) -> None:
    people.affiliate(by=CONSOLE, person=cast.people["member_elsewhere"], organisation=cast.shelter)
    assert finders(cast, "shelter", cast.shelter.pk) == [*KEEPERS, "member_elsewhere"]


@pytest.mark.parametrize("role", FEW_ROLES)
def test_what_is_found_is_all_that_may_be_seen_and_nothing_else(cast: Alliance, role: str) -> None:
    """B02: what the index offers and what the pages show are the same, for each of the cast and every kind of thing."""
    named(cast, "Far Lantern", visibility="network")
    named(cast, "Far Shelter", visibility="network", at_risk=True)
    reader = actor(cast, role)
    for kind in search.kinds():
        seen = kind.seen_by(reader)
        if seen is None:
            continue
        things = {one.thing: one.names[0].words for one in kind.documents(None)}
        found = {
            one for one, name in things.items() if one in search.find(search.read(name, LANGUAGES), kind, reader).things
        }
        assert found == set(seen.values_list("pk", flat=True)) & things.keys(), kind.name


@pytest.mark.parametrize(
    "role",
    [
        "anonymous",
        "stranger",
        *[
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("member_here", "partner_here", "coordinator_here", "secretariat")
        ],
    ],
)
def test_page_that_a_hit_leads_to_opens_and_names_it(cast: Alliance, role: str) -> None:
    client, reader = client_of(cast, role), actor(cast, role)
    for kind in search.kinds():
        seen = kind.seen_by(reader)
        for thing, hit in kind.show(
            list(seen.values_list("pk", flat=True)) if seen is not None else [], reader, "en"
        ).items():
            page = client.get(hit.href) if hit.href else None
            assert page is None or (page.status_code == 200 and hit.title in page.content.decode()), (kind.name, thing)


@pytest.mark.slow
@time_machine.travel("2026-11-21 12:00", tick=False)  # each minute a session is noted as used: one question more
def test_a_hidden_organisation_changes_nothing_on_the_page(cast: Alliance) -> None:
    """B02: no hit, no count, no page more, no question more to the database: the page is the same to the last byte."""
    for at in range(25):
        named(cast, f"Lantern {at}")
    addresses = [
        "/search?q=lantern",
        "/search?q=lantern&kind=organisation&page=2",
        "/search?q=lantern+far",
        "/search?q=uganda",
    ]
    for role in ("anonymous", "stranger", "member_here"):
        client = client_of(cast, role)
        before = [looked(client, address) for address in addresses]
        hidden = [named(cast, f"Far Lantern {at}", visibility="network", at_risk=True) for at in range(30)]
        assert [looked(client, address) for address in addresses] == before
        for one in hidden:
            organisations.remove_organisation(by=CONSOLE, organisation=one)


def looked(client: Client, address: str) -> tuple[bytes, int]:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    return page.content, len(asked)


def test_a_hidden_name_is_answered_like_one_that_nobody_has(cast: Alliance) -> None:
    """B02: nothing like it is offered instead, and the page takes the same way."""
    client = client_of(cast, "member_here")
    hidden, none = looked(client, "/search?q=shelter"), looked(client, "/search?q=zhelter")
    assert (hidden[0].replace(b"shelter", b"zhelter"), hidden[1]) == none
    assert b"Quiet" not in hidden[0]


def test_what_is_hidden_is_not_even_looked_at_in_the_index(cast: Alliance) -> None:
    """So that the time an answer takes does not grow with what the reader may not know."""
    row = SearchRow.objects.get(kind="alliance.organisation", thing=cast.shelter.pk)
    codes = {term[1:] for term in row.terms.split(" ") if term.startswith("§")}
    readers = {role: kind_of("organisation").audiences(actor(cast, role)) for role in ROLES}
    offered = [
        role for role, own in readers.items()
        if any(code == one or (one.endswith("*") and code.startswith(one[:-1])) for code in codes for one in own)
    ]  # fmt: skip
    assert offered == KEEPERS


def test_people_are_found_where_a_page_names_them_already(cast: Alliance) -> None:
    coordinator, member = cast.people["coordinator_here"], cast.people["member_here"]
    assert finders(cast, "wanjiru", coordinator.pk, "person") == INSIDERS
    assert finders(cast, "zawadi", member.pk, "person") == [
        *KEEPERS, "focal_point_here", "partner_here", "member_here",
    ]  # fmt: skip
    people.change_person(
        by=CONSOLE, person=member, name="Zawadi Njeri", email="z@example.org", languages=(), visibility="public"
    )
    assert "anonymous" not in finders(cast, "zawadi", member.pk, "person")


def test_person_is_not_found_by_where_they_belong(cast: Alliance) -> None:
    """A word of an organisation would give away who belongs to it."""
    assert [finds(typed, CONSOLE, "person") for typed in ("tumaini", "kenya", "member.here", "example.org")] == [[]] * 4


@pytest.mark.parametrize(
    ("language", "name", "typed"),
    [
        ("es", "Casa de Protección", ["proteccion", "PROTECCIONES", "casas", "casa protec"]),
        ("fr", "Maison de l’Égalité", ["egalite", "ÉGALITÉ", "maisons", "l'égalité"]),
        ("pt", "Organização de Mulheres", ["organizacoes", "mulher", "organizações"]),
        ("ar", "شبكة المساءلة", ["مساءلة", "المساءله", "مُساءَلة", "شبكات"]),
        ("hi", "महिला संगठन", ["महिलाओं", "संगठनों", "महिला"]),
        ("en", "Women’s House", ["woman", "womens", "houses", "WOMEN'S"]),
    ],
)
def test_words_are_found_in_every_form(cast: Alliance, language: str, name: str, typed: Sequence[str]) -> None:
    made = named(cast, name, language=language)
    assert [finds(one, Actor.nobody()) for one in typed] == [[made.pk]] * len(typed)


def test_countries_and_kinds_are_found_in_every_language(cast: Alliance) -> None:
    organisations.change_card(
        by=CONSOLE, organisation=cast.nile, card=Card(name="Nile Youth", country="UG", kinds=("youth",))
    )
    for typed in ("Uganda", "Ouganda", "أوغندا", "युगांडा", "liderada por jóvenes", "youth-led"):
        assert finds(typed, Actor.nobody()) == [cast.nile.pk], typed


def _join(cast: Alliance) -> None:
    organisations.join_network(by=CONSOLE, organisation=cast.shelter, network=cast.elsewhere)


def _merge(cast: Alliance) -> OrganisationMerge:
    return merging.merge_organisations(by=CONSOLE, kept=cast.circle, gone=cast.nile, reason="The same.", take=())


def _undo_import(cast: Alliance) -> None:
    from answerable.kit import imports

    imports.undo(brought_in(MESSY), by=CONSOLE)


def _forget(cast: Alliance) -> None:
    people.forget_person(by=CONSOLE, person=cast.people["editor_here"])


ACTS: list[Callable[[Alliance], object]] = [
    lambda cast: named(cast, "Lantern", about="Boats"),
    lambda cast: organisations.change_card(by=CONSOLE, organisation=cast.nile, card=Card(name="Lantern", city="Jinja")),
    lambda cast: organisations.name_organisation(by=CONSOLE, organisation=cast.nile, language="es", name="Juventud", about="Botes"),
    lambda cast: organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="network", at_risk=True),
    lambda cast: organisations.set_visibility(by=CONSOLE, organisation=cast.shelter, visibility="public", at_risk=False),
    lambda cast: organisations.move_membership(by=CONSOLE, membership=cast.membership, state="ended", reason="moved"),
    _join,
    _merge,
    lambda cast: joining.merge_networks(by=CONSOLE, kept=cast.elsewhere, gone=cast.here, reason="One place."),
    lambda cast: parting.undo_merge(by=CONSOLE, merge=_merge(cast), reason="Not the same."),
    lambda cast: organisations.remove_organisation(by=CONSOLE, organisation=cast.shelter),
    lambda cast: remove_organisation_again(str(cast.shelter.key), by=CONSOLE),
    lambda cast: networks.open_network(by=CONSOLE, under=cast.here, level=Level.LOCAL, name="Mombasa"),
    lambda cast: networks.name_network(by=CONSOLE, network=cast.here, language="es", name="Kenia", about="Lagos"),
    lambda cast: networks.change_network(by=CONSOLE, network=cast.here, since="1999", country="TZ"),
    lambda cast: networks.move_network(by=CONSOLE, network=cast.here, under=Network.objects.get(pk=cast.root.pk)),
    lambda cast: networks.close_network(by=CONSOLE, network=cast.local),
    lambda cast: bodies.open_body(by=CONSOLE, network=cast.elsewhere, kind=BodyKind.BOARD, name="Board"),
    lambda cast: bodies.name_body(by=CONSOLE, body=cast.body, language="es", name="Comité", about="Decide"),
    lambda cast: bodies.close_body(by=CONSOLE, body=bodies.open_body(by=CONSOLE, network=cast.local, kind=BodyKind.BOARD, name="B")),
    lambda cast: people.welcome_person(by=CONSOLE, name="Ana", email="ana@example.org", place=cast.root.path),
    lambda cast: people.change_person(by=CONSOLE, person=cast.people["member_here"], name="Zawadi", email="z@example.org", languages=(), visibility="public"),
    lambda cast: people.affiliate(by=CONSOLE, person=cast.people["member_here"], organisation=cast.shelter),
    lambda cast: offices.grant_office(by=CONSOLE, person=cast.people["member_here"], office=Office.EDITOR, network=cast.local),
    _forget,
    lambda cast: brought_in(MESSY),
    _undo_import,
    lambda cast: kinds.name_kind(by=CONSOLE, kind=Kind.objects.get(code="youth"), language="es", name="Gente joven"),
]  # fmt: skip


@pytest.mark.parametrize(
    "act", [*ACTS[::3], *(pytest.param(one, marks=pytest.mark.slow) for one in ACTS if one not in ACTS[::3])]
)
def test_index_is_right_after_every_act(
    cast: Alliance, act: Callable[[Alliance], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.notices.posting._post", lambda *_told, **_more: None)  # letters find nothing
    search.rebuild_all()
    act(cast)
    queue.run_ready()
    assert search.rebuild_all() == search.Renewed(0, 0)


def test_index_is_right_after_records_are_kept_long_enough(cast: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    search.rebuild_all()
    monkeypatch.setattr(
        "answerable.alliance.queries.retention.organisations_long_gone",
        lambda _day: Organisation.objects.filter(pk=cast.shelter.pk),
    )
    assert retention.remove_organisations_long_gone(by=CONSOLE) == 1
    assert search.rebuild_all() == search.Renewed(0, 0)


def test_new_name_is_found_and_the_old_one_no_more(cast: Alliance) -> None:
    organisations.change_card(by=CONSOLE, organisation=cast.nile, card=Card(name="River Lantern", country="UG"))
    assert (finds("lantern", Actor.nobody()), finds("nile", Actor.nobody())) == ([cast.nile.pk], [])


def test_one_that_is_hidden_is_gone_at_once_and_back_when_it_is_shown(cast: Alliance) -> None:
    for at_risk in (True, False):
        organisations.set_visibility(by=CONSOLE, organisation=cast.nile, visibility="public", at_risk=at_risk)
        assert finds("nile", Actor.nobody()) == ([] if at_risk else [cast.nile.pk])


def test_index_that_lags_shows_nothing_that_may_not_be_seen(cast: Alliance) -> None:
    """Who may see is asked of the records themselves, so that a stale row gives nothing away."""
    Organisation.objects.filter(pk=cast.nile.pk).update(at_risk=True)
    assert finds("nile", Actor.nobody()) == []
    assert b"Nile Youth" not in Client().get("/search?q=nile").content


def test_words_of_a_forgotten_person_leave_the_index(cast: Alliance) -> None:
    """B17 for search."""
    _forget(cast)
    assert not SearchRow.objects.filter(terms__contains="priya").exists()


def test_questions_to_the_database_do_not_grow_with_what_is_found(cast: Alliance) -> None:
    named(cast, "Lantern 0")
    counts = []
    for more in (range(1, 2), range(2, 30)):
        for at in more:
            named(cast, f"Lantern {at}", about="Boats", language="es")
        counts.append(looked(Client(), "/search?q=lantern&kind=organisation")[1])
    assert counts[0] == counts[1]
