"""Who must not read, as somebody says it at the raising door: everybody meant is shut out, and nobody learns who is recorded."""

from typing import Any
from uuid import uuid4

import pytest

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.people import affiliate
from answerable.alliance.models import Organisation
from answerable.alliance.queries.paths import Ways
from answerable.concerns import actions
from answerable.concerns.actions.standing_aside import who_could_read
from answerable.concerns.models import Case, Handler
from answerable.concerns.pages.raising.tale import Tale
from answerable.concerns.queries import near
from answerable.concerns.queries.cases import case_for, cases_of
from answerable.concerns.queries.headers import excluded_of, header_body
from answerable.concerns.queries.many import Opener
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Conflict, Desk
from answerable.kit.text import fold
from tests import cast

from .world import KENYA, REGION, clear, declared, found, person, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def test_every_organisation_of_one_name_is_shut_among_however_many_that_are_called_alike(
    alliance: cast.Alliance,
) -> None:
    """B09: names alone tell no two organisations apart, so that nobody of either reads."""
    name = alliance.nile.name
    rows = [replaced(alliance.nile, f"{name} {number}") for number in range(45)]
    second = replaced(alliance.nile, name)
    called = near.organisations_called(name)
    assert {str(alliance.nile.pk), str(second.pk)} <= called
    assert not called & {str(one.pk) for one in rows}
    tale = Tale({"shut": ["my_organisation"], "my_organisation": name})
    assert tale.excluded().organisations == called


def test_organisation_that_is_named_without_its_level_is_shut(alliance: cast.Alliance) -> None:
    """B09: whoever writes or chooses an organisation and passes over where the person works is read by nobody of it."""
    of = {str(alliance.nile.pk)}
    for named in ({"organisation_words": alliance.nile.name}, {"organisation": str(alliance.nile.pk)}):
        assert Tale({**named, "about": "There."}).excluded().organisations == of
        placed = Tale({**named, "about_level": AboutLevel.ORGANISATION.value})
        assert {one.organisation for one in placed.about("en").parties} == of


def test_nobody_learns_from_who_would_read_whether_an_organisation_is_recorded(alliance: cast.Alliance) -> None:
    """B02, B03: of one that is recorded, and at risk, and of none, the same desks are shut: all the nearest."""
    alliance.nile.at_risk = True
    alliance.nile.save()
    both = [
        Tale({"shut": ["my_organisation"], "my_organisation": one}) for one in (alliance.nile.name, "Nobody So Called")
    ]
    assert [one.excluded().desks for one in both] == [{Desk.COUNTRY}, {Desk.COUNTRY}]


def test_names_that_were_written_keep_out_whoever_joins_later_so_called(alliance: cast.Alliance) -> None:
    """B09: under names of who must not read, and of whom the desk writes that it is about; others are given the key."""
    of = team_of(2)
    free = raised().raiser.case
    shut = raised(excluded=routing.Excluded(written="María, who keeps the books")).raiser.case
    about = raised().raiser.case
    for case in (free, shut, about):
        declared(of, case)
    who = routing.Party(AboutLevel.ORGANISATION, person="MARIA from accounts", above=(KENYA, REGION))
    by = of.people[0]
    actions.name_parties(by=by, case=about, about=routing.About((who,), (KENYA, REGION), language="en"))
    actions.declare_conflict(by=by, case=about, value=Conflict.NONE)
    person_of_it = alliance.people["focal_point_here"]
    person_of_it.name = "Maria Lopez"
    person_of_it.save()
    new, words = person(of.team, Actor(account_id=person_of_it.account_id))
    found(of.team, [*of.people, new], of.people)
    clear(new, words)
    assert [len(who_could_read(by=by, case=case)) for case in (free, shut, about)] == [1, 0, 0]
    granted = actions.grant_past_cases(by=by, handler=new.handler, cases=[free, shut, about])
    assert (granted.given, set(granted.shut)) == ((free,), {shut, about})


def test_names_stay_sealed_as_they_were_written() -> None:
    written = Tale({"names": "Nobody Known Yet", "person": "Another One"}).excluded()
    assert (written.written, written.written_about) == ("Nobody Known Yet", "Another One")
    assert written.all_written == "Nobody Known Yet\nAnother One"
    body = header_body(routing.About(), written)
    assert excluded_of(body, Ways()) == written


def test_headers_of_old_are_read_as_they_were_sealed() -> None:
    """Before, both kinds of names were one text, and before that none was sealed: nobody says which of both a name was."""
    new = header_body(routing.About(), routing.Excluded())["excluded"]
    assert isinstance(new, dict)
    bare = {key: one for key, one in new.items() if not key.startswith("written")}
    assert excluded_of({"excluded": bare}, Ways()) == routing.Excluded()
    mixed = excluded_of({"excluded": {**bare, "written": "Ana Souza\nRavi Kumar"}}, Ways())
    assert mixed == routing.Excluded(written_before="Ana Souza\nRavi Kumar")
    assert mixed.all_written == "Ana Souza\nRavi Kumar"
    again = excluded_of(header_body(routing.About(), mixed), Ways())
    assert again == mixed, "the desk writes a header anew: what was mixed stays so"


@pytest.mark.parametrize("field", ["written", "written_about", "written_before"])
def test_whoever_bears_any_of_the_names_is_no_reader(field: str) -> None:
    """B09: whichever way it was written."""
    said: dict[str, Any] = {field: "Maria Lopez, who keeps the books"}
    excluded = routing.Excluded(**said)
    assert excluded.more(routing.Excluded()).all_written == "Maria Lopez, who keeps the books"
    of = team_of(2)
    case = raised(excluded=excluded).raiser.case
    first, _ = declared(of, case)
    assert "Maria Lopez" in case_for(first, case).written_names(routing.About())


def replaced(organisation: Organisation, name: str) -> Organisation:
    """Returns one more organisation like another, under a name."""
    row = Organisation.objects.get(pk=organisation.pk)
    row.pk = None
    row._state.adding = True
    row.name, row.folded, row.key = name, fold(name), uuid4()
    row.slug = f"like-{row.key.hex}"
    row.save()
    return row


def test_who_must_not_read_any_more_sees_nothing_and_hands_it_on(alliance: cast.Alliance) -> None:
    """B09: a reader who joins her organisation, or takes an office that was left out, after they were given a key."""
    of = team_of(3)
    out = routing.Excluded(organisations=frozenset({str(alliance.nile.pk)}), offices=frozenset({"board"}))
    case = raised(excluded=out).raiser.case
    first, second = declared(of, case)
    (third,) = [one for one in of.people if one not in (first, second)]
    person_of_it = alliance.people["member_here"]
    Handler.held.filter(pk=second.handler.pk).update(account=str(person_of_it.account_id))
    second.handler.refresh_from_db()
    assert case_for(second, case).case.pk == case
    affiliate(by=cast.CONSOLE, person=person_of_it, organisation=alliance.nile)
    with pytest.raises(Hidden):
        case_for(second, case)
    assert list(cases_of(second)) == []
    assert list(Opener(second).open(list(Case.held.all()))) == []
    assert case_for(first, case).case.pk == case
    actions.settle_ties(by=first)
    actions.settle_ties(by=second)
    assert {one.id for one in readers(of, case)} == {first.id, third.id}


def test_organisation_that_became_part_of_another_is_shut_to_those_of_both(alliance: cast.Alliance) -> None:
    """B09: an older header names the duplicate; what became of it later opens nothing to its own people."""
    of, twin = team_of(2), replaced(alliance.nile, "Nile Youth Group")
    shut = raised(excluded=routing.Excluded(organisations=frozenset({str(twin.pk)}))).raiser.case
    tied = raised(
        about=routing.About((routing.Party(AboutLevel.ORGANISATION, str(twin.pk), "", (KENYA, REGION)),), language="en")
    ).raiser.case
    one = of.people[0]
    declared(of, tied)
    Handler.held.filter(pk=one.handler.pk).update(account=str(alliance.people["focal_point_elsewhere"].account_id))
    one.handler.refresh_from_db()
    assert case_for(one, tied).is_clear
    assert case_for(one, shut).case.pk == shut
    merge_organisations(by=cast.CONSOLE, kept=alliance.nile, gone=twin, reason="Written down twice.")
    assert not case_for(one, tied).is_clear
    with pytest.raises(Hidden):
        case_for(one, shut)
    assert [found.case.pk for found in Opener(one).open(list(Case.held.all()))] == [tied]
