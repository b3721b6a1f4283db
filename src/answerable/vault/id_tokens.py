"""Signed statements of an OpenID Connect service about who somebody is: believed only with its signature."""

from typing import Any

import jwt

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # never "none", never a secret that both sides hold
SECONDS_OF_DRIFT = 60
NEEDED = ("iss", "sub", "aud", "exp", "iat")


class Unbelievable(Exception):  # noqa: N818 - it says what the statement is
    """The statement is not signed by the service, not for us, or not of this hour; it says nothing of its content."""


def claims_of(token: str, keys: dict[str, Any], *, issuer: str, client: str) -> dict[str, Any]:
    """Returns what a service states about a person, once its signature, its name, whom it is for and its time are right.

    `keys` is the service's published set (JWKS).
    """
    try:
        head = jwt.get_unverified_header(token)
        key = _key(keys, head)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=list(ALGORITHMS), issuer=issuer, audience=client, leeway=SECONDS_OF_DRIFT,
            options={"require": list(NEEDED), "verify_iat": True},
        )  # fmt: skip
    except Exception as fault:
        raise Unbelievable from fault
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client:
        raise Unbelievable
    if "azp" in claims and claims["azp"] != client:
        raise Unbelievable
    return claims


def _key(keys: dict[str, Any], head: dict[str, Any]) -> Any:
    """Returns the one key that the statement names; without a name only where there is one key."""
    known = [one for one in keys["keys"] if one.get("use", "sig") == "sig"]
    named = [one for one in known if one.get("kid") == head.get("kid")] if "kid" in head else known
    if len(named) != 1:
        raise Unbelievable
    found = jwt.PyJWK(named[0], algorithm=head["alg"])
    if head["alg"] not in ALGORITHMS:
        raise Unbelievable
    return found.key
