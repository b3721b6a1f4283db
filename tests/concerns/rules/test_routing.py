"""Who reads: never too near, never excluded, and rather nobody than somebody who must not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.excluding import Around, Shut, excluded, named
from answerable.concerns.rules.promises import Promises
from answerable.concerns.rules.routing import (
    ABOVE,
    About,
    Excluded,
    Handler,
    Party,
    Why,
    lead,
    places,
    route,
    who_would_read,
)  # fmt: skip
from answerable.concerns.rules.words import AboutLevel, Desk

LAW = settings(deadline=None, max_examples=80)
PROMISES = Promises()
KEYS = [f"h{number}" for number in range(14)]
PLACES = ["ke", "ug", "gl", "an"]
ORGANISATIONS = ["o1", "o2", "o3"]
OFFICES = ["coordinator", "secretariat", "board"]

handlers = st.builds(
    Handler,
    key=st.sampled_from(KEYS),
    desk=st.sampled_from(Desk),
    place=st.sampled_from(PLACES),
    organisations=st.frozensets(st.sampled_from(ORGANISATIONS), max_size=1),
    offices=st.frozensets(st.sampled_from(OFFICES), max_size=1),
    languages=st.frozensets(st.sampled_from(["en", "ar"])),
    cleared=st.sampled_from([True, True, True, False]),
    open_cases=st.integers(0, 16),
)
crowds = st.lists(handlers, max_size=14, unique_by=lambda one: one.key)
parties = st.builds(
    Party,
    level=st.sampled_from(AboutLevel),
    organisation=st.sampled_from(["", *ORGANISATIONS]),
    person=st.sampled_from(["", *KEYS]),
    above=st.sampled_from([(), ("ke", "gl"), ("ug", "gl"), ("gl",), ("an",)]),
)
abouts = st.builds(
    About,
    parties=st.lists(parties, max_size=3).map(tuple),
    where=st.sampled_from([(), ("ke", "gl"), ("an",)]),
    severity=st.integers(0, 4),
    language=st.sampled_from(["", "en", "ar"]),
)
shut = st.builds(
    Excluded,
    people=st.frozensets(st.sampled_from(KEYS), max_size=3),
    offices=st.frozensets(st.sampled_from(OFFICES), max_size=2),
    organisations=st.frozensets(st.sampled_from(ORGANISATIONS), max_size=1),
    places=st.frozensets(st.sampled_from(PLACES), max_size=1),
    desks=st.frozensets(st.sampled_from(Desk), max_size=1),
)
RANK = {AboutLevel.OUTSIDE: 0, AboutLevel.ORGANISATION: 1, AboutLevel.LOCAL: 1, AboutLevel.COUNTRY: 2,
        AboutLevel.REGION: 3, AboutLevel.SECRETARIAT: 4, AboutLevel.BOARD: 4}  # fmt: skip


def nearness(found: object) -> int:
    team = getattr(found, "team", None)
    return int(team.desk) if team else 99


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_never_at_or_below_the_level_of_any_party(crowd: list[Handler], about: About, out: Excluded) -> None:
    """Invariant 51."""
    found = route(crowd, about, out, PROMISES)
    for reader in found.readers:
        assert all(reader.desk > RANK[party.level] for party in about.parties)


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_whoever_reads_is_cleared_and_has_no_ties_and_was_not_excluded(
    crowd: list[Handler], about: About, out: Excluded
) -> None:
    found = route(crowd, about, out, PROMISES)
    team = found.team.handlers if found.team else ()
    for one in (*found.readers, *team):
        assert one.cleared
        assert one.key not in out.people | {party.person for party in about.parties}
        assert not one.offices & out.offices
        assert not one.organisations & out.organisations
        assert not one.organisations & {party.organisation for party in about.parties}
        assert one.place not in out.places
        assert one.desk not in out.desks


@LAW
@given(crowd=crowds, about=abouts, out=shut, more=shut)
def test_excluding_more_never_brings_anybody_nearer(
    crowd: list[Handler], about: About, out: Excluded, more: Excluded
) -> None:
    before, after = route(crowd, about, out, PROMISES), route(crowd, about, out.more(more), PROMISES)
    assert nearness(after) >= nearness(before)


@LAW
@given(crowd=crowds, about=abouts, party=parties, out=shut)
def test_another_party_never_brings_anybody_nearer_than_the_lead(
    crowd: list[Handler], about: About, party: Party, out: Excluded
) -> None:
    more = replace(about, parties=(*about.parties, party))
    found = route(crowd, more, out, PROMISES)
    assert lead(more, PROMISES) >= ABOVE[party.level]
    assert nearness(found) >= lead(more, PROMISES)


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_however_much_there_is_to_do_nobody_is_turned_away(crowd: list[Handler], about: About, out: Excluded) -> None:
    """B29: a flood fills desks; it shuts none, and sends nothing nearer."""
    calm = route([replace(one, open_cases=0) for one in crowd], about, out, PROMISES)
    found = route([replace(one, open_cases=1_000) for one in crowd], about, out, PROMISES)
    assert (found.is_open, nearness(found)) == (calm.is_open, nearness(calm))


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_whoever_has_much_to_do_is_asked_last(crowd: list[Handler], about: About, out: Excluded) -> None:
    found = route(crowd, about, out, PROMISES)
    if found.team and sum(one.open_cases < PROMISES.most_open_cases for one in found.team.handlers) >= PROMISES.readers:
        assert all(one.open_cases < PROMISES.most_open_cases for one in found.readers)


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_two_read_or_nobody(crowd: list[Handler], about: About, out: Excluded) -> None:
    found = route(crowd, about, out, PROMISES)
    assert len(found.readers) == (PROMISES.readers if found.is_open else 0)
    assert (Why.NOBODY_YET in found.why) == (not found.is_open)
    assert bool(who_would_read(found)) == found.is_open
    assert (
        len({(one.desk, found.team.place if one.desk < Desk.GLOBAL and found.team else "") for one in found.readers})
        <= 1
    )


@LAW
@given(crowd=crowds, about=abouts, out=shut, data=st.data())
def test_the_order_in_which_handlers_are_listed_changes_nothing(
    crowd: list[Handler], about: About, out: Excluded, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(crowd))
    assert set(route(crowd, about, out, PROMISES).readers) == set(route(shuffled, about, out, PROMISES).readers)


@LAW
@given(crowd=crowds, about=abouts, out=shut)
def test_an_empty_desk_climbs(crowd: list[Handler], about: About, out: Excluded) -> None:
    found = route(crowd, about, out, PROMISES)
    if found.team and found.team.desk < Desk.PANEL:
        emptied = [one for one in crowd if one.desk != found.team.desk]
        assert nearness(route(emptied, about, out, PROMISES)) > found.team.desk


def two(desk: Desk, place: str = "") -> list[Handler]:
    return [Handler(f"{desk}{place}{number}", desk, place) for number in (1, 2)]


EVERYBODY = [
    *two(Desk.COUNTRY, "ke"),
    *two(Desk.COUNTRY, "ug"),
    *two(Desk.REGION, "gl"),
    *two(Desk.GLOBAL),
    *two(Desk.PANEL),
]
KENYA = ("ke", "gl")


@pytest.mark.parametrize(
    ("level", "above", "desk", "place"),
    [
        (AboutLevel.ORGANISATION, KENYA, Desk.COUNTRY, "ke"), (AboutLevel.LOCAL, ("nairobi", *KENYA), Desk.COUNTRY, "ke"),
        (AboutLevel.COUNTRY, KENYA, Desk.REGION, "gl"), (AboutLevel.REGION, ("gl",), Desk.GLOBAL, ""),
        (AboutLevel.SECRETARIAT, (), Desk.PANEL, ""), (AboutLevel.BOARD, (), Desk.PANEL, ""),
        (AboutLevel.OUTSIDE, KENYA, Desk.COUNTRY, "ke"),
    ],
)  # fmt: skip
def test_one_level_above_whomever_it_is_about(
    level: AboutLevel, above: tuple[str, ...], desk: Desk, place: str
) -> None:
    found = route(EVERYBODY, About((Party(level, above=above),), where=KENYA), Excluded(), PROMISES)
    assert found.team
    assert (found.team.desk, found.team.place, found.climbed) == (desk, place, 0)


@pytest.mark.parametrize(
    "out", [Excluded(people=frozenset({"r0"})), Excluded(organisations=frozenset({"o1"})), Excluded(offices=frozenset({"board"}))]
)  # fmt: skip
def test_who_would_read_is_said_alike_whether_or_not_somebody_of_the_team_is_named(out: Excluded) -> None:
    """Else whoever types names or organisations learns who reads there, before anything is sent."""
    team = [Handler(f"r{at}", Desk.REGION, "gl") for at in range(4)]
    team[0] = replace(team[0], organisations=frozenset({"o1"}), offices=frozenset({"board"}))
    about = About(where=KENYA)
    found = route(team, about, out, PROMISES)
    assert "r0" not in {one.key for one in found.readers}
    assert who_would_read(found) == who_would_read(route(team, about, Excluded(), PROMISES))
    assert who_would_read(found)[0].of == 4


def test_about_the_secretariat_without_a_panel_nobody_can_read_yet() -> None:
    found = route(EVERYBODY[:-1], About((Party(AboutLevel.SECRETARIAT),)), Excluded(), PROMISES)
    assert (found.is_open, found.readers, found.why) == (False, (), (Why.NOBODY_YET,))


def test_about_two_countries_only_what_is_above_both_reads() -> None:
    both = About((Party(AboutLevel.LOCAL, above=KENYA), Party(AboutLevel.ORGANISATION, above=("ug", "gl"))))
    found = route(EVERYBODY, both, Excluded(), PROMISES)
    assert places(both) == ("gl",)
    assert found.team
    assert found.team.place == "gl"


@pytest.mark.parametrize(
    "out",
    [
        Excluded(places=frozenset({"ke"})),
        Excluded(desks=frozenset({Desk.COUNTRY})),
        Excluded(people=frozenset({"2ke1"})),
        Excluded(offices=frozenset({"coordinator"})),
        Excluded(organisations=frozenset({"o1"})),
    ],
)
def test_a_team_that_is_shut_or_left_with_one_climbs_by_itself(out: Excluded) -> None:
    first = Handler("2ke1", Desk.COUNTRY, "ke", organisations=frozenset({"o1"}), offices=frozenset({"coordinator"}))
    crowd = [first if one.key == first.key else one for one in EVERYBODY]
    about = About((Party(AboutLevel.ORGANISATION, above=KENYA),))
    near, found = route(crowd, about, Excluded(), PROMISES), route(crowd, about, out, PROMISES)
    assert near.team
    assert found.team
    assert (near.team.desk, found.team.desk, found.climbed) == (Desk.COUNTRY, Desk.REGION, 1)
    assert found.why == (Why.ONE_ABOVE, Why.CLIMBED)


def test_what_is_serious_is_not_read_next_door() -> None:
    about = About((Party(AboutLevel.ORGANISATION, above=KENYA),), severity=4)
    found = route(EVERYBODY, about, Excluded(), PROMISES)
    assert found.team
    assert found.team.desk == Desk.REGION
    assert Why.SERIOUS in found.why


def test_without_a_word_on_whom_it_is_about_a_country_does_not_read() -> None:
    found = route(EVERYBODY, About(where=KENYA), Excluded(), PROMISES)
    assert found.team
    assert (found.team.desk, found.why) == (Desk.REGION, (Why.UNSAID,))


def test_names_are_shown_only_where_all_of_them_are() -> None:
    shown = [replace(one, shown_as=one.key) for one in two(Desk.GLOBAL)]
    about = About((Party(AboutLevel.REGION),))
    (reader,) = who_would_read(route(shown, about, Excluded(), PROMISES))
    assert (reader.readers, reader.of, reader.names) == (2, 2, ("41", "42"))
    (half,) = who_would_read(route([shown[0], replace(shown[1], shown_as="")], about, Excluded(), PROMISES))
    assert half.names == ()


def test_who_reads_the_language_comes_first_then_who_has_fewer_cases() -> None:
    team = [
        Handler("a", Desk.GLOBAL, languages=frozenset({"en"})), Handler("b", Desk.GLOBAL, languages=frozenset({"ar"}), open_cases=9),
        Handler("c", Desk.GLOBAL, languages=frozenset({"ar"}), open_cases=1),
    ]  # fmt: skip
    found = route(team, About((Party(AboutLevel.REGION),), language="ar"), Excluded(), PROMISES)
    assert [one.key for one in found.readers] == ["c", "b"]


# What somebody says about who must not read

AROUND = Around(frozenset({"o1", "o2"}), "ke", "gl")
NAMES = {"h1": "José Ángel Núñez", "h2": "Li Wei", "h3": "سلمى حداد", "h4": "आशा वर्मा", "h5": "Amina Otieno"}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("jose", {"h1"}), ("NUNEZ!", {"h1"}), ("somebody called Li", {"h2"}), ("سلمى", {"h3"}), ("आशा", {"h4"}),
        ("Amina or Wei", {"h2", "h5"}), ("", set()), ("nobody", set()),
    ],
)  # fmt: skip
def test_whoever_may_be_meant_is_left_out(written: str, keys: set[str]) -> None:
    assert named(written, NAMES) == keys


def test_ticked_groups_shut_out_people_places_and_desks() -> None:
    found = excluded([Shut.MY_ORGANISATION, Shut.MY_COUNTRY, Shut.SECRETARIAT], ["h9"], "Amina", NAMES, AROUND)
    assert found.people == {"h9", "h5"}
    assert (*sorted(found.organisations), *found.places, *found.offices) == ("o1", "o2", "ke", "secretariat")
    assert found.desks == {Desk.COUNTRY, Desk.GLOBAL}


@pytest.mark.parametrize(
    ("group", "desk"),
    [(Shut.MY_COUNTRY, Desk.COUNTRY), (Shut.MY_REGION, Desk.REGION)],
)
def test_where_mine_was_not_said_all_of_it_is_shut(group: Shut, desk: Desk) -> None:
    assert excluded([group], [], "", {}, Around()).desks == {desk}
    assert excluded([group], [], "", {}, AROUND).desks == frozenset()


def test_desk_of_her_organisation_is_shut_whether_or_not_it_is_recorded() -> None:
    """Else whoever ticks it could ask, name by name, which organisations are recorded."""
    known, unknown = (excluded([Shut.MY_ORGANISATION], [], "", {}, one) for one in (AROUND, Around()))
    assert known.desks == unknown.desks == {Desk.COUNTRY}
    assert known.organisations == {"o1", "o2"}
    assert not unknown.organisations


@LAW
@given(
    groups=st.lists(st.sampled_from(Shut)), more=st.lists(st.sampled_from(Shut)), crowd=crowds, about=abouts,
    around=st.sampled_from([AROUND, Around()]),
)  # fmt: skip
def test_ticking_more_never_brings_anybody_nearer(
    groups: list[Shut], more: list[Shut], crowd: list[Handler], about: About, around: Around
) -> None:
    fewer, all_of_them = excluded(groups, [], "", {}, around), excluded([*groups, *more], [], "", {}, around)
    assert nearness(route(crowd, about, all_of_them, PROMISES)) >= nearness(route(crowd, about, fewer, PROMISES))
