"""Files against a real server: what it creates while they come in, are cleaned, kept and given back, as the kernel saw it."""

import re
from pathlib import Path

import pytest

from tests.kit import speaking

from . import journey
from .person import Person
from .site import Site, served
from .tracing import FILES, STRACE, escaped, tracing

pytestmark = [pytest.mark.slow, pytest.mark.skipif(STRACE is None, reason="not run: strace is not installed")]
CANARY = "seen-through-the-hedge-4711 "
LARGE = 4_700_000
OPENED = re.compile(
    rb'(?:openat|open|creat)\((?:[^,"]*, )?"((?:\\x[0-9a-f]{2})*)", ([A-Z_|]+)(?:, 0[0-7]+)?\)? += (\d+)'
)
WRITTEN = re.compile(rb"^\d+ +(?:pwrite64|write|writev|pwritev)\(\d+<((?:\\x[0-9a-f]{2})*)>(?:\(deleted\))?, (.*)")
OF_SERVING = (
    "static/",
    "built/",
    "run/",
    "locks/",
    "workers/",
    "preparing.lock",
    "serving.lock",
)  # who serves, and whose turn it is
WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TMPFILE")


def plain(told: bytes) -> bytes:
    return bytes.fromhex(told.replace(b"\\x", b"").decode())


def opened_to_write(trace: Path) -> set[str]:
    found = set()
    for line in trace.read_bytes().splitlines():
        if (one := OPENED.search(line)) and any(flag in one[2].decode() for flag in WRITES):
            found.add(plain(one[1]).decode(errors="replace") + ("#" if b"O_TMPFILE" in one[2] else ""))
    return found


def written_in_clear(trace: Path, needles: list[bytes]) -> set[str]:
    """Returns where one of the needles was written to."""
    found = set()
    wanted = [escaped(needle) for needle in needles]
    for line in trace.read_bytes().splitlines():
        if any(needle in line for needle in wanted) and (one := WRITTEN.search(line)):
            found.add(plain(one[1]).decode(errors="replace"))
    return found


def test_no_file_is_ever_written_in_clear(unserved: Site, tmp_path: Path) -> None:
    """B27: one file of 4.7 MB kept as it is and one that is cleaned, told and given back: all that was created are the database,
    locks, visits in memory and sealed files without a name; clear bytes went to memory alone."""
    trace = tmp_path / "trace"
    photo, words = speaking.jpeg(), (CANARY * (LARGE // len(CANARY))).encode()
    with served(unserved, *tracing(trace, f"{FILES},write,pwrite64,writev,pwritev")) as site:
        person = Person(site.port, seconds=120)
        journey.to_the_files(person, "It was seen.")
        for name, content, keep in (("canary-name.txt", words, "original"), ("canary-photo.jpg", photo, "cleaned")):
            fields = person.request("files", {"keep": keep})
            person.send(fields, [("files", (name, "text/plain", content))])
            assert person.last.status == 200, person.words[:300]
        assert "file.jpg" in person.words
        person.press("next")
        journey.send(person)
        assert journey.is_sent(person), person.words[:300]
        back = Person(site.port, seconds=120)
        journey.come_back(back, person.code)
        back.press("back.save")
        assert back.last.header("Content-Type") == "application/octet-stream"
        assert CANARY.encode() in back.last.body
    places = opened_to_write(trace)
    home = str(site.home)
    known = (
        f"{home}/answerable.sqlite3",
        str(site.visits),
        "/dev/",
        "/proc/",
        *(f"{home}/{one}" for one in OF_SERVING),
    )
    strange = {one for one in places if not one.startswith(known) and one != f"{home}/uploads#"}
    assert strange == set()
    assert f"{home}/uploads#" in places, "the search bites: the sealed upload was seen"
    clear = written_in_clear(trace, [CANARY.encode()[:20], b"Rosalind", b"canary-photo", b"canary-name"])
    assert {one for one in clear if not one.startswith(("/memfd:", "socket:", "pipe:"))} == set()
    assert any(one.startswith("/memfd:") for one in clear), "the search bites: what was to be cleaned lay in memory"
