"""A file leaves the safe space whole or not at all, and never as something that a browser shows or runs (bars B27, B14, B19)."""

import uuid

import pytest
from django.http import StreamingHttpResponse

from answerable.access.refusals import Hidden
from answerable.concerns import actions
from answerable.concerns.actions.coming_back import own_file
from answerable.concerns.models import FilePiece, Opening
from answerable.concerns.pages.files import as_download
from answerable.concerns.queries.threads import NoSuchReceipt, Raiser, thread_of
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.files import LONGEST, harmless_name
from answerable.vault import Unreadable
from answerable.vault.case_files import About

from .world import declared, raised, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
CONTENT = bytes(range(256)) * 3000


def with_file(name: str = "photo.jpg", content: bytes = CONTENT) -> tuple[Raiser, str]:
    made = raised().raiser
    actions.add_file(made, chunks=[content], about=About(name, "image/jpeg", len(content)))
    return made, str(next(one.said["file"] for one in thread_of(made).messages if one.what == What.FILE))


def body(answer: StreamingHttpResponse) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[arg-type] # it is no other kind


HOSTILE = [
    "../../etc/passwd", "..\\..\\boot.ini", "a\x00b.jpg", "photo\u202egpj.exe", "con", "CON.txt", "nul.jpg", "com1.pdf", "x" * 300 + ".jpg", "", ".",
    "...", ".htaccess", 'a"; filename="evil.html', "a\r\nSet-Cookie: b=1", "<img src=x onerror=alert(1)>.jpg", "page.html", "page.svg", "run.js",
    "letter.docm", "a.jpg.exe", "صورة.jpg", "फ़ोटो.png", "=cmd|' /C calc'!A0.csv", "%2e%2e%2fetc", "photo.jpg ", "\u2066a\u2069.pdf", "\ud800.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_file_is_never_called_what_somebody_hostile_wishes(name: str) -> None:
    """B27, B19 of names: folders, noughts, marks of direction, devices, 300 letters, header lines, endings that run."""
    found = harmless_name(name)
    stem, _, ends = found.rpartition(".")
    assert stem
    assert len(stem) <= LONGEST + 5
    assert not set(found) & set("/\\\0\r\n\"'<>:|?*;= \u202e\u2066\u2069\ud800")
    assert stem.lower() not in {"con", "nul", "com1"}
    assert ends not in {"exe", "html", "svg", "js", "docm"}
    assert not found.startswith((".", "-"))
    found.encode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("photo.jpg", "photo.jpg"), ("صورة.JPG", "صورة.jpg"), ("फ़ोटो 1.png", "फ़ोटो-1.png"), ("a.jpg.exe", "a-jpg.bin"), ("con", "file-con.bin"), ("", "file.bin")],
)  # fmt: skip
def test_name_that_does_no_harm_stays(name: str, kept: str) -> None:
    assert harmless_name(name) == kept


def test_file_is_so_many_bytes_to_a_browser() -> None:
    """B27: octet-stream, attachment, nosniff, a policy that lets nothing run, kept nowhere, in no parts."""
    team_of(2)
    made, file = with_file("<script>.html")
    answer = as_download(own_file(made, file=file), "<script>.html")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="script.bin"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Accept-Ranges"] == "none"
    assert answer["Content-Length"] == str(len(CONTENT))
    assert not {"ETag", "Last-Modified"} & set(answer.headers)
    assert body(answer) == CONTENT


def test_file_that_was_altered_gives_not_one_byte() -> None:
    """B14: a piece flipped, exchanged, or cut off, also the last one, is known before the first byte is sent."""
    of = team_of(2)
    made, file = with_file()
    (first, _) = declared(of, made.case)
    rows = list(FilePiece.held.filter(file=file).order_by("number"))
    assert len(rows) > 2
    for damage in ("flip", "cut", "drop", "swap"):
        before = [bytes(one.blob) for one in rows]
        after = {
            "flip": [*before[:-1], before[-1][:-1] + bytes([before[-1][-1] ^ 1])], "cut": [*before[:-1], before[-1][:-20]], "drop": before[:-1],
            "swap": [before[1], before[0], *before[2:]],
        }[damage]  # fmt: skip
        FilePiece.held.filter(file=file).delete()
        for number, blob in enumerate(after):
            FilePiece(compartment_id=rows[0].compartment_id, file=file, number=number, blob=blob).save(
                force_insert=True
            )
        with pytest.raises(Unreadable):
            own_file(made, file=file)
        with pytest.raises(Unreadable):
            actions.read_file(by=first, case=made.case, file=uuid.UUID(file))
        FilePiece.held.filter(file=file).delete()
        for number, blob in enumerate(before):
            FilePiece(compartment_id=rows[0].compartment_id, file=file, number=number, blob=blob).save(
                force_insert=True
            )
    assert not Opening.held.filter(what="file").exists(), "what was not shown was not opened"
    assert body(as_download(own_file(made, file=file), "a.jpg")) == CONTENT


def test_file_of_another_case_is_none() -> None:
    """I4, I13, B10: the id of a file opens nothing by itself."""
    of = team_of(3)
    made, mine = with_file()
    other, theirs = with_file()
    first = declared(of, made.case)[0]
    for wrong in (theirs, str(uuid.uuid4()), "", "no id", "../" + mine):
        with pytest.raises(NoSuchReceipt):
            own_file(made, file=wrong)
    with pytest.raises(Hidden):
        actions.read_file(by=first, case=made.case, file=uuid.UUID(theirs))
    assert own_file(other, file=theirs).about.size == len(CONTENT)


def test_reading_slowly_keeps_no_reading_of_the_database_open() -> None:
    """Pieces are asked for a few at a time, so that nobody who takes them slowly keeps old pages of the database alive."""
    team_of(2)
    made, file = with_file(content=CONTENT * 3)
    chunks = own_file(made, file=file).chunks()
    next(chunks)
    FilePiece.held.filter(file=file, number=7).update(blob=b"")
    with pytest.raises(Unreadable):
        list(chunks)
