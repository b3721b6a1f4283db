"""One's own keys: making them, other words for paper, another passphrase, and a new beginning when both are lost.

Words for paper are shown in the answer itself, once, and kept nowhere.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from answerable.access import guessing, stepping_up
from answerable.access.doors import actor_of
from answerable.access.refusals import Unacceptable
from answerable.alliance.queries.people import of_account
from answerable.kit.forms import RuleSaysNo
from answerable.vault import Unreadable
from answerable.vault.derivation import Busy
from answerable.vault.passphrases import new_passphrase
from answerable.vault.people import AnotherPepper, WeakPassphrase

from ...actions import become_handler, begin_anew, change_passphrase, new_words, renew_by_words
from ...actions.teams import NewKeys, NotYours
from ...models import Handler
from ...queries.keepers import lost_with
from ..desk import unlocked
from ..desk.door import handlers_only
from ..desk.entering import PASSPHRASES, handlers, lead
from ..desk.showing import ways
from . import forms
from .words import strength

View = Callable[..., HttpResponseBase]
SHOWN = "concerns/teams/paper.html"


def own_keys(view: View) -> View:
    """Declares a page about somebody's own keys: only handlers know of it, and who they are was proved a moment ago."""

    @wraps(view)
    def proved(request: HttpRequest) -> HttpResponseBase:
        if not stepping_up.is_fresh(request):
            return stepping_up.lead_without_keeping(stepping_up.CONFIRM, back=request.path_info)
        return view(request)

    return handlers_only()(proved)


@own_keys
def make(request: HttpRequest) -> HttpResponse:
    """Making keys for the first time."""
    without = [one for one in handlers(request) if not len(one.box)]
    if not without:
        return lead("desk_enter")

    def act(form: Any) -> NewKeys:
        actor, typed = actor_of(request), form.cleaned_data
        return become_handler(by=actor, handler=form.handler, passphrase=typed["passphrase"], near=form.near)

    return _ask(request, forms.NewPassphraseForm, without, act, "concerns/teams/make.html")


@own_keys
def other_words(request: HttpRequest) -> HttpResponse:
    """Other words for paper, for who has not noted those before, or fears that somebody saw them."""

    def act(form: Any) -> NewKeys:
        return new_words(by=actor_of(request), handler=form.handler, passphrase=form.cleaned_data["passphrase"])

    return _ask(request, forms.OldPassphraseForm, _with_keys(request), act, "concerns/teams/other_words.html")


@own_keys
def passphrase(request: HttpRequest) -> HttpResponse:
    """Another passphrase, for who knows the one until now."""

    def act(form: Any) -> None:
        typed = form.cleaned_data
        change_passphrase(
            by=actor_of(request), handler=form.handler, old=typed["password"], new=typed["passphrase"], near=form.near
        )

    return _ask(request, forms.ChangePassphraseForm, _with_keys(request), act, "concerns/teams/passphrase.html")


@own_keys
def recover(request: HttpRequest) -> HttpResponse:
    """A new passphrase with the words on paper; other words take their place."""

    def act(form: Any) -> NewKeys:
        typed = form.cleaned_data
        return renew_by_words(
            by=actor_of(request), handler=form.handler, words=typed["code"], new=typed["passphrase"], near=form.near
        )

    return _ask(request, forms.ByWordsForm, _with_keys(request), act, "concerns/teams/recover.html")


@own_keys
def anew(request: HttpRequest) -> HttpResponse:
    """New keys for who has neither passphrase nor words: said exactly what is lost, before anything is done."""
    with_keys = _with_keys(request)

    def act(form: Any) -> NewKeys:
        passphrase = form.cleaned_data["passphrase"]
        return begin_anew(by=actor_of(request), handler=form.handler, passphrase=passphrase, near=form.near)

    lost = [(one, lost_with(one)) for one in with_keys]
    return _ask(request, forms.AnewForm, with_keys, act, "concerns/teams/anew.html", lost=lost, is_anew=True)


def _with_keys(request: HttpRequest) -> list[Handler]:
    return [one for one in handlers(request) if len(one.box)]


def _near(request: HttpRequest) -> tuple[str, ...]:
    """Returns names by which somebody who knows the person would guess: theirs, and their organisations'."""
    person = of_account(actor_of(request).account_id)
    if person is None:
        return ()
    homes = person.affiliations.select_related("organisation")
    return (person.name, person.email.partition("@")[0], *(one.organisation.name for one in homes))


def _ask(
    request: HttpRequest, kind: Any, of: list[Handler], act: Callable[[Any], NewKeys | None], template: str, **more: Any
) -> HttpResponse:
    """Shows the form, or does what it asks and shows the words for paper where there are any."""
    if not of:
        return lead("desk_enter")
    form = kind(request.POST if request.method == "POST" else None, handlers=of, near=_near(request))
    told: NewKeys | None = None
    if form.is_valid():
        try:
            told = _done(form, act)
        except RuleSaysNo as refusal:
            form.say_no(refusal)
        else:
            return _shown(request, form, told, **more)
    return render(request, template, {"form": form, "drawn": new_passphrase(), **_around(request), **more})


def _around(request: HttpRequest) -> dict[str, object]:
    """Returns the ways within the desk, and to lock it, where it is open while somebody sees to their keys."""
    if unlocked.find(request) is None:
        return {}
    return {"is_unlocked": True, "desk_links": ways(request), "idle_minutes": settings.DESK_IDLE_MINUTES}


def _done(form: Any, act: Callable[[Any], NewKeys | None]) -> NewKeys | None:
    """Does it once, where tries are left; every way in which keys do not open has its words."""
    if seconds := guessing.take(PASSPHRASES, str(form.handler.pk)):
        raise Unacceptable("slow", seconds=seconds)
    field = "password" if "password" in form.fields else "passphrase"
    try:
        told = act(form)
    except Busy as error:
        raise Unacceptable("busy") from error
    except AnotherPepper as error:
        raise Unacceptable("other_pepper") from error
    except WeakPassphrase as error:
        raise Unacceptable("weak", field="passphrase") from error
    except (NotYours, Unreadable) as error:
        raise Unacceptable("wrong", field=field) from error
    except Unacceptable as error:
        raise Unacceptable(error.code, field={"words": "code"}.get(error.field, error.field), **error.facts) from error
    guessing.give_back(PASSPHRASES, str(form.handler.pk))
    return told


def _shown(request: HttpRequest, form: Any, told: NewKeys | None, **more: Any) -> HttpResponse:
    typed = form.cleaned_data
    chosen: Promise | str = strength(typed["passphrase"]) if "again" in typed else ""
    if told is None:
        return render(request, "concerns/teams/changed.html", {"strength": chosen})
    numbered = list(enumerate(told.recovery_words, start=1))
    title = _("Words for paper")
    context = {
        "words": numbered,
        "strength": chosen,
        "title": title,
        "handler": told.handler,
        "spoken": told.spoken,
        **more,
    }
    return render(request, SHOWN, context)
