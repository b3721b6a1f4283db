"""Files at the desk: taken along as they are, and added for whoever raised the concern."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.kit import saving
from answerable.vault import Unreadable

from ...actions import read_file
from ...queries.cases import OpenCase, case_for
from ...rules.words import ENDED, State
from ..files import as_download
from ..raising.attachments import Added, attached
from . import waiting
from .asking import desk_of
from .deeds.deed import WHY_NOT
from .door import SEND, at_the_desk
from .entering import lead
from .presenters.lines import reference
from .showing import show


def may_attach(found: OpenCase) -> bool:
    """Whether a file may be added: as long as words are, to what has not ended."""
    return State(found.case.state) not in ENDED


@at_the_desk(SEND)
def file(request: HttpRequest, case: UUID, file: UUID) -> HttpResponseBase:
    """Takes a file along; that it was opened is entered before."""
    try:
        found = read_file(by=desk_of(request), case=case, file=file)
    except Unreadable:
        messages.error(request, _("This file was altered or cut off. It does not open."))
        return lead("desk_case", case)
    return as_download(found, found.about.name)


@at_the_desk()
def files(request: HttpRequest, case: UUID) -> HttpResponse:
    """Adds files for whoever raised it, each cleaned or kept as it is."""
    found = case_for(desk_of(request), case)
    if not found.is_clear or not may_attach(found):
        return waiting.wait(request, lead("desk_case", case), account=actor_of(request).opaque_id)
    if request.method != "POST":
        return _page(request, case, Added())
    return _page(request, case, Added(), unsaved=True) if saving.refused() else _added(request, found)


def _added(request: HttpRequest, found: OpenCase) -> HttpResponse:
    case = found.case.pk
    try:
        added = attached(request, by=found.by, case=case)
    except Hidden:  # it ended while they chose
        messages.error(request, str(WHY_NOT["no_such_move"]))
        return lead("desk_case", case)
    except DatabaseFault as fault:
        if not saving.reason_of(fault):
            raise
        return _page(request, case, Added(), unsaved=True)
    if added.refused or not added.count:
        return _page(request, case, added, chose_none=not added.refused)
    messages.success(request, _words(added.count))
    return lead("desk_case", case)


def _words(count: int) -> str:
    return ngettext(
        "The file is added. They see it with the conversation.",
        "%(count)d files are added. They see them with the conversation.",
        count,
    ) % {"count": count}


def _page(
    request: HttpRequest, case: UUID, added: Added, *, unsaved: bool = False, chose_none: bool = False
) -> HttpResponse:
    facts = {
        "case": case, "reference": reference(case), "not_added": added.refused, "added": _words(added.count) if added.count else "",
        "once": secrets.token_hex(8), "unsaved": unsaved, "chose_none": chose_none,
    }  # fmt: skip
    return show(request, "concerns/desk/files.html", facts, writes=True, status=503 if unsaved else 200)
