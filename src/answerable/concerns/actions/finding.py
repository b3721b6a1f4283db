"""Searching one's own cases: whatever is shown for it was opened, and is entered before."""

from django.db import transaction

from ..models import Case
from ..queries.cases import AtTheDesk
from ..queries.searching import Found, searched
from .book import opening


@transaction.atomic
def search(*, by: AtTheDesk, words: str, everything: bool = False) -> Found:
    """Returns the cases in which words stand; that each of them was opened for it is entered first."""
    found = searched(by, words, everything=everything)
    for case in Case.held.filter(pk__in=[one.case for one in found.lines]).order_by("pk"):
        opening("search", by=by, case=case)
    return found
