"""Compartments: a grant opens for one reader, in one place; who has no grant has nothing."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable import vault
from answerable.vault import Unreadable, compartments, people, primitives, records
from answerable.vault.compartments import GrantPlace

from .damage import COUNTS, is_refused, survivors

ANA, BEA, REPORTER = (people.keys_of(people.new_seed()) for _ in range(3))
PLACE = GrantPlace("case-1", "thread", "ana")


@pytest.fixture(scope="module")
def pair() -> compartments.Pair:
    return compartments.new_compartment()


def test_grant_gives_its_reader_the_secret(pair: compartments.Pair) -> None:
    blob = compartments.grant(pair.secret, to=ANA.box, place=PLACE)
    assert compartments.open_grant(blob, ANA, place=PLACE, public=pair.public) == pair.secret
    view = memoryview(compartments.grant(pair.secret, to=memoryview(ANA.box), place=PLACE))
    assert compartments.open_grant(view, ANA, place=PLACE, public=memoryview(pair.public)) == pair.secret
    assert pair.secret not in blob


@pytest.mark.parametrize("change", [{"case": "case-2"}, {"compartment": "care"}, {"reader": "bea"}], ids=str)
def test_grant_moved_elsewhere_is_refused(pair: compartments.Pair, change: dict[str, str]) -> None:
    """B14: another case, compartment or reader."""
    blob = compartments.grant(pair.secret, to=ANA.box, place=PLACE)
    moved = dataclasses.replace(PLACE, **change)
    assert is_refused(compartments.open_grant, blob, ANA, place=moved, public=pair.public)


def test_grant_of_somebody_else_opens_nothing(pair: compartments.Pair) -> None:
    """B07: a colleague's grant, copied over one's own, under whichever name."""
    blob = compartments.grant(pair.secret, to=ANA.box, place=PLACE)
    for place in (PLACE, GrantPlace("case-1", "thread", "bea")):
        assert is_refused(compartments.open_grant, blob, BEA, place=place, public=pair.public)


def test_grant_of_another_key_is_refused(pair: compartments.Pair) -> None:
    """Whoever writes the database can seal a secret of their own to a reader: it is not that of this compartment."""
    own = compartments.new_compartment()
    forged = compartments.grant(own.secret, to=ANA.box, place=PLACE)
    named = compartments._named("grant", "case-1", "thread", "ana", ANA.box, pair.public)
    by_hand = b"\x01G" + compartments.sealed_secret(named + own.secret, ANA.box)
    for blob in (forged, by_hand):
        assert is_refused(compartments.open_grant, blob, ANA, place=PLACE, public=pair.public)


def test_key_of_a_case_is_the_servers_word() -> None:
    """B07: a public key put into the database is not one the server vouched for, here, for this."""
    pair, own = compartments.new_compartment(), compartments.new_compartment()
    word = compartments.vouch("case-1", "thread", pair.public)
    assert compartments.is_vouched(word, "case-1", "thread", pair.public)
    for case, name, key in (
        ("case-1", "thread", own.public), ("case-2", "thread", pair.public), ("case-1", "care", pair.public),
    ):  # fmt: skip
        assert not compartments.is_vouched(word, case, name, key)
    assert compartments.is_vouched(word, "case-1", "thread", pair.public, of=vault.public_key())
    assert not compartments.is_vouched(word, "case-1", "thread", pair.public, of=ANA.verify)
    assert not compartments.is_vouched(b"", "case-1", "thread", pair.public)
    assert compartments.is_vouched(memoryview(word), "case-1", "thread", memoryview(pair.public))


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_grant_is_refused(pair: compartments.Pair, count: int) -> None:
    """B14."""
    blob = compartments.grant(pair.secret, to=ANA.box, place=PLACE)
    assert survivors(blob, lambda one: compartments.open_grant(one, ANA, place=PLACE, public=pair.public), count) == []


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_memory_is_refused(pair: compartments.Pair, count: int) -> None:
    """B14."""
    new = compartments.new_compartment()
    blob = compartments.remember(pair.secret, to=new.public, case="case-1", compartment="thread")

    def opening(one: bytes) -> bytes:
        return compartments.open_memory(one, new.secret, case="case-1", compartment="thread", public=pair.public)

    assert opening(blob) == pair.secret
    assert survivors(blob, opening, count) == []


def test_memory_moved_elsewhere_is_refused(pair: compartments.Pair) -> None:
    new, other = compartments.new_compartment(), compartments.new_compartment()
    blob = compartments.remember(pair.secret, to=new.public, case="case-1", compartment="thread")
    for case, name, public, secret in (
        ("case-2", "thread", pair.public, new.secret), ("case-1", "care", pair.public, new.secret),
        ("case-1", "thread", other.public, new.secret), ("case-1", "thread", pair.public, pair.secret),
        ("case-1", "thread", pair.public, other.secret),
    ):  # fmt: skip
        with pytest.raises(Unreadable):
            compartments.open_memory(blob, secret, case=case, compartment=name, public=public)
    assert is_refused(compartments.open_grant, blob, ANA, place=PLACE, public=pair.public)


def written(pair: compartments.Pair, name: str, body: bytes = b"what happened") -> tuple[bytes, records.Place]:
    place = records.Place("case-1", name, 1, "message")
    return records.write_record(body, place, to=pair.public, author=REPORTER), place


def all_that_opens(
    seed: bytes, grants: list[tuple[bytes, GrantPlace, bytes]], blobs: list[tuple[bytes, records.Place]]
) -> set[str]:
    """Returns the compartments of which a seed opens something, trying every grant and every secret it gives on everything."""
    reader, secrets = people.keys_of(seed), []
    for blob, place, public in grants:
        try:
            secrets.append(compartments.open_grant(blob, reader, place=place, public=public))
        except Unreadable:
            continue
    found = set()
    for secret in [*secrets, seed, reader.box_secret, reader.signing_secret[:32]]:
        found |= {
            place.compartment
            for blob, place in blobs
            if not is_refused(records.read_record, blob, place, secret=secret)
        }
    return found


CASE = ("thread", "intake", "care", "investigation", "decision", "restorative", "party:respondent-1")


def test_each_seed_opens_what_was_granted_to_it_and_nothing_else() -> None:
    """B09: who was excluded opens nothing; B26: a receipt opens the thread, and one's own identity."""
    seeds = {who: people.new_seed() for who in ("reporter", "handler", "excluded", "decider")}
    readers = {"reporter": {"thread", "identity"}, "handler": set(CASE), "decider": {"decision"}, "excluded": set()}
    pairs = {name: compartments.new_compartment() for name in (*CASE, "identity")}
    blobs = [written(pair, name) for name, pair in pairs.items()]
    grants = []
    for who, names in readers.items():
        for name in names:
            place = GrantPlace("case-1", name, who)
            grants.append(
                (
                    compartments.grant(pairs[name].secret, to=people.keys_of(seeds[who]).box, place=place),
                    place,
                    pairs[name].public,
                )
            )
    assert {who: all_that_opens(seed, grants, blobs) for who, seed in seeds.items()} == readers


def test_who_left_reads_nothing_that_is_written_after_a_change_of_keys() -> None:
    """B23: the old secret opens what was, the new one both."""
    old, new = compartments.new_compartment(), compartments.new_compartment()
    memory = compartments.remember(old.secret, to=new.public, case="case-1", compartment="thread")
    (before, place), (after, _) = written(old, "thread"), written(new, "thread")
    assert records.read_record(before, place, secret=old.secret).body == b"what happened"
    assert is_refused(records.read_record, after, place, secret=old.secret)
    found = compartments.open_memory(memory, new.secret, case="case-1", compartment="thread", public=old.public)
    assert records.read_record(before, place, secret=found).body == b"what happened"
    assert is_refused(
        compartments.open_memory, memory, old.secret, case="case-1", compartment="thread", public=old.public
    )


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\x01" + bytes(31), bytes(33)], ids=len)
def test_nothing_is_sealed_to_what_is_no_key(pair: compartments.Pair, public: bytes) -> None:
    """B31: also not to a key that everybody shares."""
    with pytest.raises(compartments.BadKey):
        compartments.grant(pair.secret, to=public, place=PLACE)


@pytest.mark.parametrize("name", [*compartments.KNOWN, "party:respondent-1", "witness_care", "party:7"])
def test_names_of_compartments_are_an_open_set(name: str) -> None:
    compartments.require_name(name)


@given(st.text(max_size=8))
@hypothesis_settings(max_examples=200, deadline=None)
def test_name_is_small_letters_and_whose(name: str) -> None:
    if not compartments.NAME.fullmatch(name):
        with pytest.raises(ValueError, match="compartment"):
            GrantPlace("case-1", name, "ana")


@pytest.mark.parametrize("name", ["", "Thread", "thread\n", "party:", "party:X", "a b", "party:x:y", "x" * 32])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="compartment"):
        compartments.require_name(name)


def test_pair_shows_nothing_of_its_secret(pair: compartments.Pair) -> None:
    assert repr(pair.secret) not in repr(pair)


def test_secret_key_of_a_box_alone_is_that_of_the_pair() -> None:
    for _ in range(20):
        seed = primitives.random(32)
        assert primitives.box_secret(seed) == primitives.box_pair(seed)[1]
