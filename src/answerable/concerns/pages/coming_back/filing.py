"""Files of whoever came back: added to the conversation, and saved out of it."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from answerable.access.refusals import Hidden
from answerable.vault import Unreadable

from ...actions.coming_back import own_file
from ...queries.threads import NoSuchReceipt, Raiser
from ..files import as_download
from ..raising.attachments import added_to_conversation
from ..raising.steps import step
from ..raising.visit import Visit
from .inbox import shown
from .returning import returned


@step("back.attach")
@returned
def attach(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Adds the files that were chosen; one that cannot be taken keeps no other out."""
    added = added_to_conversation(request, raiser)
    return shown(request, visit, raiser, said="pages.inbox.added" if added.count else "", not_added=added.refused)


@step("back.save")
@returned
def save(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponseBase:
    """Takes a file of the conversation along; what is none of it, or is not whole, is said on the page."""
    with suppress(NoSuchReceipt, Hidden, Unreadable):
        found = own_file(raiser, file=request.POST.get("file", ""))
        return as_download(found, found.about.name)
    return shown(request, visit, raiser, lost="pages.inbox.file_gone")
