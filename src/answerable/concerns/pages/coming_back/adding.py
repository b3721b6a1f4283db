"""Adding words and files to what was told, and saving a file that lies there."""

import hashlib

from django.http import HttpRequest, HttpResponse

from answerable.access.refusals import Unacceptable

from ... import actions
from ...queries.threads import Raiser
from ..raising.steps import step
from ..raising.visit import Visit
from .inbox import shown
from .returning import returned


@step("back.add")
@returned
def add(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Adds words, once however often the page is sent; other words from the same page are added too."""
    words = request.POST.get("words", "")
    try:
        actions.add_words(raiser, words=words, once=of_page(request, words))
    except Unacceptable as refusal:
        return shown(request, visit, raiser, refusal=refusal, typed={"words": words})
    return shown(request, visit, raiser, said="pages.inbox.added")


def of_page(request: HttpRequest, *what: str) -> str:
    """Returns by what the same thing, sent from the same page, is known again; it lies in the sealed chain alone."""
    once = request.POST.get("once", "")
    return hashlib.blake2b("\0".join((once, *what)).encode("utf-8", "replace"), digest_size=16).hexdigest()
