"""Files made to harm whoever reads them: stopped in time, in a process that holds nothing and reaches nothing (bars B52, B53)."""

import io
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from answerable.kit.cleaning import CannotClean, NotCleaned, Why, cleaned, kinds, running, sandbox
from answerable.kit.cleaning.boxes import blank_all_but, boxes_in

from . import speaking
from .speaking.films import box
from .speaking.office import package
from .test_cleaning_kinds import FILES, clean, found_in

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # it says what is wrong in a file
NOT_IN_TIME = sandbox.SECONDS + 2


def why_not(data: bytes) -> Why:
    began = time.monotonic()
    with pytest.raises(NotCleaned) as refused:
        clean(data)
    assert time.monotonic() - began < NOT_IN_TIME
    return refused.value.why


def pixel_bomb() -> bytes:
    """Forty bytes that ask for ten thousand million points."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def frame_bomb() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("L", (1500, 1500), number) for number in range(40)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def zip_bomb() -> bytes:
    """A few hundred kilobytes that become many hundred megabytes."""
    nought = b"\0" * (64 * 1024 * 1024)
    return package({"[Content_Types].xml": "<Types/>", **{f"word/{number}.xml": nought for number in range(4)}})


def stream_bomb() -> bytes:
    """A PDF whose picture is packed twice and unpacks to gigabytes."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    packed = zlib.compress(b"\xff\xd8" + b"\0" * (200 * 1024 * 1024))
    photo = pikepdf.Stream(made, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    photo.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
    made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=photo))
    made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def words_with(entity: str) -> bytes:
    return speaking.docx(
        **{"word__document.xml": f'<?xml version="1.0"?>{entity}<w:document xmlns:w="x">&a;</w:document>'}
    )


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">' + "".join(
    f'<!ENTITY {chr(99 + n)} "{"&" + chr(98 + n) + ";&" + chr(98 + n) + ";"}">' for n in range(20)
) + '<!ENTITY a "&v;">]>'  # fmt: skip


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (pixel_bomb, {Why.TOO_MUCH}), (frame_bomb, {Why.TOO_MUCH}), (zip_bomb, {Why.TOO_MUCH}), (stream_bomb, {Why.TOO_MUCH}),
        (lambda: words_with(LAUGHS), {Why.BROKEN}),
        (lambda: words_with('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), {Why.BROKEN}),
        (lambda: words_with('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'), {Why.BROKEN}),
        (lambda: speaking.docx(**{"word__document.xml": "<a>" * 5000 + "</a>" * 5000}), {Why.BROKEN}),
    ],
)  # fmt: skip
def test_bomb_is_stopped(make: Callable[[], bytes], why: set[Why]) -> None:
    """B52: of points, frames, packed parts, streams, entities and depth."""
    assert why_not(make()) in why


def test_thousand_pages_are_cleaned_in_time() -> None:
    """B52: nothing that is merely long is refused."""
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(1000):
        made.add_blank_page()
    made.docinfo["/Author"] = speaking.WHO
    made.save(out)
    began = time.monotonic()
    assert found_in(clean(out.getvalue())[0]) == set()
    assert time.monotonic() - began < NOT_IN_TIME


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: speaking.pdf(password="open sesame"), Why.LOCKED),
        (lambda: speaking.docx(**{"word__vbaProject.bin": b"macro"}), Why.UNKNOWN),
        (lambda: speaking.docx(**{"word__embeddings__oleObject1.bin": b"\xd0\xcf\x11\xe0"}), Why.UNKNOWN),
        (lambda: speaking.docx(**{"word__media__image9.jpeg": b"no picture"}), Why.UNKNOWN),
        (lambda: speaking.docx(**{"..__..__etc__cron.d__mine": b"x"}), Why.BROKEN),
        (lambda: speaking.docx(**{"C:\\mine.xml": b"<a/>"}), Why.BROKEN),
        (lambda: speaking.docx(**{"WORD__document.xml": b"<a/>"}), Why.BROKEN),
        (lambda: package({"hello.txt": "plain zip"}), Why.UNKNOWN),
        (lambda: speaking.film() + box("moof", bytes(8)), Why.UNKNOWN),
        (lambda: b"", Why.BROKEN),
    ],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_refused_with_why(make: Callable[[], bytes], why: Why) -> None:
    """Locked, with scripts, with parts of unknown kind, with names that lead elsewhere, with two parts of one name."""
    assert why_not(make()) == why


def test_locked_package_is_refused() -> None:
    data = bytearray(speaking.docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        data[start + at] |= 1
    assert why_not(bytes(data)) == Why.LOCKED


@pytest.mark.parametrize("name", ["jpeg", "png", "pdf", "docx", "mp4", "opus", "heic", "wav"])
def test_file_that_is_two_files_becomes_one(name: str) -> None:
    """A page, a script or a package behind the end, or before the package, is gone: what is left is of one kind."""
    second = b"<html><script>alert(1)</script></html>" + package({"a.txt": speaking.WHO})
    try:
        after = clean(FILES[name][0]() + second)[0]
    except NotCleaned:
        return
    assert b"<script>" not in after
    assert found_in(after) == set()


@pytest.mark.parametrize("name", FILES)
def test_cut_file_is_refused_or_clean(name: str) -> None:
    """B53: cut at twelve places; where something comes back, nothing of it identifies anybody."""
    data = FILES[name][0]()
    for part in range(1, 13):
        assert found_in(_tried(data[: len(data) * part // 13])) == set()


@pytest.mark.parametrize("name", FILES)
def test_altered_file_is_refused_or_clean(name: str) -> None:
    """B53: forty times some bytes drawn by lot."""
    chance = random.Random(name)
    for _ in range(40):
        data = bytearray(FILES[name][0]())
        for _byte in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        _tried(bytes(data))


def _tried(data: bytes) -> bytes:
    """Cleans in this process, as the one of its own would: whatever a reader stumbles over is no fault of ours."""
    try:
        return kinds.cleaned(data)[0]
    except Exception:
        return b""


HELD_BACK = """
import os, socket, sys
sys.path.insert(0, {source!r})
from answerable.kit.cleaning import sandbox
kept = os.open({written!r}, os.O_RDONLY)
sandbox.enter(4096)
def refused(act):
    try: act()
    except (OSError, MemoryError): return True
    return False
acts = [
    lambda: open({written!r}), lambda: open({written!r} + "2", "w"), lambda: os.unlink({written!r}), lambda: os.rename({written!r}, "/tmp/x"),
    lambda: socket.socket(), lambda: socket.socketpair(), lambda: os.fork(), lambda: os.execv("/bin/true", ["true"]), lambda: os.kill(os.getppid(), 9),
    lambda: os.mkdir("/tmp/nowhere-9"), lambda: os.symlink("/etc", "/tmp/nowhere-8"), lambda: os.chmod({written!r}, 0o777), lambda: os.memfd_create("a"),
    lambda: bytearray(600 * 1024 * 1024), lambda: os.write({out}, bytes(8192)) == 8192 or open("/"),
]
found = [number for number, act in enumerate(acts) if not refused(act)]
os.write(1, repr((found, os.read(kept, 5))).encode())
os._exit(0)
"""


def test_process_that_reads_reaches_nothing(tmp_path: Path) -> None:
    """T9: it opens, writes, renames and deletes no file, opens no connection, starts and ends no program, and has no more memory."""
    secret, out = tmp_path / "secret", os.memfd_create("out")
    secret.write_bytes(b"words")
    code = HELD_BACK.format(source=str(running.SOURCE), written=str(secret), out=out)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, pass_fds=(out,), check=False)
    assert done.stdout == repr(([], b"words")).encode(), done.stderr
    assert os.fstat(out).st_size <= 4096
    os.close(out)


def test_process_is_told_nothing_but_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a new program, with no variable of ours and nothing that lay in our memory."""
    told: dict[str, object] = {}
    run = subprocess.run

    def watched(words: list[str], **how: object) -> object:
        told.update(how, words=words)
        return run(words, **how)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(subprocess, "run", watched)
    clean(b"words of somebody")
    assert told["env"] == {}
    assert told["cwd"] == "/"
    assert told["stderr"] == told["stdin"] == told["stdout"] == subprocess.DEVNULL
    assert "words of somebody" not in repr(told)
    assert len(told["pass_fds"]) == 3  # type: ignore[arg-type] # a tuple


def test_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """B52: by the clock too, where a process sleeps instead of working."""
    monkeypatch.setattr(running, "SECONDS", 0.5)
    monkeypatch.setattr(running, "CODE", "import time; time.sleep(30)")
    began = time.monotonic()
    assert why_not(b"words") == Why.TOO_MUCH
    assert time.monotonic() - began < 5


def test_process_that_is_killed_or_cannot_begin_is_no_clean_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, found in (
        ("import os; os.kill(os.getpid(), 11)", NotCleaned),
        ("raise SystemExit(7)", CannotClean),
        ("import nothing_such", CannotClean),
    ):
        monkeypatch.setattr(running, "CODE", code)
        with pytest.raises(found):
            clean(b"words")


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(NotCleaned), cleaned((bytes(1024 * 1024) for _ in range(9)), most=8 * 1024 * 1024):
        pass


def test_nothing_is_left_open() -> None:
    """Neither after a clean file nor after one that was refused."""
    clean(b"words")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - no path is made of them
    for data in (b"words", b"MZ", b""):
        _tried_apart(data)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above


def _tried_apart(data: bytes) -> None:
    try:
        clean(data)
    except NotCleaned:
        return


def test_noughts_are_written_over_all_but_what_is_kept() -> None:
    """Ranges that overlap, lie outside, or stand in any order."""
    data = bytearray(box("mdat", bytes(range(1, 41))))
    (whole,) = boxes_in(data, 0, len(data))
    blank_all_but(data, whole, [(30, 34), (10, 12), (11, 15), (0, 9), (40, 900)])
    assert [at for at in range(8, 48) if data[at]] == [8, 10, 11, 12, 13, 14, *range(30, 34), *range(40, 48)]


def test_part_that_is_kept_as_it_is_holds_no_more_than_letters() -> None:
    """Of a package only fonts and old drawings come along unread; a drawing that holds a photo is refused."""
    drawing = bytearray(108)
    drawing[40:44] = b" EMF"
    drawing[60:68] = struct.pack("<II", 9, 88)
    drawing[88:106] = "Rosalind ".encode("utf-16-le")
    after = clean(speaking.docx(**{"word__media__drawing.emf": bytes(drawing)}))[0]
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert not any(archive.read("word/media/drawing.emf")[60:])
    assert why_not(speaking.docx(**{"word__media__drawing.emf": bytes(drawing) + b"Exif\0\0"})) == Why.UNKNOWN
