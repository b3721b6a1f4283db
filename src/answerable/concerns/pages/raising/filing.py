"""Files while telling: added to what is still being written, and taken out again."""

from django.http import HttpRequest, HttpResponse

from ...actions import remove_draft_file
from ...rules.telling import Question, order
from .attachments import taken_files
from .steps import argument, step
from .tale import Tale
from .telling import ask, where
from .visit import Visit


@step("files")
def add_files(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Adds what was chosen, and shows the question again with what is there."""
    tale = Tale.of(visit)
    if Question.FILES not in order(tale.answers):
        return where(request, visit)
    return ask(request, visit, tale, Question.FILES, not_added=taken_files(request, visit, tale))


@step("drop")
def drop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Takes a file out again; one that is not there any more changes nothing."""
    tale = Tale.of(visit)
    if argument(request) in {one.file for one in tale.beginning.files}:
        tale.beginning = remove_draft_file(tale.beginning, file=argument(request))
        tale.keep(visit)
    return ask(request, visit, tale, Question.FILES)
