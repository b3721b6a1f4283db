"""Files of a case: whole, in their place, with a name that is sealed, in few sizes and little memory."""

import itertools
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable.vault import case_files, compartments, primitives
from answerable.vault.case_files import ABOUT, CHUNK, HEAD, PIECE, SEAL, About, FilePlace
from answerable.vault.records import name_of

from .damage import COUNTS, is_refused, survivors

PAIR, OTHER = compartments.new_compartment(), compartments.new_compartment()
PLACE = FilePlace("case-1", "thread", "file-1")
CONTENT = random.Random(1).randbytes(5 * CHUNK + 321)
FRAME = CHUNK + SEAL
MIB = 1024 * 1024


def written(
    content: bytes = CONTENT, place: FilePlace = PLACE, *, name: str = "photo.jpg", kind: str = "image/jpeg"
) -> bytes:
    about = About(name, kind, len(content))
    parts = [content[at : at + 10_007] for at in range(0, len(content), 10_007)]
    return b"".join(case_files.write_file(parts, about, place, to=PAIR.public))


def opened(
    blob: bytes, place: FilePlace = PLACE, *, secret: bytes = PAIR.secret, pieces_of: int = PIECE
) -> tuple[About, bytes]:
    pieces = (memoryview(blob)[at : at + pieces_of] for at in range(0, len(blob), pieces_of))
    file = case_files.SealedFile(pieces, place, secret=secret)
    return file.about, b"".join(file.chunks())


EDGES = [
    0,
    1,
    CHUNK - ABOUT - 1,
    CHUNK - ABOUT,
    CHUNK - ABOUT + 1,
    CHUNK,
    2 * CHUNK - ABOUT,
    2 * CHUNK - ABOUT + 1,
    3 * CHUNK,
]


@pytest.mark.parametrize("size", EDGES)
def test_file_comes_back_at_every_edge(size: int) -> None:
    content = CONTENT[:size]
    assert opened(written(content)) == (About("photo.jpg", "image/jpeg", size), content)


@given(st.binary(max_size=300_000), st.integers(1, 300_000))
@hypothesis_settings(max_examples=20, deadline=None)
def test_file_comes_back_however_its_rows_are_cut(content: bytes, pieces_of: int) -> None:
    assert opened(written(content), pieces_of=max(pieces_of, 500))[1] == content


def test_pieces_fit_their_rows() -> None:
    about = About("a", "b", len(CONTENT))
    pieces = [*case_files.write_file([CONTENT], about, PLACE, to=PAIR.public)]
    assert {len(piece) for piece in pieces[:-1]} == {PIECE}
    assert 0 < len(pieces[-1]) <= PIECE == 256 * 1024


def test_nothing_of_a_file_lies_in_clear() -> None:
    blob = written(name="statement of a witness.pdf")
    assert b"witness" not in blob
    assert CONTENT[:64] not in blob
    assert b"jpeg" not in blob


@pytest.mark.parametrize("name", ["شهادة.pdf", "x" * 5000, "é" * 5000, "\ud800", "", "../../etc/passwd\0"])
def test_any_name_is_kept_and_does_not_grow(name: str) -> None:
    about, content = opened(written(b"x", name=name, kind=name))
    assert content == b"x"
    assert about.name[:10] == name[:10].replace("\ud800", "?")
    assert len(written(b"x", name=name)) == len(written(b"", name="a"))


@pytest.mark.parametrize(
    "change", [("case-2", "thread", "file-1"), ("case-1", "care", "file-1"), ("case-1", "thread", "file-2")], ids=str
)
def test_file_moved_elsewhere_is_refused(change: tuple[str, str, str]) -> None:
    """B14: another case, compartment, file; before a byte of it is given."""
    blob = written()
    assert is_refused(case_files.SealedFile, [blob], FilePlace(*change), secret=PAIR.secret)
    assert is_refused(case_files.SealedFile, [blob], PLACE, secret=OTHER.secret)


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_file_is_refused(count: int) -> None:
    """B14."""
    blob = written(CONTENT[:100_000])
    assert survivors(blob, opened, count) == []


def frames_of(blob: bytes) -> list[bytes]:
    return [blob[:HEAD], *(blob[at : at + FRAME] for at in range(HEAD, len(blob), FRAME))]


def test_file_cut_at_any_frame_is_refused() -> None:
    """B14: the end is demanded, also where a cut falls between two chunks or two rows."""
    frames = frames_of(written())
    cuts = [b"".join(frames[:count]) for count in range(len(frames))]
    assert all(is_refused(opened, cut) for cut in cuts)
    rows = [written()[at : at + PIECE] for at in range(0, len(written()), PIECE)]
    assert len(rows) > 1
    assert is_refused(opened, b"".join(rows[:-1]))


def test_whole_last_chunk_with_anything_behind_it_is_refused() -> None:
    """B14: appended where the reader has no need to read on."""
    blob = written(CONTENT[: CHUNK - ABOUT])
    assert len(frames_of(blob)) == 2
    for more in (b"\0", blob, frames_of(blob)[1]):
        assert is_refused(opened, blob + more)


def test_frames_moved_repeated_or_from_another_file_are_refused() -> None:
    """B14: reordered, appended."""
    frames, others = frames_of(written()), frames_of(written())
    for one, other in itertools.combinations(range(len(frames)), 2):
        mixed = [*frames]
        mixed[one], mixed[other] = mixed[other], mixed[one]
        assert is_refused(opened, b"".join(mixed))
    for at in range(len(frames)):
        for mixed in (
            [*frames[:at], others[at], *frames[at + 1 :]],
            [*frames[: at + 1], *frames[at:]],
            [*frames[:at], *frames[at + 1 :]],
        ):
            assert is_refused(opened, b"".join(mixed))
    assert is_refused(opened, b"".join([*frames, *others]))


def test_reading_gives_whole_chunks_that_are_verified() -> None:
    """What was given before a refusal is right, and the refusal comes."""
    blob = bytearray(written())
    blob[HEAD + 3 * FRAME + 100] ^= 1
    chunks = case_files.SealedFile([bytes(blob)], PLACE, secret=PAIR.secret).chunks()
    given = [next(chunks), next(chunks), next(chunks)]
    assert is_refused(next, chunks)
    assert b"".join(given) == CONTENT[: 3 * CHUNK - ABOUT]
    assert is_refused(case_files.require_whole, [bytes(blob)], PLACE, secret=PAIR.secret)
    assert case_files.require_whole([written()], PLACE, secret=PAIR.secret).size == len(CONTENT)


def hostile(clear: list[bytes], tags: list[int]) -> bytes:
    """Returns a file as somebody outside could seal it, who needs the public key only."""
    key = primitives.random(32)
    start = b"\x01F" + name_of(PAIR.public) + primitives.sealed_to(PAIR.public, key)
    state, header = primitives.stream_out(key)
    bounds = itertools.chain([case_files._bound(start + header, PLACE)], itertools.repeat(b""))
    return start + header + b"".join(
        primitives.push(state, chunk, tag, bound) for chunk, tag, bound in zip(clear, tags, bounds, strict=False)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("clear", "tags"),
    [
        ([b""], [primitives.FINAL]),
        ([b"x" * 11], [primitives.FINAL]),
        ([b"\xff" * CHUNK], [primitives.FINAL]),
        ([(b"\xff" * 8).ljust(CHUNK, b"\0")], [primitives.FINAL]),
        ([(bytes(7) + b"\x01").ljust(CHUNK - 1, b"\0")], [primitives.FINAL]),
        ([bytes(CHUNK), b"short", b""], [primitives.MESSAGE, primitives.MESSAGE, primitives.FINAL]),
        ([bytes(CHUNK), bytes(CHUNK)], [1, primitives.FINAL]),
        ([bytes(CHUNK), bytes(CHUNK)], [2, primitives.FINAL]),
    ],
)
def test_file_sealed_by_somebody_hostile_is_refused(clear: list[bytes], tags: list[int]) -> None:
    """B44: false lengths, short chunks, other marks."""
    assert is_refused(opened, hostile(clear, tags))


def test_size_that_is_not_so_is_told() -> None:
    for said in (0, 99, 101, 10**9):
        with pytest.raises(ValueError, match="size"):
            for _piece in case_files.write_file([b"x" * 100], About("a", "b", said), PLACE, to=PAIR.public):
                pass


def sealed_size(size: int) -> int:
    padded = case_files.padded_size(ABOUT + size)
    return HEAD + padded + SEAL * -(-padded // CHUNK)


def test_sizes_fall_into_few_classes() -> None:
    """B37: from one byte to 50 MB, at most 12 % more, and no size of its own."""
    lot = random.Random(2)
    sizes = sorted({1, 63 * 1024, 50 * MIB, *(int(2 ** lot.uniform(16, 25.6)) for _ in range(3000))})
    classes = {sealed_size(size) for size in sizes}
    assert max(sealed_size(size) / size for size in sizes if size >= 64 * 1024) <= 1.12
    assert len({sealed_size(size) for size in range(0, 64 * 1024 - ABOUT + 1, 97)}) == 1
    assert len(classes) <= 32 * 10  # thirty-two an octave


@pytest.mark.parametrize("size", [1, 64 * 1024, 100_000, 777_777, 3 * MIB])
def test_sealed_size_is_what_it_is_reckoned_to_be(size: int) -> None:
    """B37."""
    assert len(written(bytes(size))) == sealed_size(size)


@pytest.mark.parametrize("mib", [pytest.param(8, id="some"), pytest.param(50, id="all", marks=pytest.mark.soak)])
def test_memory_does_not_grow_with_the_file(mib: int) -> None:
    def chunks() -> Iterator[bytes]:
        yield from (bytes(MIB) for _ in range(mib))

    def through() -> int:
        pieces = case_files.write_file(chunks(), About("a", "b", mib * MIB), PLACE, to=PAIR.public)
        return sum(map(len, case_files.SealedFile(pieces, PLACE, secret=PAIR.secret).chunks()))

    tracemalloc.start()
    try:
        assert through() == mib * MIB
        assert tracemalloc.get_traced_memory()[1] < 5 * MIB
    finally:
        tracemalloc.stop()
