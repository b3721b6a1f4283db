"""Another language on every page of the door: the page is shown again, and what was typed on it is still there."""

from django.http import HttpRequest, HttpResponse

from ...rules.telling import Question
from .attachments import taken_files
from .helping import help_now
from .leaving import ended, staying_safe
from .showing import offered, speak
from .starting import first_page, listening
from .steps import PAGES, RETYPED, argument, retyped, step
from .telling import ask, pause, speak_within, taken
from .visit import Visit

BESIDE = {"help": help_now, "safe": staying_safe, "pause": pause, "listening": listening, "ended": ended}
LIKEWISE = frozenset(BESIDE) | {"code"}


@step("speak", after=True)
def speak_another(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Has all that follows in a visit speak another language; a page that is none of its steps is named behind it."""
    wanted, _, beside = argument(request).partition(":")
    if wanted in offered():
        visit.body["language"] = wanted
        visit.save()
    speak_within(request, visit)
    if beside in BESIDE:
        return BESIDE[beside](request, visit)
    at = "ask" if "q" in request.POST else str(visit.body.get("at", "")).partition(":")[0]
    return (RETYPED.get(at) or PAGES.get(at) or first_page)(request, visit)


@step("tongue", begun=False)
def show_in_another(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows a page of no visit in another language."""
    wanted, _, beside = argument(request).partition(":")
    speak(request, wanted)
    return (BESIDE.get(beside) or RETYPED["code"] if beside in LIKEWISE else first_page)(request, visit)


@retyped("ask")
def ask_once_more(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keeps what was typed and chosen, files too, and asks the same in the language that is spoken now."""
    tale, question, wrong = taken(request, visit)
    refused = taken_files(request, visit, tale) if question == Question.FILES else ()
    return ask(request, visit, tale, question, wrong, not_added=refused)
