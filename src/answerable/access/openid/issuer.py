"""The service as the operator configured it, and what it publishes of itself."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from answerable.kit import clock

from . import wire

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS_KNOWN = 3600
SECONDS_BETWEEN_KEYS = 60
SECONDS_OF_SILENCE = 20
DESCRIPTION = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Service:
    issuer: str
    client: str
    secret: str
    name: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with the settings: a code, and what it is about."""

    code: str
    about: str = ""


_known: dict[str, tuple[float, dict[str, Any]]] = {}
_silent: dict[str, float] = {}  # who did not answer is not asked again at once


def configured() -> Service | None:
    """Returns the service, or None where it is not configured, or not rightly."""
    if not settings.OIDC_ISSUER or faults():
        return None
    name = settings.OIDC_NAME or urlsplit(settings.OIDC_ISSUER).hostname or ""
    return Service(settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET, name)


def offered_here(request: HttpRequest) -> Service | None:
    """Returns the service where it can lead back to: at the site's own address, and not at another name of it."""
    found = configured()
    return found if found and request.get_host() == urlsplit(settings.SITE_ADDRESS).netloc else None


def faults() -> list[Fault]:
    """Returns what is wrong with the settings, without asking anybody; nothing where none is set."""
    given = {
        "ANSWERABLE_OIDC_ISSUER": settings.OIDC_ISSUER,
        "ANSWERABLE_OIDC_CLIENT": settings.OIDC_CLIENT,
        "ANSWERABLE_OIDC_SECRET": settings.OIDC_SECRET,
    }
    if not any(given.values()):
        return []
    found = [Fault("missing", name) for name, value in given.items() if not value]
    if settings.OIDC_ISSUER and not is_safe(settings.OIDC_ISSUER):
        found.append(Fault("not_https", "ANSWERABLE_OIDC_ISSUER"))
    return found


def is_safe(address: str) -> bool:
    """Whether an address is https, or on this very machine."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def way_back() -> str:
    """The address to be registered at the service."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse("sign_in_elsewhere_back")


def description(service: Service) -> dict[str, Any]:
    """Returns what the service publishes of itself, kept for an hour; it must name itself as configured."""
    told = _asked(service.issuer.rstrip("/") + DESCRIPTION)
    if told.get("issuer") != service.issuer:
        raise wire.NotUnderstood("issuer")
    for name in NEEDED:
        if not isinstance(told.get(name), str) or not is_safe(told[name]):
            raise wire.NotUnderstood(name)
    return told


def keys(service: Service, *, anew: bool = False) -> dict[str, Any]:
    """Returns the keys it signs with; `anew` where a statement names one that is not among those known."""
    address = description(service)["jwks_uri"]
    return _asked(address, at_most=SECONDS_BETWEEN_KEYS if anew else SECONDS_KNOWN)


def _asked(address: str, *, at_most: float = SECONDS_KNOWN) -> dict[str, Any]:
    now = clock.now().timestamp()
    if address in _known and 0 <= now - _known[address][0] < at_most:
        return _known[address][1]
    if now - _silent.get(address, 0) < SECONDS_OF_SILENCE:
        raise wire.NotUnderstood("unreachable")
    try:
        told = wire.get(address)
    except wire.NotUnderstood:
        _silent[address] = now
        raise
    _known[address] = (now, told)
    return told


def forget_what_was_asked() -> None:
    _known.clear()
    _silent.clear()
