"""Boxes sealed to a key held elsewhere, and that key on paper."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable.vault import Unreadable, boxes, paper

SECRET = bytes(range(20))
CLEAR = b"She asked that nobody be told before Friday." * 4000


def boxed(clear: bytes, secret: bytes = SECRET) -> bytes:
    file = io.BytesIO()
    box = boxes.Box(file, boxes.public_of(secret))
    box.write(clear[:7])
    box.write(clear[7:])
    box.finish()
    return file.getvalue()


def opened(sealed: bytes, secret: bytes = SECRET) -> bytes:
    return b"".join(boxes.opened(io.BytesIO(sealed), secret))


def is_refused(sealed: bytes) -> bool:
    try:
        opened(sealed)
    except (Unreadable, boxes.WrongKey, boxes.NotABox) as refusal:
        return not refusal.args
    return False


@given(st.binary(max_size=200_000))
@hypothesis_settings(max_examples=25, deadline=None)
def test_box_opens_to_what_was_put_in(clear: bytes) -> None:
    assert opened(boxed(clear)) == clear


def test_box_says_nothing_of_what_is_in_it() -> None:
    assert b"Friday" not in boxed(CLEAR)
    assert boxed(CLEAR) != boxed(CLEAR)


def test_box_opens_with_its_own_key_only() -> None:
    """B16: a wrong key is told from a damaged box."""
    with pytest.raises(boxes.WrongKey):
        opened(boxed(CLEAR), bytes(20))


@pytest.mark.parametrize("step", [pytest.param(9973, id="some"), pytest.param(61, id="many", marks=pytest.mark.soak)])
def test_flipped_bit_of_a_box_is_refused(step: int) -> None:
    """B14: head, keys, chunks, lengths."""
    sealed = boxed(CLEAR)
    flips = [*range(0, 1200, 37), *range(0, len(sealed) * 8, step)]
    kept = [
        bit for bit in flips
        if not is_refused(sealed[: bit // 8] + bytes([sealed[bit // 8] ^ (1 << bit % 8)]) + sealed[bit // 8 + 1 :])
    ]  # fmt: skip
    assert kept == []


@pytest.mark.parametrize("cut", [0, 5, 17, 30, 100, 129, 200, 70_000, -1, -17, -21])
def test_cut_box_is_refused(cut: int) -> None:
    """B14: without its end a box does not open whole."""
    assert is_refused(boxed(CLEAR)[:cut])


def test_longer_box_and_moved_chunks_are_refused() -> None:
    """B14."""
    one, other = boxed(CLEAR), boxed(CLEAR)
    head = len(boxes.MAGIC) + boxes.NAME + boxes.SEALED_KEY
    assert is_refused(one + b"\0")
    assert is_refused(one + other)
    assert is_refused(one[:head] + other[head:])


@given(st.binary(min_size=20, max_size=20))
def test_secret_comes_back_from_its_words(secret: bytes) -> None:
    words = paper.as_words(secret)
    assert len(words) == 22
    assert paper.from_words(" ".join(words)) == secret


def test_words_are_read_as_people_write_them() -> None:
    words = paper.as_words(SECRET)
    written = "\n".join(f"{at:>2}. {word.upper()[:4]}," for at, word in enumerate(words, 1))
    assert paper.from_words(written) == SECRET


def test_words_are_found_among_what_stands_on_their_paper() -> None:
    """What `backup key` prints: a sentence before, numbers between, the key's name and how to open a backup after."""
    words = paper.as_words(SECRET)
    rows = "\n".join(f"{at:>2} {word}" for at, word in enumerate(words, 1))
    printed = (
        f"Answerable: what opens the backups. Keep this paper.\n\n{rows}\n\nKey: 1234 abcd\nTo open: type these.\n█▀▄ █"
    )
    assert paper.from_words(printed) == SECRET
    with pytest.raises(paper.NotSuchAPaper) as refusal:
        paper.from_words(printed.replace(f" {words[3]}\n", " zebra\n"))
    assert refusal.value.word == 0


def test_unknown_word_is_named_by_its_place() -> None:
    words = paper.as_words(SECRET)
    words[6] = "zebra"
    with pytest.raises(paper.NotSuchAPaper) as refusal:
        paper.from_words(" ".join(words))
    assert refusal.value.word == 7


@given(st.integers(0, 21), st.integers(1, 255))
@hypothesis_settings(max_examples=200, deadline=None)
def test_one_wrong_word_is_noticed(place: int, step: int) -> None:
    """One in 65,536 slips through where one of the twenty is wrong: a wrong key is refused by every box."""
    words = paper.as_words(SECRET)
    words[place] = paper.WORDS[(paper.WORDS.index(words[place]) + step) % 256]
    with contextlib.suppress(paper.NotSuchAPaper):
        assert paper.from_words(" ".join(words)) != SECRET


@pytest.mark.parametrize("count", [0, 1, 21, 23])
def test_missing_and_further_words_are_refused(count: int) -> None:
    words = [*paper.as_words(SECRET), "acorn"][:count]
    with pytest.raises(paper.NotSuchAPaper):
        paper.from_words(" ".join(words))


def test_words_are_told_apart_by_four_letters() -> None:
    assert len(paper.WORDS) == len({word[:4] for word in paper.WORDS}) == 256
