"""Searching one's own cases: whatever is shown for it was opened, and is entered before."""

from django.db import transaction

from ..models import Case
from ..queries.cases import AtTheDesk
from ..queries.searching import Found, searched
from .book import opening


def search(*, by: AtTheDesk, words: str, everything: bool = False, rest: str = "") -> Found:
    """Returns the cases in which words stand; that each of them was opened for it is entered first. `rest`: from where it goes on.

    What takes seconds is done before anything is entered: nobody who tells something waits for the database meanwhile.
    """
    found = searched(by, words, everything=everything, rest=rest)
    with transaction.atomic():
        for case in Case.held.filter(pk__in=[one.case for one in found.lines]).order_by("pk"):
            opening("search", by=by, case=case)
    return found
