"""The desk of duties: all of them, one with its versions, showing it first, giving it up, and taking in those that are shipped."""

import datetime as dt

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.queries.invitations import languages_offered
from answerable.alliance.rules.words import Office
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask
from answerable.kit.translations import TextState

from ...actions.duties import retire_duty, show_first, today
from ...actions.taking_in import take_in_catalogue
from ...models import Duty, DutyAsking
from ...permissions import may_edit_duties
from ...queries.catalogue import ShippedDuty, catalogue
from ...queries.counting import going_on
from ...queries.duties import asking_on, is_past, with_words
from .forms import DayForm, TakeInForm
from .presenting import history_of, language, line_of, said_of
from .reading import found_duty

WRITERS = office(Office.SECRETARIAT, Office.EDITOR)
Way = list[tuple[str, str]]


def writer(request: HttpRequest) -> Actor:
    """Returns who asks, if they write the duties of the whole alliance."""
    actor = actor_of(request)
    if not may_edit_duties(actor):
        raise Refused("not_your_place")
    return actor


def way() -> Way:
    return [(reverse("desk_duties"), _("The duties we ask"))]


def way_to(duty: Duty) -> Way:
    return [*way(), (reverse("desk_duty", args=[duty.number]), _("Duty %(number)s") % {"number": duty.number})]


def who() -> str:
    return _("What is asked is public. This desk is for the secretariat and the editors of the whole alliance.")


@require_safe
@opens(WRITERS)
def duties(request: HttpRequest) -> HttpResponseBase:
    """All duties, those that were given up as well, and what of the shipped ones is not taken in."""
    writer(request)
    day = today()
    listed = with_words()
    context = {
        "lines": [(line, _hints(one)) for one in listed if not is_past(one, day) and (line := line_of(one, day))], "way": way(),
        "past": [line for one in listed if is_past(one, day) and (line := line_of(one, day))], "who": who(),
        "shipped": len(not_taken_in(listed)), "going_on": going_on(),
    }  # fmt: skip
    return render(request, "standards/duties/desk.html", context)


def _hints(duty: Duty) -> list[str]:
    """Says what somebody who writes would want to know of a duty."""
    newest, day = duty.askings.all()[len(duty.askings.all()) - 1], today()
    hints = [_("shown first")] if duty.main else []
    if not duty.followed:
        hints.append(_("not followed"))
    if missing := [code for code in languages_offered() if code not in _said(newest)]:
        hints.append(_("not yet in: %(languages)s") % {"languages": _(", ").join(map(tongues.own_name, missing))})
    current = asking_on(duty, day)
    if current is not None and newest.starts > day and newest.pk != current.pk:
        hints.append(_("soon asked otherwise"))
    return hints


def _said(asking: DutyAsking) -> dict[str, str]:
    """Returns in which languages a version is said, each with the state of its words."""
    return {text.language: text.state for text in asking.texts.all()}


@require_safe
@opens(WRITERS)
def one(request: HttpRequest, number: str) -> HttpResponseBase:
    """A duty at the desk: how it is asked, its languages, its versions."""
    writer(request)
    found, day = found_duty(number), today()
    line = line_of(found, day)
    listed = list(found.askings.all())
    current = line.asking.pk if line else 0
    context = {
        "duty": found, "line": line, "facts": said_of(line.asking, followed=found.followed) if line else [], "way": way(), "who": who(),
        "history": history_of(found, day), "is_past": is_past(found, day),
        "versions": [(one, one.pk == current, _tongues(one)) for one in listed if one.pk == current or one.starts > day],
    }  # fmt: skip
    return render(request, "standards/duties/desk_one.html", context)


def _tongues(asking: DutyAsking) -> list[tuple[str, str, bool, bool]]:
    """Returns the languages of a version and those still to come: code, name, whether it is there, whether it is out of date."""
    said = _said(asking)
    codes = dict.fromkeys([asking.language, *languages_offered(), *sorted(said)])
    return [(code, tongues.own_name(code), code in said, said.get(code) == TextState.STALE) for code in codes]


@require_POST
@opens(WRITERS)
def first(request: HttpRequest, number: str) -> HttpResponseBase:
    """Shows a duty among the first, or no more."""
    actor, found = writer(request), found_duty(number)
    show_first(by=actor, duty=found, main=request.POST.get("main") == "yes")
    response = HttpResponseRedirect(reverse("desk_duty", args=[number]))
    response.status_code = 303
    return response


@opens(WRITERS)
def give_up(request: HttpRequest, number: str) -> HttpResponseBase:
    """Giving a duty up from a day on."""
    actor, found = writer(request), found_duty(number)
    question = Question(
        title=_("Give this duty up"), button=_("Give it up"), done=reverse("desk_duty", args=[number]), way=way_to(found), danger=True,
        saved=_("It is asked of nobody from that day on. What was before stays to be seen."), who=who(),
        lead=_("From that day on it is asked of nobody. How everybody stood before stays as it was. It cannot be taken up again: then add a new one."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: DayForm(data, initial={"on": today()}),
        lambda form: retire_duty(by=actor, duty=found, on=form.cleaned_data["on"]),
    )  # fmt: skip


@opens(WRITERS)
def take_in(request: HttpRequest) -> HttpResponseBase:
    """Taking in the duties that come with the program, all that are not there."""
    actor = writer(request)
    missing = not_taken_in(with_words())
    question = Question(
        title=_("Take in the duties that come with the program"), button=_("Take them in"), done=reverse("desk_duties"), way=way(), who=who(),
        saved=_("They are asked from that day on. How everybody stands is being reckoned; it may take a few minutes."),
        lead=_("From the standards, the codes and the definition, in plain words. Each can then be asked otherwise, or given up. What you have changed already stays as you have it."),
        template="standards/duties/take_in.html",
        context={"shipped": [(one.number, _name(one), not one.followed) for one in missing]},
    )  # fmt: skip
    return ask(
        request, question, lambda data: TakeInForm(data, initial={"starts": today()}),
        lambda form: take_in_catalogue(by=actor, starts=not_past(form.cleaned_data["starts"])),
    )  # fmt: skip


def not_past(day: dt.date) -> dt.date:
    """Returns a day; by page nothing begins to be asked of days that are over."""
    if day < today():
        raise Unacceptable("starts_in_the_past", field="starts")
    return day


def not_taken_in(listed: list[Duty]) -> list[ShippedDuty]:
    """Returns which of the shipped duties are not there."""
    there = {one.number for one in listed}
    return [one for one in catalogue().duties if one.number not in there]


def _name(one: ShippedDuty) -> str:
    return (one.words.get(language()) or one.words["en"]).name
