"""Typing the code that shows that an address is one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .. import codes, proving
from ..doors import ANYONE, opens
from ..forms import MailedCodeForm
from ..refusals import Unacceptable
from .answers import lead_to


@opens(ANYONE)
def prove(request: HttpRequest) -> HttpResponse:
    """The code from the mail, the same page for every address. Five tries; then one begins anew."""
    if not proving.pending(request):
        return lead_to("/")
    if request.method == "POST" and request.POST.get("way") == "again":
        _again(request)
        return lead_to(request.path)
    form = MailedCodeForm(request.POST or None)
    if form.is_valid():
        onward = proving.redeem(request, form.cleaned_data["code"])
        if onward:
            return lead_to(onward)
        if not proving.pending(request):
            messages.warning(request, _("That were five wrong codes. Ask for another one."))
            return lead_to(proving.where_it_began(request))
        form.say_no(Unacceptable("wrong", field="code"))
    return render(
        request, "access/prove.html", {"form": form, "email": proving.shown(request), "minutes": codes.MINUTES}
    )


def _again(request: HttpRequest) -> None:
    if proving.again(request):
        messages.info(request, _("If you asked for several codes, each of them works until one is used."))
    else:
        messages.warning(request, _("Several codes are on their way already. Wait a few minutes before you ask again."))
