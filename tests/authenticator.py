"""A device that makes and uses passkeys, in software: what a telephone answers, and what a hostile one could."""

import hashlib
import html
import json
import re
import secrets
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData

PRESENT, VERIFIED, WITH_CREDENTIAL = 0x01, 0x04, 0x40
MAKER = bytes(range(16))  # the model that a real device would tell


class Device:
    """Holds one passkey. `counts` devices say how often they have signed; `verifies` ones make sure who holds them."""

    def __init__(self, *, origin: str = "http://testserver", counts: bool = True, verifies: bool = True) -> None:
        self.origin, self.counts, self.verifies = origin, counts, verifies
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.handle = b""
        self.count = 0

    @property
    def credential(self) -> AttestedCredentialData:
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call] # fido2 has no types there
        return AttestedCredentialData.create(Aaguid(MAKER), self.id, public)

    def make(self, options: dict[str, Any], **wrong: Any) -> str:
        """Answers `navigator.credentials.create`."""
        self.handle = websafe_decode(options["user"]["id"])
        told = self._client_data("webauthn.create", options, **wrong)
        data = self._data(options["rp"]["id"], WITH_CREDENTIAL, **wrong) + bytes(self.credential)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": told, "attestationObject": attestation})

    def use(self, options: dict[str, Any], **wrong: Any) -> str:
        """Answers `navigator.credentials.get`."""
        told = self._client_data("webauthn.get", options, **wrong)
        data = self._data(options["rpId"], 0, **wrong)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": told,
                "authenticatorData": data,
                "signature": wrong.get("signature", signature),
                "userHandle": wrong.get("handle", self.handle),
            }
        )

    def _client_data(self, kind: str, options: dict[str, Any], **wrong: Any) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps({**told, **{name: wrong[name] for name in told if name in wrong}}).encode()

    def _data(self, our_place: str, more: int, **wrong: Any) -> bytes:
        self.count += self.counts
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        hashed = hashlib.sha256(wrong.get("place", our_place).encode()).digest()
        return hashed + struct.pack(">BI", wrong.get("flags", flags), wrong.get("count", self.count))

    def _answer(self, parts: dict[str, bytes]) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {key: websafe_encode(value) for key, value in parts.items()},
            }
        )


def asked_on(page: bytes) -> dict[str, Any]:
    """Returns what a page asks of the device."""
    found = re.search(r'data-options="([^"]*)"', page.decode())
    assert found, "the page asks for no passkey"
    options: dict[str, Any] = json.loads(html.unescape(found.group(1)))
    return options
