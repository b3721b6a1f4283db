"""One invented case in every form the vault gives it; with fixed chance, the same bytes each time."""

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from answerable.vault import case_files, compartments, exports, halves, people, receipts, records, rosters
from answerable.vault.chains import Row
from answerable.vault.compartments import GrantPlace, Pair
from answerable.vault.records import Place

PASSPHRASE = "the heron waits by nine slow rivers"
CASE, READER = "case-1", "ana"
MESSAGES = (b"It happened at the training in spring.", "شكرًا. قرأناها.".encode(), b"")
FILE = bytes(range(256)) * 300
PEPPER, SIGNING_KEY = bytes(range(32, 64)), bytes(range(64, 96))


@dataclass(frozen=True)
class KnownCase:
    """What was made, and with which secrets it opens."""

    seed: bytes
    code: bytes
    blobs: dict[str, bytes]
    archive: bytes


def home_with_known_keys(folder: Path) -> Path:
    """Returns a data folder whose pepper and signing key are known."""
    secrets = folder / "secrets"
    secrets.mkdir(mode=0o700, parents=True)
    (secrets / "pepper").write_bytes(PEPPER)
    (secrets / "signing_key").write_bytes(SIGNING_KEY)
    return folder


def made() -> KnownCase:
    """Makes the case: two generations of a thread, a compartment that the reader may not open, four records, a file."""
    seed, code, reporter = people.new_seed(), people.new_recovery_code(), people.keys_of(people.new_seed())
    ana = people.keys_of(seed)
    before, after, hidden = (compartments.new_compartment() for _ in range(3))
    locks = exports.Locks(
        READER, people.lock(seed, PASSPHRASE, bound_to=READER), people.lock_for_recovery(seed, code, bound_to=READER)
    )
    memory = compartments.remember(before.secret, to=after.public, case=CASE, compartment="thread")
    grant = compartments.grant(after.secret, to=ana.box, place=GrantPlace(CASE, "thread", READER))
    rows = _rows([(before, reporter), (after, ana), (after, None)])
    hidden_place = Place(CASE, "care", 1, "note")
    hidden_row = Row(1, "note", records.write_record(b"not for her", hidden_place, to=hidden.public, author=ana))
    about = case_files.About("photo.jpg", "image/jpeg", len(FILE))
    file = b"".join(
        case_files.write_file([FILE], about, case_files.FilePlace(CASE, "thread", "file-1"), to=after.public)
    )
    thread = [exports.Generation(before.public, None, memory), exports.Generation(after.public, grant)]
    case = exports.CaseOut(
        CASE, READER, locks, {"thread": thread, "care": [exports.Generation(hidden.public)]},
        [*(("thread", row) for row in rows), ("care", hidden_row)],
        [exports.FileOut("thread", "file-1", [file[:70_000], file[70_000:]])], {"reporter": reporter.verify, READER: ana.verify},
    )  # fmt: skip
    target = io.BytesIO()
    exports.write_case(target, case)
    of_the_case = {
        "grant": grant,
        "memory": memory,
        **{f"record {row.sequence}": bytes(row.blob) for row in rows},
        "file": file,
    }
    return KnownCase(seed, code, {**_of_people(locks, seed), **of_the_case, **_of_teams(seed)}, target.getvalue())


def _rows(writing: list[tuple[Pair, people.Keys | None]]) -> list[Row]:
    rows, previous = [], records.NOTHING
    for number, (body, (pair, author)) in enumerate(zip(MESSAGES, writing, strict=True), start=1):
        place = Place(CASE, "thread", number, "message", previous)
        rows.append(Row(number, "message", records.write_record(body, place, to=pair.public, author=author)))
        previous = records.fingerprint_of(rows[-1].blob)
    return rows


def _of_people(locks: exports.Locks, seed: bytes) -> dict[str, bytes]:
    trace = receipts.look_up_and_key("0123456789ABCDEF" + receipts._complete(list(range(16)))[16:])
    held, ana = halves.hold(seed, session="session-1"), people.keys_of(seed)
    return {
        "lock by passphrase": bytes(locks.by_passphrase or b""), "lock by recovery code": bytes(locks.by_recovery_code or b""),
        "box key": ana.box, "verify key": ana.verify, "fingerprint": " ".join(people.fingerprint_of(ana.public)).encode(),
        "receipt looked up": trace.look_up, "receipt wrap": receipts.wrap(seed, trace),
        "session": held.blob, "client half": held.client, "server half": held.server,
    }  # fmt: skip


def _of_teams(seed: bytes) -> dict[str, bytes]:
    ana, bea = people.keys_of(seed), people.keys_of(people.new_seed())
    members = (
        rosters.Member("ana", ana.public, dt.date(2026, 3, 1)), rosters.Member("bea", bea.public, dt.date(2026, 3, 1))
    )  # fmt: skip
    roster = rosters.Roster("team-1", 1, members)
    return {
        "roster": roster.canonical(), "roster by ana": rosters.sign_as_member(roster, ana),
        "roster by the server": rosters.sign_as_server(roster), "vouched": compartments.vouch(CASE, "thread", ana.box),
    }  # fmt: skip
