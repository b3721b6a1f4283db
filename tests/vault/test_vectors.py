"""Known answers (B79): with fixed keys and chance the vault makes these bytes, and it opens them for good.

A test that fails here says that a format has changed: then it needs a version of its own, and the old one must still open.
`python -m tests.vault.test_vectors` writes the file anew.
"""

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest

from answerable.vault import case_files, compartments, halves, paper, people, receipts, records
from answerable.vault.compartments import GrantPlace
from answerable.vault.records import Place

from . import known_case
from .chance import fixed
from .known_case import CASE, PASSPHRASE, READER

VECTORS = Path(__file__).parent / "vectors.json"
WHOLE = 512  # bytes; of what is longer only the record's are written out


def written_out(name: str, blob: bytes) -> str:
    is_whole = len(blob) <= WHOLE or name == "record 1"
    return blob.hex() if is_whole else f"{len(blob)} bytes, sha256 {hashlib.sha256(blob).hexdigest()}"


def made_anew(home: Path) -> dict[str, object]:
    """Returns the vectors; the settings know the home already."""
    known_case.home_with_known_keys(home)
    with fixed("vectors"):
        case = known_case.made()
    return {
        "about": "see tests/vault/known_case.py; reduced work of the derivation (8 KiB, once), the pepper 20…3f, the signing key 40…5f",
        "seed": case.seed.hex(), "recovery code": " ".join(paper.as_words(case.code)), "passphrase": PASSPHRASE,
        "blobs": {name: written_out(name, blob) for name, blob in case.blobs.items()},
        "case.json": hashlib.sha256(zipfile.ZipFile(io.BytesIO(case.archive)).read("case.json")).hexdigest(),
    }  # fmt: skip


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(VECTORS.read_text(encoding="utf-8"))
    return found


def test_same_keys_and_chance_make_the_same_bytes(tmp_path: Path, settings: object) -> None:
    """B79: every type of blob, and what an export says of them."""
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    assert made_anew(tmp_path) == json.loads(VECTORS.read_text(encoding="utf-8"))


def test_written_bytes_open(told: dict[str, dict[str, str]], tmp_path: Path, settings: object) -> None:
    """B79, B80: from the file alone, as a later version must open them too."""
    settings.HOME = known_case.home_with_known_keys(tmp_path)  # type: ignore[attr-defined] # pytest-django's
    seed, blobs = (
        bytes.fromhex(str(told["seed"])),
        {name: one for name, one in told["blobs"].items() if "sha256" not in one},
    )
    blob = {name: bytes.fromhex(one) for name, one in blobs.items()}
    ana = people.keys_of(seed)
    assert people.unlock(blob["lock by passphrase"], PASSPHRASE, bound_to=READER) == seed
    assert people.recover(blob["lock by recovery code"], str(told["recovery code"]), bound_to=READER) == seed
    assert (ana.box, ana.verify) == (blob["box key"], blob["verify key"])
    assert halves.join(blob["client half"], blob["server half"], blob["session"], session="session-1") == seed
    trace = receipts.look_up_and_key("o123456789abcdef" + receipts._complete(list(range(16)))[16:])
    assert trace.look_up == blob["receipt looked up"]
    assert receipts.unwrap(blob["receipt wrap"], trace) == seed
    assert compartments.is_vouched(blob["vouched"], CASE, "thread", ana.box)


def test_written_record_opens_through_grant_and_memory(
    told: dict[str, dict[str, str]], tmp_path: Path, settings: object
) -> None:
    """B79: the whole way from the seed to the words of a record that was written before a change of keys."""
    settings.HOME = known_case.home_with_known_keys(tmp_path)  # type: ignore[attr-defined] # pytest-django's
    with fixed("vectors"):
        drawn = [people.new_seed(), people.new_recovery_code(), people.new_seed()]
        before, after = compartments.new_compartment(), compartments.new_compartment()
    grant, memory, record = (bytes.fromhex(told["blobs"][name]) for name in ("grant", "memory", "record 1"))
    place = GrantPlace(CASE, "thread", READER)
    later = compartments.open_grant(grant, people.keys_of(drawn[0]), place=place, public=after.public)
    earlier = compartments.open_memory(memory, later, case=CASE, compartment="thread", public=before.public)
    found = records.read_record(record, Place(CASE, "thread", 1, "message"), secret=earlier)
    assert found.body == known_case.MESSAGES[0]
    assert found.is_by(people.keys_of(drawn[2]).verify)


def test_fixed_chance_makes_what_the_library_makes() -> None:
    """The seam changes where bytes come from and nothing else: what it seals opens like all else."""
    pair = compartments.new_compartment()
    place, about = case_files.FilePlace(CASE, "thread", "file-1"), case_files.About("a", "b", 3)
    with fixed("any"):
        sealed = compartments.sealed_secret(b"secret", pair.public)
        pieces = [*case_files.write_file([b"abc"], about, place, to=pair.public)]
    assert compartments.opened_secret(sealed, pair.secret) == b"secret"
    assert b"".join(case_files.SealedFile(pieces, place, secret=pair.secret).chunks()) == b"abc"


if __name__ == "__main__":
    from django.conf import settings as django_settings

    from tests.cheap_hashing import derive_cheaply

    derive_cheaply()
    with tempfile.TemporaryDirectory() as folder:
        django_settings.configure(HOME=Path(folder))
        VECTORS.write_text(json.dumps(made_anew(Path(folder)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
