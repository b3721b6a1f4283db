"""A compartment's records one after the other: whatever is done to the rows, the reader is told of which record."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable.vault import chains, compartments, people, records
from answerable.vault.chains import Break, Fault, Row

OLD, NEW = compartments.new_compartment(), compartments.new_compartment()
REPORTER, STRANGER = people.keys_of(people.new_seed()), people.keys_of(people.new_seed())
SECRETS = [OLD.secret, NEW.secret]


def written(count: int, *, rekeyed_after: int = 4) -> list[Row]:
    """Returns a chain of messages and notes; its compartment's keys were changed on the way."""
    rows, previous = [], records.NOTHING
    for number in range(1, count + 1):
        kind = "note" if number % 3 == 0 else "message"
        to = (OLD if number <= rekeyed_after else NEW).public
        place = records.Place("case-1", "thread", number, kind, previous)
        blob = records.write_record(b"%d" % number, place, to=to, author=REPORTER)
        rows.append(Row(number, kind, blob))
        previous = records.fingerprint_of(blob)
    return rows


ROWS = written(9)


def checked(rows: list[Row], count: int | None = 9) -> chains.Chain:
    return chains.check_chain(rows, case="case-1", compartment="thread", secrets=SECRETS, count=count)


def test_whole_chain_reads_whole() -> None:
    chain = checked(ROWS)
    assert chain.is_whole
    assert {number: record.body for number, record in chain.records.items()} == {n: b"%d" % n for n in range(1, 10)}
    assert all(record.is_by(REPORTER.verify) for record in chain.records.values())
    assert checked([], count=0).is_whole


@pytest.mark.parametrize("number", range(1, 10))
def test_missing_record_is_named(number: int) -> None:
    """B42: wherever it stood, and the others are still read."""
    chain = checked([row for row in ROWS if row.sequence != number])
    assert chain.breaks == (Break(number, Fault.MISSING),)
    assert len(chain.records) == 8


def test_missing_end_is_named_where_their_number_is_known() -> None:
    """B42: the chain alone cannot tell."""
    assert checked(ROWS[:7]).breaks == (Break(8, Fault.MISSING), Break(9, Fault.MISSING))
    assert checked(ROWS[:7], count=None).is_whole
    assert checked([]).breaks == tuple(Break(number, Fault.MISSING) for number in range(1, 10))


@pytest.mark.parametrize("number", range(1, 10))
def test_altered_record_is_named(number: int) -> None:
    """B42."""
    row = ROWS[number - 1]
    for at in (0, 5, 20, 100, 130, 2000):
        blob = bytearray(row.blob)
        blob[at] ^= 1
        altered = row._replace(blob=bytes(blob))
        chain = checked([altered if one is row else one for one in ROWS])
        assert chain.breaks == (Break(number, Fault.ALTERED),)
        assert number not in chain.records


def test_exchanged_records_are_named_with_where_they_belong() -> None:
    """B42: two rows' contents exchanged; the record behind says so too."""
    rows = [*ROWS]
    rows[1], rows[3] = ROWS[1]._replace(blob=ROWS[3].blob), ROWS[3]._replace(blob=ROWS[1].blob)
    found = checked(rows).breaks
    assert Break(2, Fault.MOVED, 4) in found
    assert Break(4, Fault.MOVED, 2) in found
    assert {one.sequence for one in found} == {2, 4}


def test_replayed_record_is_named() -> None:
    """B42: an old message again, under a new number; the same number twice."""
    assert checked([*ROWS, Row(10, "message", ROWS[1].blob)], 10).breaks == (Break(10, Fault.MOVED, 2),)
    assert checked([*ROWS, ROWS[4]]).breaks == (Break(5, Fault.REPEATED),)


def test_order_of_rows_is_told() -> None:
    rows = [*ROWS[:2], ROWS[3], ROWS[2], *ROWS[4:]]
    assert checked(rows).breaks == (Break(3, Fault.OUT_OF_ORDER),)


def test_record_of_another_kind_case_or_compartment_is_altered_here() -> None:
    rows = [ROWS[0]._replace(kind="decision"), *ROWS[1:]]
    assert checked(rows).breaks == (Break(1, Fault.ALTERED),)
    elsewhere = chains.check_chain(ROWS, case="case-2", compartment="thread", secrets=SECRETS)
    assert not elsewhere.records
    assert {one.fault for one in elsewhere.breaks} == {Fault.ALTERED}


@pytest.mark.parametrize("number", [1, 4, 5, 8])
def test_record_put_in_anothers_place_is_named(number: int) -> None:
    """B42, B43: written by whoever writes the database, with a fitting link; the next one was written behind another."""
    kept = ROWS[number - 1]
    place = records.Place("case-1", "thread", number, kept.kind, records.previous_of(kept.blob))
    forged = records.write_record(b"I take it back", place, to=NEW.public, author=STRANGER)
    chain = checked([kept._replace(blob=forged) if one is kept else one for one in ROWS])
    assert chain.breaks == (Break(number, Fault.REPLACED),)
    assert not chain.records[number].is_by(REPORTER.verify)


def test_first_record_stands_behind_nothing() -> None:
    place = records.Place("case-1", "thread", 1, "message", bytes(31) + b"\x01")
    row = Row(1, "message", records.write_record(b"1", place, to=NEW.public, author=REPORTER))
    assert checked([row], 1).breaks == (Break(1, Fault.ALTERED),)


def test_without_the_older_secret_the_older_records_are_not_read() -> None:
    chain = chains.check_chain(ROWS, case="case-1", compartment="thread", secrets=[NEW.secret])
    assert sorted(chain.records) == [5, 6, 7, 8, 9]


def test_many_spoilt_rows_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is tried once where there are many: not each in the place of all others."""
    asked = []
    real = records.read_record

    def counted(*given: Any, **named: Any) -> records.Record:
        asked.append(1)
        return real(*given, **named)

    monkeypatch.setattr(records, "read_record", counted)
    rows = [row._replace(kind="spoilt") for row in written(40)]
    assert len(checked(rows, 40).breaks) == 40
    assert len(asked) == 40


def _flipped(rows: list[Row], lot: random.Random) -> list[Row]:
    at = lot.randrange(len(rows))
    blob, bit = bytearray(rows[at].blob), lot.randrange(len(rows[at].blob) * 8)
    blob[bit // 8] ^= 1 << bit % 8
    return [row._replace(blob=bytes(blob)) if place == at else row for place, row in enumerate(rows)]


def _exchanged(rows: list[Row], lot: random.Random) -> list[Row]:
    one, other = lot.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[one]._replace(blob=rows[other].blob), rows[other]._replace(blob=rows[one].blob)
    return rows


ACTS: dict[str, Callable[[list[Row], random.Random], list[Row]]] = {
    "remove": lambda rows, lot: (rows.pop(lot.randrange(len(rows))), rows)[1],
    "flip": _flipped,
    "exchange": _exchanged,
    "repeat": lambda rows, lot: [*rows, lot.choice(rows)],
    "renumber": lambda rows, lot: [*rows[:-1], rows[-1]._replace(sequence=rows[-1].sequence + lot.randrange(1, 5))],
    "rekind": lambda rows, lot: [rows[0]._replace(kind="closing"), *rows[1:]],
    "reorder": lambda rows, lot: [rows[-1], *rows[:-1]],
}


@given(st.sampled_from([*ACTS]), st.integers())
@hypothesis_settings(max_examples=150, deadline=None)
def test_whatever_is_done_to_the_rows_is_told(act: str, lot: int) -> None:
    """B42: 100 %."""
    rows = ACTS[act]([*ROWS], random.Random(lot))
    assert not checked(rows).is_whole
