"""A mail server on loopback that keeps what it is handed, for as long as a journey lasts."""

import email
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default


class PostBox(socketserver.ThreadingTCPServer):
    """Takes any mail in; `to` finds the newest for an address."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[tuple[str, EmailMessage]] = []

    @property
    def address(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.server_address[1]}"

    def count(self) -> int:
        return len(self.letters)

    def to(self, address: str, holding: str = "", *, seconds: float = 30) -> str:
        """Returns the plain words of the newest mail to an address; mail goes out beside the pages."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            for receiver, letter in reversed(self.letters):
                body = letter.get_body(("plain",))
                words = body.get_content() if body else ""
                if receiver == address and holding in words:
                    return str(words)
            time.sleep(0.1)
        raise AssertionError(f"no such mail to {address}")


class _Session(socketserver.StreamRequestHandler):
    server: PostBox

    def handle(self) -> None:
        self._say("220 here")
        receivers: list[str] = []
        while line := self.rfile.readline().decode(errors="replace").strip():
            word = line.upper()
            if word.startswith("DATA"):
                self._say("354 go on")
                self._keep(receivers)
                receivers = []
            elif word.startswith("QUIT"):
                return self._say("221 bye")
            elif word.startswith("RCPT TO:"):
                receivers.append(line[8:].split()[0].strip("<>"))
            self._say("250 ok")
        return None

    def _keep(self, receivers: list[str]) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=default)
        self.server.letters += [(one, letter) for one in receivers]

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_box() -> Iterator[PostBox]:
    """Listens until the journey is over."""
    with PostBox() as box:
        thread = threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        yield box
        box.shutdown()
