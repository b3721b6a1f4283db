"""What people do in a browser, in one line each."""

from django.http import HttpResponse
from django.test import Client

from answerable.access.models import Account

from .conftest import PASSWORD


def sign_in(browser: Client, account: Account, password: str = PASSWORD, *, goes_to: str = "") -> HttpResponse:
    address = f"/sign-in?next={goes_to}" if goes_to else "/sign-in"
    return browser.post(address, {"way": "password", "email": account.email, "password": password})  # type: ignore[return-value] # the client's own kind of answer


def is_in(browser: Client) -> bool:
    return bool(browser.get("/t/who").content != b"nobody")
