"""A second factor that is lost: asking for its removal at the door, stopping it there or from inside."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import actions, lost_factor, required
from ..actors import Actor
from ..doors import ANYONE, SIGNED_IN, actor_of, opens
from ..forms import LostFactorForm
from ..models import Account
from ..refusals import Unacceptable
from .answers import account_here, lead_to


@opens(ANYONE)
@login_stage_required(stage="mfa_authenticate", redirect_urlname="sign_in")  # type: ignore[untyped-decorator] # allauth has no types
def lost(request: HttpRequest) -> HttpResponseBase:
    """For who passed the first step and cannot pass the second: asks for its removal, says how it stands, stops it."""
    stage: Any = request._login_stage  # type: ignore[attr-defined] # set by login_stage_required
    account: Account = stage.login.user
    form = LostFactorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _answer(Actor(account_id=account.pk), account, stops="stop" in request.POST)
        except Unacceptable as refusal:
            form.say_no(refusal)
    found = lost_factor.open_of(account.pk)
    shown = {
        "form": form, "lost": found, "confirmed": len(lost_factor.confirmed_by(found)) if found else 0,
        "can_ask": lost_factor.can_be_confirmed(account), "hours": required.rules().wait_hours,
        "days": lost_factor.DAYS_OPEN,
    }  # fmt: skip
    return render(request, "access/lost_factor.html", shown)


def _answer(by: Actor, account: Account, *, stops: bool) -> HttpResponse:
    found = lost_factor.open_of(account.pk)
    if not stops:
        actions.ask_to_remove_factor(by=by, account=account)
    elif found:
        actions.stop_removal(by=by, lost=found)
    return lead_to(reverse("lost_factor"))


@opens(SIGNED_IN)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stops what somebody asked for at the door in this person's name."""
    found = lost_factor.open_of(account_here(request).pk)
    if found:
        actions.stop_removal(by=actor_of(request), lost=found)
        messages.success(request, _("Stopped. Your second step stays as it is."))
    return lead_to(reverse("security"))
