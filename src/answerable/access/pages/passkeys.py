"""Passkeys: adding, naming, removing, and coming in with one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions, passkeys, second_factor, signing_in
from ..doors import ANYONE, Door, actor_of, opens
from ..forms import NewPasskeyForm, PasskeyForm, PasskeyNameForm, RemovalForm
from ..next_page import safe_next, wanted_page
from ..refusals import Hidden, Unacceptable
from .answers import account_here, found_again, lead_to, session_here

PROVED = Door("signed in, freshly proved", step_up=True)


@opens(ANYONE)
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Signs in by a passkey alone: no address is typed, and nothing that slows passwords down slows this."""
    if actor_of(request).is_known:
        return lead_to(safe_next(wanted_page(request)))
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        account = passkeys.prove(request, passkeys.SIGN_IN, form.cleaned_data["credential"])
        if account is not None:
            found_again(account)
            return signing_in.by_passkey(request, account, next_page=safe_next(wanted_page(request)))
        say_why(form)
    options = passkeys.begin_proving(request, passkeys.SIGN_IN)
    shown = {"form": form, "options": options, "next": wanted_page(request)}
    return render(request, "access/sign_in_passkey.html", shown)


def say_why(form: PasskeyForm) -> None:
    """Says that the passkey was not taken, or that nothing came since no script ran."""
    form.say_no(Unacceptable("wrong" if form.cleaned_data["credential"] else "empty"))


@opens(PROVED)
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Takes a passkey that the device just made, under a name."""
    account = account_here(request)
    form = NewPasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        had_any = second_factor.has_any(account.pk)
        try:
            new = passkeys.made(request, account, form.cleaned_data["credential"])
            if new is None:
                raise Unacceptable("wrong" if form.cleaned_data["credential"] else "empty")
            actions.add_passkey(
                by=actor_of(request),
                account=account,
                name=form.cleaned_data["name"],
                new=new,
                keep=session_here(request),
            )
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            messages.success(request, _("The passkey is added. Your other sessions have ended."))
            return lead_to(reverse("security" if had_any else "recovery_codes"))
    options = passkeys.begin_adding(request, account)
    shown = {
        "form": form, "options": options, "is_first": not second_factor.has_any(account.pk),
        "needs_app": not second_factor.has_app(account),
    }  # fmt: skip
    return render(request, "access/add_passkey.html", shown)


@opens(PROVED)
def rename_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = PasskeyNameForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_valid():
        try:
            actions.rename_passkey(
                by=actor_of(request), account=account_here(request), pk=pk, name=form.cleaned_data["name"]
            )
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            messages.success(request, _("The name is kept."))
            return lead_to(reverse("security"))
    return render(request, "access/rename_passkey.html", {"form": form, "passkey": found})


@opens(PROVED)
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    found, account = _own(request, pk), account_here(request)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.remove_passkey(by=actor_of(request), account=account, pk=pk, keep=session_here(request))
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            messages.success(request, _("The passkey is removed. Your other sessions have ended."))
            return lead_to(reverse("security"))
    shown = {"form": form, "passkey": found, "is_last": second_factor.is_last(account)}
    return render(request, "access/remove_passkey.html", shown)


def _own(request: HttpRequest, pk: int) -> passkeys.Passkey:
    found = next((one for one in passkeys.listed(account_here(request)) if one.pk == pk), None)
    if found is None:
        raise Hidden
    return found
