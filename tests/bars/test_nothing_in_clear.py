"""A whole day at the door and at the desk: afterwards no word, name, file, code, passphrase or address lies anywhere in clear."""

import os
import secrets
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from . import journey
from .line import as_parts, ask
from .person import Person
from .reader import at_the_desk
from .scanning import found_in
from .site import Site

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
AGENT, FORWARDED = "canary-agent-4Z", "203.0.113.91"
BROKEN = (
    b"POST /r %(agent)s\r\n\r\n",
    b"POST /r HTTP/9.9\r\nHost: localhost\r\nUser-Agent: %(agent)s\r\n\r\n",
    b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Length: %(agent)s\r\n\r\n",
    b"POST /r HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n%(agent)s\r\n",
    b"POST /r HTTP/1.1\r\nHost: %(agent)s.example.org\r\nContent-Length: 0\r\n\r\n",
    b"PROXY TCP4 %(forwarded)s 127.0.0.1 1 2\r\nPOST /r HTTP/1.1\r\n\r\n",
)
LARGE = 3 * 1024 * 1024  # more than Django keeps in memory by itself


def words_of(number: int) -> dict[str, str]:
    """Returns what one person says, each with a mark of its own."""
    mark = secrets.token_hex(6)
    return {
        "happened": f"Lantern quarry {mark} — نافذة — खिड़की, number {number}", "more": f"Copper stair {mark}", "file": f"canary-photo-{mark}.txt",
        "content": f"Seen through the hedge {mark}", "name": f"Ottoline Zephyr {mark}", "answer": f"We read it {mark}", "note": f"Between us {mark}",
    }  # fmt: skip


def day(site: Site, people: int, sources: list[str]) -> list[str]:
    """Has people tell, add, come back, leave in between; has the desk answer. Returns every word that was said."""
    needles = []
    for number in range(people):
        said, source = words_of(number), sources[number % len(sources)]
        size = LARGE if number % 4 == 0 else 2000
        content = (said["content"] + "\n").encode() * (size // (len(said["content"]) + 1))
        person = Person(site.port, source=source, agent=AGENT)
        journey.tell(person, said["happened"], files=[(said["file"], "text/plain", content)], name=said["name"])
        assert journey.is_sent(person), person.words[:400]
        back = Person(site.port, source=source, agent=AGENT)
        journey.come_back(back, person.code, words=said["more"])
        half = Person(site.port, source=source, agent=AGENT)
        journey.to_the_last_page(half, said["happened"])
        if number % 2:
            journey.leave(half)
        needles += [*said.values(), person.code, half.code, person.code.replace("-", "")]
    return needles


def hostile(site: Site, sources: list[str], count: int) -> None:
    """Asks what cannot be read, from many addresses, under a marked name."""
    for number in range(count):
        source = sources[number % len(sources)]
        marked = (
            BROKEN[number % len(BROKEN)]
            .replace(b"%(agent)s", AGENT.encode())
            .replace(b"%(forwarded)s", FORWARDED.encode())
        )
        with socket.create_connection(("127.0.0.1", site.port), 20, source_address=(source, 0)) as line:
            line.sendall(marked)
            line.settimeout(1)
            try:
                line.recv(100)
            except OSError:
                continue
        headers = {
            "User-Agent": AGENT,
            "X-Forwarded-For": FORWARDED,
            "X-Real-IP": FORWARDED,
            "Referer": f"http://localhost/{AGENT}",
        }
        ask(site.port, "/r", headers=headers, source=source)


@pytest.mark.parametrize(
    ("people", "broken", "addresses"), [(6, 30, 20), pytest.param(100, 200, 200, marks=pytest.mark.soak)]
)
def test_no_word_and_no_address_lies_anywhere(site: Site, people: int, broken: int, addresses: int) -> None:
    """B01, B12, B37: every byte below the data folder, of temporary files, memory's files, logs and a backup, in every writing."""
    sources = [f"127.{one[0] | 1}.{one[1]}.{one[2] | 1}" for one in (secrets.token_bytes(3) for _ in range(addresses))]
    needles = day(site, people, sources)
    hostile(site, sources, broken)
    team = site.known["teams"]["country"]
    for at, known in enumerate(team):
        said = {"words": f"Answered with a canary, Hyacinth {at}", "note": f"Noted with a canary, Marigold {at}"}
        site.work("answer_all", given={"by": known, **said})
        needles += [*said.values(), known["passphrase"], known["recovery"], known["password"], known["totp"]]
    reader = at_the_desk(site.port, team[0])
    search = f"Lantern quarry sought {secrets.token_hex(4)}"
    reader.open("/cases/search")
    reader.submit("/cases/search", words=search)
    needles += [search, *journey.seeds_in_hex(site, needles)]
    site.work("checkpoint")
    hits = found_in([*site.folders(), site.said, *_of_the_database(site)], needles)
    assert hits == []
    addresses_told = found_in([*site.folders(), site.said], [AGENT, FORWARDED, *sources])
    assert addresses_told == []
    assert len(needles) >= people * 9
    site.stop()
    backup = _backed_up(site)
    assert found_in([backup, site.home, site.said], needles) == []


def _of_the_database(site: Site) -> list[Path]:
    """Returns the folder of the other database, where there is one and we may look into it."""
    if not site.more.get("DATABASE_URL"):
        return []
    folder = Path(site.work("sql", given=["SHOW data_directory"])[0][0][0])
    return [folder] if os.access(folder, os.R_OK) else []


def _backed_up(site: Site) -> Path:
    from tests.running import answerable

    more: dict[str, Any] = {"PORT": str(site.port), **site.more}
    assert answerable(site.home, "backup", "key", "--yes", **more).returncode == 0
    done = answerable(site.home, "backup", "--to", str(site.home.parent / "backups"), **more)
    assert done.returncode == 0, done.stderr
    return site.home.parent / "backups"


def test_a_clear_file_would_be_found(site: Site) -> None:
    """What finds nothing above finds what is there: in clear, in hex, in base64 in the middle of something, in a name."""
    import base64

    words = "Lantern quarry and the copper stair"
    for name, content in {
        "plain": words.encode(), "wide": words.encode("utf-16-le"), "hex": words.encode().hex().encode(),
        "base64": b"xx" + base64.b64encode(b"ab" + words.encode() + b"c"), "form": words.replace(" ", "+").encode(),
    }.items():  # fmt: skip
        (site.temporary / name).write_bytes(b"before " + content + b" after")
    assert {Path(one.file).name for one in found_in([site.temporary], [words])} == {
        "plain",
        "wide",
        "hex",
        "base64",
        "form",
    }


@pytest.mark.parametrize("size", [LARGE])
def test_upload_that_breaks_off_leaves_nothing(site: Site, size: int) -> None:
    """B01: the line is cut in the middle of a file; neither the file nor its name is anywhere."""
    person = Person(site.port)
    journey.to_the_files(person, "Before the file there were words.")
    fields, field = journey.file_request(person)
    content = b"Through the hedge, canary-Broken-Off\n" * (size // 37)
    body, kind = as_parts(fields, [(field, "canary-half.txt", "text/plain", content)])
    kept = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    head = f"POST /r HTTP/1.1\r\nHost: localhost\r\nCookie: {kept}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), 20) as line:
        line.sendall(head.encode() + body[: len(body) // 2])
        time.sleep(1)
        assert found_in([*site.folders(), site.said], ["canary-Broken-Off", "canary-half"]) == []  # while it comes in
    time.sleep(1)
    assert found_in([*site.folders(), site.said], ["canary-Broken-Off", "canary-half"]) == []
    assert [path for path in (site.home / "uploads").rglob("*") if path.is_file()] == []
