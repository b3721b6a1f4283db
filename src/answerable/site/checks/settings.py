"""Settings that would give people away."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

SHORTEST_KEY = 50
FEWEST_LETTERS = 12
SEALING = ["answerable.vault.uploads.SealingUploadHandler"]
NEVER_CLEAR = "answerable.vault.storage.NoClearFiles"
WHO_ASKED = ("gunicorn.access", "django.server", "django.request")


def debug_is_off(**_: Any) -> list[CheckMessage]:
    templates: list[dict[str, Any]] = list(settings.TEMPLATES)
    if not settings.DEBUG and not any(engine["OPTIONS"].get("debug") for engine in templates):
        return []
    return [
        checks.Error(
            "DEBUG is on: fault pages would show what people wrote.", hint="Set it to False.", id="answerable.E001"
        )
    ]


def secret_key_is_strong(**_: Any) -> list[CheckMessage]:
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS and "insecure" not in key:
        return []
    hint = "Delete secrets/secret_key: a new one is made at the next start, and everybody signs in again."
    return [checks.Error("SECRET_KEY is weak.", hint=hint, id="answerable.E002")]


def uploads_are_never_clear(**_: Any) -> list[CheckMessage]:
    if settings.FILE_UPLOAD_HANDLERS == SEALING and settings.STORAGES["default"]["BACKEND"] == NEVER_CLEAR:
        return []
    hint = "FILE_UPLOAD_HANDLERS and STORAGES name the vault's own, and nothing else."
    return [checks.Error("Files could be written to disk in clear.", hint=hint, id="answerable.E003")]


def no_log_of_who_asked(**_: Any) -> list[CheckMessage]:
    return [
        checks.Error(
            f"The log “{name}” is open: it names addresses.", hint="See site/settings/logs.py.", id="answerable.E004"
        )
        for name in WHO_ASKED
        if _is_heard(logging.getLogger(name))
    ]


def _is_heard(logger: logging.Logger) -> bool:
    heard = any(not isinstance(one, logging.NullHandler) for one in logger.handlers)
    return not logger.disabled and (heard or logger.propagate)


def address_is_safe(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the site's own host in ANSWERABLE_HOSTS."
        found.append(checks.Error("Any host name is answered.", hint=hint, id="answerable.E005"))
    address = urlsplit(settings.SITE_ADDRESS)
    host = address.hostname or ""
    if address.scheme != "https" and host not in {"localhost", "127.0.0.1", "::1"} and not host.endswith(".onion"):
        hint = "Set ANSWERABLE_ADDRESS to the https address at which the proxy serves the site."
        found.append(checks.Warning("The site is not reached by https.", hint=hint, id="answerable.W005"))
    return found


def openid_is_whole(**_: Any) -> list[CheckMessage]:
    from answerable.access.openid.issuer import faults

    words = {
        "missing": "OpenID Connect is half configured: {about} is not set.",
        "not_https": "{about} is no https address.",
    }
    hint = "Set ANSWERABLE_OIDC_ISSUER, ANSWERABLE_OIDC_CLIENT and ANSWERABLE_OIDC_SECRET, or none of them: until then it is off."
    return [
        checks.Warning(words[one.code].format(about=one.about), hint=hint, id="answerable.W006") for one in faults()
    ]
