"""Going to the service and coming back: one way there is good for one way back, in the same browser."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from answerable import vault
from answerable.kit import clock
from answerable.vault import id_tokens

from . import issuer as services
from . import wire
from .issuer import Service

WAY = "sign_in_elsewhere"
MINUTES = 10
SCOPE = "openid email"


class Lost(Exception):  # noqa: N818 - it says what happened on the way
    """Nobody came back as they went: another browser, too late, a second time, or the service said no."""


@dataclass(frozen=True)
class Way:
    """The way there that somebody has just come back from, with the code that the service gave them for it."""

    nonce: str
    verifier: str
    next_page: str
    links: str
    code: str


@dataclass(frozen=True)
class Stated:
    """What the service stated: a name of its own for the person, their address where it has verified it."""

    subject: str
    email: str
    next_page: str
    links: str


def address_there(request: HttpRequest, service: Service, *, next_page: str, links: str = "") -> str:
    """Returns where to go, and remembers in this browser what must come back. `links`: the account that goes to link."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = {
        "response_type": "code", "client_id": service.client, "redirect_uri": services.way_back(), "scope": SCOPE,
        "state": state, "nonce": nonce, "code_challenge": challenge_of(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    there = services.description(service)["authorization_endpoint"]
    request.session[WAY] = {
        "state": state, "nonce": nonce, "verifier": verifier, "next": next_page, "links": links,
        "until": clock.now().timestamp() + MINUTES * 60,
    }  # fmt: skip
    return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"


def challenge_of(verifier: str) -> str:
    """PKCE: whoever reads the code on its way cannot use it."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def way_back(request: HttpRequest, service: Service) -> Way:
    """Returns the way that this browser went, used up by that, or raises `Lost`; nothing is asked of the service.

    A state that is not the one this browser went with leaves its way open: a false link must not cut it off.
    """
    way = request.session.get(WAY)
    if not way or not secrets.compare_digest(request.GET.get("state", "").encode(), way["state"].encode()):
        raise Lost
    del request.session[WAY]
    if way["until"] < clock.now().timestamp():
        raise Lost
    if request.GET.get("iss", service.issuer) != service.issuer or not request.GET.get("code"):
        raise Lost
    return Way(way["nonce"], way["verifier"], way["next"], way["links"], request.GET["code"])


def stated(service: Service, way: Way) -> Stated:
    """Returns what the service states about whoever came back, or raises `NotUnderstood` or `Unbelievable`."""
    claims = _claims(service, _token(service, way.code, way.verifier))
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), way.nonce.encode()):
        raise id_tokens.Unbelievable
    is_verified = claims.get("email_verified") is True and isinstance(claims.get("email"), str)
    return Stated(
        _marked(service, str(claims["sub"])), claims["email"] if is_verified else "", way.next_page, way.links
    )


def _token(service: Service, code: str, verifier: str) -> str:
    told = wire.post(
        services.description(service)["token_endpoint"],
        {
            "grant_type": "authorization_code", "code": code, "redirect_uri": services.way_back(),
            "client_id": service.client, "client_secret": service.secret, "code_verifier": verifier,
        },
    )  # fmt: skip
    token = told.get("id_token")
    if not isinstance(token, str):
        raise wire.NotUnderstood("id_token")
    return token


def _claims(service: Service, token: str) -> dict[str, Any]:
    try:
        return id_tokens.claims_of(token, services.keys(service), issuer=service.issuer, client=service.client)
    except id_tokens.Unbelievable:  # it may have changed its keys
        known = services.keys(service, anew=True)
        return id_tokens.claims_of(token, known, issuer=service.issuer, client=service.client)


def _marked(service: Service, subject: str) -> str:
    """What is kept of the service's name for a person: enough to know them again."""
    return vault.fingerprint(f"{service.issuer}\n{subject}".encode(), purpose="access.openid")
