"""What somebody finds who comes back: how it stands, what was written, what they agree to, and what they can do."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from answerable.access.refusals import Unacceptable

from ...queries.promised import PROMISES
from ...queries.threads import Raiser, consents_put, thread_of
from ...queries.who_reads import who_reads
from ...rules.promises import MEGABYTE
from ..raising import helping
from ..raising.attachments import NotAdded
from ..raising.steps import page, retyped, step
from ..raising.visit import Visit
from .presenters.agreeing import agreements
from .presenters.standing import standing
from .presenters.talk import summary_of, talk
from .refusing import errors_of
from .returning import page_of, returned


@page("back")
@step("back.inbox")
@returned
def inbox(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    return shown(request, visit, raiser)


@retyped("back")
@returned
def once_more(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    return shown(request, visit, raiser, typed={"words": request.POST.get("words", "")})


def shown(
    request: HttpRequest,
    visit: Visit,
    raiser: Raiser,
    *,
    said: str = "",
    refusal: Unacceptable | None = None,
    typed: dict[str, Any] | None = None,
    not_added: tuple[NotAdded, ...] = (),
    lost: str = "",
) -> HttpResponse:
    """Shows it. `said`: where the text of what was just done lies; `refusal`: why it was not, with what was typed.

    `not_added`: files that could not be taken; `lost`: where the text of a file stands that does not open.
    """
    visit.body["at"] = "back"
    thread = thread_of(raiser)
    put, answers = consents_put(raiser)
    limits = PROMISES.limits
    context = {
        "standing": standing(thread, who_reads(raiser)), "talk": talk(thread), "summary": summary_of(thread),
        "agreements": agreements(put, answers), "said": said, "typed": typed or {}, "lines": helping.lines(""),
        "errors": errors_of(refusal) if refusal else {}, "files": limits.files, "megabytes": limits.file_bytes // MEGABYTE,
        "not_added": not_added, "lost": lost,
    }  # fmt: skip
    return page_of(request, visit, "inbox", context)
