"""Signing in through the service that the operator chose: going there, coming back, linking and unlinking."""

import structlog
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.vault.id_tokens import Unbelievable

from .. import actions, codes, guessing, signing_in
from ..actors import Actor
from ..doors import ANYONE, Door, actor_of, opens
from ..models import Account, OpenIdLink
from ..next_page import safe_next, wanted_page
from ..openid import going
from ..openid.issuer import Service, offered_here
from ..openid.wire import NotUnderstood
from ..refusals import Hidden, Unacceptable
from .answers import account_here, lead_to

PROVED = Door("signed in, freshly proved", step_up=True)
LINKING = "access.link_elsewhere"
SECONDS_TO_GO = 600
WHY: dict[type[Exception], str] = {going.Lost: "lost", NotUnderstood: "reach", Unbelievable: "unbelievable"}
log = structlog.get_logger("answerable.access")


@require_safe
@opens(ANYONE)
def sign_in_elsewhere(request: HttpRequest) -> HttpResponse:
    """Says what the service learns, before anything is asked of it."""
    service = _service(request)
    if actor_of(request).is_known:
        return lead_to(safe_next(wanted_page(request)))
    return render(request, "access/elsewhere.html", {"service": service.name, "next": wanted_page(request)})


@opens(PROVED)
def link_elsewhere(request: HttpRequest) -> HttpResponse:
    """Linking one's own account: the page holds a ticket, so that nobody else's link can do it for them."""
    service, account = _service(request), account_here(request)
    ticket = signing.dumps(str(account.pk), salt=LINKING)
    return render(request, "access/elsewhere.html", {"service": service.name, "ticket": ticket})


@opens(PROVED)
@require_POST
def unlink_elsewhere(request: HttpRequest) -> HttpResponse:
    actions.unlink_elsewhere(by=actor_of(request), account=account_here(request))
    messages.success(request, _("The link is ended."))
    return lead_to(reverse("security"))


@require_safe
@opens(ANYONE)
def go(request: HttpRequest) -> HttpResponse:
    """Leads to the service."""
    service, links = _service(request), _links(request)
    if actor_of(request).is_known and not links:
        return lead_to(safe_next(wanted_page(request)))
    try:
        there = going.address_there(request, service, next_page=wanted_page(request), links=links)
    except NotUnderstood as fault:
        return _nothing_came(request, service, "reach", str(fault))
    return HttpResponseRedirect(there)


def _links(request: HttpRequest) -> str:
    """Returns the account that a fresh ticket of this very person is for; empty without one."""
    try:
        named: str = signing.loads(request.GET.get("link", ""), salt=LINKING, max_age=SECONDS_TO_GO)
    except signing.BadSignature:
        return ""
    return named if named == actor_of(request).opaque_id else ""


@require_safe
@opens(ANYONE)
def back(request: HttpRequest) -> HttpResponse:
    """Takes whoever comes back to their account, or to the second step of it; makes no account."""
    service = _service(request)
    try:
        way = going.way_back(request, service)
        if guessing.take(guessing.ELSEWHERE_OF_ALL):  # only now: each of them asks the service something
            raise going.Lost
        stated = going.stated(service, way)
    except (going.Lost, NotUnderstood, Unbelievable) as fault:
        return _nothing_came(request, service, WHY[type(fault)], str(fault))
    if stated.links:
        return _linked(request, service, stated)
    account = _account_of(stated)
    if account is None:
        return _nothing_came(request, service, "nobody")
    return signing_in.by_service(request, account, next_page=safe_next(stated.next_page))


def _linked(request: HttpRequest, service: Service, stated: going.Stated) -> HttpResponse:
    actor = actor_of(request)
    if actor.opaque_id != stated.links:
        return _nothing_came(request, service, "lost")
    try:
        actions.link_elsewhere(by=actor, account=account_here(request), subject=stated.subject)
    except Unacceptable as refusal:
        return _nothing_came(request, service, refusal.code)
    messages.success(request, _("Your account is linked. A second step, if you have one, is still asked for here."))
    return lead_to(reverse("security"))


def _account_of(stated: going.Stated) -> Account | None:
    """Returns the account that is linked, else the one whose address the service has verified, which is linked then.

    An account that is linked to another name at the service is not opened by an address: addresses pass from hand to hand.
    """
    link = OpenIdLink.objects.filter(subject=stated.subject).select_related("account").first()
    if link is not None:
        return link.account if link.account.is_active else None
    account = Account.objects.with_address(stated.email).filter(is_active=True).first()
    if account is None:
        return None
    try:
        actions.link_elsewhere(by=Actor(account_id=account.pk), account=account, subject=stated.subject)
    except Unacceptable:
        return None
    codes.note_proof(account)
    return account


def _service(request: HttpRequest) -> Service:
    found = offered_here(request)
    if found is None:
        raise Hidden
    return found


def _nothing_came(request: HttpRequest, service: Service, why: str, what: str = "") -> HttpResponse:
    if why in {"reach", "unbelievable"}:
        log.warning("sign_in_elsewhere_failed", why=why, what=what)
    is_in = actor_of(request).is_known
    return render(
        request, "access/elsewhere_failed.html", {"service": service.name, "why": why, "is_in": is_in}, status=400
    )
