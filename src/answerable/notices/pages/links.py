"""What the links of a mail do, without signing in: a GET shows, a POST does, and all of it only makes mail less."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden
from answerable.kit import clock
from answerable.kit.forms import Form, keep

from .. import actions, queries
from ..kinds import Kind, kind_named
from ..links import Purpose, mail_of
from ..models import Mailed
from ..rules.timing import Rhythm
from ..rules.ways import By, fewer, offered
from .forms import RHYTHMS, LessForm, NotThisForm, PauseForm

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
def link(request: HttpRequest, purpose: str, sealed: str) -> HttpResponseBase:
    """Follows a link. A mail programme's own button has no page of ours and no cookie: the sealed link is its proof."""
    if purpose not in set(Purpose):
        raise Hidden
    if purpose == Purpose.STOP and request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        mailed = mail_of(sealed, Purpose.STOP)
        if mailed is None:
            return HttpResponse(status=410)
        stop(mailed)
        return HttpResponse(status=200, content_type="text/plain; charset=utf-8")
    return _page(request, Purpose(purpose), sealed)


@csrf_protect
def _page(request: HttpRequest, purpose: Purpose, token: str) -> HttpResponseBase:
    mailed = mail_of(token, purpose)
    if mailed is None:
        return render(request, "notices/link_over.html", status=410)
    with translation.override(_language(request, mailed)):
        return PAGES[purpose](request, mailed)


def _language(request: HttpRequest, mailed: Mailed) -> str:
    """The mail's language, unless another was chosen in this browser."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return (not chosen and mailed.account.language) or translation.get_language() or settings.LANGUAGE_CODE


def stop(mailed: Mailed) -> None:
    """Stops mail like this one: of a mail about one thing that kind, of a digest all that can be off."""
    by = Actor(account_id=mailed.account_id)
    if mailed.occasion.startswith("soon") and mailed.kinds:
        actions.choose_way(by=by, kinds=mailed.kinds, way=By.HERE)
    else:
        actions.set_rhythm(by=by, rhythm=Rhythm.NEVER)


def _less(request: HttpRequest, mailed: Mailed) -> HttpResponse:
    now = queries.preference_of(mailed.account_id).rhythm
    rhythms = {one.value: RHYTHMS[one] for one in fewer(now)}
    if not rhythms:
        return _nothing_to_do(request, _("We write to you already as little as can be."))
    return _ask(
        request, partial(LessForm, rhythms=rhythms),
        lambda typed: actions.set_rhythm(by=Actor(account_id=mailed.account_id), rhythm=typed["rhythm"]),
        title=_("Write to me less"), button=_("Write to me less"),
        lead=_("Now: %(rhythm)s. What came one by one can come together.") % {"rhythm": RHYTHMS[Rhythm(now)]},
    )  # fmt: skip


def _pause(request: HttpRequest, mailed: Mailed) -> HttpResponse:
    def act(typed: dict[str, Any]) -> object:
        until = clock.today() + PauseForm.span(typed)
        return actions.pause_mail(by=Actor(account_id=mailed.account_id), until=until)

    return _ask(
        request, PauseForm, act, title=_("Write nothing for a while"), button=_("Pause"),
        lead=_("What awaits you meanwhile stands on your page of notices, and in the first mail after."),
    )  # fmt: skip


def _not_this(request: HttpRequest, mailed: Mailed) -> HttpResponse:
    kinds = [kind for kind in map(kind_named, mailed.kinds) if kind and By.HERE in offered(kind)]
    if not kinds:
        return _nothing_to_do(request, _("What this mail is about cannot be off."))
    return _ask(
        request, partial(NotThisForm, kinds=kinds),
        lambda typed: actions.choose_way(by=Actor(account_id=mailed.account_id), kinds=typed["kinds"], way=typed["way"]),
        title=_("Do not write to me about this"), button=_("Keep this"), lead="",
    )  # fmt: skip


def _stop(request: HttpRequest, mailed: Mailed) -> HttpResponse:
    kinds: list[Kind] = [kind for kind in map(kind_named, mailed.kinds) if kind]
    is_one = mailed.occasion.startswith("soon") and bool(kinds)
    lead = (
        _("We write no more about: %(what)s") % {"what": kinds[0].title}
        if is_one
        else _("We write no more about what awaits you.")
    )
    stays = _("It still stands on your page of notices.")
    return _ask(
        request, Form, lambda _typed: stop(mailed), title=_("Stop mail like this one"), button=_("Stop it"),
        lead=f"{lead} {stays}",
    )  # fmt: skip


PAGES = {Purpose.LESS: _less, Purpose.PAUSE: _pause, Purpose.NOT_THIS: _not_this, Purpose.STOP: _stop}


def _ask(request: HttpRequest, form: Any, act: Any, *, title: str, button: str, lead: str) -> HttpResponse:
    context = {"title": title, "save": button, "lead": lead, "who": _("You, and whoever holds the mail you came from.")}
    return keep(request, form, act, template="notices/link.html", done=reverse("mail_done"), context=context)


def _nothing_to_do(request: HttpRequest, lead: str) -> HttpResponse:
    return render(request, "notices/link_done.html", {"title": _("Nothing to change"), "lead": lead})


@require_safe
@opens(ANYONE)
def done(request: HttpRequest) -> HttpResponseBase:
    return render(request, "notices/link_done.html", {"title": _("It is done"), "lead": _("We write to you less.")})
