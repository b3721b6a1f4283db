"""What is not sent yet goes on where it stopped: a draft that was kept, or a visit that is still open in this browser."""

import secrets

from django.http import HttpRequest, HttpResponse

from answerable.vault.receipts import NotAReceipt
from answerable.vault.receipts import read as read_receipt

from ...actions.drafting import Kept
from ..raising.keeping import go_on_with
from ..raising.tale import Tale
from ..raising.telling import speak_within, where
from ..raising.visit import Visit


def resumed(request: HttpRequest, visit: Visit, kept: Kept, code: str) -> HttpResponse:
    """Hands over to those pages on which it was begun."""
    return go_on_with(request, visit, code=code, kept=kept)


def is_of(visit: Visit, code: str) -> bool:
    """Whether a code is the one that was drawn in a visit."""
    own = Tale.of(visit).receipt
    try:
        return bool(own) and secrets.compare_digest(read_receipt(code), read_receipt(own))
    except NotAReceipt:
        return False


def where_it_stopped(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the page where somebody was."""
    speak_within(request, visit)
    return where(request, visit)
