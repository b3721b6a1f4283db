"""Proving once more who one is, before something dangerous."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from answerable.kit.forms import Form

from .. import codes, guessing, keeping, passkeys, second_factor, signing_in
from ..doors import SIGNED_IN, opens
from ..forms import ConfirmPasswordForm, MailedCodeForm, PasskeyForm, RecoveryCodeForm, SecondFactorForm
from ..models import Account
from ..next_page import safe_next, wanted_page
from ..refusals import Unacceptable
from .answers import account_here, lead_to
from .sign_in import is_second_factor

PASSKEY, APP, RECOVERY, PASSWORD, MAIL = "passkey", "app", "recovery", "password", "mail"


@opens(SIGNED_IN)
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks for a passkey or the app's code; of those who have neither, for the password or a code by mail."""
    account = account_here(request)
    ways = ways_of(account)
    wanted = request.POST.get("way") or request.GET.get("way", "")
    way = wanted if wanted in ways else ways[0]
    if request.method == "POST" and "send" in request.POST and way == MAIL:
        signing_in.ask_for_code(request, email=account.email, purpose=codes.CONFIRM)
        return lead_to(request.get_full_path())
    form, prove = PROOFS[way]
    typed = form(request.POST if request.method == "POST" else None)
    if typed.is_valid() and prove(request, account, typed):
        record_authentication(request, account, method=way, reauthenticated=True)
        return lead_to(keeping.page_of_what_was_kept(request, account) or safe_next(wanted_page(request)))
    is_sent = bool(signing_in.asked_for(request, codes.CONFIRM))
    shown = {
        "form": typed,
        "way": way,
        "other_ways": [one for one in ways if one != way],
        "is_sent": is_sent,
        "next": wanted_page(request),
        "options": passkeys.begin_proving(request, passkeys.CONFIRM, account) if way == PASSKEY else "",
    }
    return render(request, "access/confirm.html", shown)


def ways_of(account: Account) -> list[str]:
    """Where there is a second factor nothing less proves it: a password that was guessed, or a mailbox, must not undo it."""
    has_passkey, has_app = passkeys.has_passkey(account), second_factor.has_app(account)
    has_none = not (has_passkey or has_app)
    has = {
        PASSKEY: has_passkey, APP: has_app, RECOVERY: has_passkey and not has_app,
        PASSWORD: has_none and account.has_usable_password(), MAIL: has_none,
    }  # fmt: skip
    return [way for way, is_there in has.items() if is_there]


def _by_passkey(request: HttpRequest, account: Account, form: Form) -> bool:
    if passkeys.prove(request, passkeys.CONFIRM, form.cleaned_data["credential"], account) == account:
        return True
    form.say_no(Unacceptable("wrong" if form.cleaned_data["credential"] else "empty"))
    return False


def _by_app(request: HttpRequest, account: Account, form: Form) -> bool:
    return is_second_factor(form, account)


def _by_password(request: HttpRequest, account: Account, form: Form) -> bool:
    if seconds := guessing.wait_before_password(request, account.email):
        form.say_no(Unacceptable("slow", field="password", seconds=seconds))
    elif (
        get_adapter(request).authenticate(request, email=account.email, password=form.cleaned_data["password"])
        == account
    ):
        guessing.password_was_right(request, account.email)
        return True
    else:
        form.say_no(Unacceptable("wrong", field="password"))
    return False


def _by_mail(request: HttpRequest, account: Account, form: Form) -> bool:
    if signing_in.redeem(request, form.cleaned_data["code"], purpose=codes.CONFIRM) == account:
        return True
    form.say_no(Unacceptable("wrong", field="code"))
    return False


PROOFS: dict[str, tuple[type[Form], Callable[[HttpRequest, Account, Form], bool]]] = {
    PASSKEY: (PasskeyForm, _by_passkey),
    APP: (SecondFactorForm, _by_app),
    RECOVERY: (RecoveryCodeForm, _by_app),
    PASSWORD: (ConfirmPasswordForm, _by_password),
    MAIL: (MailedCodeForm, _by_mail),
}
