"""The first run by page: open until the alliance is set up, and only to whoever holds the set-up code."""

import hmac

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.actions.branding import Branding, show_look
from answerable.alliance.actions.setting_up import FirstPerson, set_mail, set_up_alliance
from answerable.alliance.models import Profile
from answerable.alliance.pages.branding import checked_logo
from answerable.alliance.queries.profile import profile
from answerable.conduct.actions.content import take_in_all
from answerable.notices.mail import send_test

from ..settings import paths
from .forms import BeginForm
from .keeping import kept

SETUP_CODE = "setup_code"


def setup_code() -> str:
    """Returns the code that the console prints; it lies in the secrets folder until the alliance is set up."""
    return paths.secret(SETUP_CODE, size=10)


@transaction.atomic
def _set_up(form: BeginForm, logo: bytes) -> Profile:
    """The whole alliance or nothing of it."""
    typed, by = form.cleaned_data, Actor.of_system("first run")
    first = FirstPerson(typed["person"], typed["email"], typed["password"])
    made = set_up_alliance(
        by=by, name=typed["name"], languages=form.chosen(), time_zone=typed["time_zone"], first=first
    )
    if typed["primary"] or typed["accent"] or logo:
        show_look(by=by, look=Branding(typed["primary"], typed["accent"], logo=logo))
    if typed["address"]:
        set_mail(by=by, profile=made, address=typed["address"], sender=typed["sender"])
    take_in_all(by=by)
    return made


@opens(ANYONE)
def begin(request: HttpRequest) -> HttpResponseBase:
    """Asks what `answerable init` asks. Once the alliance is set up this page does not exist."""
    if profile() is not None:
        raise Hidden

    def act(form: BeginForm) -> object:
        typed = form.cleaned_data
        if not hmac.compare_digest(typed["code"].strip().encode(), setup_code().encode()):
            raise Unacceptable("code_wrong", field="code")
        logo = checked_logo(typed["logo"]) if typed["logo"] else b""
        if typed["test"]:  # before anything is kept: what cannot be reached is told at its field
            send_test(to=typed["email"], address=typed["address"], sent_from=typed["sender"])
        return _set_up(form, logo)

    language = get_language() or "en"
    return kept(
        request, lambda data: BeginForm(data, request.FILES if data is not None else None, initial={"first": language, "languages": [language], "time_zone": "UTC"}), act,
        title=_("Set up your alliance"), button=_("Set it up"), done=reverse("account_login"),
        saved=_("Your alliance is set up. Sign in to begin."), who=_("Anybody who opens this address, until the alliance is set up. Only whoever has the set-up code can use it, and nobody else sees what you type."),
        lead=_("Colours, a logo, mail and everything else can be settled afterwards at the secretariat’s desk."),
    )  # fmt: skip
