"""An OpenID Connect service on loopback: it answers as it should, and as it should not."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from answerable.access.openid.going import challenge_of

CLIENT, SECRET = "answerable", "made up for this test"


class Issuer:
    """What one asks of it is kept in `asked`; `claims` and `published` are what a test changes."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.key_id = "first"
        self.algorithm = "RS256"
        self.asked: list[str] = []
        self.claims: dict[str, Any] = {"sub": "person-17", "email": "neema@example.org", "email_verified": True}
        self.published: dict[str, Any] = {}
        self.is_silent = False
        self._codes: dict[str, dict[str, str]] = {}

    def let_in(self, address: str) -> str:
        """Returns the way back of somebody whom the browser led here, as if they had signed in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?code={code}&state={asked['state']}"

    def token_for(self, fields: dict[str, str]) -> dict[str, Any] | None:
        asked = self._codes.pop(fields.get("code", ""), None)
        if asked is None or fields["client_secret"] != SECRET or fields["redirect_uri"] != asked["redirect_uri"]:
            return None
        if challenge_of(fields["code_verifier"]) != asked["code_challenge"]:
            return None
        return {"access_token": "unused", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        usual = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        key: Any = SECRET * 3 if self.algorithm == "HS256" else None if self.algorithm == "none" else self.key
        return jwt.encode({**usual, **self.claims}, key, algorithm=self.algorithm, headers={"kid": self.key_id})

    def answer(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys", **self.published,
            }  # fmt: skip
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": self.key_id, "use": "sig"}]}
        return None


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """Runs one on a port of its own until the test is over."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            self._say(issuer.answer(self.path))

        def do_POST(self) -> None:
            issuer.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(issuer.token_for({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, told: dict[str, Any] | None) -> None:
            self.send_response(200 if told and not issuer.is_silent else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told or {}).encode())

        def log_message(self, *words: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
