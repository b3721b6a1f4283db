"""Adding a duty, and asking one otherwise from a day on: what would change is shown before anything does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Kind
from answerable.alliance.queries import naming
from answerable.facts.telling import kinds as kinds_of_facts
from answerable.kit.asking import Question, ask
from answerable.kit.text import fold
from answerable.kit.translations import TextState

from ...actions.duties import Asking, NewDuty, Words, add_duty, ask_otherwise, check_asking, today
from ...models import Duty, DutyAsking
from ...queries.asked_of import how_many
from ...queries.duties import asking_on, is_past, words_of
from ...rules.words import Level
from ..words import LEVELS
from .desk import WRITERS, way, way_to, who, writer
from .forms import AskingForm, NewDutyForm, initial_of
from .presenting import Rows, changes_between, language, said_of
from .reading import found_duty

TEMPLATE = "standards/duties/asking.html"


def choices() -> dict[str, list[tuple[str, str]]]:
    """Returns what can be chosen: kinds of organisation, offices, and kinds of facts that rooms tell."""
    kept = Kind.objects.filter(retired=False).prefetch_related("texts").order_by("order", "pk")
    return {
        "kinds": [(one.code, naming.kind_name(one, language())) for one in kept],
        "offices": [(code, str(words)) for code, words in naming.OFFICES.items()],
        "facts": sorted(((name, str(one.words)) for name, one in kinds_of_facts().items()), key=lambda one: fold(one[1])),
    }  # fmt: skip


@opens(WRITERS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Adding a duty of the alliance's own."""
    actor, offered = writer(request), choices()

    def make(data: Any) -> NewDutyForm:
        return NewDutyForm(data, initial={"starts": today()}, **offered)

    def act(form: NewDutyForm) -> Duty:
        asking = form.asking(language=language(), others={})
        check_asking(asking)
        return add_duty(by=actor, duty=NewDuty(form.cleaned_data["number"], asking, main=form.cleaned_data["main"]))

    question = Question(
        title=_("Add a duty"), button=_("Ask it"), done=lambda made: reverse("desk_duty", args=[made.number]), way=way(), who=who(),
        saved=_("It is asked from that day on. Now say it in the other languages."), template=TEMPLATE,
        lead=_("Small and certain is better than large and vague: one thing, in plain words, with what would show it."),
        context={"back": reverse("desk_duties")},
    )  # fmt: skip
    looked = _looked(request, make, lambda form: _whom(None, form.asking(language=language(), others={})))
    return looked(question) or ask(request, question, make, act)


@opens(WRITERS)
def otherwise(request: HttpRequest, number: str) -> HttpResponseBase:
    """Asking a duty otherwise from a day on, beginning with how it was asked last."""
    actor, found, offered = writer(request), found_duty(number), choices()
    last = newest(found)
    if is_past(found, today()):
        raise Hidden
    words = last_words(last)
    first = words[last.language]

    def make(data: Any) -> AskingForm:
        return AskingForm(data, initial={**initial_of(last, first), "starts": today()}, **with_kept(offered, last))

    def asked(form: AskingForm) -> Asking:
        others = {code: said for code, said in words.items() if code != last.language}
        if form.written() != first:
            others = {code: replace(said, stale=True) for code, said in others.items()}
        return form.asking(language=last.language, others=others)

    question = Question(
        title=_("Ask this duty otherwise"), button=_("Ask it so"), done=reverse("desk_duty", args=[number]), way=way_to(found), who=who(),
        saved=_("It is asked so from that day on. Days before stay judged as they were asked."), template=TEMPLATE,
        lead=_("From the day you choose. How it was asked before stays, and so does how everybody stood."),
        context={"back": reverse("desk_duty", args=[number]), "in_language": last.language},
    )  # fmt: skip
    looked = _looked(request, make, lambda form: compared(found, asked(form), first))
    return looked(question) or ask(
        request, question, make, lambda form: ask_otherwise(by=actor, duty=found, asking=asked(form))
    )


def newest(duty: Duty) -> DutyAsking:
    """Returns the last version of a duty, one that is still to come included."""
    listed = list(duty.askings.all())
    if not listed:
        raise Hidden
    return listed[-1]


def last_words(asking: DutyAsking) -> dict[str, Words]:
    """Returns what a version is called in each language, its own language always."""
    found = {
        one.language: Words(one.name, one.what, one.proof, one.example, stale=one.state == TextState.STALE)
        for one in asking.texts.all()
    }
    if asking.language not in found:
        said = words_of(asking, asking.language)
        found[asking.language] = Words(said.name, said.what, said.proof, said.example)
    return found


def with_kept(offered: dict[str, list[tuple[str, str]]], asking: DutyAsking) -> dict[str, list[tuple[str, str]]]:
    """Adds what a version names and nobody offers now, such as records of rooms to come: asking otherwise must not lose it."""
    kept = {
        "kinds": asking.kinds,
        "offices": asking.offices,
        "facts": [*asking.proofs, *asking.begun_by, *asking.events],
    }
    return {
        name: [*listed, *((code, _kept_words(code)) for code in dict.fromkeys(kept[name]) if code not in dict(listed))]
        for name, listed in offered.items()
    }


def _kept_words(code: str) -> str:
    return _("Something that is not recorded here yet (%(code)s)") % {"code": code}


def _looked(
    request: HttpRequest, make: Callable[[Any], Any], look: Callable[[Any], dict[str, Any]]
) -> Callable[[Question], HttpResponseBase | None]:
    """Returns what shows, where only that was asked, what would change: nothing is done, and everything typed stays."""

    def show(question: Question) -> HttpResponseBase | None:
        if request.method != "POST" or "look" not in request.POST:
            return None
        form = make(request.POST)
        context: dict[str, Any] = {"question": question, **question.context, "form": form}
        if form.is_valid():
            try:
                context["looked"] = look(form)
            except Unacceptable as refusal:
                form.say_no(refusal)
        return render(request, question.template, context)

    return show


def compared(duty: Duty, asking: Asking, before: Words) -> dict[str, Any]:
    """Returns what would change: thing by thing, and of how many it is asked now and then."""
    current = asking_on(duty, today())
    would = _unsaved(duty, asking)
    was: Rows = [*_said(before), *said_of(current)] if current else []
    return {
        **_whom(current, asking),
        "changes": changes_between(was, [*_said(asking.words[asking.language]), *said_of(would)]),
    }


def _said(words: Words) -> Rows:
    return [(_("Name"), words.name.strip()), (_("What it means"), words.what.strip())]


def _unsaved(duty: Duty | None, asking: Asking) -> DutyAsking:
    return DutyAsking(
        duty=duty, levels=list(asking.levels), cadence=asking.cadence, times=asking.times, months=asking.months, window=asking.window,
        grace_days=asking.grace_days, first_due_days=asking.first_due_days, kinds=list(asking.kinds), offices=list(asking.offices),
        proofs=sorted(asking.proofs), begun_by=sorted(asking.begun_by), events=sorted(asking.events), checked_by=asking.checked_by, source=asking.source,
    )  # fmt: skip


def _whom(current: DutyAsking | None, asking: Asking) -> dict[str, Any]:
    """Returns of how many of each level it is asked now and would be asked, and from which day; raises where it cannot be asked so."""
    check_asking(asking)
    day = today()
    now = how_many(current.levels, current.kinds, current.offices, day) if current else {}
    then = how_many(asking.levels, asking.kinds, asking.offices, day)
    would = _unsaved(None, asking)
    return {
        "whom": [(LEVELS[level], now.get(level, 0), then.get(level, 0)) for level in Level if level in now or level in then],
        "starts": asking.starts, "said": said_of(would), "is_new": current is None,
    }  # fmt: skip
