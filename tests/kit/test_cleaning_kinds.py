"""Every kind of file that is cleaned loses who, when, where and with what, and keeps what is seen and heard (bar B53)."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from answerable.kit.cleaning import NotCleaned, Why, cleaned
from answerable.kit.cleaning.boxes import boxes_in

from . import speaking
from .speaking.films import SAMPLES
from .speaking.sounds import AMR_FRAME, FRAME

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg": (speaking.jpeg, "jpg"),
    "png": (speaking.png, "png"),
    "webp": (speaking.webp, "webp"),
    "gif": (speaking.gif, "gif"),
    "heic": (speaking.heic, "heic"),
    "pdf": (speaking.pdf, "pdf"),
    "docx": (speaking.docx, "docx"),
    "xlsx": (speaking.xlsx, "xlsx"),
    "pptx": (speaking.pptx, "pptx"),
    "odt": (speaking.odt, "odt"),
    "mp4": (speaking.film, "mp4"),
    "mp4, head behind, wide": (lambda: speaking.film(in_front=False, wide=True), "mp4"),
    "mov": (lambda: speaking.film(brand="qt  ", behind=b"SEFT" + speaking.WHO.encode()), "mov"),
    "3gp": (lambda: speaking.film(brand="3gp4"), "3gp"),
    "mp3": (speaking.mp3, "mp3"),
    "wav": (speaking.wav, "wav"),
    "amr": (speaking.amr, "amr"),
    "opus": (speaking.ogg, "ogg"),
    "vorbis": (lambda: speaking.ogg(vorbis=True), "ogg"),
}
# What a checker tells of any file, and what these kinds tell of the picture or sound itself.
PLAIN = {"SourceFile", "ExifTool", "File", "Composite"}
_kept: dict[str, bytes] = {}


def clean(data: bytes) -> tuple[bytes, str]:
    with cleaned([data[:1000], data[1000:]]) as found:
        content = b"".join(found.chunks())
        assert found.size == len(content)
        return content, found.suffix


def cleaned_file(name: str) -> bytes:
    """Each is cleaned once: a process of its own takes a moment."""
    if name not in _kept:
        _kept[name], suffix = clean(FILES[name][0]())
        assert suffix == FILES[name][1]
    return _kept[name]


def readable(data: bytes) -> Iterator[bytes]:
    """Yields all that a file holds, packed parts unpacked too."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                yield part.filename.encode() + part.comment + part.extra
                yield archive.read(part)
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                yield one.unparse(resolved=True)
                if isinstance(one, pikepdf.Stream):
                    yield one.read_raw_bytes() if "/DCTDecode" in str(one.get("/Filter")) else one.read_bytes()


def found_in(data: bytes) -> set[bytes]:
    return {needle for part in readable(data) for needle in speaking.needles() if needle in part}


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_identifies_is_left(name: str) -> None:
    """B53, B47's part: names, places, devices, moments, in three codes, unpacked; before there were some, so the search bites."""
    assert found_in(FILES[name][0]())
    assert found_in(cleaned_file(name)) == set()


@pytest.mark.parametrize("name", FILES)
def test_another_program_finds_nothing_either(name: str, tmp_path: Path) -> None:
    """B53: exiftool, where it is installed."""
    if not shutil.which("exiftool"):
        pytest.skip("not run: exiftool is not installed")

    def told(data: bytes) -> dict[str, Any]:
        file = tmp_path / f"one.{FILES[name][1]}"
        file.write_bytes(data)
        done = subprocess.run(
            ["exiftool", "-j", "-G", "-a", "-u", "-ee", "-n", str(file)], capture_output=True, check=False
        )
        found: dict[str, Any] = json.loads(done.stdout)[0]
        return {key: value for key, value in found.items() if key.partition(":")[0] not in PLAIN}

    after = told(cleaned_file(name))
    groups = {key.partition(":")[0] for key in after}
    assert not groups & {"EXIF", "XMP", "IPTC", "MakerNotes", "GPS", "ID3", "APE", "ICC_Profile", "Photoshop"}, after
    said = json.dumps(after)
    assert not any(one in said for one in speaking.CANARIES), after
    dates = {key: value for key, value in after.items() if "Date" in key and str(value) not in NO_DATES}
    assert dates == {}


NO_DATES = {"0000:00:00 00:00:00", "0", "1980:01:01 00:00:00", "", "0000:00:00"}


@pytest.mark.parametrize(("make", "mode"), [(speaking.jpeg, "RGB"), (speaking.png, "RGBA"), (speaking.webp, "RGB")])
def test_picture_looks_the_same(make: Callable[[], bytes], mode: str) -> None:
    with Image.open(io.BytesIO(clean(make())[0])) as after:
        assert (after.size, after.mode) == ((64, 48), mode)
        left, right = after.convert("RGB").getpixel((8, 24)), after.convert("RGB").getpixel((56, 24))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 240
    assert right[2] > 240


def test_picture_is_turned_as_it_was_meant() -> None:
    """What says how a photo is held goes too, so it is turned before."""
    with Image.open(io.BytesIO(clean(speaking.jpeg(turned=True))[0])) as after:
        assert after.size == (48, 64)
        top = after.convert("RGB").getpixel((24, 8))
    assert isinstance(top, tuple)
    assert top[0] > 240


def test_moving_picture_moves_on() -> None:
    with Image.open(io.BytesIO(cleaned_file("gif"))) as after:
        assert getattr(after, "n_frames", 1) == 2
        assert after.info["duration"] == 120


def test_picture_that_lets_something_shine_through_still_does() -> None:
    made, out = Image.new("P", (8, 8), 0), io.BytesIO()
    made.putpalette([255, 0, 0, 0, 255, 0])
    made.save(out, "PNG", transparency=0)
    with Image.open(io.BytesIO(clean(out.getvalue())[0])) as after:
        assert after.convert("RGBA").getpixel((4, 4)) == (255, 0, 0, 0)


def test_page_says_what_it_said() -> None:
    """The text, the remark on it and the photo stay; scripts, attachments and earlier states are gone."""
    with pikepdf.open(io.BytesIO(cleaned_file("pdf"))) as pdf:
        page = pdf.pages[0].obj
        assert speaking.SEEN.encode() in page.Contents.read_bytes()
        assert [str(note.Contents) for note in page.Annots] == [speaking.SEEN]
        with Image.open(io.BytesIO(page.Resources.XObject.Photo.read_raw_bytes())) as photo:
            photo.load()
            assert photo.size == (64, 48)
        assert not {"/OpenAction", "/Metadata"} & set(pdf.Root.keys())
        assert "/Info" not in pdf.trailer
        assert not pdf.attachments


@pytest.mark.parametrize("name", ["docx", "xlsx", "pptx", "odt"])
def test_package_is_whole_and_tells_no_time(name: str) -> None:
    """No part is spoken of that is gone, none has a time, and the words stand there as before."""
    with zipfile.ZipFile(io.BytesIO(cleaned_file(name))) as archive:
        assert archive.testzip() is None
        assert archive.comment == b""
        names = set(archive.namelist())
        assert {(part.date_time, part.create_system, part.external_attr) for part in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)
        }
        whole = b"".join(archive.read(part) for part in sorted(names))
    assert speaking.SEEN.encode() in whole
    for gone in ("docProps", "customXml", "people.xml", "printerSettings", "changesInfos", "meta.xml", "Thumbnails"):
        assert not any(gone in one for one in names)
        assert gone.encode() not in whole


def test_text_keeps_its_changes_and_remarks() -> None:
    with zipfile.ZipFile(io.BytesIO(cleaned_file("docx"))) as archive:
        words, links = archive.read("word/document.xml"), archive.read("word/_rels/document.xml.rels")
    assert b"and this too" in words
    assert b'w:author="Author"' in words
    assert b"https://example.org/help" in links
    assert b"example.org/seen" not in links  # a picture that would tell who opens the file
    with zipfile.ZipFile(io.BytesIO(cleaned_file("odt"))) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"AddExternalLeading" in archive.read("settings.xml")
        assert b" to the end" in archive.read("content.xml")


@pytest.mark.parametrize("name", ["mp4", "mp4, head behind, wide", "mov", "3gp"])
def test_film_plays_what_it_played(name: str) -> None:
    """Every part of picture and sound lies where it lay; the track of places and what no track plays are noughts."""
    before, after = FILES[name][0](), cleaned_file(name)
    for parts in SAMPLES.values():
        for part in parts:
            assert before.find(part) == after.find(part) > 0
    assert len(before) - len(after) == (len(b"SEFT" + speaking.WHO.encode()) if name == "mov" else 0)
    kinds = [box.kind for box in boxes_in(after, 0, len(after))]
    assert set(kinds) == {b"ftyp", b"moov", b"mdat", b"free"}


def test_picture_of_a_newer_telephone_keeps_its_pictures() -> None:
    after = cleaned_file("heic")
    assert b"coded picture" * 20 in after
    assert b"coded thumb" in after


def test_sound_is_heard_frame_by_frame() -> None:
    assert cleaned_file("mp3").count(FRAME) == 3
    assert cleaned_file("amr") == b"#!AMR\n" + AMR_FRAME * 20
    assert b"\1\2" * 500 in cleaned_file("wav")
    for name in ("opus", "vorbis"):
        assert all(bytes([at]) * 110 in cleaned_file(name) for at in range(3))
    assert b"\x05vorbis" + b"setup" * 40 in cleaned_file("vorbis")


def test_plain_words_stay_words() -> None:
    text = "Ella dijo: «no».\r\nقالت: لا\n"
    assert clean(text.encode("utf-8-sig")) == (text.encode(), "txt")
    assert clean(text.encode("utf-16")) == (text.encode(), "txt")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>1</script></html>", b"<?xml version='1.0'?><a/>", b"{\\rtf1 Rosalind}", b"Received: from [10.0.0.1]\n\nHello",
        b"From: rosalind\nTo: desk\n\nhello", b"BEGIN:VCARD\nFN:Rosalind\n", b"MZ\x90\x00\x03", b"\x7fELF\2\1\1\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99,
        b"\x1aE\xdf\xa3" + bytes(90), b"II*\x00" + bytes(90), b"Rar!\x1a\x07", b"fLaC" + bytes(90), "naïve".encode("latin-1"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused(data: bytes) -> None:
    """B53: nothing is passed on that was not understood; letters with their way through the net are not plain words."""
    with pytest.raises(NotCleaned) as refused:
        clean(data)
    assert refused.value.why == Why.UNKNOWN
