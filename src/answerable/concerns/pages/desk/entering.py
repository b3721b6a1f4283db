"""Coming to the desk and leaving it: unlocking one's keys, locking them, and what was typed in between."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access import guessing, second_factor, stepping_up
from answerable.access.doors import actor_of
from answerable.access.refusals import Unacceptable
from answerable.kit.forms import Form, Radios
from answerable.vault import Unreadable
from answerable.vault.derivation import Busy
from answerable.vault.people import AnotherPepper

from ...actions import settle_ties, words_of_next_keys
from ...actions.teams import NotYours
from ...models import Handler
from ...queries.cases import AtTheDesk
from . import unlocked, waiting
from .door import READ, SEND, at_the_desk, handlers_only
from .words import team_words

PASSPHRASES = guessing.Limit("passphrases", holds=5, a_minute=5)


class _StillToSign(Exception):  # noqa: N818 - it is an answer, not an error
    """The passphrase is right, and opens nothing yet: two colleagues have still to compare these words and sign."""

    def __init__(self, spoken: tuple[str, ...]) -> None:
        super().__init__()
        self.spoken = spoken


class EnterForm(Form):
    """The passphrase, and of which team where somebody is in several."""

    team = forms.ChoiceField(label=_("Team"), widget=Radios())
    passphrase = forms.CharField(
        label=_("Passphrase"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "dir": "auto", "spellcheck": "false"}),
    )  # fmt: skip
    words: ClassVar = {
        "wrong": _("Your keys do not open with this passphrase. Type it once more."),
        "slow": _("Too many tries. Wait %(seconds)s seconds; then it works again."),
        "busy": _("Very many people ask at once just now. Try again in a moment."),
        "other_pepper": _("The server has lost what belongs to this passphrase. Your recovery words open your keys."),
    }

    def __init__(self, *args: object, handlers: list[Handler], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if len(handlers) > 1:
            self.choices_of("team", [(str(one.pk), team_words(one.team)) for one in handlers])
        else:
            del self.fields["team"]


@handlers_only()
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the passphrase of one's keys, once one has shown who one is."""
    if request.method != "POST" and unlocked.find(request) is not None:
        return lead("desk")
    with_keys = [one for one in handlers(request) if len(one.by_passphrase)]
    if answer := _before_the_passphrase(request, with_keys):
        return answer
    form = EnterForm(request.POST if request.method == "POST" else None, handlers=with_keys)
    if not form.is_valid():
        return _asked(request, form)
    chosen = form.cleaned_data.get("team", str(with_keys[0].pk))
    handler = next(one for one in with_keys if str(one.pk) == chosen)
    try:
        value = _unlock(request, handler, form.cleaned_data["passphrase"])
    except _StillToSign as waits:
        return render(request, "concerns/teams/still_to_sign.html", {"spoken": waits.spoken})
    except Unacceptable as refusal:
        form.say_no(refusal)
        return _asked(request, form)
    return unlocked.keep(lead(_where_to(request)), value)


def handlers(request: HttpRequest) -> list[Handler]:
    """Returns what whoever asks is at teams: set on every request that passed the door."""
    found: list[Handler] = request.handlers  # type: ignore[attr-defined] # set by the door
    return found


def lead(name: str, *about: object) -> HttpResponse:
    response = HttpResponseRedirect(reverse(name, args=about))
    response.status_code = 303
    return response


def _before_the_passphrase(request: HttpRequest, with_keys: list[Handler]) -> HttpResponse | None:
    """Whoever has no keys yet, no second step, or proved it long ago is led there first."""
    if not with_keys:
        return render(request, "concerns/desk/no_keys.html")
    account = actor_of(request).account_id
    if settings.DESK_NEEDS_SECOND_FACTOR and (account is None or not second_factor.has_any(account)):
        return render(request, "concerns/desk/no_second_step.html")
    fresh = stepping_up.is_fresh_by_factor if settings.DESK_NEEDS_SECOND_FACTOR else stepping_up.is_fresh
    return None if fresh(request) else stepping_up.lead_without_keeping(stepping_up.CONFIRM, back=reverse("desk_enter"))


def _unlock(request: HttpRequest, handler: Handler, passphrase: str) -> str:
    """Returns what the cookie is to hold. Each try costs one of a few a minute, which come back by themselves."""
    if seconds := guessing.take(PASSPHRASES, str(handler.pk)):
        raise Unacceptable("slow", field="passphrase", seconds=seconds)
    try:
        value, desk = _begun(request, handler, passphrase)
    except Busy as error:
        raise Unacceptable("busy") from error
    except AnotherPepper as error:
        raise Unacceptable("other_pepper") from error
    except (NotYours, Unreadable) as error:
        raise Unacceptable("wrong", field="passphrase") from error
    guessing.give_back(PASSPHRASES, str(handler.pk))
    settle_ties(by=desk)
    return value


def _begun(request: HttpRequest, handler: Handler, passphrase: str) -> tuple[str, AtTheDesk]:
    """Opens the desk; `_StillToSign` where this is the passphrase of keys that somebody made anew since."""
    try:
        return unlocked.begin(request, handler, passphrase)
    except NotYours:
        if spoken := words_of_next_keys(by=actor_of(request), handler=handler, passphrase=passphrase):
            guessing.give_back(PASSPHRASES, str(handler.pk))
            raise _StillToSign(spoken) from None
        raise


def _asked(request: HttpRequest, form: EnterForm) -> HttpResponse:
    waits = waiting.what_waits(request, account=actor_of(request).opaque_id) is not None
    return render(request, "concerns/desk/enter.html", {"form": form, "waits": waits})


def _where_to(request: HttpRequest) -> str:
    return "desk_again" if waiting.what_waits(request, account=actor_of(request).opaque_id) else "desk"


@handlers_only(SEND)
def lock(request: HttpRequest) -> HttpResponse:
    """Locks the desk at once, and leaves nothing of it in the browser."""
    unlocked.end(request)
    response = lead("desk_enter")
    response.delete_cookie(unlocked.cookie(), path="/", samesite="Strict")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return waiting.drop(request, response)


@handlers_only(READ)
def paused(request: HttpRequest) -> HttpResponse:
    """What stands on the screen after a pause, in place of what was read; it keeps nothing open."""
    return render(request, "concerns/desk/paused.html", {"minutes": settings.DESK_IDLE_MINUTES})


@at_the_desk()
def again(request: HttpRequest) -> HttpResponse:
    """What somebody had typed when the desk was locked: shown once, and theirs to take back to its page."""
    kept = waiting.what_waits(request, account=actor_of(request).opaque_id)
    if kept is None or request.method == "POST":
        return waiting.drop(request, lead("desk"))
    fields = [(name, said) for name, said in kept["fields"] if name not in {"do", "kept"}]
    shown = [said for _name, said in fields if not waiting.CHOSEN.fullmatch(said)]
    return render(request, "concerns/desk/again.html", {"page_of": kept["page"], "fields": fields, "shown": shown})
