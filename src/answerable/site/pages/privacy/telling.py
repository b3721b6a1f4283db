"""What the page tells: every kind of thing that is kept, and what the settings in force mean for whoever reads it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access import known_browsers
from answerable.access.openid.issuer import configured
from answerable.alliance.models import PageText, Profile
from answerable.alliance.queries.invitations import days_kept
from answerable.kit.classification import Class, Classification
from answerable.kit.translations import in_language
from answerable.notices import mail

from ...middleware.languages import COOKIE_AGE, VISIT_COOKIE
from .words import GROUPS, HOLDS, KEEPS, OF_LIBRARIES, ROWS

DAY = 24 * 3600
SMALLEST = 5


@dataclass(frozen=True)
class Told:
    """One row of the page; `sealed` says how much of it is encrypted."""

    what: str
    why: str
    seen: str
    keeps: tuple[str, ...]
    sealed: str


def kept_things(kept: Profile | None) -> list[tuple[str, list[Told]]]:
    """Returns every kind of thing that is kept, group by group, out of what the models say of themselves."""
    facts = {"smallest": kept.smallest_shown_group if kept else SMALLEST, "requests": days_kept()}
    models: dict[str, list[type[Model]]] = {}
    for model in apps.get_models():
        if model._meta.label in HOLDS and _is_here(model._meta.label):
            models.setdefault(HOLDS[model._meta.label], []).append(model)
    return [
        (str(GROUPS[group]), [_told(row, models[code], facts) for code, row in rows.items() if code in models])
        for group, rows in ROWS.items()
    ]


def _is_here(label: str) -> bool:
    return label != "notices.DemoLetter" or settings.IS_DEMO


def _told(row: object, models: list[type[Model]], facts: dict[str, int]) -> Told:
    words = [str(getattr(row, name)) % facts for name in ("what", "why", "seen")]
    keeps = dict.fromkeys(str(KEEPS[keep_of(one)]) % facts for one in models)
    return Told(words[0], words[1], words[2], tuple(keeps), _sealed(models))


def keep_of(model: type[Model]) -> str:
    return classification_of(model).keep


def classification_of(model: type[Model]) -> Classification:
    """Returns what a model says of itself, or what is said here of a library's."""
    own: Classification | None = getattr(model, "classification", None)
    return own or OF_LIBRARIES[model._meta.label]


def _sealed(models: list[type[Model]]) -> str:
    said = [classification_of(model) for model in models]
    if all(one.default == Class.SEALED for one in said):
        return _("Sealed")
    return _("Partly sealed") if any(Class.SEALED in {one.default, *one.fields.values()} for one in said) else ""


def in_force(kept: Profile | None) -> list[str]:
    """Returns what the settings mean, one sentence or two a line."""
    return [
        _way_here(),
        _mail_now(),
        *_elsewhere(),
        _("You are signed out after %(idle)s minutes without a click, and after %(hours)s hours in any case.")
        % {"idle": settings.SESSION_IDLE_MINUTES, "hours": settings.SESSION_HOURS},
        _("Shares of people are shown where at least %(smallest)s have answered, so that nobody can be told from them.")
        % {"smallest": kept.smallest_shown_group if kept else SMALLEST},
        *_backups(),
    ]


def _backups() -> list[str]:
    days = _days(settings.BACKUP_DAYS)
    return [
        _("Backups are sealed to a key that this machine does not hold. What was deleted is gone from them %(days)s later at the latest; copies taken elsewhere are the alliance’s to destroy.") % {"days": days},
        _("So that nothing comes back with an older backup, hashes of what was deleted stay. They say nothing without this server’s own key."),
    ]  # fmt: skip


def _way_here() -> str:
    address = urlsplit(settings.SITE_ADDRESS)
    if address.scheme == "https" or (address.hostname or "").endswith(".onion"):
        return _("What you read and send here is encrypted on its way.")
    return _("This address is not encrypted on its way: it is meant for use on this machine alone.")


def _elsewhere() -> list[str]:
    service = configured()
    if service is None:
        return []
    return [
        _("Whoever signs in through %(service)s lets it know that they do, and when.") % {"service": service.name},
    ]


def _mail_now() -> str:
    if settings.IS_DEMO:
        return _("No mail leaves this machine: this is a demonstration.")
    try:
        has_server = mail.server() is not None
    except mail.BadMailAddress:
        has_server = False
    if not has_server:
        return _("No mail is sent. What awaits you is shown when you sign in.")
    return _("Mail goes out through a mail server that the alliance chose. Whoever runs it, and whoever runs yours, can see your address and the mail; a mail says that something awaits you, never what.")  # fmt: skip


@dataclass(frozen=True)
class Cookie:
    name: str
    words: str
    until: str


def cookies() -> list[Cookie]:
    """Returns every cookie that the site may set. None is there before a language is chosen, a form opened, or somebody signs in."""
    days = known_browsers.DAYS
    language = COOKIE_AGE // DAY
    return [
        Cookie(settings.LANGUAGE_COOKIE_NAME, _("the language you chose"), _days(language)),
        Cookie(VISIT_COOKIE, _("the language you chose"), _("until you close the browser")),
        Cookie(settings.CSRF_COOKIE_NAME, _("shows that a form was sent from this site and not from another"), _days(settings.CSRF_COOKIE_AGE // DAY)),
        Cookie(settings.SESSION_COOKIE_NAME, _("that you are signed in"), _("until you sign out or close the browser")),
        Cookie(known_browsers.COOKIE, _("that you signed in here before, so that nobody who guesses elsewhere can keep you out"), _days(days)),
    ]  # fmt: skip


def _days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def own_words(kept: Profile | None, language: str) -> PageText | None:
    """Returns what the alliance itself adds, in the reader's language, else in its own first."""
    texts = list(PageText.objects.filter(page="privacy"))
    first = kept.languages[0] if kept and kept.languages else ""
    return in_language(texts, language) or (in_language(texts, first) if first else None)
