"""Files are cleaned or kept on purpose, sealed to where they belong, and within bounds (bars B53, B27)."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions import cleaning_files
from answerable.concerns.actions.attaching import attach
from answerable.concerns.actions.book import verify_book
from answerable.concerns.actions.coming_back import own_file
from answerable.concerns.actions.drafting import begin_draft
from answerable.concerns.models import BookEntry, Case, FilePiece
from answerable.concerns.pages.raising import attachments
from answerable.concerns.pages.raising.attachments import added_to_conversation, added_to_draft, attached
from answerable.concerns.queries.promised import PROMISES
from answerable.concerns.queries.threads import Raiser, thread_of
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import Original
from answerable.kit import cleaning
from answerable.vault.case_files import About
from answerable.vault.turns import Busy
from answerable.vault.uploads import SealedUpload
from tests.kit import speaking

from .world import declared, raised, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


_open: list[HttpRequest] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """As a request ends: with it go the files that came with it."""
    yield
    while _open:
        _open.pop().close()


def sent(*files: tuple[str, bytes], keep: str = "cleaned", once: str = "page-1", at: str = "/r") -> HttpRequest:
    uploads = [SimpleUploadedFile(name, content, content_type="text/html") for name, content in files]
    request: HttpRequest = RequestFactory().post(at, {"files": uploads, "keep": keep, "once": once})
    _open.append(request)
    return request


def files_of(raiser: Raiser) -> list[dict[str, object]]:
    return [dict(one.said) for one in thread_of(raiser).messages if one.what == What.FILE]


def content_of(raiser: Raiser, file: dict[str, object]) -> bytes:
    return b"".join(own_file(raiser, file=str(file["file"])).chunks())


def test_file_is_cleaned_where_nothing_else_is_chosen() -> None:
    """B53: also where the choice is missing, or is something nobody knows; with the traces goes the name."""
    team_of(2)
    made = raised().raiser
    for number, keep in enumerate(("cleaned", "", "ORIGINAL", "whatever")):
        found = added_to_conversation(
            sent(("IMG_20240314 Rosalind.jpg", speaking.jpeg()), keep=keep, once=str(number)), made
        )
        assert (found.count, found.refused) == (1, ())
    for file in files_of(made):
        assert (file["name"], file["original"]) == ("file.jpg", False)
        assert not any(needle in content_of(made, file) for needle in speaking.needles())


def test_file_is_kept_as_it_is_where_that_is_chosen_on_purpose() -> None:
    """B53: bit by bit, with its own name, and it says of itself that it is."""
    team_of(2)
    made = raised().raiser
    assert added_to_conversation(sent(("../Rosalind's.jpg", speaking.jpeg()), keep="original"), made).count == 1
    (file,) = files_of(made)
    assert (file["name"], file["original"], file["size"]) == ("Rosalind's.jpg", True, len(speaking.jpeg()))
    assert content_of(made, file) == speaking.jpeg()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<html>", "file_unknown"), ("cut.jpg", speaking.jpeg()[:40], "file_broken"), ("none.txt", b"", "file_empty"),
        ("locked.pdf", speaking.pdf(password="open"), "file_locked"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_cleaned_is_told_and_can_be_kept_on_purpose(name: str, content: bytes, why: str) -> None:
    """B52, B53: never half clean; others of the same form are taken."""
    team_of(2)
    made = raised().raiser
    found = added_to_conversation(sent((name, content), ("a.txt", b"words")), made)
    assert [(one.name, one.why) for one in found.refused] == [(name, why)]
    assert found.refused[0].words
    assert [one["name"] for one in files_of(made)] == ["file.txt"]
    kept = added_to_conversation(sent((name, content), keep="original", once="page-2"), made)
    assert kept.count == (1 if content else 0)


def test_form_that_is_sent_twice_adds_its_files_once() -> None:
    """B25 of files: the same form again adds nothing; other files from the same page are added."""
    team_of(2)
    made = raised().raiser
    for _ in range(2):
        added_to_conversation(sent(("a.txt", b"one"), ("a.txt", b"two!")), made)
    assert len(files_of(made)) == 2
    added_to_conversation(sent(("b.txt", b"three")), made)
    assert len(files_of(made)) == 3


def test_files_of_a_draft_go_over_with_it() -> None:
    team_of(2)
    taken: list[str] = []
    begun, found = added_to_draft(sent(("x.jpg", speaking.jpeg()), ("bad.html", b"<html>")), begin_draft(), taken)
    assert (found.count, [one.why for one in found.refused]) == (1, ["file_unknown"])
    begun, found = added_to_draft(sent(("x.jpg", speaking.jpeg()), ("bad.html", b"<html>")), begun, taken)
    assert [(one.name, one.is_original) for one in begun.files] == [("file.jpg", False)]
    begun, _ = added_to_draft(sent(("as it is.txt", b"words"), keep="original", once="page-2"), begun, taken)
    made = raised(beginning=begun).raiser
    assert [(one["name"], one["original"]) for one in files_of(made)] == [("file.jpg", False), ("as it is.txt", True)]
    assert content_of(made, files_of(made)[1]) == b"words"


def test_desk_adds_a_file_that_the_person_finds() -> None:
    """It is entered in the book, signed by the hand that added it, and answers nothing by itself."""
    of = team_of(3)
    made = raised().raiser
    first, second = declared(of, made.case)
    before = Case.held.get(pk=made.case).state
    request = sent(("Report of Rosalind.pdf", speaking.pdf()), at="/cases/x")
    for _ in range(2):
        assert attached(request, by=first, case=made.case).count == 1
    (file,) = files_of(made)
    assert (file["name"], file["original"]) == ("file.pdf", False)
    assert speaking.SEEN.encode() in content_of(made, file)
    (message,) = (one for one in thread_of(made).messages if one.what == What.FILE)
    assert (message.is_of_desk, message.is_mine) == (True, False)
    assert first.id not in repr(message.said)
    assert Case.held.get(pk=made.case).state == before
    assert list(BookEntry.held.values_list("act", flat=True)).count("attach") == 1
    assert verify_book().ok
    assert b"".join(actions.read_file(by=second, case=made.case, file=file["file"]).chunks()).startswith(b"%PDF")  # type: ignore[arg-type] # an id


def test_only_who_is_clear_of_ties_adds_a_file() -> None:
    of = team_of(3)
    made = raised().raiser
    outside = [one for one in of.people if one.id not in {by.id for by in declared(of, made.case)}]
    for by in (*outside, *team_of(2, place="00010002").people):
        with pytest.raises(Hidden):
            attach(by=by, case=made.case, chunks=[b"x"], about=About("a", "b", 1))
    with pytest.raises(Hidden):
        attach(by=of.people[0], case=uuid4(), chunks=[b"x"], about=About("a", "b", 1))
    assert not FilePiece.held.exists()


def test_files_of_one_hand_leave_room_for_those_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much the desk adds, whoever raised it can add as much as they were told."""
    of = team_of(2)
    made = raised().raiser
    first = declared(of, made.case)[0]
    limit = PROMISES.limits.files
    for number in range(limit):
        attach(by=first, case=made.case, chunks=[b"x"], about=About("a.txt", "", 1), once=str(number))
    with pytest.raises(Unacceptable, match="too_many_files"):
        attach(by=first, case=made.case, chunks=[b"x"], about=About("a.txt", "", 1))
    actions.add_file(made, chunks=[b"x"], about=About("a.txt", "", 1))
    with pytest.raises(Unacceptable, match="file_too_large"):
        actions.add_file(made, chunks=[], about=About("a.txt", "", PROMISES.limits.file_bytes + 1))


def test_what_the_settings_take_in_is_what_people_are_told() -> None:
    limits = PROMISES.limits
    assert (limits.files, limits.file_bytes, limits.case_bytes) == (
        settings.LARGE_UPLOAD_FILES, settings.LARGE_UPLOAD_MAX_BYTES, settings.LARGE_UPLOAD_MAX_OF_ALL,
    )  # fmt: skip
    assert settings.FILE_UPLOAD_HANDLERS == ["answerable.vault.uploads.SealingUploadHandler"]


def test_file_that_is_too_large_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is cut off while it comes in, marked, and nothing of it is kept; the words of the form are still there."""
    monkeypatch.setattr(settings, "LARGE_UPLOAD_MAX_BYTES", 100_000)
    team_of(2)
    made = raised().raiser
    request = sent(("large.txt", b"x" * 200_000), ("small.txt", b"x"))
    found = added_to_conversation(request, made)
    assert [(one.name, one.why) for one in found.refused] == [("large.txt", "file_too_large")]
    assert len(files_of(made)) == 1


def test_far_too_much_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """B51's part: beyond twice what may be sent reading ends."""
    monkeypatch.setattr(settings, "LARGE_UPLOAD_MAX_OF_ALL", 100_000)
    request = sent(("a.txt", b"x" * 150_000), ("b.txt", b"x" * 150_000))
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018 - reading it is the act


def test_more_files_than_allowed_are_marked_and_not_kept() -> None:
    request = sent(*((f"{number}.txt", b"x") for number in range(settings.LARGE_UPLOAD_FILES + 3)))
    assert marked(request) == [False] * settings.LARGE_UPLOAD_FILES + [True] * 3
    elsewhere = sent(*((f"{number}.txt", b"x") for number in range(settings.UPLOAD_FILES + 1)), at="/elsewhere")
    assert marked(elsewhere).count(True) == 1


def marked(request: HttpRequest) -> list[bool]:
    return [isinstance(one, SealedUpload) and one.too_large for one in request.FILES.getlist("files")]


def test_many_who_clean_at_once_are_asked_to_choose_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file for which there was no turn, or no time, is named; the others of the form are kept."""
    team_of(2)
    made = raised().raiser

    def busy(what: str) -> object:
        raise Busy

    monkeypatch.setattr(cleaning_files, "turn", busy)
    found = added_to_conversation(sent(("a.txt", b"words")), made)
    assert [one.why for one in found.refused] == ["file_busy"]
    monkeypatch.setattr(attachments, "SECONDS", -1.0)
    found = added_to_conversation(sent(("a.txt", b"words"), keep="original"), made)
    assert [one.why for one in found.refused] == ["file_busy"]
    assert files_of(made) == []


def test_machine_that_cannot_hold_a_process_back_cleans_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """B31 of files: it says so, and never keeps an uncleaned file as a cleaned one."""

    def cannot(chunks: Iterator[bytes]) -> object:
        raise cleaning.CannotClean

    monkeypatch.setattr(cleaning_files, "cleaned", cannot)
    with (
        pytest.raises(Unacceptable, match="file_not_here"),
        cleaning_files.ready([b"a"], name="a", size=1, keep=Original.CLEANED),
    ):
        pass
