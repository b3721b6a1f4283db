"""One visit at the raising door: in memory alone, found by a cookie that ends with the browser."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from answerable.vault import visits

KIND, PAGE = "raiser", "raiser_page"
LENGTH = 43  # of a token: nobody who sends another one ever had a visit


def cookie_name() -> str:
    """Returns a name that says nothing of what it is for."""
    return "__Host-notes" if settings.HTTPS else "notes"


@dataclass
class Visit:
    """What somebody has open; without a token they have not begun.

    `is_again`: this page was sent once before. `not_taken`: what was typed came from a page of another visit. `before`: the body as it was last found or kept.
    `leads_to`: the token of a page that waits alone, for whoever has no visit any more.
    """

    token: str = field(default="", repr=False)
    body: dict[str, Any] = field(default_factory=dict, repr=False)
    had_cookie: bool = False
    is_again: bool = False
    not_taken: bool = False
    to_forget: bool = False
    before: dict[str, Any] = field(default_factory=dict, repr=False)
    leads_to: str = field(default="", repr=False)

    @classmethod
    def of(cls, request: HttpRequest) -> "Visit":
        """Returns the visit of a request; an empty one where there is none, or it rested too long."""
        token = request.COOKIES.get(cookie_name(), "")
        if not token:
            return cls()
        body = _used(token)
        if body is None:
            visits.end(PAGE, token)
            return cls(had_cookie=True, to_forget=True)
        return cls(token, body, had_cookie=True, before=deepcopy(body))

    @staticmethod
    def page_of(request: HttpRequest) -> dict[str, Any] | None:
        """Returns the page that waits for whoever asks, and notes that their visit is in use; reading where none waits notes nothing."""
        token, most = request.COOKIES.get(cookie_name(), ""), settings.PAGE_SECONDS
        page = visits.find(PAGE, token, idle=most, longest=most) if token else None
        if page is not None:
            _used(token)
        return page

    @property
    def is_begun(self) -> bool:
        return bool(self.token)

    def begin(self, **body: Any) -> None:
        """Begins anew; whatever was open before is gone."""
        self.end()
        self.body, self.to_forget = dict(body), False
        self.token, self.before = visits.begin(KIND, self.body), deepcopy(self.body)

    def save(self) -> None:
        """Keeps what was changed in the body, until the visit ends; what another request changed meanwhile stays."""
        if self.is_begun:
            visits.change(KIND, self.token, self.body, since=self.before)
            self.before = deepcopy(self.body)

    def end(self) -> None:
        """Ends it: nothing of it is left in memory, and the browser is told to forget the cookie."""
        if self.is_begun:
            visits.end(KIND, self.token)
            visits.end(PAGE, self.token)
        self.token, self.body, self.to_forget = "", {}, self.had_cookie

    def new_page(self) -> str:
        """Returns the token of a page that is about to be shown; its forms carry it as `once`."""
        self.save()
        return visits.new_page(KIND, self.token)

    def knows(self, once: str) -> bool:
        """Whether a page was shown in this visit: a form from anywhere else cannot name it."""
        return visits.is_page(KIND, self.token, once)

    def as_seen(self, sent: QueryDict) -> "Visit":
        """Returns it to whoever comes from a page of it, and no visit to whoever comes from the first page, which anybody can open.

        What cannot be read was not sent by a form of the first page.
        """
        return self if not sent or (self.is_begun and self.knows(sent.get("once", ""))) else Visit()

    def is_first(self, once: str) -> bool:
        """Whether a page is sent for the first time, also where it is sent twice at once."""
        return visits.is_first(KIND, self.token, once)

    def lay_page(self, page: dict[str, Any]) -> None:
        """Lays a page down to be read next; where the visit was ended meanwhile, nothing of it."""
        if not self.is_begun:
            self.leads_to = visits.begin(PAGE, page)
        elif not visits.lay_beside(PAGE, self.token, page, of=KIND):
            self.token, self.to_forget = "", True

    def stamp(self, response: HttpResponseBase) -> None:
        """Lets the browser keep or forget the cookie: with the browser it ends, and no script reads it."""
        kept: dict[str, Any] = {"httponly": True, "samesite": "Strict", "secure": settings.HTTPS, "path": "/"}
        if self.is_begun or self.leads_to:
            response.set_cookie(cookie_name(), self.token or self.leads_to, **kept)
        elif self.to_forget:
            response.set_cookie(cookie_name(), "", max_age=0, **kept)


def _used(token: str) -> dict[str, Any] | None:
    longest = settings.RAISER_HOURS * 3600
    return visits.find(KIND, token, idle=settings.VISIT_IDLE_SECONDS[KIND], longest=longest)
