"""Uploads never lie in clear on disk: every chunk is sealed under a key that lives in memory only."""

import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from .streams import CHUNK, ClearReader, SealedStream

TOLERATED = 2  # so many times the most of all is read, to say afterwards that it was too much; then reading ends


class SealedUpload(UploadedFile):  # type: ignore[type-arg] # generic for the checker only
    """An uploaded file whose bytes are clear only while they are read: `read`, `seek`, `chunks` as of any file.

    `too_large`: it was cut off at the limit. `size` is then what was sent, and reading to the end raises `Unreadable`.
    """

    def __init__(self, stream: SealedStream, *, field_name: str, name: str, content_type: str, size: int) -> None:
        clear = io.BufferedReader(ClearReader(stream), CHUNK)
        super().__init__(file=clear, name=name, content_type=content_type, size=size)
        self.field_name, self.too_large = field_name, size > stream.size


@dataclass(frozen=True)
class Most:
    """How much is taken in at an address: files, bytes of one, bytes of all together."""

    files: int
    bytes: int
    of_all: int

    @classmethod
    def at(cls, path: str) -> "Most":
        """Returns what holds at an address: where a concern is told or handled it is more than elsewhere."""
        if any(path == one or path.startswith(f"{one}/") for one in settings.LARGE_UPLOADS_AT):
            return cls(settings.LARGE_UPLOAD_FILES, settings.LARGE_UPLOAD_MAX_BYTES, settings.LARGE_UPLOAD_MAX_OF_ALL)
        files = settings.UPLOAD_FILES
        return cls(files, settings.IMPORT_MAX_BYTES, files * settings.IMPORT_MAX_BYTES)


class SealingUploadHandler(FileUploadHandler):
    """The only upload handler of the house. What is beyond a limit is not kept and is marked, so that the form can say so."""

    chunk_size = CHUNK

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.most = Most.at(request.path_info if request is not None else "")
        self.kept = self.came = 0
        self.files: list[SealedStream] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = SealedStream()  # Django closes what is called so when an upload breaks off
        self.files.append(self.file)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.came += len(raw_data)
        if self.came > TOLERATED * self.most.of_all:
            self._close_all()
            raise RequestDataTooBig
        fits = start + len(raw_data) <= self.most.bytes and self.kept + len(raw_data) <= self.most.of_all
        if fits and len(self.files) <= self.most.files and self.file.size == start:
            self.file.write(raw_data)
            self.kept += len(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        if self.file.size == file_size:
            self.file.finish()
        return SealedUpload(
            self.file,
            field_name=self.field_name or "",
            name=plain_name(self.file_name or ""),
            content_type=self.content_type or "",
            size=file_size,
        )

    def upload_interrupted(self) -> None:
        self._close_all()

    def _close_all(self) -> None:
        for one in self.files:
            one.close()


def plain_name(name: str) -> str:
    """Returns a file's own name without folders, control characters or marks that turn the text's direction."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable())[:120]  # marks of direction are not printable
    return kept if kept.strip(". ") else "file"
