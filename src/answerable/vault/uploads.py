"""Uploads never lie in clear on disk: every chunk is sealed under a key that lives in memory only."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .streams import CHUNK, SealedStream


class SealedUpload(UploadedFile):  # type: ignore[type-arg] # generic for the checker only
    """An uploaded file whose bytes are clear only while they are read. `too_large`: it was cut off at the limit."""

    def __init__(self, stream: SealedStream, *, field_name: str, name: str, content_type: str, too_large: bool) -> None:
        super().__init__(file=stream.file, name=name, content_type=content_type, size=stream.size)
        self.field_name, self.stream, self.too_large = field_name, stream, too_large

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield from self.stream.chunks()

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return self.stream.size > CHUNK

    def read(self, size: int = -1) -> bytes:
        """Returns the clear bytes, all of them or the first `size`."""
        whole = bytearray()
        for chunk in self.stream.chunks():
            whole += chunk
            if 0 <= size <= len(whole):
                return bytes(whole[:size])
        return bytes(whole)

    def open(self, mode: str | None = None, *args: Any, **kwargs: Any) -> "SealedUpload":
        return self

    def close(self) -> None:
        self.stream.close()


class SealingUploadHandler(FileUploadHandler):
    """The only upload handler of the house. What is larger than the limit is marked, so that the form can say so."""

    chunk_size = CHUNK

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.stream = SealedStream()
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.stream.size + len(raw_data) > settings.IMPORT_MAX_BYTES:
            self.too_large = True
            return
        self.stream.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        self.stream.finish()
        name = plain_name(self.file_name or "")
        return SealedUpload(
            self.stream,
            field_name=self.field_name or "",
            name=name,
            content_type=self.content_type or "",
            too_large=self.too_large,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "stream"):
            self.stream.close()


def plain_name(name: str) -> str:
    """Returns a file's own name without folders, control characters or marks that turn the text's direction."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return (
        "".join(
            letter
            for letter in last
            if letter.isprintable() and letter not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )[:120]
        or "file"
    )
