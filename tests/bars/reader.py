"""Somebody with an account, in a browser without scripts: signing in with both steps, and unlocking the desk."""

import base64
import hmac
import struct
import time
from dataclasses import dataclass, field
from typing import Any

from .line import Answer
from .person import Person, Stuck

STEP = 30
PASSWORD = "seven lanterns over the harbour"
_used: dict[str, int] = {}  # a code is good once


def code_of(secret: str) -> str:
    """Returns a code of somebody's app that was not used yet; waits for one where all of now were."""
    while True:
        now = int(time.time()) // STEP
        step = max(now - 1, _used.get(secret, 0) + 1)
        if step <= now + 1:
            _used[secret] = step
            return _hotp(secret, step)
        time.sleep(0.5)


def _hotp(secret: str, step: int) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    mac = hmac.digest(key, struct.pack(">Q", step), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@dataclass
class Reader(Person):
    """A handler, or anybody else with an account. `known`: what they know of themselves, as `inside.found` says it."""

    known: dict[str, Any] = field(default_factory=dict)
    path: str = "/"

    def go(self, answer: Answer) -> Answer:
        """Follows where an answer leads."""
        for _ in range(6):
            if answer.status not in {301, 302, 303, 307} or not (where := answer.header("Location")):
                return answer
            answer = self.read(where.partition("#")[0])
        raise Stuck("it leads on and on")

    def open(self, path: str) -> Answer:
        return self.go(self.read(path))

    def submit(self, path: str, do: str = "", **typed: object) -> Answer:
        """Sends the form of the page that is open which has these fields, or that button."""
        for form in self.forms():
            names = {button.name for button in form.buttons} | {button.value for button in form.buttons}
            if set(typed) <= set(form.fields) and (not do or do in names) and form.method == "post":
                pressed = [
                    (one.name, one.value) for one in form.buttons if do and do in {one.name, one.value} and one.name
                ]
                return self.go(self.send(form.sent(typed) + pressed[:1], path=form.action or path))
        raise Stuck(f"no form with {sorted(typed)} on: {self.words[:300]}")

    def sign_in(self) -> None:
        """Comes in by password, and by the app where the account has one."""
        self.open("/sign-in")
        token = next(
            (
                one.fields["csrfmiddlewaretoken"].chosen[0]
                for one in self.forms()
                if "csrfmiddlewaretoken" in one.fields
            ),
            "",
        )
        fields = [("csrfmiddlewaretoken", token), ("way", "password"), ("email", self.known["email"]), ("password", self.known.get("password", PASSWORD))]  # fmt: skip
        self.go(self.send(fields, path="/sign-in"))
        if self.known.get("totp") and any("code" in form.fields for form in self.forms()):
            self.submit("/sign-in/second-factor", code=code_of(self.known["totp"]))

    def unlock(self) -> None:
        """Goes to the desk with the passphrase."""
        self.open("/cases/enter")
        if any("code" in form.fields for form in self.forms()):  # to show again who one is
            self.submit("/confirm", code=code_of(self.known["totp"]))
        self.submit("/cases/enter", passphrase=self.known["passphrase"])


def at_the_desk(port: int, known: dict[str, Any]) -> Reader:
    """Returns a handler who sits at the desk."""
    one = Reader(port, known=known)
    one.sign_in()
    one.unlock()
    return one


def signed_in(port: int, email: str) -> Reader:
    one = Reader(port, known={"email": email})
    one.sign_in()
    return one
