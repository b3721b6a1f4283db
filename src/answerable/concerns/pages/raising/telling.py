"""Telling what happened: one question a page, each of which may be skipped, and nothing sent before it is said."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from ...actions import who_would_read
from ...queries import near
from ...queries.promised import PROMISES
from ...rules.routing import Route
from ...rules.telling import Question, asked_anew, following, order, preceding
from ...rules.words import Want
from . import flood
from .asking import allowed, is_answered, page_of
from .attachments import files_part, taken_files
from .helping import lines
from .leaving import forget
from .parts import PARTS, read
from .reading import readers_of
from .showing import language, show, speak, speak_of
from .steps import PAGES, argument, page, step
from .tale import KEY, NOTED, Tale
from .visit import Visit

CHILDREN, OUT = "children", "out"
GOES_ON = "goes_on"  # after which question it goes on for whoever changes an answer before it


@step("begin", begun=False, opens=True)
def begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begins a visit: from now on there is a cookie, and what is told lies in memory."""
    if flood.SUM not in visit.body:  # whoever is solving one has begun
        forget(visit)
        visit.begin(language=language())
    want = argument(request)
    tale = Tale({"want": want} if want in set(Want) else {})
    tale.keep(visit)
    if (asked := flood.asked(request, visit)) is not None:
        return asked
    return ask(request, visit, tale, Question.UNDER_18 if "want" in tale.values else Question.WANT)


@step("next")
def go_on(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keeps an answer in the visit and shows what comes next."""
    tale, question, wrong = taken(request, visit)
    if question == Question.FILES and (refused := taken_files(request, visit, tale)):
        return ask(request, visit, tale, question, not_added=refused)
    return ask(request, visit, tale, question, wrong) if wrong else after(request, visit, tale, question)


@step("skip")
def skip(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Passes a question over; an answer that stands there is dropped only where somebody says so."""
    tale, question, wrong = taken(request, visit)
    if is_answered(question, tale) and argument(request) != OUT:
        return ask(request, visit, tale, question, wrong, stands_there=True)
    for part in PARTS[question]:
        tale.values.pop(part.name, None)
    if question == Question.UNDER_18:
        speak_of(tale.country)
    return after(request, visit, tale, question)


@step("previous")
def go_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the question before; what was typed meanwhile is kept."""
    tale, question, _wrong = taken(request, visit)
    before = preceding(tale.answers, question)
    return ask(request, visit, tale, before or question)


@step("look")
def look(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows who would read it with what was just ticked."""
    tale, question, wrong = taken(request, visit)
    return ask(request, visit, tale, question, wrong)


@step("find")
def find(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Looks for organisations that anybody may know of, by words of their name."""
    from ...queries.near import public_organisations

    tale, question, wrong = taken(request, visit)
    found = public_organisations(tale.text("organisation_words"))
    tale.values["found"] = [list(pair) for pair in found]
    return ask(request, visit, tale, question, wrong, nothing_found=not found)


@step("change")
def change(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows a question again out of what is read once more before sending."""
    tale = Tale.of(visit)
    wanted = argument(request)
    tale.checking = tale.checking or visit.body.get("at") == "check"
    if visit.body.get("at") == "closed" and tale.noted:
        visit.body[GOES_ON] = Question.ABOUT.value
    return ask(request, visit, tale, Question(wanted)) if wanted in set(order(tale.answers)) else where(request, visit)


@step("pause")
def pause(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A break: what was typed is kept, and the visit rests as long as any other."""
    if "q" in request.POST:
        taken(request, visit)
    return show(request, visit, "raising/pause.html")


def ask(
    request: HttpRequest, visit: Visit, tale: Tale, question: Question, wrong: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:  # fmt: skip
    """Shows a question."""
    visit.body["at"] = f"ask:{question}"
    tale.keep(visit)
    facts: dict[str, Any] = {
        "asked": page_of(question, tale, wrong=wrong),
        "tale": tale,
        "is_answered": is_answered(question, tale),
        **more,
    }
    facts["may_keep"] = tale.noted == NOTED
    facts |= BESIDE[question](tale) if question in BESIDE else {}
    return show(request, visit, "raising/ask.html", facts)


@page("ask")
def ask_again(request: HttpRequest, visit: Visit) -> HttpResponse:
    tale, question = Tale.of(visit), str(visit.body.get("at", "")).partition(":")[2]
    there = order(tale.answers)
    return ask(request, visit, tale, Question(question) if question in set(there) else there[0])


def after(request: HttpRequest, visit: Visit, tale: Tale, question: Question) -> HttpResponse:
    """Shows what follows a question; whoever changes one answer goes back to where they read all of them."""
    tale.keep(visit)
    if question == Question.UNDER_18 and tale.is_under_18:
        return shown_at("young", request, visit)
    if _tells_who_reads(question, tale) and not route_of(tale).is_open:
        return shown_at("closed", request, visit)
    if question == Question.READERS and not tale.noted:
        return shown_at("receipt", request, visit)
    question = Question(visit.body.pop(GOES_ON, question))
    coming = following(tale.answers, question)
    if coming is None or (tale.checking and coming not in {Question.HELP, asked_anew(tale.answers, question)}):
        return shown_at("check", request, visit)
    return ask(request, visit, tale, coming)


def _tells_who_reads(question: Question, tale: Tale) -> bool:
    """Whether it shows after a question that nobody may read this; whoever reads all once more sees it there."""
    return question == Question.READERS or (question == Question.ABOUT and not tale.checking)


def shown_at(name: str, request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows a page of another kind than a question."""
    visit.body["at"] = name
    visit.save()
    return PAGES[name](request, visit)


def speak_within(request: HttpRequest, visit: Visit) -> None:
    """Has pages say what is said where the person of a visit is, in the language they chose."""
    tale = visit.body.get(KEY) or {"values": {}}
    there = near.with_root(near.place_of(str(tale["values"].get("country") or "")))
    speak(request, str(visit.body.get("language") or request.POST.get("tongue", "")), there)


def where(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the page where somebody is."""
    return PAGES[str(visit.body.get("at", "ask")).partition(":")[0]](request, visit)


@page("young")
def young(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For whoever is under 18: who listens, and what must be passed on, before anything is written."""
    country = Tale.of(visit).country
    return show(request, visit, "raising/young.html", {"lines": lines(country, need=CHILDREN)})


@page("closed")
def closed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Nobody may read this: it says so as soon as it is known, and names other ways; what was written until then is still there."""
    tale = Tale.of(visit)
    facts = {"lines": lines(tale.country), "is_begun": bool(tale.noted), "may_keep": tale.noted == NOTED}
    return show(request, visit, "raising/closed.html", facts | {"says_about": bool(tale.noted) and tale.says_about})


@step("young")
def after_young(request: HttpRequest, visit: Visit) -> HttpResponse:
    tale = Tale.of(visit)
    return ask(request, visit, tale, following(tale.answers, Question.UNDER_18) or Question.READERS)


def taken(request: HttpRequest, visit: Visit) -> tuple[Tale, Question, dict[str, str]]:
    """Keeps what was sent of a question in the visit; returns it with what is wrong."""
    tale = Tale.of(visit)
    question = asked_now(request, tale)
    sent = read(question, request.POST, allowed(question, tale), PROMISES.limits)
    tale.values |= sent.values
    if question == Question.UNDER_18:  # it asks for the country, and the page after says what is so there
        speak_of(tale.country)
    tale.keep(visit)
    return tale, question, sent.wrong


def asked_now(request: HttpRequest, tale: Tale) -> Question:
    """Returns the question that a page was of; the first where it names none of this person's."""
    name, there = request.POST.get("q", ""), order(tale.answers)
    return Question(name) if name in set(there) else there[0]


def route_of(tale: Tale) -> Route:
    return who_would_read(told=tale.told(language()), excluded=tale.excluded())


def _help(tale: Tale) -> dict[str, Any]:
    return {"lines": lines(tale.country, need=CHILDREN if tale.is_under_18 else "")}


BESIDE: Mapping[Question, Callable[[Tale], dict[str, Any]]] = {
    Question.READERS: lambda tale: {"who": readers_of(route_of(tale))},
    Question.HELP: _help,
    Question.FILES: lambda tale: {"files": files_part(tale.beginning)},
}
