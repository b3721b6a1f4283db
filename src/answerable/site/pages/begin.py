"""The first run by page: open until the alliance is set up, and only to whoever holds the set-up code."""

import hmac

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.actions.setting_up import FirstPerson, set_up_alliance
from answerable.alliance.queries.profile import profile

from ..settings import paths
from .forms import BeginForm
from .keeping import kept

SETUP_CODE = "setup_code"


def setup_code() -> str:
    """Returns the code that the console prints; it lies in the secrets folder until the alliance is set up."""
    return paths.secret(SETUP_CODE, size=10)


@opens(ANYONE)
def begin(request: HttpRequest) -> HttpResponseBase:
    """Asks what `answerable init` asks. Once the alliance is set up this page does not exist."""
    if profile() is not None:
        raise Hidden

    def act(form: BeginForm) -> object:
        typed = form.cleaned_data
        if not hmac.compare_digest(typed["code"].strip().encode(), setup_code().encode()):
            raise Unacceptable("code_wrong", field="code")
        first = FirstPerson(typed["person"], typed["email"], typed["password"])
        return set_up_alliance(
            by=Actor.of_system("first run"),
            name=typed["name"],
            languages=form.chosen(),
            time_zone=typed["time_zone"],
            first=first,
        )

    language = get_language() or "en"
    return kept(
        request, lambda data: BeginForm(data, initial={"first": language, "languages": [language], "time_zone": "UTC"}), act,
        title=_("Set up your alliance"), button=_("Set it up"), done=reverse("account_login"),
        saved=_("Your alliance is set up. Sign in to begin."), who=_("Only you, until it is set up."),
        lead=_("Colours, a logo, mail and everything else can be settled afterwards at the secretariat’s desk."),
    )  # fmt: skip
