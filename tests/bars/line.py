"""One request over one connection, from any address of this machine, with nothing that a browser adds by itself."""

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back. Status 0: the line was cut before there was an answer."""

    status: int
    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


def ask(
    port: int,
    path: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    source: str = "",
    seconds: float = 60,
) -> Answer:
    """Asks once and closes the line."""
    where = (source, 0) if source else None
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds, source_address=where)
    try:
        line.request(method, path, body, {"Host": "localhost", **(headers or {})})
        answer = line.getresponse()
        return Answer(answer.status, answer.read(), tuple(answer.getheaders()))
    except (OSError, http.client.HTTPException):
        return Answer(0, b"")
    finally:
        line.close()


def as_form(fields: list[tuple[str, str]]) -> tuple[bytes, str]:
    """Returns fields as a browser sends them, and their type."""
    return urlencode(fields).encode(), FORM


def as_parts(fields: list[tuple[str, str]], files: list[tuple[str, str, str, bytes]]) -> tuple[bytes, str]:
    """Returns fields and files (field, name, type, content) as a browser sends them, and their type."""
    mark = b"----a-line-that-is-in-no-file-7f3d0b52"
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (mark, name.encode(), value.encode())
        for name, value in fields
    ]
    parts += [
        b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
        % (mark, field.encode(), name.encode(), kind.encode(), content)
        for field, name, kind, content in files
    ]
    return b"".join(parts) + b"--%s--\r\n" % mark, f"multipart/form-data; boundary={mark.decode()}"
