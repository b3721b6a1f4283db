"""The plain form of a passport that anybody can make again, and what is signed of it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SCHEMA = "answerable-passport/1"


def canonical(content: Mapping[str, Any]) -> bytes:
    """Returns a passport's content in its plain form: JSON in UTF-8, keys in order, nothing between what belongs together."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def message(fingerprint_of_it: str) -> bytes:
    """Returns what the server signs of a passport."""
    return f"{SCHEMA}\n{fingerprint_of_it}\n".encode()
