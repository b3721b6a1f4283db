"""A site that wishes ours ill: its pages make whoever opens them send what they never meant to."""

import html
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings

FAR = (
    "elsewhere.example"  # another site; the same page on another port of localhost is a neighbour, who gets our cookies
)
TOKEN = "csrfmiddlewaretoken"
Fields = list[tuple[str, str]]

FORM = '<form id="trap" method="post" action="{target}" enctype="{enctype}">{fields}</form>'
SENDS_ITSELF = FORM + '<script>document.getElementById("trap").submit()</script>'
WAITS_FOR_A_CLICK = FORM.replace("</form>", "<button>See the pictures</button></form>")
FETCHES = """<script>
fetch({target_js}, {{method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({fields_js})}})
</script>"""
FETCHES_TEXT = """<script>
fetch({target_js}, {{method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({fields_js}).toString()}})
</script>"""
LINKS = '<a href="{target}">See the pictures</a>'
SHOWS = '<img alt="" src="{target}">'


@dataclass
class Trap:
    """A page that is laid: `words` with the target and the fields filled in."""

    words: str
    target: str
    fields: Fields = field(default_factory=list)
    enctype: str = "application/x-www-form-urlencoded"

    def page(self, token: str) -> str:
        fields = [*self.fields, *([(TOKEN, token)] if token else [])]
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">' for name, value in fields
        )
        return self.words.format(
            target=html.escape(self.target), enctype=self.enctype, fields=hidden, target_js=json.dumps(self.target),
            fields_js=json.dumps(fields),
        )  # fmt: skip


@dataclass
class AnotherSite:
    """Listens on loopback under both its names; where it is told our token, it puts it to use."""

    port: int
    trap: Trap | None = None
    knew_token: bool = False

    def address(self, host: str) -> str:
        return f"http://{host}:{self.port}/"


@contextmanager
def another_site() -> Iterator[AnotherSite]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.laid = AnotherSite(server.server_address[1])  # type: ignore[attr-defined] # the handler reads it there
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.laid  # type: ignore[attr-defined] # as above
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        laid: AnotherSite = self.server.laid  # type: ignore[attr-defined] # as above
        told = SimpleCookie(self.headers.get("Cookie", "")).get(settings.CSRF_COOKIE_NAME)
        laid.knew_token = told is not None
        is_page = self.path == "/" and laid.trap is not None
        content = laid.trap.page(told.value if told else "").encode() if is_page and laid.trap else b""
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Says nothing."""
