"""Headers, sessions, sign-in: see docs/threats.md for what each line guards against."""

import os
from typing import Any

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "screen-wake-lock",
        "xr-spatial-tracking",
    )
}

HTTPS = os.environ.get("ANSWERABLE_ADDRESS", "").startswith("https://")
ONION = ".onion" in os.environ.get("ANSWERABLE_ADDRESS", "")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS and not ONION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and not ONION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "access.Account"
SESSION_ENGINE = "answerable.access.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "answerable.site.faults.csrf_failed"
SESSION_IDLE_MINUTES = 15  # bar B36; measured at each request
SESSION_HOURS = 8
STEP_UP_MINUTES = 10

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/me"
LOGOUT_REDIRECT_URL = "/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # beyond it nothing of a form is read; how many are kept, the upload handler says
UPLOAD_FILES = 4
# Where a concern is told or handled: what one is told there of how much can be sent is in `concerns.rules.promises.Limits`.
LARGE_UPLOADS_AT = ("/r", "/cases")
LARGE_UPLOAD_FILES = 20
LARGE_UPLOAD_MAX_BYTES = 50 * 1024 * 1024
LARGE_UPLOAD_MAX_OF_ALL = 200 * 1024 * 1024
IMPORT_MAX_BYTES = 20 * 1024 * 1024
IMPORT_MAX_ROWS = 200_000
IMPORT_FILE_HOURS = 24
IMPORT_UNDO_DAYS = 7
SMALLEST_SHOWN_GROUP = 5  # shares of people are shown from this many people up
