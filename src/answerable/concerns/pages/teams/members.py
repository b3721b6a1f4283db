"""Who belongs to the team: words said aloud, side by side; what is proposed; two who sign. And who leaves, without a case lost."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit.forms import RuleSaysNo

from ...actions import find_other_readers, propose_roster, sign_roster
from ...actions.teams import NotYours
from ...queries.cases import AtTheDesk
from ...queries.handlers import named_as
from ...queries.keepers import own_with_too_few
from ...queries.steps import Colleague, colleagues, proposal
from ..desk.asking import desk_of
from ..desk.door import SEND, at_the_desk
from ..desk.entering import lead
from ..desk.showing import show
from . import forms


@at_the_desk()
def people(request: HttpRequest) -> HttpResponse:
    """Everybody’s words side by side, and what is proposed: signed here, once the words were compared."""
    by = desk_of(request)
    form = forms.SignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _sign(by, request.POST.get("revision", ""))
        except RuleSaysNo as refusal:
            form.say_no(refusal)
        else:
            return lead("team")
    return _page(request, sign=form)


@at_the_desk()
def propose(request: HttpRequest) -> HttpResponse:
    """Saying who is to belong to the team from now on, and signing it first."""
    by = desk_of(request)
    known = colleagues(by.handler.team)
    chosen = [str(one.handler.pk) for one in known if one.has_keys]
    anew = [str(one.handler.pk) for one in known if one.next_spoken]
    form = forms.MembersForm(
        request.POST if request.method == "POST" else None, people=known, initial={"members": chosen, "anew": anew}
    )
    if form.is_valid():
        try:
            _propose(by, known, form.cleaned_data)
        except RuleSaysNo as refusal:
            form.say_no(refusal)
        else:
            return lead("team_people")
    leaving = [(one, len(own_with_too_few(by, one.handler))) for one in known if one.is_signed]
    context = {"form": form, "people": known, "few": [(one, n) for one, n in leaving if n]}
    return show(request, "concerns/teams/propose.html", context, writes=True)


@at_the_desk(SEND, back="team_propose")
def hand_on(request: HttpRequest, key: UUID) -> HttpResponse:
    """Giving to others what too few could read once somebody leaves."""
    by = desk_of(request)
    leaving = named_as(by.handler.team, key)
    if leaving is None:
        raise Hidden
    left = find_other_readers(by=by, leaving=leaving)
    known = colleagues(by.handler.team)
    name = next((one.name for one in known if one.handler.pk == key), "")
    return show(request, "concerns/teams/handed_on.html", {"left": left, "name": name})


def _sign(by: AtTheDesk, revision: str) -> None:
    """Signs what was shown, and nothing that was proposed in its place meanwhile."""
    proposed = proposal(by.handler.team, colleagues(by.handler.team))
    if proposed is None or str(proposed.row.pk) != revision:
        raise Unacceptable("no_longer_proposed")
    try:
        sign_roster(by=by, revision=proposed.row)
    except NotYours as error:
        raise Unacceptable("not_yours") from error


def _propose(by: AtTheDesk, known: list[Colleague], typed: dict[str, Any]) -> None:
    chosen = [one.handler for one in known if str(one.handler.pk) in typed["members"]]
    anew = [one.handler for one in known if str(one.handler.pk) in typed.get("anew", ())]
    try:
        propose_roster(by=by, handlers=chosen, with_next_keys=anew)
    except NotYours as error:
        raise Unacceptable("not_yours") from error


def _page(request: HttpRequest, sign: forms.SignForm) -> HttpResponse:
    by = desk_of(request)
    known = colleagues(by.handler.team)
    proposed = proposal(by.handler.team, known)
    may_sign = proposed is not None and any(one.handler.pk == by.handler.pk for one in proposed.still)
    context = {
        "people": known, "proposal": proposed, "may_sign": may_sign, "form": sign, "me": by.handler.pk,
        "left_to_sign": max(0, proposed.least - len(proposed.signed)) if proposed else 0,
    }  # fmt: skip
    return show(request, "concerns/teams/people.html", context, writes=may_sign)
