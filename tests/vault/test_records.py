"""Records: they open in their place, whole, and say who signed them; everything else is refused."""

import dataclasses
import os
import random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable.vault import Unreadable, compartments, people, primitives, records
from answerable.vault.records import Place

from .damage import COUNTS, is_refused, survivors

PAIR, OTHER = compartments.new_compartment(), compartments.new_compartment()
REPORTER, STRANGER = people.keys_of(people.new_seed()), people.keys_of(people.new_seed())
PLACE = Place("case-1", "thread", 3, "message", bytes(range(32)))
BODY = b"She asked that nobody be told before Friday."


def written(body: bytes = BODY, place: Place = PLACE, author: people.Keys | None = REPORTER) -> bytes:
    return records.write_record(body, place, to=PAIR.public, author=author)


def read(blob: bytes, place: Place = PLACE) -> records.Record:
    return records.read_record(blob, place, secret=PAIR.secret)


@given(st.binary(max_size=20_000), st.integers(1, 2**32 - 1), st.text(max_size=20))
@hypothesis_settings(max_examples=40, deadline=None)
def test_record_reads_as_it_was_written(body: bytes, sequence: int, kind: str) -> None:
    place = Place("case-1", "party:x", sequence, kind)
    found = read(written(body, place), place)
    assert found.body == body
    assert found.is_signed
    assert found.author == REPORTER.verify
    assert found.is_by(REPORTER.verify)
    assert not found.is_by(STRANGER.verify)


def test_same_words_never_seal_to_the_same_bytes() -> None:
    one, other = written(), written()
    assert one != other
    assert b"Friday" not in one
    assert REPORTER.verify not in one


CHANGES: list[dict[str, object]] = [
    {"case": "case-2"}, {"compartment": "intake"}, {"sequence": 4}, {"kind": "note"}, {"previous": bytes(32)},
    {"case": "case-1thread", "compartment": "x"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_record_moved_elsewhere_is_refused(change: dict[str, object]) -> None:
    """B14: another case, compartment, number, kind, or behind another record."""
    moved = dataclasses.replace(PLACE, **change)  # type: ignore[arg-type] # each of its own field's type
    assert is_refused(read, written(), moved)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_record_is_refused(count: int) -> None:
    """B14: bits, frames (version, key's name, link, sealed key, nonce, text), ends, versions."""
    blob = written()
    assert survivors(blob, read, count) == []
    frames = (0, 1, 9, 41, 121, 145, 145 + 96, len(blob) - 16)
    assert all(is_refused(read, blob[:at]) for at in frames)


def test_head_of_one_record_with_the_rest_of_another_is_refused() -> None:
    """B14: sealed keys, nonces and texts exchanged."""
    one, other = written(), written(b"another")
    for frame in ((1, 9), (9, 41), (41, 121), (121, 145), (145, len(one)), (41, 145), (41, len(one) - 16)):
        mixed = one[: frame[0]] + other[frame[0] : frame[1]] + one[frame[1] :]
        assert mixed in {one, other} or is_refused(read, mixed)


def test_record_of_another_compartment_does_not_open() -> None:
    blob = records.write_record(BODY, PLACE, to=OTHER.public, author=REPORTER)
    assert is_refused(read, blob)
    renamed = blob[:1] + records.name_of(PAIR.public) + blob[9:]
    assert is_refused(read, renamed)


def test_texts_up_to_four_thousand_bytes_are_of_one_length() -> None:
    """B37: a thousand texts, signed and unsigned, one length."""
    lot = random.Random(3)
    sizes = [0, 1, 3999, 4000, *(lot.randrange(4001) for _ in range(996))]
    authors = (REPORTER, None)
    lengths = {len(written(b"x" * size, author=authors[size % 2])) for size in sizes}
    assert lengths == {145 + 96 + 4096 + 16}


def test_longer_texts_fall_into_few_lengths() -> None:
    for step in range(9):
        full = (4096 << step) - 8
        assert len(written(bytes(full))) == len(written(bytes(full // 2 + 5))) == 145 + 96 + full + 8 + 16
    with pytest.raises(ValueError, match="file"):
        written(bytes(1024 * 1024 - 7))


def forged(claimed: bytes, signed: bytes, body: bytes = b"I take it all back.") -> bytes:
    """Returns what whoever writes the database can put there: the public key lies in clear, and a name can be claimed."""
    real = records._signature
    try:
        records._signature = lambda *_: signed + claimed
        return written(body)
    finally:
        records._signature = real


def test_forged_author_reads_as_unsigned() -> None:
    """B43: as the reporter without a signature, with one of another text, place or compartment, with noise."""
    elsewhere = dataclasses.replace(PLACE, case="case-2")
    stolen = [
        bytes(64), os.urandom(64), people.signed_by(STRANGER, records._statement(b"I take it all back.", PLACE, PAIR.public)),
        people.signed_by(REPORTER, records._statement(BODY, PLACE, PAIR.public)),
        people.signed_by(REPORTER, records._statement(b"I take it all back.", elsewhere, PAIR.public)),
        people.signed_by(REPORTER, records._statement(b"I take it all back.", PLACE, OTHER.public)),
        people.signed_by(REPORTER, b"I take it all back."),
    ]  # fmt: skip
    for signed in stolen:
        found = read(forged(REPORTER.verify, signed))
        assert (found.body, found.author) == (b"I take it all back.", None)
        assert not found.is_signed
        assert not found.is_by(REPORTER.verify)


def test_message_of_somebody_else_is_theirs() -> None:
    """B43: signed by another handler, it is not the reporter's."""
    found = read(written(author=STRANGER))
    assert found.is_signed
    assert found.is_by(STRANGER.verify)
    assert not found.is_by(REPORTER.verify)


def test_what_nobody_signed_is_nobodys() -> None:
    found = read(written(author=None))
    assert (found.body, found.author, found.is_signed) == (BODY, None, False)
    assert not found.is_by(bytes(32))


@pytest.mark.parametrize("key", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_weak_verify_key_signs_nothing(key: bytes) -> None:
    """B43: a key under which noughts are a signature."""
    assert not read(forged(key, bytes(64))).is_signed


def test_length_beyond_the_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever seals a record themselves gets nothing but a refusal out of a false length."""
    monkeypatch.setattr(records, "_padded", lambda _body: (b"\xff" * 8).ljust(4096, b"\0"))
    assert is_refused(read, written())


def malformed(count: int) -> list[object]:
    """Returns what a hostile browser could send as a sealed record."""
    lot, good = random.Random(5), written()
    strange: list[object] = [None, 7, "text", [], {}, b"", bytearray(good), good.hex(), object()]
    for _ in range(count - len(strange)):
        kind, size = lot.randrange(5), lot.randrange(9000)
        cut = good[: lot.randrange(len(good))]
        strange.append(
            [lot.randbytes(size), cut, bytes([lot.choice([0, 2, 255])]) + good[1:], good + lot.randbytes(1 + size), b"\x01" + lot.randbytes(size)][kind]
        )  # fmt: skip
    return strange


def test_malformed_envelope_is_told_and_never_a_fault() -> None:
    """B44: two thousand of them; what is of the right form by chance still does not open."""
    assert records.is_well_formed(written())
    assert records.is_well_formed(memoryview(written()), to=PAIR.public)
    assert not records.is_well_formed(written(), to=OTHER.public)
    refused = [one for one in malformed(2000) if not records.is_well_formed(one, to=PAIR.public)]
    assert len(refused) == 2000
    for one in malformed(2000):
        if isinstance(one, bytes):
            assert is_refused(read, one)
            for asking in (records.previous_of, records.key_named_by):
                if not records.is_well_formed(one):
                    with pytest.raises(Unreadable):
                        asking(one)


def test_right_form_with_noise_inside_does_not_open() -> None:
    lot = random.Random(9)
    for _ in range(50):
        noise = b"\x01" + records.name_of(PAIR.public) + PLACE.previous + lot.randbytes(80 + 24 + 96 + 4096 + 16)
        assert records.is_well_formed(noise, to=PAIR.public)
        assert is_refused(read, noise)


@pytest.mark.parametrize(
    "change", [{"sequence": 0}, {"sequence": -1}, {"sequence": 2**32}, {"previous": b""}, {"compartment": "A"}], ids=str
)
def test_place_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        dataclasses.replace(PLACE, **change)  # type: ignore[arg-type] # each of its own field's type


def test_nothing_is_written_to_what_is_no_key() -> None:
    """B31."""
    for public in (b"", bytes(32), bytes(31)):
        with pytest.raises(compartments.BadKey):
            records.write_record(BODY, PLACE, to=public, author=REPORTER)


def test_keys_and_blobs_from_the_database_may_be_views_of_bytes() -> None:
    """One of the two databases hands out views."""
    blob = records.write_record(BODY, PLACE, to=memoryview(PAIR.public), author=REPORTER)
    found = records.read_record(memoryview(blob), PLACE, secret=PAIR.secret)
    assert found.is_by(memoryview(REPORTER.verify))
    assert records.is_well_formed(memoryview(blob), to=memoryview(PAIR.public))


def test_fingerprint_names_every_bit() -> None:
    blob = written()
    assert records.fingerprint_of(blob) == records.fingerprint_of(memoryview(blob))
    assert records.fingerprint_of(blob) != records.fingerprint_of(blob[:-1] + bytes([blob[-1] ^ 1]))
    assert records.previous_of(blob) == PLACE.previous
    assert records.key_named_by(blob) == records.name_of(PAIR.public)


def test_broken_library_writes_nothing_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """B31: where the cipher fails, so does the writing."""

    def broken(*_: object, **__: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(primitives, "encrypt", broken)
    with pytest.raises(RuntimeError):
        written()
