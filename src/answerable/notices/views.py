"""A person's notices, and in the demo the mails it would have sent."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from answerable.access.doors import SIGNED_IN, Door, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.kit.forms import keep

from . import actions, queries
from .digest import say
from .forms import WishesForm, as_typed, wishes_of
from .models import Notice

MINE, ON_A_PAGE = "/me/notices", 30
DEMO = Door("anyone, in the demo", signed_in=False, demo_only=True)


@dataclass(frozen=True)
class Line:
    notice: Notice
    words: str


@require_safe
@opens(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    account_id = _account(request)
    listed = Paginator(queries.of_account(account_id), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [Line(one, say(one)) for one in listed]
    facts = {
        "unread": [line for line in lines if line.notice.read_on is None],
        "read": [line for line in lines if line.notice.read_on],
        "listed": listed,
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


@require_http_methods(["GET", "HEAD", "POST"])
@opens(SIGNED_IN)
def by_mail(request: HttpRequest) -> HttpResponseBase:
    kept = queries.preference_of(_account(request))
    return keep(
        request,
        partial(WishesForm, initial=as_typed(kept), time_zone=queries.time_zone().key),
        lambda typed: actions.set_wishes(by=actor_of(request), wishes=wishes_of(typed)),
        template="form_page.html",
        done=MINE,
        saved_message=_("Saved. We write to you as you wish."),
        context={
            "title": _("When we write to you"),
            "lead": _("Whatever awaits you stands on your page of notices. By mail you hear of it as you choose here."),
            "who": _("You alone."),
        },
    )


@require_safe
@opens(DEMO)
def demo_letters(request: HttpRequest) -> HttpResponseBase:
    listed = Paginator(queries.letters(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/demo_letters.html", {"listed": listed})


@require_safe
@opens(DEMO)
def demo_letter(request: HttpRequest, letter: int) -> HttpResponseBase:
    return render(request, "notices/demo_letter.html", {"letter": get_object_or_404(queries.letters(), pk=letter)})


def _account(request: HttpRequest) -> UUID:
    account_id = actor_of(request).account_id
    if account_id is None:  # the door has seen to it
        raise Hidden
    return account_id


def _back() -> HttpResponseRedirect:
    response = HttpResponseRedirect(MINE)
    response.status_code = 303
    return response
