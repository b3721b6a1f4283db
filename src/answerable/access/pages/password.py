"""A new password for who lost theirs: by a code that is mailed, not by a link that signs in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions, codes, signing_in
from ..actors import Actor
from ..doors import ANYONE, opens
from ..forms import EmailForm, ResetForm
from ..models import Account
from ..refusals import Unacceptable
from .answers import lead_to


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
    """Takes the code and the new password; one signs in with it afterwards, second factor included."""
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
            messages.success(request, _("Your new password is set. Sign in with it."))
            return lead_to(reverse("sign_in"))
    return render(request, "access/password_new.html", {"form": form, "email": email, "minutes": codes.MINUTES})
