"""A person's seed: it opens with the passphrase and the pepper, with the recovery code, and with nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable import vault
from answerable.vault import Unreadable, keys, paper, people, receipts
from answerable.vault.passphrases import faults_of

from .damage import COUNTS, is_refused, survivors

SEED = bytes(range(32))
PASSPHRASE = "the heron waits by nine slow rivers"
LONG = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def locked() -> bytes:
    return people.lock(SEED, PASSPHRASE, bound_to="ana")


def test_passphrase_opens_its_own_person_only(locked: bytes) -> None:
    """B14: a lock moved to somebody else."""
    assert people.unlock(locked, PASSPHRASE, bound_to="ana") == SEED
    with pytest.raises(people.WrongPassphrase):
        people.unlock(locked, PASSPHRASE, bound_to="bea")
    with pytest.raises(people.WrongPassphrase):
        people.unlock(locked, PASSPHRASE + ".", bound_to="ana")


@given(LONG)
@hypothesis_settings(max_examples=40, deadline=None)
def test_any_script_may_be_used(text: str) -> None:
    """Whatever is accepted opens again; what is refused says why."""
    if faults_of(text):
        with pytest.raises(people.WeakPassphrase):
            people.lock(SEED, text, bound_to="ana")
    else:
        assert people.unlock(people.lock(SEED, text, bound_to="ana"), text, bound_to="ana") == SEED


@pytest.mark.parametrize(
    ("locked_with", "typed"),
    [
        ("Das grüne Öl fließt über Höfe", "Das gru\u0308ne O\u0308l  fließt über Höfe\n"),
        ("نهر طويل يمر بين جبلين عاليين", "\u200fنهر طويل يمر بين جبلين عاليين\u200e"),
        ("ｆｕｌｌ width letters 12 of them", "full width letters 12 of them"),
        ("acorn adobe agent alarm album algae alley almond", " Acorn-Adobe agent,alarm ALBUM algae alley Almond. "),
    ],
)
def test_passphrase_is_read_as_people_type_it(locked_with: str, typed: str) -> None:
    blob = people.lock(SEED, locked_with, bound_to="ana")
    assert people.unlock(blob, typed, bound_to="ana") == SEED


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_lock_is_refused(locked: bytes, count: int) -> None:
    """B14."""
    assert survivors(locked, lambda blob: people.unlock(blob, PASSPHRASE, bound_to="ana"), count) == []


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_recovery_lock_is_refused(count: int) -> None:
    """B14."""
    code = people.new_recovery_code()
    words, blob = " ".join(paper.as_words(code)), people.lock_for_recovery(SEED, code, bound_to="ana")
    assert survivors(blob, lambda one: people.recover(one, words, bound_to="ana"), count) == []


def test_recovery_code_opens_and_another_opens_nothing() -> None:
    """B30: with the code all, with another nothing, for another person nothing."""
    code = people.new_recovery_code()
    blob = people.lock_for_recovery(SEED, code, bound_to="ana")
    words = " ".join(paper.as_words(code))
    assert people.recover(blob, words.upper(), bound_to="ana") == SEED
    with pytest.raises(people.WrongRecoveryCode):
        people.recover(blob, words, bound_to="bea")
    with pytest.raises(people.WrongRecoveryCode):
        people.recover(blob, " ".join(paper.as_words(people.new_recovery_code())), bound_to="ana")
    with pytest.raises(paper.NotSuchAPaper):
        people.recover(blob, words.rpartition(" ")[0], bound_to="ana")


def test_one_lock_does_not_open_as_the_other(locked: bytes) -> None:
    code = people.new_recovery_code()
    by_code = people.lock_for_recovery(SEED, code, bound_to="ana")
    assert is_refused(people.recover, locked, " ".join(paper.as_words(code)), bound_to="ana")
    assert is_refused(people.unlock, by_code, PASSPHRASE, bound_to="ana")


def test_new_passphrase_leaves_the_keys_as_they_are(locked: bytes) -> None:
    new = "seven grey boats left before the rain"
    changed = people.with_new_passphrase(locked, PASSPHRASE, new, bound_to="ana")
    assert people.unlock(changed, new, bound_to="ana") == SEED
    with pytest.raises(people.WrongPassphrase):
        people.unlock(changed, PASSPHRASE, bound_to="ana")
    with pytest.raises(people.WrongPassphrase):
        people.with_new_passphrase(locked, new, PASSPHRASE, bound_to="ana")


def test_weak_passphrase_is_refused_whoever_calls(locked: bytes) -> None:
    """B30: also where no form stands before it."""
    with pytest.raises(people.WeakPassphrase) as told:
        people.lock(SEED, "password12345678", bound_to="ana")
    assert "common" in told.value.codes
    with pytest.raises(people.WeakPassphrase):
        people.with_new_passphrase(locked, PASSPHRASE, "short", bound_to="ana")


def test_lock_opens_with_its_own_pepper_only(locked: bytes, tmp_path: Path, settings: object) -> None:
    """B07: who has the database and guesses the passphrase still lacks the pepper; its loss is told from a wrong passphrase."""
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    with pytest.raises(people.AnotherPepper):
        people.unlock(locked, PASSPHRASE, bound_to="ana")
    forged = locked[:3] + keys.name_of_pepper() + locked[11:]
    with pytest.raises(people.WrongPassphrase):
        people.unlock(forged, PASSPHRASE, bound_to="ana")


def test_damaged_pepper_locks_and_opens_nothing(locked: bytes, tmp_path: Path, settings: object) -> None:
    """B69's spirit: an empty one is one that anybody knows."""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "pepper").write_bytes(b"")
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    with pytest.raises(vault.KeyDamaged):
        people.lock(SEED, PASSPHRASE, bound_to="ana")
    with pytest.raises(vault.KeyDamaged):
        people.unlock(locked, PASSPHRASE, bound_to="ana")
    with pytest.raises(vault.KeyDamaged):
        receipts.look_up_and_key(receipts.new_receipt())


def test_recovery_code_needs_no_pepper(tmp_path: Path, settings: object) -> None:
    """B30, B79: a lost server takes nobody's cases."""
    code = people.new_recovery_code()
    blob = people.lock_for_recovery(SEED, code, bound_to="ana")
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    assert people.recover(blob, " ".join(paper.as_words(code)), bound_to="ana") == SEED


def test_keys_follow_from_the_seed_and_sign() -> None:
    ana, bea = people.keys_of(SEED), people.keys_of(people.new_seed())
    assert people.keys_of(SEED) == ana
    assert len({ana.box, ana.verify, bea.box, bea.verify, SEED}) == 5
    signed = people.signed_by(ana, b"as it was")
    assert vault.signature_holds(b"as it was", signed, of=ana.verify)
    assert not vault.signature_holds(b"as it was", signed, of=bea.verify)
    assert not vault.signature_holds(b"as it is", signed, of=ana.verify)


def test_keys_show_nothing_of_themselves() -> None:
    ana = people.keys_of(SEED)
    assert repr(ana.box_secret) not in repr(ana)
    assert repr(ana.signing_secret) not in repr(ana)


def test_fingerprint_is_eight_words_of_both_keys() -> None:
    ana, bea = people.keys_of(SEED).public, people.keys_of(people.new_seed()).public
    words = people.fingerprint_of(ana)
    assert len(words) == 8
    assert words == people.fingerprint_of(ana)
    assert words != people.fingerprint_of(people.PublicKeys(ana.box, bea.verify))
    assert words != people.fingerprint_of(people.PublicKeys(bea.box, ana.verify))


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33), bytes(64)])
def test_seed_of_another_length_is_no_seed(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        people.keys_of(seed)
    with pytest.raises(ValueError, match="32 bytes"):
        people.lock(seed, PASSPHRASE, bound_to="ana")


def test_lock_from_the_database_may_be_a_view_of_bytes(locked: bytes) -> None:
    """One of the two databases hands out views."""
    assert people.unlock(memoryview(locked), PASSPHRASE, bound_to="ana") == SEED
    assert not people.needs_renewal(memoryview(locked))


def test_blob_of_another_kind_or_version_says_nothing_of_itself(locked: bytes) -> None:
    for blob in (b"\x02" + locked[1:], locked[:1] + b"Q" + locked[2:], locked[:-1], b""):
        assert is_refused(people.cost_of, blob)
        assert is_refused(people.needs_renewal, blob)


def test_unknown_cost_is_refused_before_any_work(locked: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """B80: no blob makes the machine work for nothing."""
    from answerable.vault import primitives

    monkeypatch.setattr(primitives, "stretched", lambda *_, **__: pytest.fail("it was reckoned"))
    for cost in (0, 2, 9, 255):
        with pytest.raises(Unreadable) as told:
            people.unlock(locked[:2] + bytes([cost]) + locked[3:], PASSPHRASE, bound_to="ana")
        assert not isinstance(told.value, people.WrongPassphrase)  # nobody is told to type it again
