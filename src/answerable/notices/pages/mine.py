"""A person's notices, and how they want to hear of them."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.kit import letters
from answerable.kit.forms import keep

from .. import actions, queries
from ..digest import say
from ..models import Notice, Preference
from .forms import WaysForm, WhenForm, as_typed, ways_of, wishes_of

MINE, ON_A_PAGE = "/me/notices", 30


@dataclass(frozen=True)
class Line:
    notice: Notice
    words: str


@require_safe
@opens(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    """What awaits me, and whether mail reaches me."""
    account_id = _account(request)
    listed = Paginator(queries.of_account(account_id), ON_A_PAGE).get_page(request.GET.get("page"))
    said = letters.speaker()
    lines = [Line(one, say(one, said)) for one in listed]
    facts = {
        "unread": [line for line in lines if line.notice.read_on is None],
        "read": [line for line in lines if line.notice.read_on],
        "listed": listed,
        "fails": queries.fails(account_id),
    }
    return render(request, "notices/mine.html", facts)


@require_POST
@opens(SIGNED_IN)
def read(request: HttpRequest, notice: UUID) -> HttpResponseBase:
    found = queries.of_account(_account(request)).filter(pk=notice).first()
    if found is None:
        raise Hidden
    actions.mark_read(by=actor_of(request), notice=found)
    return _back()


@require_POST
@opens(SIGNED_IN)
def read_all(request: HttpRequest) -> HttpResponseBase:
    actions.mark_all_read(by=actor_of(request))
    return _back()


@require_POST
@opens(SIGNED_IN)
def works_again(request: HttpRequest) -> HttpResponseBase:
    """My address works again: with one click, and mail goes on."""
    _account(request)
    actions.address_works(by=actor_of(request))
    messages.success(request, _("Good. We write to you again."))
    return _back()


@require_http_methods(["GET", "HEAD", "POST"])
@opens(SIGNED_IN)
def by_mail(request: HttpRequest) -> HttpResponseBase:
    """When and how often I am written to."""
    account_id = _account(request)
    kept = queries.preference_of(account_id)
    return keep(
        request,
        partial(WhenForm, initial=as_typed(kept), zone=queries.time_zone_of(Preference(account_id=account_id)).key),
        lambda typed: actions.set_wishes(by=actor_of(request), wishes=wishes_of(typed)),
        template="notices/wishes.html",
        done=MINE,
        saved_message=_("Saved. We write to you as you wish."),
        context={
            "title": _("When we write to you"),
            "lead": _("Whatever awaits you stands on your page of notices. By mail you hear of it as you choose here."),
            "who": _("You alone."),
            "fails": queries.fails(account_id),
            "other": (reverse("notices_by_kind"), _("Choose what we write about")),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens(SIGNED_IN)
def by_kind(request: HttpRequest) -> HttpResponseBase:
    """Of what I hear by which way."""
    kept = queries.preference_of(_account(request))
    return keep(
        request,
        partial(WaysForm, kept=kept),
        lambda typed: actions.choose_ways(by=actor_of(request), ways=ways_of(typed)),
        template="notices/wishes.html",
        done=MINE,
        saved_message=_("Saved. We write to you as you wish."),
        context={
            "title": _("What we write to you about"),
            "lead": _("Of each kind of notice you choose: by mail at once, by mail with the rest, only here, or not at all."),
            "who": _("You alone."),
            "other": (reverse("notices_by_mail"), _("Choose when we write to you")),
            "always": _("Codes to sign in, and mail that says that your password or your second step was changed, come always."),
        },
    )  # fmt: skip


def _account(request: HttpRequest) -> UUID:
    account_id = actor_of(request).account_id
    if account_id is None:  # the door has seen to it
        raise Hidden
    return account_id


def _back() -> HttpResponseRedirect:
    response = HttpResponseRedirect(MINE)
    response.status_code = 303
    return response
