"""Sealed values: they open whole, for their purpose and their thing, or not at all."""

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable import vault
from answerable.vault import envelope, keys

TEXT = b"She asked that nobody be told before Friday."


@given(st.binary(max_size=20_000), st.text(max_size=20), st.text(max_size=20))
@hypothesis_settings(max_examples=60, deadline=None)
def test_sealed_opens_to_what_it_was(clear: bytes, purpose: str, thing: str) -> None:
    assert vault.unseal(purpose, vault.seal(purpose, clear, bound_to=thing), bound_to=thing) == clear


def test_same_text_never_seals_to_the_same_bytes() -> None:
    assert vault.seal("notes", TEXT) != vault.seal("notes", TEXT)


def test_sealed_bytes_hold_nothing_of_the_text() -> None:
    assert b"Friday" not in vault.seal("notes", TEXT)


@pytest.mark.parametrize(
    ("purpose", "thing"), [("other", "a"), ("notes", "b"), ("notes", ""), ("", "a"), ("notes\x00a", "")]
)
def test_value_moved_elsewhere_does_not_open(purpose: str, thing: str) -> None:
    """B14: swapped between purposes and things."""
    sealed = vault.seal("notes", TEXT, bound_to="a")
    with pytest.raises(vault.Unreadable):
        vault.unseal(purpose, sealed, bound_to=thing)


def _refused(sealed: bytes) -> bool:
    try:
        vault.unseal("notes", sealed)
    except vault.Unreadable as refusal:
        return not refusal.args  # nothing of the content is in the error
    return False


@pytest.mark.parametrize("step", [pytest.param(97, id="some"), pytest.param(1, id="all", marks=pytest.mark.soak)])
def test_single_flipped_bit_is_refused(step: int) -> None:
    """B14: 100 % of flips rejected; every bit at full count."""
    sealed = vault.seal("notes", TEXT)
    assert all(
        _refused(sealed[: bit // 8] + bytes([sealed[bit // 8] ^ (1 << bit % 8)]) + sealed[bit // 8 + 1 :])
        for bit in range(0, len(sealed) * 8, step)
    )


@pytest.mark.parametrize("cut", [0, 1, 24, 25, 40, 4000, -1])
def test_cut_value_is_refused(cut: int) -> None:
    """B14: truncated anywhere."""
    assert _refused(vault.seal("notes", TEXT)[:cut])


def test_longer_value_and_unknown_version_are_refused() -> None:
    """B14: appended bytes, an old or unknown version byte."""
    sealed = vault.seal("notes", TEXT)
    assert _refused(sealed + b"\x00")
    assert _refused(bytes([envelope.VERSION + 1]) + sealed[1:])
    assert _refused(b"")


def test_texts_up_to_four_thousand_bytes_seal_to_one_length() -> None:
    """B37's spirit: a length says little."""
    assert len({len(vault.seal("notes", b"x" * size)) for size in range(0, 4001, 250)}) == 1


def test_signature_holds_for_its_message_only() -> None:
    signed = vault.sign(b"as it was")
    assert vault.signature_holds(b"as it was", signed)
    assert not vault.signature_holds(b"as it is", signed)
    assert not vault.signature_holds(b"as it was", signed[:-1] + bytes([signed[-1] ^ 1]))
    assert not vault.signature_holds(b"as it was", b"")


def test_fingerprints_of_two_purposes_differ() -> None:
    assert vault.fingerprint(b"x", purpose="a") != vault.fingerprint(b"x", purpose="b")
    assert len(vault.fingerprint(b"x", purpose="a")) == 64


def test_key_files_can_be_read_by_their_owner_only() -> None:
    """B70: secrets 0600, their folder 0700."""
    keys.public_key()
    vault.seal("notes", b"")
    folder = Path(settings.HOME) / "secrets"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.name.endswith("_key")}
    assert {"sealing_key", "signing_key"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_key_is_made_once_whoever_comes_first(tmp_path: Path) -> None:
    from answerable.kit.private_files import kept_or_made

    first = kept_or_made(tmp_path / "secrets" / "one", lambda: os.urandom(32))
    assert kept_or_made(tmp_path / "secrets" / "one", lambda: os.urandom(32)) == first
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["one"]
