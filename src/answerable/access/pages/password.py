"""A new password for who lost theirs: by a code that is mailed, not by a link that signs in."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions, codes, other_ways, signing_in
from ..actors import Actor
from ..doors import ANYONE, Door, actor_of, opens
from ..forms import EmailForm, RemovalForm, ResetForm
from ..models import Account
from ..next_page import safe_next, wanted_page
from ..openid.issuer import configured
from ..refusals import Hidden, Unacceptable
from .answers import account_here, lead_to, session_here

PROVED = Door("signed in, freshly proved", step_up=True)


@opens(ANYONE)
def password_reset(request: HttpRequest) -> HttpResponse:
    """Asks for the address; the answer is the same whether it has an account or not."""
    form = EmailForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        signing_in.ask_for_code(request, email=form.cleaned_data["email"], purpose=codes.RESET)
        return lead_to(reverse("password_new"))
    return render(request, "access/password_reset.html", {"form": form})


@opens(ANYONE)
def password_new(request: HttpRequest) -> HttpResponse:
    """Takes the code and the new password, and lets in as a mailed code does: the second factor is asked for first.

    Then the person sees what else opens their account.
    """
    email = signing_in.asked_for(request, codes.RESET)
    if not email:
        return lead_to(reverse("password_reset"))
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.require_good_password(form.cleaned_data["new_password"], Account(email=email))
            account = signing_in.redeem(request, form.cleaned_data["code"], purpose=codes.RESET)
            if account is None:
                raise Unacceptable("wrong", field="code")
            actions.reset_password(
                by=Actor(account_id=account.pk), account=account, password=form.cleaned_data["new_password"]
            )
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            messages.success(request, _("Your new password is set. All your sessions have ended."))
            return signing_in.by_code(request, account, next_page=safe_next(""))
    return render(request, "access/password_new.html", {"form": form, "email": email, "minutes": codes.MINUTES})


@opens(PROVED)
def after_reset(request: HttpRequest) -> HttpResponse:
    """What else opens an account whose password was reset: each goes with one button, and what stays is said to stay."""
    account = account_here(request)
    if account.reset_on is None:
        return lead_to(reverse("security"))
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if "leave" in request.POST:
        return _left(request, account)
    if form.is_valid():
        try:
            where = _remove(request, account, request.POST.get("remove", ""))
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            return lead_to(where or request.get_full_path())
    ways = other_ways.of(account, here=session_here(request))
    service = configured()
    return render(
        request, "access/after_reset.html", {"form": form, "ways": ways, "service": service.name if service else "", "day": account.reset_on}
    )  # fmt: skip


def _remove(request: HttpRequest, account: Account, what: str) -> str:
    """Removes one way in; returns the page that shows what has come in its place, if anything has."""
    by, here = actor_of(request), session_here(request)
    kind, _colon, pk = what.partition(":")
    if kind == "passkey" and pk.isdecimal():
        with suppress(Hidden):  # pressed twice: it is gone
            actions.remove_passkey(by=by, account=account, pk=int(pk[:18]), keep=here)
    elif kind == "app":
        actions.remove_second_factor(by=by, account=account, keep=here)
    elif kind == "link":
        actions.unlink_elsewhere(by=by, account=account)
    elif kind == "sessions":
        actions.end_sessions(by=by, account=account, keep=here)
    elif kind == "codes":
        actions.renew_recovery_codes(by=by, account=account)
        return reverse("recovery_codes")
    else:
        return ""
    messages.success(request, _("Removed: it opens nothing any more."))
    return ""


def _left(request: HttpRequest, account: Account) -> HttpResponse:
    actions.leave_other_ways(by=actor_of(request), account=account)
    return lead_to(safe_next(wanted_page(request)))
