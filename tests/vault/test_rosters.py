"""A team is whom its members signed for: never whom a row names."""

import dataclasses
import datetime as dt
import itertools

import pytest

from answerable import vault
from answerable.vault import people, rosters
from answerable.vault.rosters import Member, NotSigned, Roster, Signatures

DAY = dt.date(2026, 3, 1)
WHO = {name: people.keys_of(people.new_seed()) for name in ("ana", "bea", "cho", "dua", "mal")}


def member(name: str, since: dt.date = DAY, *, keys_of: str | None = None) -> Member:
    return Member(name, WHO[keys_of or name].public, since)


def signed(roster: Roster, *names: str) -> Signatures:
    return Signatures(
        {name: rosters.sign_as_member(roster, WHO[name]) for name in names}, rosters.sign_as_server(roster)
    )


FIRST = Roster("team-1", 1, (member("ana"), member("bea")))
SECOND = rosters.next_roster(FIRST, [*FIRST.members, member("cho")])
THIRD = rosters.next_roster(SECOND, [member("ana"), member("cho"), member("dua")])
HISTORY = [FIRST, SECOND, THIRD]


def all_signed() -> list[Signatures]:
    return [signed(FIRST, "ana", "bea"), signed(SECOND, "ana", "bea"), signed(THIRD, "bea", "cho")]


def refused(history: list[Roster], signatures: list[Signatures], **named: int) -> tuple[int, str]:
    with pytest.raises(NotSigned) as told:
        rosters.verified(history, signatures, team="team-1", **named)  # type: ignore[arg-type] # numbers only
    return told.value.revision, told.value.code


def test_team_is_its_last_revision() -> None:
    team = rosters.verified(HISTORY, all_signed(), team="team-1", least_revision=3)
    assert team.roster == THIRD
    assert [one.id for one in rosters.readers_of(team)] == ["ana", "cho", "dua"]


def test_rogue_key_is_never_read_for() -> None:
    """B08: put into a row, into a revision of one's own, beside or in place of a member; as if founding; with own signatures."""
    rogue = member("mal")
    for members in (
        [*THIRD.members, rogue],
        [*THIRD.members[:2], rogue],
        [member("ana", keys_of="mal"), *THIRD.members[1:]],
    ):
        row = dataclasses.replace(THIRD, members=tuple(members))
        assert refused([FIRST, SECOND, row], all_signed()) == (3, "unsigned")
        fourth = rosters.next_roster(THIRD, members)
        for own in (
            signed(fourth, "mal"),
            signed(fourth, "mal", "ana"),
            Signatures({}, rosters.sign_as_server(fourth)),
        ):
            assert refused([*HISTORY, fourth], [*all_signed(), own]) == (4, "unsigned")
        founding = dataclasses.replace(FIRST, members=(*FIRST.members, rogue))
        assert refused([founding], [signed(founding, "mal", "ana")]) == (1, "unsigned")


def test_whoever_writes_the_database_alone_founds_no_team() -> None:
    """B08: all founders are theirs, and sign; the server did not."""
    founded = Roster("team-1", 1, (member("mal"), member("dua")))
    theirs = signed(founded, "mal", "dua")
    assert refused([founded], [dataclasses.replace(theirs, server=b"")]) == (1, "not_this_server")
    by_somebody = people.signed_by(WHO["mal"], founded.canonical())
    assert refused([founded], [dataclasses.replace(theirs, server=by_somebody)]) == (1, "not_this_server")
    elsewhere = rosters.sign_as_server(dataclasses.replace(founded, team="team-2"))
    assert refused([founded], [dataclasses.replace(theirs, server=elsewhere)]) == (1, "not_this_server")


def test_one_signature_is_not_two() -> None:
    """Of one before: not one alone, not one twice, not a newcomer, not for another revision."""
    alone = signed(THIRD, "bea")
    copied = Signatures({**alone.members, "ana": alone.members["bea"]}, alone.server)
    newcomer = signed(THIRD, "bea", "dua")
    for bad in (alone, copied, newcomer, signed(SECOND, "ana", "bea"), Signatures({}, alone.server)):
        assert refused(HISTORY, [*all_signed()[:2], bad])[0] == 3


def test_every_founder_signs() -> None:
    assert refused([FIRST], [signed(FIRST, "ana")]) == (1, "unsigned")
    alone = Roster("team-1", 1, (member("ana"),))
    assert refused([alone], [signed(alone, "ana")]) == (1, "members")
    nobody = Roster("team-1", 1, ())
    assert refused([nobody], [signed(nobody)]) == (1, "members")


@pytest.mark.parametrize(
    "twice", [(member("ana"), member("ana", keys_of="bea")), (member("ana"), member("bea", keys_of="ana"))], ids=["id", "keys"]
)  # fmt: skip
def test_nobody_counts_twice(twice: tuple[Member, ...]) -> None:
    roster = Roster("team-1", 1, twice)
    signatures = Signatures(
        {"ana": rosters.sign_as_member(roster, WHO["ana"]), "bea": rosters.sign_as_member(roster, WHO["ana"])},
        rosters.sign_as_server(roster),
    )
    assert refused([roster], [signatures]) == (1, "members")


def test_revisions_left_out_exchanged_or_of_another_team_are_told() -> None:
    signatures = all_signed()
    for order in itertools.permutations(range(3)):
        if order != (0, 1, 2):
            assert refused([HISTORY[at] for at in order], [signatures[at] for at in order])[1] == "order"
    assert refused([FIRST, THIRD], [signatures[0], signatures[2]]) == (2, "order")
    assert refused(HISTORY[1:], signatures[1:]) == (1, "order")
    assert refused(HISTORY, signatures[:2]) == (3, "missing")
    assert refused([], []) == (0, "missing")
    with pytest.raises(NotSigned):
        rosters.verified(HISTORY, signatures, team="team-2")


def test_revision_behind_another_one_is_refused_though_signed() -> None:
    """Two second revisions were signed at one time: what follows the one does not follow the other."""
    other = rosters.next_roster(FIRST, [*FIRST.members, member("dua")])
    third = rosters.next_roster(other, [member("ana"), member("bea")])
    signatures = [signed(FIRST, "ana", "bea"), signed(SECOND, "ana", "bea"), signed(third, "ana", "bea")]
    assert refused([FIRST, SECOND, third], signatures) == (3, "order")
    leapt = dataclasses.replace(SECOND, revision=7)
    assert refused([FIRST, leapt], [signed(FIRST, "ana", "bea"), signed(leapt, "ana", "bea")]) == (2, "order")
    begun_late = dataclasses.replace(FIRST, previous=bytes(31) + b"\x01")
    assert refused([begun_late], [signed(begun_late, "ana", "bea")]) == (1, "order")


def test_last_revision_taken_away_is_told_where_it_is_known() -> None:
    """B23: one who left comes back with an older list."""
    assert refused(HISTORY[:2], all_signed()[:2], least_revision=3) == (3, "missing")


CHANGES = {
    "team": lambda one: dataclasses.replace(one, team="team-3"),
    "since": lambda one: dataclasses.replace(one, members=(dataclasses.replace(one.members[0], since=DAY + dt.timedelta(1)), *one.members[1:])),
    "id": lambda one: dataclasses.replace(one, members=(dataclasses.replace(one.members[0], id="anna"), *one.members[1:])),
    "fewer": lambda one: dataclasses.replace(one, members=one.members[1:]),
    "previous": lambda one: dataclasses.replace(one, previous=bytes(31) + b"\x01"),
    "revision": lambda one: dataclasses.replace(one, revision=one.revision + 1),
}  # fmt: skip


def with_keys(roster: Roster, **keys: bytes) -> Roster:
    """Returns a roster in which its last member has another key."""
    last = roster.members[-1]
    return dataclasses.replace(
        roster,
        members=(*roster.members[:-1], dataclasses.replace(last, public=dataclasses.replace(last.public, **keys))),
    )


CHANGES["box"] = lambda one: with_keys(one, box=WHO["mal"].box)
CHANGES["verify"] = lambda one: with_keys(one, verify=WHO["mal"].verify)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("at", range(3))
def test_every_part_of_every_revision_is_signed(change: str, at: int) -> None:
    """B14 for rosters."""
    history = [*HISTORY]
    history[at] = CHANGES[change](history[at])
    assert refused(history, all_signed())[0] == at + 1


def test_flipped_signature_is_refused() -> None:
    for place in range(0, 64, 7):
        one = signed(FIRST, "ana", "bea")
        for name in ("ana", "bea"):
            spoilt = bytearray(one.members[name])
            spoilt[place] ^= 1
            assert refused([FIRST], [Signatures({**one.members, name: bytes(spoilt)}, one.server)]) == (1, "unsigned")


def test_order_of_members_does_not_matter_and_their_borders_do() -> None:
    assert FIRST.canonical() == dataclasses.replace(FIRST, members=FIRST.members[::-1]).canonical()
    shifted = dataclasses.replace(FIRST, team="team-", members=(member("ana"), member("bea")))
    assert shifted.canonical() != FIRST.canonical()


def test_fewer_than_two_readers_is_a_refusal() -> None:
    """B09, B31: whoever is excluded is not read for, and nothing is taken in for one reader alone."""
    team = rosters.verified(HISTORY, all_signed(), team="team-1")
    assert [one.id for one in rosters.readers_of(team, excluding={"cho"})] == ["ana", "dua"]
    for excluded, count in (({"ana", "cho"}, 1), ({"ana", "cho", "dua"}, 0)):
        with pytest.raises(rosters.TooFewReaders) as told:
            rosters.readers_of(team, excluding=excluded)
        assert told.value.count == count


def test_member_reads_from_their_day_on() -> None:
    later = Roster("team-1", 1, (member("ana"), member("bea"), member("cho", DAY + dt.timedelta(7))))
    team = rosters.verified([later], [signed(later, "ana", "bea", "cho")], team="team-1")
    assert [one.id for one in rosters.readers_of(team, on=DAY)] == ["ana", "bea"]
    assert len(rosters.readers_of(team, on=DAY + dt.timedelta(7))) == 3
    with pytest.raises(rosters.TooFewReaders):
        rosters.readers_of(team, on=DAY - dt.timedelta(1))


def test_signatures_from_the_database_may_be_views_of_bytes() -> None:
    """One of the two databases hands out views."""
    views = [
        Signatures({who: memoryview(one) for who, one in some.members.items()}, memoryview(some.server))
        for some in all_signed()
    ]
    assert rosters.verified(HISTORY, views, team="team-1").roster == THIRD


def test_roster_is_not_verified_by_saying_so() -> None:
    with pytest.raises(TypeError):
        rosters.Verified(FIRST, True)


def test_roster_of_another_server_is_asked_for_by_its_key() -> None:
    assert rosters.verified(HISTORY, all_signed(), team="team-1", server=vault.public_key()).roster == THIRD
    with pytest.raises(NotSigned):
        rosters.verified(HISTORY, all_signed(), team="team-1", server=WHO["ana"].verify)
