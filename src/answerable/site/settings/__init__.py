"""All settings; what an operator may change comes from the environment (see docs/operating.md)."""

import os
from pathlib import Path

from answerable.kit.languages import known

from . import databases, languages, paths
from .accounts import *  # noqa: F403 - allauth asks the settings themselves for its names
from .concerns import *  # noqa: F403 - rooms and tests ask one place for what an operator may change
from .keeping import *  # noqa: F403 - how long things are kept is asked of the settings, wherever it is written
from .languages import COMPLETE_LANGUAGES, LANGUAGES_BIDI
from .numbers import number_of
from .security import *  # noqa: F403 - Django asks the settings themselves for headers, sessions and sign-in
from .standing import *  # noqa: F403 - tests and rooms ask one place for what an operator may change
from .visits import *  # noqa: F403 - rooms and tests ask one place for what an operator may change

ANSWERABLE_MODE = os.environ.get("ANSWERABLE_MODE", "production")
if ANSWERABLE_MODE not in {"production", "demo", "test"}:
    raise ValueError("ANSWERABLE_MODE must be production, demo or test")
IS_DEMO = ANSWERABLE_MODE == "demo"
DESK_NEEDS_SECOND_FACTOR = not IS_DEMO  # in the demo one comes in with a click: nobody there has an app or a passkey
HOME = paths.HOME

SECRET_KEY = paths.secret("secret_key")
DEBUG = False
PORT = int(os.environ.get("PORT", "8000"))
ALLOWED_HOSTS = [host for host in os.environ.get("ANSWERABLE_HOSTS", "localhost,127.0.0.1").split(",") if host]
SITE_ADDRESS = os.environ.get("ANSWERABLE_ADDRESS", f"http://localhost:{PORT}")

INSTALLED_APPS = [
    "answerable.kit",
    "answerable.vault",
    "answerable.ledger",
    "answerable.access",
    "answerable.facts",
    "answerable.notices",
    "answerable.alliance",
    "answerable.questions",
    "answerable.commitments",
    "answerable.conduct",
    "answerable.standards",
    "answerable.concerns",
    "answerable.jobs",
    "answerable.demo",
    "answerable.site",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "answerable.site.middleware.headers.headers_middleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "answerable.site.middleware.faults.faults_middleware",
    "answerable.site.middleware.saving.saving_middleware",
    "answerable.site.middleware.reading.reading_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "answerable.site.middleware.languages.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "answerable.access.middleware.actor_middleware",
    "answerable.access.middleware.session_rules_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "answerable.access.middleware.refusal_middleware",
    "answerable.site.middleware.first_run.first_run_middleware",
]

ROOT_URLCONF = "answerable.site.urls"
WSGI_APPLICATION = "answerable.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(path) for path in sorted(Path(paths.SOURCE).glob("*/pages/templates"))]
        + [str(paths.SOURCE / "site/components/templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "answerable.site.components.context.page",
            ],
            "libraries": {"raising": "answerable.concerns.pages.raising.tags"},
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "answerable.site.components.templatetags.beginning",
                "answerable.site.components.templatetags.face",
                "answerable.site.components.templatetags.clocks",
                "answerable.site.components.templatetags.figures",
                "answerable.site.components.templatetags.finds",
            ],
        },
    }
]

# Of so many people or organisations a form shows the whole list; among more one searches by name.
CHOOSE_FROM_A_LIST_OF = number_of("ANSWERABLE_CHOOSE_FROM_A_LIST_OF", 30, least=0, most=200)

DATABASES = {"default": databases.default()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kit_cache", "TIMEOUT": 3600}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
SHIPPED_LANGUAGES = tuple(code for code, _name in languages.LANGUAGES)
# Any language may be added by page, so that Django is told of all; which are offered is the alliance's to say.
LANGUAGES = [*languages.LANGUAGES, *((code, code) for code in known() if code not in SHIPPED_LANGUAGES)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["answerable.site.formats"]
# For languages that neither Django nor we have formats of: the day first, the month as a word, no commas, in one line.
DATE_FORMAT, SHORT_DATE_FORMAT, YEAR_MONTH_FORMAT, MONTH_DAY_FORMAT = "j\xa0F\xa0Y", "j\xa0M\xa0Y", "F\xa0Y", "j\xa0F"
TIME_FORMAT, DATETIME_FORMAT, FIRST_DAY_OF_WEEK = "H:i", "j\xa0F\xa0Y, H:i", 1
LOCALE_PATHS = [str(paths.SOURCE / "locale")]
CONTENT = paths.PROJECT / "content"  # texts that come with the program, one folder a language
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "static/"
STATIC_ROOT = str(paths.HOME / "static")
STATICFILES_DIRS = [str(paths.SOURCE / "site/components/static")]
STATICFILES_FINDERS = [
    "answerable.site.components.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
STORAGES = {
    "default": {"BACKEND": "answerable.vault.storage.NoClearFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ANSWERABLE_MODE == "test":  # straight from the source, so that no test waits for a collection
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
FILE_UPLOAD_HANDLERS = ["answerable.vault.uploads.SealingUploadHandler"]
FILE_UPLOAD_TEMP_DIR = str(paths.HOME / "uploads")

MESSAGE_TAGS = {10: "", 20: "", 25: "teal", 30: "gold", 40: "clay"}  # the colours of a note
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "answerable.notices.mail.AllianceMailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("ANSWERABLE_MAIL_FROM", "answerable@localhost")

LOGGING_CONFIG = "answerable.site.settings.logs.configure"
LOGGING: dict[str, object] = {
    "level": os.environ.get("ANSWERABLE_LOG_LEVEL", "INFO")
}  # empty, Django would not call it
SILENCED_SYSTEM_CHECKS: list[str] = []
__all__ = ["COMPLETE_LANGUAGES", "LANGUAGES_BIDI"]
