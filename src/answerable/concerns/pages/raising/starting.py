"""The first page: what will happen, what cannot be promised, and help that needs nothing told."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from ...queries.handlers import any_open
from ...queries.promised import PROMISES
from ...queries.raising import raising
from ...rules.telling import Question
from .asking import Option
from .showing import has_entered, say, show, tongues
from .steps import step
from .visit import Visit

# Browsers that have their company fetch the pages: it could read along. What names them is read here and kept nowhere.
PROXIED = ("opera mini", "opera mobi", "ucbrowser", "ucweb", "puffin", "silk-accelerated=true", "turboproxy")


def first_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the first page; whoever asks, it holds nothing of them."""
    agent = request.headers.get("User-Agent", "").lower()
    place = f"questions.{Question.WANT}.choices"
    days = PROMISES.first_answer_workdays
    facts = {
        "tongues": tongues(), "limits": raising().lists["cannot_promise"],
        "wants": [Option(one, say(f"{place}.{one}.says"), say(f"{place}.{one}.means")) for one in raising().questions[Question.WANT].choices],
        "is_proxied": any(one in agent for one in PROXIED), "is_closed": not any_open(),
        "workdays": ngettext("%(number)d working day", "%(number)d working days", days) % {"number": days},
        "has_contact": has_entered("contact"),
    }  # fmt: skip
    return show(request, visit, "raising/start.html", facts)


@step("start", begun=False)
def start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the first page again: in another language, or after a pause."""
    return first_page(request, visit)


@step("listening", begun=False)
def listening(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For anybody to whom somebody has just told something."""
    pieces = [one for one in raising().pages["listening"] if one not in {"title", "lead"}]
    return show(request, visit, "raising/listening.html", {"pieces": pieces})
