"""The way to an open channel, step by step: what is done, what is missing and by whom, for those of the team alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from answerable.access.refusals import Unacceptable
from answerable.kit.forms import RuleSaysNo

from ...actions import close_channel, note_recovery_code, open_channel, rehearse
from ...queries.steps import Colleague, colleagues, lacks, proposal
from ...rules.teams import TeamState
from ..desk.asking import desk_of
from ..desk.door import SEND, at_the_desk
from ..desk.entering import lead
from ..desk.showing import show
from . import forms
from .words import LACKS, STATES


@at_the_desk()
def team(request: HttpRequest) -> HttpResponse:
    """Where the team is, and what is next for whoever looks."""
    return _page(request)


@at_the_desk()
def words(request: HttpRequest) -> HttpResponse:
    """Typing back the words on paper: whoever can, has them."""
    by = desk_of(request)
    form = forms.WordsBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            note_recovery_code(by=by, words=form.cleaned_data["code"])
        except Unacceptable as refusal:
            form.add_error("code", str(form.words.get(refusal.code, "")))
        else:
            return lead("team")
    return show(
        request, "concerns/teams/words_back.html", {"form": form, "noted_on": by.handler.code_noted_on}, writes=True
    )


@at_the_desk(SEND, back="team")
def rehearsal(request: HttpRequest) -> HttpResponse:
    """Sealing an invented concern to oneself and opening it."""
    try:
        rehearse(by=desk_of(request))
    except RuleSaysNo:
        return _page(
            request,
            wrong=_(
                "It could not be opened with your keys. Lock the desk, unlock it and try once more; if it stays so, the team has to sign for your keys again."
            ),
        )
    return lead("team")


@at_the_desk(SEND, back="team")
def channel(request: HttpRequest) -> HttpResponse:
    """Opening or closing the channel; what is missing is said, and by whom."""
    by = desk_of(request)
    if not by.is_signed_for:
        return _page(request, wrong=_("Your team has not signed for your keys: others open and close the channel."))
    try:
        if request.POST.get("do") == "close":
            if not request.POST.get("sure"):
                return _page(request, asks_to_close=True)
            close_channel(by=by)
        else:
            open_channel(by=by)
    except RuleSaysNo as refusal:
        missing = _(", ").join(str(LACKS[code]) for code in refusal.facts.get("missing", ()))  # type: ignore[attr-defined] # codes
        return _page(request, wrong=_("The channel stays shut. Still missing: %(what)s.") % {"what": missing})
    return lead("team")


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    by = desk_of(request)
    by.handler.team.refresh_from_db()
    people = colleagues(by.handler.team)
    me = next((one for one in people if one.handler.pk == by.handler.pk), None)
    missing = lacks(by.handler.team)
    proposed = proposal(by.handler.team, people)
    state = by.handler.team.state
    context: dict[str, Any] = {
        "people": people, "me": me, "missing": [LACKS[code] for code in missing], "proposal": proposed,
        "may_sign": proposed is not None and any(one.handler.pk == by.handler.pk for one in proposed.still),
        "state": STATES[state], "is_open": state == TeamState.OPEN, "steps": _steps(people, missing), "is_signed_for": by.is_signed_for,
        "with_next_keys": [one for one in people if one.next_spoken and one.is_signed and one is not me and proposed is None],
        "now": _now(people, missing, is_open=state == TeamState.OPEN),
    }  # fmt: skip
    return show(request, "concerns/teams/team.html", {**context, **more}, status=409 if "wrong" in more else 200)


def _steps(people: list[Colleague], missing: tuple[str, ...]) -> list[dict[str, Any]]:
    """Returns each step with who has still to do it."""
    reading = [one for one in people if one.is_signed] or people  # before anybody signed, all who were named
    return [
        _step(_("Everybody makes keys"), [one for one in people if not one.has_keys], done=len(people) > 1),
        _step(_("Words compared by voice, and signed"), [one for one in people if not one.is_signed], done="two_readers" not in missing),
        _step(_("Words on paper, typed back"), [one for one in reading if one.handler.code_noted_on is None], done="recovery_codes" not in missing),
        _step(_("Rehearsal with an invented concern"), [one for one in reading if one.handler.rehearsed_on is None], done="rehearsal" not in missing),
    ]  # fmt: skip


def _step(words: str, by: list[Colleague], *, done: bool) -> dict[str, Any]:
    return {"words": words, "by": [one.name for one in by], "kind": "ok" if done and not by else "start"}


def _now(people: list[Colleague], missing: tuple[str, ...], *, is_open: bool) -> int:
    """Returns the number of the step that a team is at."""
    if is_open:
        return 6
    found = [number for number, step in enumerate(_steps(people, missing), start=1) if step["kind"] != "ok"]
    return min(found, default=5)
