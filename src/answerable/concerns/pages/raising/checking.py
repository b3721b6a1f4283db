"""Reading it once more, sending it, and what somebody is told when it has arrived."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from answerable.access.refusals import Unacceptable

from ...actions import ChannelClosed, raise_concern, resume_draft
from ...actions.moving_over import FILE_GONE
from ...queries.promised import PROMISES
from ...queries.threads import thread_of
from ...rules.telling import ASKED_NOTHING, Question, order
from . import flood
from .asking import Said, asks, in_words
from .helping import lines
from .reading import readers_of
from .showing import language, say, show
from .steps import page, step
from .tale import KEY, NO_RETURN, NOTED, Tale
from .telling import route_of, shown_at
from .visit import Visit

SENT = "sent"
LATER = frozenset({Question.READERS, Question.FILES})


@dataclass(frozen=True)
class Line:
    """One question and what was answered to it."""

    question: Question
    asks: str
    said: list[Said]


@page("check")
def check(request: HttpRequest, visit: Visit, *, refusal: str = "") -> HttpResponse:
    """Shows everything once more, with who would read it as things stand now."""
    tale = Tale.of(visit)
    asked = [one for one in order(tale.answers) if one not in ASKED_NOTHING]
    rows = [Line(one, asks(one, tale), in_words(one, tale)) for one in asked if one not in LATER]
    later = [one for one in asked if one in LATER]
    facts = {
        "rows": rows, "shut": Line(Question.READERS, asks(Question.READERS, tale), in_words(Question.READERS, tale)),
        "has_files": Question.FILES in later, "files": tale.beginning.files, "who": readers_of(route_of(tale)),
        "refusal": refusal,
        "may_keep": tale.noted == NOTED,
    }  # fmt: skip
    return show(request, visit, "raising/check.html", facts)


@step("send")
def send(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sends it: once for each code, however often it is pressed."""
    if SENT in visit.body:
        return sent(request, visit)
    if (asked := flood.asked(request, visit)) is not None:
        return asked
    tale = Tale.of(visit)
    if not tale.receipt:
        return shown_at("receipt", request, visit)
    route = route_of(tale)
    try:
        raised = raise_concern(tale.receipt, told=tale.told(language()), excluded=tale.excluded())
    except ChannelClosed:
        return show(
            request,
            visit,
            "raising/closed.html",
            {"lines": lines(tale.country), "not_saved": True, "is_begun": True, "may_keep": tale.noted == NOTED},
            status=503,
        )
    except Unacceptable as error:
        return check(request, visit, refusal=_refusal(visit, tale, error.code))
    due = thread_of(raised.raiser).promised
    who = readers_of(route)
    visit.body.pop(KEY, None)  # what was told is with its readers now, and no longer in memory
    visit.body[SENT] = {
        "code": tale.receipt, "comes_back": tale.noted != NO_RETURN, "day": due.day.isoformat() if due else "",
        "who": [*who.lines, *who.why],
    }  # fmt: skip
    return shown_at(SENT, request, visit)


def _refusal(visit: Visit, tale: Tale, code: str) -> str:
    """Returns why it was not sent; files that are gone are named, and can be chosen again or left out."""
    if code != FILE_GONE:
        return say(f"refusals.{code}", number=PROMISES.limits.answer_characters)
    listed, tale.beginning = tale.beginning.files, resume_draft(tale.beginning)
    tale.keep(visit)
    gone = [one.name for one in listed if one not in tale.beginning.files]
    return f"{', '.join(gone)}: {say('pages.inbox.file_gone')}"


@page(SENT)
def sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Says that it has arrived, with the code once more; the same page however often it was sent."""
    import datetime as dt

    told = visit.body[SENT]
    day = date_format(dt.date.fromisoformat(told["day"]), "DATE_FORMAT") if told["day"] else ""
    return show(request, visit, "raising/sent.html", {"told": told, "code": told["code"].split("-"), "day": day})
