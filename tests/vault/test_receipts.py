"""Receipts: drawn evenly, read as people write them, noticed when mistyped, and the only way to a reporter's seed."""

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable.vault import derivation, receipts

from .damage import COUNTS, is_refused, survivors

SEED = bytes(range(32))
MANY = [pytest.param(100_000, id="some"), pytest.param(1_000_000, id="all", marks=pytest.mark.soak)]
drawn = st.lists(st.integers(0, 31), min_size=16, max_size=16).map(
    lambda values: receipts.shown(receipts._complete(values))
)


@pytest.mark.parametrize("count", MANY)
def test_receipts_are_drawn_evenly_and_never_twice(count: int) -> None:
    """B13: 80 bits, no repeats, chi-squared for every place with p over one in a million (31 degrees: below 87)."""
    seen, places = set(), [Counter[str]() for _ in range(receipts.LENGTH)]
    for _ in range(count):
        code = receipts.new_receipt().replace("-", "")
        seen.add(code[: receipts.DRAWN])
        for place, symbol in zip(places, code, strict=True):
            place[symbol] += 1
    assert len(seen) == count
    even = count / 32
    assert all(sum((place[one] - even) ** 2 / even for one in receipts.SYMBOLS) < 87 for place in places)


def is_noticed(code: str) -> bool:
    try:
        receipts.read(code)
    except receipts.NotAReceipt as refusal:
        return refusal.code == "typo"
    return False


@given(drawn)
@hypothesis_settings(max_examples=30, deadline=None)
def test_every_single_typo_and_swap_of_neighbours_is_noticed(code: str) -> None:
    """B13: all 558 typos and all 17 swaps, not only 99.8 % of them."""
    symbols = code.replace("-", "")
    typos = [
        symbols[:at] + one + symbols[at + 1 :] for at in range(18) for one in receipts.SYMBOLS if one != symbols[at]
    ]
    swaps = [
        symbols[:at] + symbols[at + 1] + symbols[at] + symbols[at + 2 :] for at in range(17) if symbols[at] != symbols[at + 1]
    ]  # fmt: skip
    assert len(typos) == 558
    assert all(is_noticed(one) for one in (*typos, *swaps))


@given(drawn, st.sets(st.integers(0, 17), min_size=2, max_size=2), st.integers(1, 31), st.integers(1, 31))
def test_any_two_typos_are_noticed(code: str, places: set[int], one: int, other: int) -> None:
    symbols = list(code.replace("-", ""))
    for place, step in zip(places, (one, other), strict=True):
        symbols[place] = receipts.SYMBOLS[receipts.SYMBOLS.index(symbols[place]) ^ step]
    assert is_noticed("".join(symbols))


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 0, 1)], ids=str)
def test_groups_in_another_order_pass_once_in_a_thousand(order: tuple[int, int, int]) -> None:
    """B13: below 0.2 %."""
    codes = [receipts.new_receipt().split("-") for _ in range(30_000)]
    assert sum(not is_noticed("".join(one[at] for at in order)) for one in codes) < 60


SCRIPTS = {"arabic": 0x660, "persian": 0x6F0, "devanagari": 0x966, "bengali": 0x9E6, "full width": 0xFF10}


@given(
    drawn,
    st.sampled_from([*SCRIPTS]),
    st.sampled_from(["", " ", "  ", "-", "–", ".", "·", "\u200f", "\u200e", "_", "\n"]),
)
def test_digits_of_any_script_and_any_grouping_are_read(code: str, script: str, between: str) -> None:
    symbols = code.replace("-", "")
    typed = between.join(chr(SCRIPTS[script] + int(one)) if one.isdecimal() else one.lower() for one in symbols)
    assert receipts.read(f"\u202b {typed} \u202c") == symbols


@given(drawn)
def test_look_alikes_are_read_as_what_was_meant(code: str) -> None:
    symbols = code.replace("-", "")
    for latin in (str.maketrans("01V", "OIU"), str.maketrans("01V", "olu"), str.maketrans("1", "i")):
        assert receipts.read(code.translate(latin)) == symbols
    cyrillic = str.maketrans("ABEKMHPCTYX0", "АВЕКМНРСТУХО")
    greek = str.maketrans("ABEZHKMNPTYX01", "ΑΒΕΖΗΚΜΝΡΤΥΧΟΙ")
    wide = {ord(one): chr(ord(one) + 0xFEE0) for one in receipts.SYMBOLS}
    for letters in (cyrillic, greek, wide):
        assert receipts.read(code.translate(letters)) == symbols
        assert receipts.read(code.translate(letters).lower()) == symbols


def test_look_alikes_are_of_the_scripts_they_are_meant_to_be() -> None:
    import unicodedata

    scripts = Counter(unicodedata.name(chr(one)).split()[0] for one in receipts.TAKEN_FOR)
    assert scripts == {"LATIN": 4, "CYRILLIC": 13, "GREEK": 14}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "length"), ("ABC", "length"), ("0" * 17, "length"), ("0" * 19, "length"), ("0" * 300, "length"), ("中" * 18, "symbol"),
     ("0" * 17 + "中", "symbol"), ("000000-000000-000001", "typo")],
)  # fmt: skip
def test_what_is_no_receipt_says_why(typed: str, code: str) -> None:
    with pytest.raises(receipts.NotAReceipt) as told:
        receipts.read(typed)
    assert told.value.code == code


@given(st.text(max_size=60))
@hypothesis_settings(max_examples=500, deadline=None)
def test_nothing_typed_is_a_fault(typed: str) -> None:
    """B73."""
    try:
        assert len(receipts.read(typed)) == receipts.LENGTH
    except receipts.NotAReceipt as refusal:
        assert refusal.code in {"length", "symbol", "typo"}  # noqa: PT017 - any of three, or none


def test_mistyped_receipt_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivation, "derived", lambda *_, **__: pytest.fail("it was reckoned"))
    with pytest.raises(receipts.NotAReceipt):
        receipts.look_up_and_key("000000-000000-000001")


def test_receipt_leads_to_one_place_however_it_is_typed() -> None:
    code = receipts.new_receipt()
    trace = receipts.look_up_and_key(code)
    assert trace == receipts.look_up_and_key(f" {code.lower().replace('-', ' ')} ")
    assert len(trace.look_up) == 16
    assert trace.look_up not in trace.key
    assert repr(trace.key) not in repr(trace)


def test_receipt_is_one_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one slow derivation both values come."""
    done = []
    slow = derivation.derived

    def counted(*given: Any, **named: Any) -> bytes:
        done.append(1)
        return slow(*given, **named)

    monkeypatch.setattr(derivation, "derived", counted)
    receipts.look_up_and_key(receipts.new_receipt())
    assert done == [1]


def test_receipt_leads_nowhere_with_another_pepper(tmp_path: Path, settings: object) -> None:
    """B07: who has the database alone cannot even try receipts."""
    code = receipts.new_receipt()
    here = receipts.look_up_and_key(code)
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    there = receipts.look_up_and_key(code)
    assert here.look_up != there.look_up
    assert here.key != there.key


def test_exchanged_receipt_opens_and_the_old_one_no_longer() -> None:
    old, new = receipts.new_receipt(), receipts.new_receipt()
    before = receipts.look_up_and_key(old)
    seed = receipts.unwrap(receipts.wrap(SEED, before), before)
    trace, blob = receipts.rewrap(seed, new)
    assert receipts.unwrap(blob, receipts.look_up_and_key(new)) == SEED
    assert trace.look_up != before.look_up
    assert is_refused(receipts.unwrap, blob, before)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_wrap_is_refused(count: int) -> None:
    """B14: flipped, cut, lengthened, of another version, moved to another receipt."""
    trace = receipts.look_up_and_key(receipts.new_receipt())
    other = receipts.look_up_and_key(receipts.new_receipt())
    blob = receipts.wrap(SEED, trace)
    assert survivors(blob, lambda one: receipts.unwrap(one, trace), count) == []
    assert is_refused(receipts.unwrap, blob, other)
    assert is_refused(receipts.unwrap, blob, dataclasses.replace(trace, look_up=other.look_up))
    assert is_refused(receipts.unwrap, blob, dataclasses.replace(trace, key=other.key))


def test_last_group_shows_that_it_was_written_down() -> None:
    code = receipts.new_receipt()
    assert receipts.is_last_group(code[-6:].lower(), of=code)
    assert not receipts.is_last_group(code[:6], of=code)
    assert not receipts.is_last_group("", of=code)
    assert not receipts.is_last_group("x" * 500, of=code)
