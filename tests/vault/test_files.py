"""Files in sealed pieces: every byte comes back, nothing lies in clear, and no piece can be moved, cut off or put elsewhere."""

import json
import uuid

import pytest

from answerable import vault
from answerable.vault.files import PIECE

PURPOSE = "tests.files"
CONTENT = bytes(range(256)) * 600  # three pieces


def sealed() -> tuple[uuid.UUID, vault.Sealed]:
    key = uuid.uuid4()
    return key, vault.seal_file(PURPOSE, key, CONTENT, name="minutes.pdf")


def opened(key: uuid.UUID, about: bytes, pieces: list[bytes]) -> bytes:
    told = vault.about_file(PURPOSE, key, about)
    return b"".join(vault.unseal_file(PURPOSE, key, told, enumerate(pieces)))


def test_file_comes_back_with_its_name_and_size() -> None:
    key, one = sealed()
    assert vault.about_file(PURPOSE, key, one.about) == vault.About("minutes.pdf", len(CONTENT), 3)
    assert opened(key, one.about, list(one.pieces)) == CONTENT


def test_sealed_pieces_are_of_one_size_and_hold_nothing_in_clear() -> None:
    _key, one = sealed()
    assert len({len(piece) for piece in one.pieces}) == 1
    assert not any(CONTENT[:64] in piece or b"minutes" in piece for piece in (*one.pieces, one.about))


@pytest.mark.parametrize("damage", ["cut", "moved", "changed", "another"])
def test_damaged_file_is_refused(damage: str) -> None:
    key, one = sealed()
    pieces = list(one.pieces)
    if damage == "cut":
        pieces = pieces[:-1]
    elif damage == "moved":
        pieces = [pieces[1], pieces[0], pieces[2]]
    elif damage == "changed":
        pieces[0] = pieces[0][:-1] + bytes([pieces[0][-1] ^ 1])
    else:
        pieces[0] = sealed()[1].pieces[0]
    with pytest.raises(vault.Unreadable):
        opened(key, one.about, pieces)


def test_file_sealed_piece_by_piece_before_opens() -> None:
    """Files of earlier versions are bound by the same words: their key, their number and how many there are."""
    key = uuid.uuid4()
    about = vault.seal(PURPOSE, json.dumps({"name": "a", "size": 5, "pieces": 2}).encode(), bound_to=f"{key}:about")
    pieces = [
        vault.seal(PURPOSE, clear, bound_to=f"{key}:{number}/2", smallest=PIECE + 8)
        for number, clear in enumerate((b"one", b"two"))
    ]
    assert opened(key, about, pieces) == b"onetwo"
