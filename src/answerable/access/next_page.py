"""Where to go after signing in or proving who one is: only ever to a page of this site."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(wanted: str, *, otherwise: str = "") -> str:
    """Returns an address of this site as it was wanted, else the one to go to otherwise."""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise or str(settings.LOGIN_REDIRECT_URL)


def wanted_page(request: HttpRequest) -> str:
    return request.GET.get("next", "")
