"""Following an invitation: a page that says nothing, a code by mail, then what it is about and a yes or a no.

The link opens nothing by itself. Programs that look at mails follow links; they neither press buttons nor type codes.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from answerable.access import codes, guessing, proving, signing_in
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.forms import keep

from ..actions import accepting
from ..actions.invitation_steps import open_invitation
from ..models import Invitation
from ..queries import invitations as queries
from ..queries import naming, people
from .days import language
from .forms.invitations import AcceptForm
from .forms.networks import AllianceForm
from .words import OFFICE_DEEDS, OFFICES

IN_HAND = "invitation"


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page behind a link: the same for every link, right or wrong, until its button is pressed."""
    if request.method != "POST":
        return render(request, "alliance/invitation_link.html", {})
    found = queries.by_token(token, clock.today())
    if found is None:
        return render(request, "alliance/invitation_over.html", {})
    try:
        open_invitation(by=actor_of(request), invitation=found)
    except Unacceptable:  # it ended between the two
        return render(request, "alliance/invitation_over.html", {})
    request.session[IN_HAND] = str(found.key)
    return _onward(request, found)


def _onward(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Leads to the invitation itself where the address is proved, else to the code that proves it."""
    if proving.is_mine(request, found.email):
        return _to(reverse("invitation"))
    proving.begin(request, email=found.email, next_page=reverse("invitation"), limits=guessing.INVITED, is_shown=False)
    return _to(reverse("prove"))


def _to(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def in_hand(request: HttpRequest) -> Invitation | None:
    """The invitation whose link was followed in this browser, while it can be accepted."""
    key = request.session.get(IN_HAND, "")
    return queries.by_key(key, clock.today()) if key else None


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def invitation(request: HttpRequest) -> HttpResponseBase:
    """What one is invited to be, who will see what, and saying yes."""
    found = in_hand(request)
    if found is None:
        return render(request, "alliance/invitation_over.html", {})
    if not proving.is_mine(request, found.email):
        return (
            _onward(request, found)
            if request.method == "POST"
            else render(request, "alliance/invitation_link.html", {})
        )
    accepted: list[Account] = []
    newcomer = _is_newcomer(request, found)

    def make(data: Any = None, files: Any = None) -> AllianceForm:
        if not newcomer:
            return AllianceForm(data)
        return AcceptForm(data, initial=_initial(found), at_organisation=found.organisation is not None)

    def act(typed: dict[str, Any]) -> object:
        myself = _myself(typed) if newcomer else None
        accepted.append(
            accepting.accept_invitation(by=actor_of(request), invitation=found, email=found.email, myself=myself)
        )
        return accepted[0]

    answer = keep(
        request, make, act, template="alliance/invitation.html", done=reverse("me"), context=_context(request, found)
    )
    return _come_in(request, accepted[0]) if accepted else answer


def _is_newcomer(request: HttpRequest, found: Invitation) -> bool:
    """Whether a name has to be asked for: there is no person yet behind who is here."""
    account = request.user if isinstance(request.user, Account) else codes.account_of(found.email)
    return account is None or people.of_account(account.pk) is None


def _initial(found: Invitation) -> dict[str, str]:
    return {"name": found.person.name if found.person else "", "language": language()}


def _myself(typed: dict[str, Any]) -> accepting.Myself:
    return accepting.Myself(
        name=typed["name"], language=typed["language"], visibility=typed["visibility"],
        password=typed["new_password"] or None, title=typed.get("title", ""),
    )  # fmt: skip


def _come_in(request: HttpRequest, account: Account) -> HttpResponse:
    """Signs in whoever is not: the code that was typed shows that the mailbox is theirs."""
    request.session.pop(IN_HAND, None)
    proving.forget(request)
    messages.success(request, _("Welcome. From today this office is yours."))
    if actor_of(request).is_known:
        return _to(reverse("me"))
    return signing_in.by_code(request, account, next_page=reverse("me"))


def _context(request: HttpRequest, found: Invitation) -> dict[str, Any]:
    now_in = language()
    place = (
        naming.network_name(found.network, now_in)
        if found.network
        else naming.organisation_name(found.organisation, now_in) if found.organisation else ""
    )  # fmt: skip
    return {
        "invitation": found, "place": place, "office": OFFICES[found.office], "deed": OFFICE_DEEDS[found.office],
        "at_risk": bool(found.organisation and found.organisation.at_risk), "email": found.email,
        "me": request.user.email if isinstance(request.user, Account) else "", "seers": who_will_see(found),
    }  # fmt: skip


def who_will_see(found: Invitation) -> list[tuple[str, str]]:
    """Says in words who will see what of whoever accepts; every line is what the program does."""
    office = (
        _("Its own people and those who keep its records: it is at risk")
        if found.organisation and found.organisation.at_risk
        else _("Whoever may know of the organisation sees that it is held; your name with it only as you choose")
    )
    if found.network:
        office = _("Everyone sees that it is held; your name with it only as you choose")
    return [
        (_("Your name"), _("Those you choose below")),
        (_("Your e-mail"), _("You and those who keep these records, nobody else")),
        (_("Your office"), office),
        (_("When you sign in"), _("Nobody but you")),
    ]


@require_POST
@opens(ANYONE)
def decline(request: HttpRequest) -> HttpResponseBase:
    """Saying no, thank you."""
    found = in_hand(request)
    if found is None or not proving.is_mine(request, found.email):
        return render(request, "alliance/invitation_over.html", {})
    try:
        accepting.decline_invitation(by=actor_of(request), invitation=found, email=found.email)
    except Unacceptable:
        return render(request, "alliance/invitation_over.html", {})
    request.session.pop(IN_HAND, None)
    proving.forget(request)
    messages.success(request, _("You said no. This link works no more, and nothing of you was kept."))
    return _to(reverse("home"))
