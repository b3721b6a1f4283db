"""What the shell of every page shows: the alliance's name, languages, ways to go, and who is here."""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_urlconf, resolve
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from answerable.alliance.models import Profile
from answerable.alliance.queries import naming, networks, people
from answerable.alliance.queries import profile as profiles
from answerable.kit import languages as tongues
from answerable.kit.colour import Theme

from .ways import Link, Tongue, Ways, tongues_written

NAMES = {code: name for code, name in settings.LANGUAGES if code in settings.SHIPPED_LANGUAGES}
PROMISES = (("/promises", _("What we promise")), ("/standing", _("Where we stand")), ("/commitments", _("Commitments")))
ALLIANCE = (("/networks", _("Networks")), ("/organisations", _("Organisations")))
SEARCH = "/search"
HELP = ("/help", _("Find help"))
TELL = ("/r", _("Tell what happened"))
SIGN_IN = ("/sign-in", _("Sign in"))
MINE = (
    ("/me", _("My page")),
    ("/me/tasks", _("My tasks")),
    ("/me/security", _("How I sign in")),
    ("/me/notices", _("Notices")),
    ("/me/download", _("Download my data")),
    ("/me/delete", _("Delete my data")),
)
SITE = (
    ("/privacy", _("Privacy: who can see what")),
    ("/accessibility", _("Accessibility")),
    ("/languages", _("Languages")),
)
DEMO = (("/become", _("Come in as somebody")), ("/demo/mail", _("Read the mail it would have sent")))

KNOWN = frozenset(code for code, _name in settings.LANGUAGES)
Words = str | Promise


def name_of_language(code: str) -> str:
    """Returns what a language calls itself, as its speakers write it here."""
    return NAMES.get(code) or tongues.own_name(code)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor: one lazy object, so that a page pays only for what it shows."""
    return {"page": Page(request)}


def profile_of(request: HttpRequest) -> Profile | None:
    """Returns the alliance's settings, read once a request."""
    if not hasattr(request, "_profile"):
        request._profile = profiles.profile()  # type: ignore[attr-defined] # kept on the request for its length
    found: Profile | None = request._profile  # type: ignore[attr-defined] # set above
    return found


def languages_offered(request: HttpRequest) -> tuple[str, ...]:
    """The alliance's own choice, its default first."""
    kept = profile_of(request)
    chosen = tuple(code for code in (kept.languages if kept else ()) if code in KNOWN)
    return chosen or settings.COMPLETE_LANGUAGES


def theme_of(request: HttpRequest) -> Theme:
    kept = profile_of(request)
    return Theme(kept.primary_colour, kept.accent_colour) if kept else Theme()


def exists(address: str) -> bool:
    """Whether a page stands at an address, so that the shell never offers a dead link."""
    return _stands(address, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _stands(address: str, addresses: str) -> bool:
    try:
        resolve(address, addresses)
    except Resolver404:
        return False
    return True


class Page:
    """The shell's own words for one request."""

    has_actor = True
    is_fault = False

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @classmethod
    def of_fault(cls, request: HttpRequest) -> "Page":
        """The shell of a fault: the same bytes whatever address was asked for."""
        made = cls(request)
        made.has_actor, made.is_fault = False, True
        return made

    @classmethod
    def bare(cls) -> "Page":
        """The shell without anything out of the database."""
        made = cls(None)
        made.has_actor, made.is_fault = False, True
        return made

    @cached_property
    def language(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        return "rtl" if translation.get_language_bidi() else "ltr"

    @property
    def is_demo(self) -> bool:
        return bool(settings.IS_DEMO)

    @cached_property
    def name(self) -> str:
        """The alliance's name in the reader's language; the program's where there is none."""
        return self.alliance or "Answerable"

    @cached_property
    def alliance(self) -> str:
        root = networks.root() if self.request is not None else None
        return naming.network_name(root, self.language) if root else ""

    @cached_property
    def post(self) -> str:
        """The address that the alliance's mail comes from; empty where there is none."""
        kept = profile_of(self.request) if self.request is not None else None
        return kept.sender if kept else ""

    @cached_property
    def languages(self) -> list[Tongue]:
        offered = languages_offered(self.request) if self.request is not None else settings.COMPLETE_LANGUAGES
        return [
            Tongue(
                code,
                name_of_language(code),
                self._in(code),
                "rtl" if tongues.is_right_to_left(code) else "ltr",
                code == self.language,
            )
            for code in offered
        ]

    @cached_property
    def other_languages(self) -> list[Tongue]:
        return [one for one in self.languages if not one.is_current]

    @property
    def language_name(self) -> str:
        """What the page's own language calls itself."""
        return name_of_language(self.language)

    def _in(self, code: str) -> str:
        return f"?{self._asked}lang={code}"

    @cached_property
    def _asked(self) -> str:
        """What else the address asks, as it goes on in another language."""
        if self.is_fault or self.request is None or not self.request.GET:
            return ""
        query = self.request.GET.copy()
        query.pop("lang", None)
        return f"{query.urlencode()}&" if query else ""

    @cached_property
    def is_signed_in(self) -> bool:
        actor = getattr(self.request, "actor", None)
        return bool(actor and actor.is_known)

    @cached_property
    def my_name(self) -> str:
        actor = getattr(self.request, "actor", None)
        person = people.of_account(actor.account_id) if actor and self.has_actor else None
        return person.name if person else ""

    @cached_property
    def tongues(self) -> SafeString:
        return tongues_written(self.other_languages)

    @cached_property
    def nav(self) -> Ways:
        return self._links([*PROMISES, *ALLIANCE, *(MINE[:1] if self.is_signed_in else ())])

    @cached_property
    def help(self) -> Ways:
        """The way to help, on a phone in the menu; a line more at the top would crowd out the others on a screen."""
        return self._links([HELP, TELL])

    @cached_property
    def has_search(self) -> bool:
        """Every page has a field to search by, but for the page of search, whose field is larger."""
        return exists(SEARCH) and (self.is_fault or self.request is None or self.request.path_info != SEARCH)

    @cached_property
    def way_in(self) -> Ways:
        return self._links([SIGN_IN]) if self.request is not None and not self.is_signed_in else Ways()

    @cached_property
    def demo_links(self) -> Ways:
        return self._links(DEMO)

    @cached_property
    def footer(self) -> list[tuple[str, Ways]]:
        """The columns at the foot of public pages; one without a page yet is not shown."""
        return [
            (str(_("What we owe you")), self._links(PROMISES)),
            (str(_("The alliance")), self._links(ALLIANCE)),
            (str(_("You")), Ways((*self.help, *(self._links(MINE) if self.is_signed_in else self.way_in)))),
            (str(_("This site")), self._links(SITE)),
        ]

    @cached_property
    def foot_of_desk(self) -> Ways:
        return self._links([HELP, *MINE[1:], *SITE])

    @cached_property
    def change_place(self) -> str:
        return "/me" if exists("/me") else ""

    @cached_property
    def sign_out(self) -> str:
        return "/sign-out" if exists("/sign-out") else ""

    def _links(self, ways: Sequence[tuple[str, Words]]) -> Ways:
        here = "" if self.is_fault or self.request is None else self.request.path_info
        return Ways(
            Link(href, str(words), here == href or here.startswith(f"{href}/")) for href, words in ways if exists(href)
        )

    @cached_property
    def theme(self) -> str:
        """The address of the alliance's colours; empty where it keeps those of the house."""
        css = theme_of(self.request).css() if self.request is not None else ""
        return f"/theme.css?v={fingerprint(css.encode())}" if css else ""

    @cached_property
    def icon(self) -> str:
        """The address of the alliance's picture for the browser's tab; empty where it has none."""
        kept = profile_of(self.request) if self.request is not None else None
        return f"/icon.png?v={fingerprint(bytes(kept.icon))}" if kept and kept.icon else ""

    @cached_property
    def logo(self) -> str:
        kept = profile_of(self.request) if self.request is not None else None
        return f"/logo.png?v={fingerprint(bytes(kept.logo))}" if kept and kept.logo else ""


def fingerprint(what: bytes) -> str:
    return hashlib.sha256(what).hexdigest()[:16]
