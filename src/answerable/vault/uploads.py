"""Uploads never lie in clear on disk: every chunk is sealed under a key that lives in memory only."""

import io
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .streams import CHUNK, ClearReader, SealedStream


class SealedUpload(UploadedFile):  # type: ignore[type-arg] # generic for the checker only
    """An uploaded file whose bytes are clear only while they are read: `read`, `seek`, `chunks` as of any file.

    `too_large`: it was cut off at the limit. `size` is then what was sent, and reading to the end raises `Unreadable`.
    """

    def __init__(self, stream: SealedStream, *, field_name: str, name: str, content_type: str, size: int) -> None:
        clear = io.BufferedReader(ClearReader(stream), CHUNK)
        super().__init__(file=clear, name=name, content_type=content_type, size=size)
        self.field_name, self.too_large = field_name, size > stream.size


class SealingUploadHandler(FileUploadHandler):
    """The only upload handler of the house. What is larger than the limit is marked, so that the form can say so."""

    chunk_size = CHUNK

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = SealedStream()  # Django closes what is called so when an upload breaks off

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.IMPORT_MAX_BYTES:
            self.file.write(raw_data)

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
        if hasattr(self, "file"):
            self.file.close()


def plain_name(name: str) -> str:
    """Returns a file's own name without folders, control characters or marks that turn the text's direction."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if letter.isprintable())[:120]  # marks of direction are not printable
    return kept if kept.strip(". ") else "file"
