"""One visit at the raising door: in memory alone, found by a cookie that ends with the browser."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from answerable.vault import visits

KIND = "raiser"


def cookie_name() -> str:
    """Returns a name that says nothing of what it is for."""
    return "__Host-notes" if settings.HTTPS else "notes"


@dataclass
class Visit:
    """What somebody has open; without a token they have not begun.

    `is_again`: this page was sent once before. `before`: the body as it was last found or kept.
    """

    token: str = field(default="", repr=False)
    body: dict[str, Any] = field(default_factory=dict, repr=False)
    had_cookie: bool = False
    is_again: bool = False
    to_forget: bool = False
    before: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, request: HttpRequest) -> "Visit":
        """Returns the visit of a request; an empty one where there is none, or it rested too long."""
        token = request.COOKIES.get(cookie_name(), "")
        if not token:
            return cls()
        longest = settings.RAISER_HOURS * 3600
        body = visits.find(KIND, token, idle=settings.VISIT_IDLE_SECONDS[KIND], longest=longest)
        if body is None:
            return cls(had_cookie=True, to_forget=True)
        return cls(token, body, had_cookie=True, before=deepcopy(body))

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
        self.token, self.body, self.to_forget = "", {}, self.had_cookie

    def new_page(self) -> str:
        """Returns the token of a page that is about to be shown; its forms carry it as `once`."""
        self.save()
        return visits.new_page(KIND, self.token)

    def knows(self, once: str) -> bool:
        """Whether a page was shown in this visit: a form from anywhere else cannot name it."""
        return visits.is_page(KIND, self.token, once)

    def is_first(self, once: str) -> bool:
        """Whether a page is sent for the first time, also where it is sent twice at once."""
        return visits.is_first(KIND, self.token, once)

    def stamp(self, response: HttpResponseBase) -> None:
        """Lets the browser keep or forget the cookie: with the browser it ends, and no script reads it."""
        kept: dict[str, Any] = {"httponly": True, "samesite": "Strict", "secure": settings.HTTPS, "path": "/"}
        if self.is_begun:
            response.set_cookie(cookie_name(), self.token, **kept)
        elif self.to_forget:
            response.set_cookie(cookie_name(), "", max_age=0, **kept)
