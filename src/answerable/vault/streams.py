"""Files as streams of sealed chunks: whatever is altered, reordered or cut does not open."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from . import primitives
from .envelope import Unreadable

CHUNK = 64 * 1024


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

    def write(self, chunk: bytes) -> None:
        self._push(chunk, primitives.MESSAGE)

    def finish(self) -> None:
        self._push(b"", primitives.FINAL)
        self.file.flush()

    def _push(self, chunk: bytes, tag: int) -> None:
        sealed = primitives.push(self.state, chunk, tag)
        self.file.write(len(sealed).to_bytes(4, "big") + sealed)
        self.size += len(chunk)

    def chunks(self) -> Iterator[bytes]:
        """Yields the clear chunks; raises `Unreadable` if anything was altered or cut."""
        self.file.seek(0)
        state = primitives.stream_in(self.file.read(primitives.STREAM_HEADER), self.key)
        tag = primitives.MESSAGE
        while tag != primitives.FINAL:
            length = int.from_bytes(self.file.read(4), "big")
            try:
                chunk, tag = primitives.pull(state, self.file.read(length))
            except (primitives.CryptoError, ValueError, TypeError) as error:
                raise Unreadable from error
            yield chunk

    def close(self) -> None:
        self.file.close()
        self.key = b""
