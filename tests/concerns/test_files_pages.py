"""Files at the pages: added while telling, after coming back and at the desk, and saved from there (bars B19, B27, B65)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.urls import reverse

from answerable.concerns import actions
from answerable.concerns.actions.ending import delete_drafts_over
from answerable.concerns.models import BookEntry, Case, Draft, DraftPiece, FilePiece
from answerable.concerns.queries.threads import Raiser, thread_of
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from answerable.vault.case_files import About
from tests.kit import speaking

from .at_the_desk import World, text, world
from .coming_back import Person, alliance, told_one
from .door import Visitor
from .world import raised, team_of

pytestmark = pytest.mark.django_db
NASTY = '"><img src=x onerror=alert(1)>.txt'


def upload(name: str = "IMG_20240314.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or speaking.jpeg(), content_type="text/html")


def names(raiser: Raiser) -> list[tuple[str, bool]]:
    return [(one.said["name"], one.said["original"]) for one in thread_of(raiser).messages if one.what == What.FILE]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def is_a_download(response: HttpResponseBase) -> None:
    """B27: the headers as they leave, with what stands before every answer of the house."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, noarchive"
    assert not {"ETag", "Last-Modified", "Content-Range"} & set(response.headers)


def at_files() -> tuple[Visitor, str]:
    alliance()
    team_of(2, desk=Desk.GLOBAL, place="")
    visitor = Visitor().begins()
    code = visitor.gets_a_code(under_18="no")
    return visitor.press("next", happened="He shouted.").skips_to("files"), code


def test_somebody_who_tells_adds_files_takes_one_out_and_sends() -> None:
    """B53, B65: cleaned where nothing is chosen; with “Continue” too; what cannot be cleaned is named, and the rest stays."""
    visitor, code = at_files()
    visitor.press("files", files=[upload(), upload("page.html", b"<html>")], keep="cleaned")
    assert visitor.question == "files"
    assert "file.jpg" in visitor.page
    assert "page.html" in visitor.page
    assert "IMG_20240314" not in visitor.page
    assert "cannot take hidden traces out of this kind" in visitor.page
    visitor.press("files", files=[upload(NASTY, b"words")], keep="original")
    assert NASTY not in visitor.page
    assert "onerror=alert(1)&gt;.txt" in visitor.page
    first = visitor.page.partition('value="drop:')[2].partition('"')[0]
    visitor.press(f"drop:{first}")
    assert "file.jpg" not in visitor.page
    assert len(set(DraftPiece.held.values_list("file", flat=True))) == 1
    visitor.press("next", files=[upload()], keep="cleaned")
    assert visitor.heading == "Read it once more"
    assert visitor.press("send").heading == "It has arrived"
    found = actions.open_by_receipt(code)
    assert names(found) == [(NASTY, True), ("file.jpg", False)]
    assert not DraftPiece.held.exists()


def test_page_that_is_sent_twice_keeps_its_file_once() -> None:
    """B25 of files."""
    visitor, _ = at_files()
    page = visitor.page
    for _time in range(2):
        visitor.page = page
        visitor.press("files", files=[upload("a.txt", b"words")])
    assert visitor.page.count("file.txt") == 1
    assert len(set(DraftPiece.held.values_list("file", flat=True))) == 1


def test_file_that_is_gone_is_named_and_nothing_is_sent_as_if_it_were_there() -> None:
    visitor, code = at_files()
    visitor.press("next", files=[upload(), upload("page.txt", b"words")], keep="original")
    DraftPiece.held.filter(file=DraftPiece.held.values_list("file", flat=True)[0]).delete()
    visitor.press("send")
    assert visitor.heading == "Read it once more"
    assert "This file cannot be opened. It is not whole any more." in visitor.page
    assert not Case.held.exists()
    assert visitor.press("send").heading == "It has arrived"
    assert len(names(actions.open_by_receipt(code))) == 1


def test_whoever_resumes_on_the_last_evening_sends_their_files_after_midnight() -> None:
    """A file that was taken out meanwhile is not listed any more."""
    visitor, code = at_files()
    visitor.press("files", files=[upload("a.txt", b"words"), upload("b.txt", b"more")], keep="original").press("keep")
    later = Visitor().comes().press("back").press("back.open", code=code)
    later.press("drop:" + later.page.partition('value="drop:')[2].partition('"')[0])
    Draft.held.update(until=clock.today())
    again = Visitor().comes().press("back").press("back.open", code=code).skips_to("")
    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        delete_drafts_over(by=None)
    assert again.press("send").heading == "It has arrived"
    assert len(names(actions.open_by_receipt(code))) == 1


def test_somebody_who_came_back_adds_a_file_and_saves_one() -> None:
    told = told_one()
    person = Person().come_back(told.code)
    person.press("back.attach", files=[upload(), upload("bad.html", b"<html>")], keep="cleaned")
    assert person.status == 200
    assert "bad.html" in person.text
    assert names(told.made.raiser) == [("file.jpg", False)]
    file = next(one.said["file"] for one in thread_of(told.made.raiser).messages if one.what == What.FILE)
    once = person.hidden["once"]
    person.press("back.save", file=file)
    assert person.headers["Content-Disposition"] == 'attachment; filename="file.jpg"'
    assert person.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert person.page.startswith(b"\xff\xd8")
    assert not any(needle in person.page for needle in speaking.needles())
    person.press("back.add", once=once, words="One word more.")  # the page that was open goes on
    assert thread_of(told.made.raiser).messages[-1].said["words"] == "One word more."
    for wrong in (str(told.case), "", "../../secrets/pepper"):
        person.press("back.save", file=wrong)
        assert (person.status, "cannot be opened" in person.text) == (200, True)


def at_the_case(**file: Any) -> tuple[World, Raiser, str, Any]:
    of = world()
    made = raised().raiser
    actions.add_file(made, chunks=[b"<script>alert(1)</script>"], about=About(NASTY, "text/html", 25), **file)
    role = of.declared(made.case)[0]
    return (
        of,
        made,
        next(one.said["file"] for one in thread_of(made).messages if one.what == What.FILE),
        of.client(role),
    )


def test_reader_takes_a_file_along() -> None:
    """B27, B19: by POST alone, entered in the book, called harmlessly, never in parts."""
    _of, made, file, client = at_the_case(is_original=True)
    page = text(client.get(reverse("desk_case", args=[made.case])))
    assert NASTY not in page
    assert "Kept just as it was sent" in page
    address = reverse("desk_file", args=[made.case, file])
    assert client.get(address).status_code == 405
    before = BookEntry.held.filter(act="open_file").count()
    response = client.post(address, headers={"Range": "bytes=2-5", "If-None-Match": "*"})
    is_a_download(response)
    assert response["Content-Disposition"] == 'attachment; filename="img-src-x-onerror-alert-1.txt"'
    assert body(response) == b"<script>alert(1)</script>"
    assert BookEntry.held.filter(act="open_file").count() == before + 1


def test_file_of_another_case_and_one_that_was_cut_are_not_given() -> None:
    of, made, file, client = at_the_case()
    other = raised().raiser
    actions.add_file(other, chunks=[b"x"], about=About("a", "", 1))
    theirs = next(one.said["file"] for one in thread_of(other).messages if one.what == What.FILE)
    assert client.post(reverse("desk_file", args=[made.case, theirs])).status_code == 404
    assert client.post(reverse("desk_file", args=[made.case, made.case])).status_code == 404
    outside = next(role for role in of.people if role not in of.holders(made.case))
    assert of.client(outside).post(reverse("desk_file", args=[made.case, file])).status_code == 404
    piece = FilePiece.held.filter(file=file).first()
    assert piece is not None
    piece.blob = bytes(piece.blob)[:-1]
    piece.save()
    response = client.post(reverse("desk_file", args=[made.case, file]), follow=True)
    assert "altered or cut off" in text(response)


def test_reader_adds_a_file_for_them() -> None:
    """Cleaned like everybody's; the person finds it under a name that tells nothing."""
    _of, made, _file, client = at_the_case()
    address = reverse("desk_attach", args=[made.case])
    assert address in text(client.get(reverse("desk_case", args=[made.case])))
    page = text(client.get(address))
    assert 'enctype="multipart/form-data"' in page
    assert "No file was chosen" in text(client.post(address, {"once": "a"}))
    refused = text(client.post(address, {"once": "b", "files": [upload("page.html", b"<html>")]}))
    assert "cannot take hidden traces out of this kind" in refused
    assert client.post(address, {"once": "c", "files": [upload("Rosalind answers.jpg")]}).status_code == 303
    assert names(made)[-1] == ("file.jpg", False)
    actions.withdraw(made, meaning_shown=True)
    assert address not in text(client.get(reverse("desk_case", args=[made.case])))
