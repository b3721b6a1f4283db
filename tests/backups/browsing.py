"""A browser without JavaScript, over plain connections: it keeps cookies and sends forms."""

import http.client
import re
import subprocess
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    page: str
    leads_to: str


@dataclass
class Browser:
    port: int
    process: "subprocess.Popen[bytes]"
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, address: str) -> Answer:
        answer = self._ask("GET", address)
        if found := TOKEN.search(answer.page):
            self.token = found[1]
        return answer

    def post(self, address: str, typed: dict[str, object]) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, **typed}, doseq=True)
        return self._ask("POST", address, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, email: str, password: str) -> None:
        self.get("/sign-in")
        assert self.post("/sign-in", {"way": "password", "email": email, "password": password}).status in {302, 303}

    def _ask(self, method: str, address: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
        line = http.client.HTTPConnection("localhost", self.port, timeout=40)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        try:
            line.request(method, address, body, sent)
            answer = line.getresponse()
            page = answer.read().decode()
        except (ConnectionError, http.client.HTTPException, TimeoutError):
            return Answer(0, "", "")
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(answer.status, page, answer.headers.get("Location", ""))
