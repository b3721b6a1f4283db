"""How I sign in: password, app, recovery codes, open sessions."""

import io
from uuid import UUID

import segno
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import actions, lost_factor, passkeys, required, second_factor
from ..doors import SIGNED_IN, Door, actor_of, opens
from ..forms import AppForm, NewPasswordForm, RemovalForm
from ..models import OpenIdLink, Session
from ..openid.issuer import offered_here
from ..refusals import Hidden, Unacceptable
from .answers import account_here, lead_to, session_here

PROVED = Door("signed in, freshly proved", step_up=True)
NEW_APP = "app_being_set_up"


@opens(SIGNED_IN)
def security(request: HttpRequest) -> HttpResponse:
    account = account_here(request)
    shown = {
        "sessions": Session.objects.filter(account=account)
        .only("id", "opened_on", "seen_at")
        .order_by("-opened_on", "-seen_at"),
        "here": session_here(request),
        "has_password": account.has_usable_password(),
        "has_app": second_factor.has_app(account),
        "passkeys": passkeys.listed(account),
        "has_any": second_factor.has_any(account.pk),
        "codes_left": second_factor.recovery_codes_left(account),
        "email": account.email,
        "lost": lost_factor.open_of(account.pk),
        "elsewhere": offered_here(request),
        "link": OpenIdLink.objects.filter(account=account).first(),
        "task": required.task_of(actor_of(request)),
        "reset_on": account.reset_on,
    }
    return render(request, "access/security.html", shown)


@opens(PROVED)
def change_password(request: HttpRequest) -> HttpResponse:
    """Sets a new password; every other session of the account ends."""
    account = account_here(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.change_password(
                by=actor_of(request),
                account=account,
                password=form.cleaned_data["new_password"],
                keep=session_here(request),
            )
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Your password is changed. All your other sessions have ended."))
            return lead_to(reverse("security"))
    return render(request, "access/change_password.html", {"form": form, "email": account.email})


@opens(PROVED)
def add_app(request: HttpRequest) -> HttpResponse:
    """Shows the secret as a picture and as letters, and takes the first code; afterwards it is never shown again."""
    account = account_here(request)
    if second_factor.has_app(account):
        return lead_to(reverse("security"))
    if NEW_APP not in request.session:
        request.session[NEW_APP] = second_factor.new_secret()
    secret = str(request.session[NEW_APP])
    form = AppForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            had_any = second_factor.has_any(account.pk)
            actions.add_second_factor(
                by=actor_of(request), account=account, secret=secret, code=form.cleaned_data["code"],
                keep=session_here(request),
            )  # fmt: skip
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            del request.session[NEW_APP]
            if had_any:  # the recovery codes are there already
                messages.success(request, _("The app is set up. Your other sessions have ended."))
            return lead_to(reverse("security" if had_any else "recovery_codes"))
    in_fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "access/add_app.html", {"form": form, "secret": in_fours})


@opens(PROVED)
def app_picture(request: HttpRequest) -> HttpResponse:
    """The secret of the app that is being set up, as a picture to be scanned."""
    secret = request.session.get(NEW_APP)
    if not secret:
        raise Hidden
    address = get_second_factor_adapter().build_totp_url(account_here(request), secret)
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=5, border=4)
    return HttpResponse(picture.getvalue(), content_type="image/png")


@opens(PROVED)
def remove_app(request: HttpRequest) -> HttpResponse:
    account = account_here(request)
    if not second_factor.has_app(account):
        return lead_to(reverse("security"))
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.remove_second_factor(by=actor_of(request), account=account, keep=session_here(request))
        except Unacceptable as refusal:
            form.say_no(refusal)
        else:
            messages.success(request, _("The app is removed. Your other sessions have ended."))
            return lead_to(reverse("security"))
    shown = {"form": form, "is_last": second_factor.is_last(account)}
    return render(request, "access/remove_app.html", shown)


@opens(PROVED)
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shows new recovery codes until the person says that they kept them; makes others when asked to."""
    account = account_here(request)
    if not second_factor.has_any(account.pk):
        return lead_to(reverse("security"))
    if request.method == "POST" and "codes_kept" in request.POST:
        second_factor.recovery_codes_kept(account)
        messages.success(request, _("Your sign-in now has a second step."))
        return lead_to(reverse("security"))
    if request.method == "POST":
        actions.renew_recovery_codes(by=actor_of(request), account=account)
        return lead_to(reverse("recovery_codes"))
    shown = {"codes": second_factor.recovery_codes_to_show(account), "left": second_factor.recovery_codes_left(account)}
    return render(request, "access/recovery_codes.html", shown)


@opens(SIGNED_IN)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends one other session, or all the others."""
    account, here = account_here(request), session_here(request)
    only = _session_named(request.POST.get("session", ""))
    if "all" in request.POST:
        actions.end_sessions(by=actor_of(request), account=account, keep=here)
    elif only and only != here:
        actions.end_sessions(by=actor_of(request), account=account, only=only)
    else:
        return lead_to(reverse("security"))
    messages.success(request, _("Ended. Whoever was signed in there must sign in again."))
    return lead_to(reverse("security"))


def _session_named(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
