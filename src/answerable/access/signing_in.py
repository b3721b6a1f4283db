"""The ways in: a password, a mailed code, a passkey, and in the demonstration a click."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.safestring import SafeString

from . import codes, guessing
from .adapters import sign_in
from .models import Account
from .refusals import Hidden

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
PENDING = "asked_for_code"

_demo_list: list[Callable[[HttpRequest], SafeString]] = []


def show_in_demo(draw: Callable[[HttpRequest], SafeString]) -> None:
    """Called once by whoever draws the people one can become, for the side of the sign-in page."""
    _demo_list[:] = [draw]


def demo_list(request: HttpRequest) -> SafeString:
    return _demo_list[0](request) if _demo_list and is_demo_here(request) else SafeString("")


def is_demo_here(request: HttpRequest) -> bool:
    """Whether one may become somebody with a click: in the demonstration, and on this very machine only."""
    try:
        host, _port = split_domain_port(request.get_host())
    except DisallowedHost:
        return False
    return bool(settings.IS_DEMO) and host in LOOPBACK


def sign_in_as_demo(request: HttpRequest, account: Account) -> HttpResponse:
    """Signs in as one of the invented people; outside the demonstration this does not exist."""
    from allauth.account.internal.flows.login import record_authentication

    if not is_demo_here(request) or not account.is_active:
        raise Hidden
    adapter = get_adapter(request)
    request.session.flush()
    record_authentication(request, account, method="demo")
    adapter.login(request, account)
    answer: HttpResponse = adapter.post_login(request, account, redirect_url=None)
    return answer


def by_password(request: HttpRequest, *, email: str, password: str, next_page: str) -> HttpResponse | None:
    """Signs in, or returns None where address and password do not belong together; `guessing` was asked before."""
    account = get_adapter(request).authenticate(request, email=email, password=password)
    if account is None:
        return None
    guessing.password_was_right(request, email)
    return sign_in(request, account, way="password", next_page=next_page)


def ask_for_code(request: HttpRequest, *, email: str, purpose: str) -> None:
    """Mails a code if there is an account, and remembers in this browser that one was asked for."""
    codes.mail_code(request, email=email, purpose=purpose)
    request.session[PENDING] = {"email": email, "purpose": purpose, "tries": codes.TRIES_OF_A_BROWSER}


def asked_for(request: HttpRequest, purpose: str) -> str:
    """Returns the address a code was asked for in this browser; empty where none was, or all tries are used."""
    pending = request.session.get(PENDING) or {}
    return str(pending["email"]) if pending.get("purpose") == purpose and pending["tries"] > 0 else ""


def redeem(request: HttpRequest, typed: str, *, purpose: str) -> Account | None:
    """Returns the account whose code was typed, once; a wrong code costs this browser one of its tries."""
    email = asked_for(request, purpose)
    account = codes.account_of(email) if email else None
    if account and codes.redeem(account, purpose, typed):
        del request.session[PENDING]
        return account
    if email:
        pending = request.session[PENDING]
        request.session[PENDING] = {**pending, "tries": pending["tries"] - 1}
    return None


def by_code(request: HttpRequest, account: Account, *, next_page: str) -> HttpResponse:
    return sign_in(request, account, way="code", next_page=next_page)


def by_passkey(request: HttpRequest, account: Account, *, next_page: str) -> HttpResponse:
    """Signs in whoever a passkey alone has proved: it stands for both steps, since its device asked who holds it."""
    from allauth.account.internal.flows.login import perform_login, record_authentication
    from allauth.account.models import Login

    record_authentication(request, account, method="mfa", type="webauthn", passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=next_page))
    return answer


def by_service(request: HttpRequest, account: Account, *, next_page: str) -> HttpResponse:
    """Signs in whom the operator's service named; a second factor of ours is asked for as after a password."""
    return sign_in(request, account, way="elsewhere", next_page=next_page)
