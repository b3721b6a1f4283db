"""Uploads: not a byte of them in clear on disk, and a limit that the form can speak of."""

import base64
import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from answerable import vault
from answerable.vault.streams import SealedStream
from answerable.vault.uploads import SealedUpload, plain_name

CANARY = "kanarienvogel-7f3a"


_open: list[SealedUpload | SealedStream] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """As a request does at its end."""
    yield
    while _open:
        _open.pop().close()


def stream_of(*chunks: bytes) -> SealedStream:
    stream = SealedStream()
    _open.append(stream)
    for chunk in chunks:
        stream.write(chunk)
    stream.finish()
    return stream


def sent(content: bytes, name: str = "list.csv") -> SealedUpload:
    """Sends a file through Django's own parsing, with the handlers of the product."""
    request: HttpRequest = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
    upload = request.FILES["file"]
    assert isinstance(upload, SealedUpload)
    _open.append(upload)
    return upload


def needles() -> list[bytes]:
    """The canary as text, UTF-16, base64 at each offset, and hex."""
    plain = CANARY.encode()
    encoded = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    return [plain, CANARY.encode("utf-16-le"), plain.hex().encode(), *encoded]


def files_below(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in Path(folder).rglob("*") if path.is_file() and path.stat().st_size < 50_000_000)


@pytest.mark.parametrize("size", [10_000, 6_000_000])
def test_upload_leaves_no_clear_byte_on_disk(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B01's part, B27: while an upload is open, even beyond 2.5 MB, nothing below the data folder or TMPDIR tells of it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = (CANARY * (size // len(CANARY))).encode()
    upload = sent(content, f"{CANARY}.csv")
    found = [
        path
        for path in files_below(str(settings.HOME), str(tmp_path))
        if any(one in path.read_bytes() for one in needles())
    ]
    assert found == []
    assert upload.read() == content
    upload.seek(0)
    assert b"".join(upload.chunks()) == content  # a second reading sees the same
    upload.close()


def test_sealed_stream_on_disk_holds_no_canary() -> None:
    stream = stream_of(CANARY.encode() * 9000)
    stream.file.seek(0)
    on_disk = stream.file.read()
    assert not any(one in on_disk for one in needles())


def test_cut_stream_does_not_open() -> None:
    """B14: the end of a stream is demanded."""
    stream = stream_of(*[b"x" * 1000] * 3)
    stream.file.truncate(stream.file.tell() - 30)
    with pytest.raises(vault.Unreadable):
        list(stream.chunks())


def test_altered_stream_does_not_open() -> None:
    stream = stream_of(b"x" * 1000)
    stream.file.seek(60)
    stream.file.write(b"\x00\x01")
    with pytest.raises(vault.Unreadable):
        list(stream.chunks())


@pytest.mark.parametrize("more", [b"\x00", b"\x00" * 21])
def test_lengthened_stream_does_not_open(more: bytes) -> None:
    """B14: nothing may follow the end."""
    stream = stream_of(b"x" * 1000)
    stream.file.write(more)
    with pytest.raises(vault.Unreadable):
        list(stream.chunks())


def test_stream_with_a_length_that_lies_does_not_open() -> None:
    """B14: a length beyond any chunk asks for no more memory than a chunk."""
    stream = stream_of(b"x" * 1000)
    stream.file.seek(24)
    stream.file.write(b"\xff\xff\xff\xff")
    with pytest.raises(vault.Unreadable):
        list(stream.chunks())


STEPS = st.lists(
    st.tuples(st.just("read"), st.integers(-1, 200_000), st.just(0))
    | st.tuples(st.just("seek"), st.integers(0, 150_000), st.just(0))
    | st.tuples(st.just("seek"), st.integers(-150_000, 0), st.just(2)),
    max_size=8,
)


@given(STEPS)
@hypothesis_settings(max_examples=40, deadline=None)
def test_upload_is_read_like_any_file(steps: list[tuple[str, int, int]]) -> None:
    """Forwards and back, from the beginning and from the end: what is read is what stands there."""
    content = bytes(range(256)) * 586 + b"the end"
    upload, plain = sent(content), io.BytesIO(content)
    for step, number, whence in steps:
        if step == "read":
            assert upload.read(number) == plain.read(number)
        else:
            target = max(0, min(len(content), number if whence == 0 else len(content) + number))
            assert upload.seek(number, whence) == plain.seek(target)
        assert upload.tell() == plain.tell()
    upload.close()


def test_zip_is_opened_from_an_upload_as_from_a_file() -> None:
    """Which reads the end of the file first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "x" * 200_000)
    with zipfile.ZipFile(sent(packed.getvalue(), "one.zip")) as archive:
        assert archive.read("one.txt") == b"x" * 200_000


def test_upload_cut_off_at_the_limit_never_reads_as_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "IMPORT_MAX_BYTES", 100_000)
    with pytest.raises(vault.Unreadable):
        sent(b"x" * 100_001).read()


def test_upload_reads_in_parts() -> None:
    upload = sent(b"0123456789")
    assert upload.read(4) == b"0123"
    assert b"".join(upload.chunks()) == b"0123456789"
    assert upload.size == 10


def test_upload_beyond_the_limit_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "IMPORT_MAX_BYTES", 100_000)
    assert sent(b"x" * 100_001).too_large
    assert not sent(b"x" * 100_000).too_large


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\a.csv", "a.csv"),
        ("a\u202evsc.exe", "avsc.exe"),
        ("a\x00b.csv", "ab.csv"),
        ("", "file"),
        ("x" * 300, "x" * 120),
    ],
)
def test_file_name_loses_folders_and_tricks(typed: str, kept: str) -> None:
    """B27: hostile names."""
    assert plain_name(typed) == kept


def test_only_our_handler_is_there() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["answerable.vault.uploads.SealingUploadHandler"]


def test_default_storage_refuses_clear_files() -> None:
    with pytest.raises(PermissionError):
        default_storage.save("report.txt", ContentFile(b"clear"))
