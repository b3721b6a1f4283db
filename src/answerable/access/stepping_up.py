"""Dangerous acts ask again who is there: a fresh proof, no older than STEP_UP_MINUTES."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode


def is_demo() -> bool:
    return bool(settings.IS_DEMO)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def is_fresh(request: HttpRequest) -> bool:
    raise NotImplementedError


def to_step_up(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
