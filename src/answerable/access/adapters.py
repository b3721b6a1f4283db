"""What allauth asks us: limits of our own, no open sign-up, one more step at sign-in, secrets sealed by the vault."""

import base64
import threading
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from answerable import vault

from . import keeping, known_browsers
from .models import Account
from .next_page import safe_next

HASHES_AT_ONCE = 2  # a password hash takes 100 MB for a quarter of a second: more at once would stop the rest
_slots = threading.BoundedSemaphore(HASHES_AT_ONCE)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: `guessing` has been asked, by the account and never by the address a request came from."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Returns the account whose password this is; one that is disabled is answered like a wrong password."""
        self._login_failed_rl_usage = None
        with _slots:
            found = super().authenticate(request, **credentials)
        return found if isinstance(found, Account) and found.is_active else None

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return ""  # never read: no limit is kept by it and no mail tells it

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return HttpResponseRedirect("/sign-in")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        """Leads on to where the person wanted to go, or to what they had written when their session ended.

        After a reset of the password they see first what else opens their account.
        """
        assert isinstance(user, Account)  # noqa: S101 - for the type checker
        wanted = keeping.page_of_what_was_kept(request, user) or safe_next(str(told["redirect_url"] or ""))
        if user.reset_on:
            wanted = f"{reverse('after_reset')}?{urlencode({'next': wanted})}"
        response = HttpResponseRedirect(wanted)
        response.status_code = 303
        known_browsers.remember(request, response, user.email)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    PURPOSE = "access.second_factor"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(vault.seal(self.PURPOSE, text.encode())).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(self.PURPOSE, base64.b64decode(encrypted_text)).decode()


def sign_in(request: HttpRequest, account: Account, *, way: str, next_page: str) -> HttpResponse:
    """Signs an account in that proved itself, or leads on to its second factor first."""
    from allauth.account.internal.flows.login import perform_login, record_authentication

    record_authentication(request, account, method=way)
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=next_page))
    return answer
