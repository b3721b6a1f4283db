"""What anybody may ask: to speak for an organisation that is recorded, or to join with one that is not.

Whether an organisation is recorded, at risk or unknown, whoever asks sees the same pages and the same words.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from answerable.access import proving
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.access.models import Account
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock, countries
from answerable.kit.forms import Form, keep

from ..actions import approaching
from ..actions.approaching import Applicant, Approach, Asker
from ..models import Introduction, Organisation
from ..queries import approaches as queries
from ..queries import naming, networks, organisations, people
from ..rules.invitations import OPEN
from ..rules.words import ApproachState
from .days import language
from .forms import approaches as forms
from .forms.networks import AllianceForm
from .words import APPROACH_STATUS, APPROACHES

TYPED = "asking"


def _to(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


def _about_me(request: HttpRequest) -> dict[str, str]:
    account = _account(request)
    person = people.of_account(account.pk) if account else None
    return {"name": person.name if person else ""}


def _ask(
    request: HttpRequest, make: Callable[[Any], forms.AskerForm], context: dict[str, Any], about: dict[str, Any]
) -> HttpResponseBase:
    """Shows a form; what was typed waits in the session, sealed, until its address is proved and it is sent."""

    def act(typed: dict[str, Any]) -> object:
        account = _account(request)
        email = account.email if account else typed["email"].strip().lower()
        request.session[TYPED] = {**about, **typed, "email": email, "language": language()}
        if not proving.is_mine(request, email):
            proving.begin(request, email=email, next_page=reverse("ask_now"))
        return email

    def done(email: object) -> str:
        return reverse("ask_now") if proving.is_mine(request, str(email)) else reverse("prove")

    return keep(
        request, lambda data=None, files=None: make(data), act, template="alliance/ask.html", done=done, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def introduce(request: HttpRequest) -> HttpResponseBase:
    """“I work at an organisation that is recorded here”: its name is typed, and nothing is told about it."""
    return _ask(
        request,
        lambda data: forms.IntroduceForm(
            data, initial=_about_me(request), language=language(), signed_in=_account(request) is not None
        ),
        {
            "title": _("I work at one of the organisations"), "button": _("Go on"),
            "lead": _("Write which one it is. Whoever keeps its records looks at what you send and answers you. Until then you see nothing of it and can change nothing."),
            "who": _("Those who keep the records of its network. We do not tell anybody, you included, whether an organisation is recorded here."),
        },
        {"kind": "introduction", "organisation": ""},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def introduce_at(request: HttpRequest, slug: str) -> HttpResponseBase:
    """“This is my organisation”, from the page of one that the reader may know of."""
    found = organisations.seen_by(actor_of(request)).filter(slug=slug).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    return _ask(
        request,
        lambda data: forms.IntroduceForm(
            data, initial=_about_me(request), language=language(), signed_in=_account(request) is not None, is_named=True
        ),
        {
            "title": _("This is my organisation"), "button": _("Go on"), "name": naming.organisation_name(found, language()),
            "lead": _("Whoever keeps its records looks at what you send and answers you. Until then nothing changes."),
            "who": _("Those who keep the records of its network, and nobody else."),
        },
        {"kind": "introduction", "organisation": found.slug, "organisation_name": found.name, "country": found.country},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def apply(request: HttpRequest) -> HttpResponseBase:
    """An organisation asks to join."""
    return _ask(
        request,
        lambda data: forms.ApplyForm(
            data, initial={**_about_me(request), "network": request.GET.get("network", "")}, language=language(), signed_in=_account(request) is not None
        ),
        {
            "title": _("Ask to join"), "button": _("Go on"),
            "lead": _("For an organisation that is not in the alliance yet. Those who keep the network’s records answer you, with their reasons."),
            "who": _("Those who keep the records of the network you choose, and of those above it. Nobody else."),
        },
        {"kind": "application", "organisation": ""},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def ask_now(request: HttpRequest) -> HttpResponseBase:
    """What was typed, to be looked at once more and sent; similar organisations that anybody may know of stand beside."""
    typed = request.session.get(TYPED)
    if not typed:
        return _to(reverse("home"))
    if not proving.is_mine(request, typed["email"]):
        proving.begin(request, email=typed["email"], next_page=reverse("ask_now"))
        return _to(reverse("prove"))
    context = {"typed": typed, "facts": _facts(typed), "alike": _alike(request, typed)}

    def act(_typed: dict[str, Any]) -> Approach:
        made = _made(request, typed)
        del request.session[TYPED]
        return made

    return keep(
        request, lambda data=None, files=None: AllianceForm(data), act, template="alliance/ask_now.html", context=context,
        done=lambda made: reverse("request_status", args=[made.key]),
    )  # fmt: skip


def _alike(request: HttpRequest, typed: dict[str, Any]) -> list[tuple[str, str]]:
    """Organisations that look like an applicant's: only those the applicant may know of."""
    if typed["kind"] != "application":
        return []
    found = queries.alike(organisations.seen_by(actor_of(request)), typed["organisation_name"], typed["country"])
    return [(one.organisation.slug, naming.organisation_name(one.organisation, language())) for one in found]


def _made(request: HttpRequest, typed: dict[str, Any]) -> Approach:
    account = _account(request)
    asker = Asker(
        name=typed["name"], email=typed["email"], language=typed["language"], title=typed["title"],
        account_id=account.pk if account and account.email == typed["email"] else None,
    )  # fmt: skip
    if typed["kind"] == "introduction":
        return approaching.introduce_oneself(
            by=actor_of(request), asker=asker, organisation=_named(request, typed["organisation"]), proof=typed["proof"],
            organisation_name=typed["organisation_name"], country=typed["country"],
        )  # fmt: skip
    network = networks.by_slug(typed["network"])
    if network is None:
        raise Hidden
    applicant = Applicant(
        name=typed["organisation_name"], network=network, country=typed["country"], kinds=tuple(typed["kinds"]),
        website=typed["website"], why=typed["why"], name_language=typed["language"], at_risk=typed["at_risk"],
    )  # fmt: skip
    return approaching.apply_to_join(by=actor_of(request), asker=asker, applicant=applicant)


def _named(request: HttpRequest, slug: str) -> Organisation | None:
    return organisations.seen_by(actor_of(request)).filter(slug=slug).first() if slug else None


def _facts(typed: dict[str, Any]) -> list[tuple[str, str]]:
    now_in = language()
    network = networks.by_slug(typed.get("network", "")) if typed.get("network") else None
    facts = [
        (_("Organisation"), typed["organisation_name"]),
        (_("Country"), countries.name(typed["country"], now_in) if typed["country"] else ""),
        (_("Network"), naming.network_name(network, now_in) if network else ""),
        (_("Your name"), typed["name"]), (_("Your e-mail"), typed["email"]), (_("What you do there"), typed["title"]),
        (_("What you write"), typed.get("proof") or typed.get("why", "")),
    ]  # fmt: skip
    return [(term, words) for term, words in facts if words]


@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def status(request: HttpRequest, key: str) -> HttpResponseBase:
    """How a request stands, for whoever proves the address it came from; for anybody else there is nothing here."""
    found = queries.by_key(key)
    if found is None or not proving.is_mine(request, found.email):
        return _who_are_you(request, key)
    if request.method == "POST" and "withdraw" in request.POST:
        with suppress(Unacceptable):  # it was answered before: the page shows how
            approaching.withdraw_request(by=actor_of(request), about=found, email=found.email)
            messages.success(request, _("It is taken back."))
        return _to(request.path)
    return keep(
        request, lambda data=None, files=None: forms.ReplyForm(data),
        lambda typed: approaching.answer_question(
            by=actor_of(request), about=found, email=found.email, words=typed["words_back"]
        ),
        template="alliance/request_status.html", done=request.path, saved_message=_("Your answer is sent."),
        context=_standing(found),
    )  # fmt: skip


def _who_are_you(request: HttpRequest, key: str) -> HttpResponseBase:
    """Asks for the address: the same page for a request of somebody else and for none at all."""
    wrong = bool(proving.proved(request) or _account(request))

    def act(typed: dict[str, Any]) -> object:
        proving.begin(request, email=typed["email"], next_page=reverse("request_status", args=[key]))
        return key

    def make(data: Any = None, files: Any = None) -> Form:
        return forms.AddressForm(data)

    return keep(
        request, make, act, template="alliance/request_who.html", done=reverse("prove"), context={"wrong": wrong}
    )


def _standing(found: Approach) -> dict[str, Any]:
    return {
        "asked": found, "state": APPROACHES[found.state], "status": APPROACH_STATUS[found.state],
        "is_open": found.state in OPEN, "is_questioned": found.state == ApproachState.QUESTIONED,
        "is_accepted": found.state == ApproachState.ACCEPTED, "is_introduction": isinstance(found, Introduction),
        "steps": [(APPROACHES[step.state], step.on, step.words) for step in found.steps.all()], "today": clock.today(),
    }  # fmt: skip
