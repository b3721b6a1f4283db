"""Coming in and going out."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from answerable.kit.forms import Form

from .. import codes, guessing, keeping, other_ways, passkeys, second_factor, signing_in
from ..doors import ANYONE, SIGNED_IN, actor_of, opens
from ..forms import EmailForm, MailedCodeForm, PasskeyForm, RecoveryCodeForm, SecondFactorForm, SignInForm
from ..models import Account
from ..next_page import safe_next, wanted_page
from ..openid.issuer import offered_here
from ..refusals import Unacceptable
from .answers import account_here, found_again, lead_to
from .passkeys import say_why


@opens(ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """First the address, then a password or a code by mail: the same for every address, known or not."""
    if actor_of(request).is_known:
        return lead_to(safe_next(wanted_page(request)))
    way = request.POST.get("way", "")
    if request.method != "POST":
        return _first_step(request, EmailForm())
    if way == "password":
        return _by_password(request)
    typed = EmailForm(request.POST)
    if not typed.is_valid():
        return _first_step(request, typed)
    email = str(typed.cleaned_data["email"])
    if way == "code":
        signing_in.ask_for_code(request, email=email, purpose=codes.SIGN_IN)
        return lead_to(_with_next(request, reverse("sign_in_code")))
    return _second_step(request, SignInForm(initial={"email": email}), email)


def _by_password(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _second_step(request, form, request.POST.get("email", ""))
    email = str(form.cleaned_data["email"])
    if seconds := guessing.wait_before_password(request, email):
        form.say_no(Unacceptable("slow", field="password", seconds=seconds))
        return _second_step(request, form, email)
    answer = signing_in.by_password(
        request, email=email, password=form.cleaned_data["password"], next_page=safe_next(wanted_page(request))
    )
    if answer is None:
        form.say_no(Unacceptable("wrong", field="password"))
        return _second_step(request, form, email)
    return answer


def _first_step(request: HttpRequest, form: EmailForm) -> HttpResponse:
    return render(
        request,
        "access/sign_in.html",
        {
            "form": form,
            "after": request.GET.get("after", ""),
            "demo_list": signing_in.demo_list(request),
            "next": wanted_page(request),
            "elsewhere": _elsewhere(request),
        },
    )


def _elsewhere(request: HttpRequest) -> str:
    service = offered_here(request)
    return service.name if service else ""


def _second_step(request: HttpRequest, form: SignInForm, email: str) -> HttpResponse:
    return render(request, "access/sign_in_password.html", {"form": form, "email": email})


def _with_next(request: HttpRequest, address: str) -> str:
    wanted = wanted_page(request)
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


@opens(ANYONE)
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail. Five tries in one browser; then one asks for another code."""
    email = signing_in.asked_for(request, codes.SIGN_IN)
    if actor_of(request).is_known or not email:
        return lead_to(_with_next(request, reverse("sign_in")))
    if request.method == "POST" and request.POST.get("way") == "again":
        codes.mail_code(request, email=email, purpose=codes.SIGN_IN)
        messages.info(request, _("If you asked for several codes, each of them works until one is used."))
        return lead_to(request.get_full_path())
    form = MailedCodeForm(request.POST or None)
    if form.is_valid():
        account = signing_in.redeem(request, form.cleaned_data["code"], purpose=codes.SIGN_IN)
        if account is not None:
            return signing_in.by_code(request, account, next_page=safe_next(wanted_page(request)))
        if not signing_in.asked_for(request, codes.SIGN_IN):
            messages.warning(request, _("That were five wrong codes. Ask for another one."))
            return lead_to(_with_next(request, reverse("sign_in")))
        form.say_no(Unacceptable("wrong", field="code"))
    return render(request, "access/sign_in_code.html", {"form": form, "email": email, "minutes": codes.MINUTES})


@opens(ANYONE)
@login_stage_required(stage="mfa_authenticate", redirect_urlname="sign_in")  # type: ignore[untyped-decorator] # allauth has no types
def sign_in_second_factor(request: HttpRequest) -> HttpResponseBase:
    """The second step of those who have one: a passkey, the app’s code, or a recovery code."""
    stage: Any = request._login_stage  # type: ignore[attr-defined] # set by login_stage_required
    account: Account = stage.login.user
    by_passkey = request.method == "POST" and request.POST.get("way") == "passkey"
    of_passkey = PasskeyForm(request.POST if by_passkey else None)
    typed = code_form(account)(request.POST if request.method == "POST" and not by_passkey else None)
    if (of_passkey.is_valid() and _is_passkey(request, of_passkey, account)) or (
        typed.is_valid() and is_second_factor(typed, account)
    ):
        found_again(account)
        record_authentication(request, account, method="mfa")
        answer: HttpResponseBase = stage.exit()
        return answer
    has_passkey = passkeys.has_passkey(account)
    shown = {
        "form": of_passkey if by_passkey else typed, "typed": typed, "of_passkey": of_passkey, "has_passkey": has_passkey,
        "options": passkeys.begin_proving(request, passkeys.SECOND, account) if has_passkey else "",
        "ways": other_ways.of(account) if account.reset_on else None,
    }  # fmt: skip
    return render(request, "access/second_factor.html", shown)


def code_form(account: Account) -> type[SecondFactorForm]:
    """Returns the form for what can be typed: codes of the app, or recovery codes alone."""
    return SecondFactorForm if second_factor.has_app(account) else RecoveryCodeForm


def _is_passkey(request: HttpRequest, form: PasskeyForm, account: Account) -> bool:
    if passkeys.prove(request, passkeys.SECOND, form.cleaned_data["credential"], account) == account:
        return True
    say_why(form)
    return False


def is_second_factor(form: Form, account: Account) -> bool:
    if seconds := second_factor.wait_before(account):
        form.say_no(Unacceptable("slow", field="code", seconds=seconds))
    elif second_factor.prove(account, form.cleaned_data["code"]):
        return True
    else:
        form.say_no(Unacceptable("wrong", field="code"))
    return False


@opens(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this session and says so; what the browser kept of the pages it may forget."""
    logout(request)
    answer = lead_to(f"{reverse('sign_in')}?after=out")  # not a message: it would need a session again
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@opens(SIGNED_IN)
def sent_again(request: HttpRequest) -> HttpResponse:
    """What a form held when its session ended, to be sent once more."""
    kept = keeping.what_was_kept(request, account_here(request))
    if kept is None:
        return lead_to(safe_next(""))
    return render(request, "access/sent_again.html", {"kept": kept, "shown": keeping.readable(kept)})
