"""Files as streams of sealed chunks: whatever is altered, reordered, cut or lengthened does not open."""

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from . import primitives
from .envelope import Unreadable

CHUNK = 64 * 1024


def push_chunk(file: IO[bytes], state: primitives.Stream, chunk: bytes, tag: int, bound: bytes | None = None) -> None:
    """Writes one sealed chunk with its length before it."""
    sealed = primitives.push(state, chunk, tag, bound)
    file.write(len(sealed).to_bytes(4, "big") + sealed)


def clear_chunks(file: IO[bytes], key: bytes, bound: bytes | None = None) -> Iterator[bytes]:
    """Yields the clear chunks from a stream's header on; raises `Unreadable` where something was altered, cut or added."""
    try:
        state = primitives.stream_in(file.read(primitives.STREAM_HEADER), key)
        tag = primitives.MESSAGE
        while tag != primitives.FINAL:
            length = int.from_bytes(file.read(4), "big")
            chunk, tag = primitives.pull(state, file.read(min(length, 2 * CHUNK)), bound)
            yield chunk
    except (primitives.CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error
    if file.read(1):
        raise Unreadable


class SealedStream:
    """A temporary file of sealed chunks; it vanishes when closed, and its key with it."""

    def __init__(self) -> None:
        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the upload
        self.key = primitives.random(primitives.KEY)
        self.state, header = primitives.stream_out(self.key)
        self.file.write(header)
        self.size = 0

    def write(self, clear: bytes) -> None:
        for at in range(0, len(clear), CHUNK):
            self._push(clear[at : at + CHUNK], primitives.MESSAGE)

    def finish(self) -> None:
        """Writes the end; a stream without it does not open whole."""
        self._push(b"", primitives.FINAL)
        self.file.flush()

    def _push(self, chunk: bytes, tag: int) -> None:
        push_chunk(self.file, self.state, chunk, tag)
        self.size += len(chunk)

    def chunks(self) -> Iterator[bytes]:
        """Yields the clear chunks; raises `Unreadable` where something was altered, cut or added.

        One reading at a time: what came before is right, and the whole is right once the iteration ends.
        """
        self.file.seek(0)
        yield from clear_chunks(self.file, self.key)

    def close(self) -> None:
        self.file.close()
        self.key = b""


class ClearReader(io.RawIOBase):
    """A sealed stream read like any file, forwards and back; clear are only the bytes being read."""

    def __init__(self, stream: SealedStream) -> None:
        self.stream = stream
        self._rewind()

    def _rewind(self) -> None:
        self.chunks, self.rest, self.at = self.stream.chunks(), b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.rest and (chunk := next(self.chunks, None)) is not None:
            self.rest = chunk
        taken, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(taken)] = taken
        self.at += len(taken)
        return len(taken)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Goes to a place between the stream's beginning and its end; going back reads from the beginning again."""
        target = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.stream.size}[whence]
        target = min(max(target, 0), self.stream.size)
        if target < self.at:
            self._rewind()
        while self.at < target and self.read(min(CHUNK, target - self.at)):
            pass
        return self.at

    def close(self) -> None:
        super().close()
        self.stream.close()
