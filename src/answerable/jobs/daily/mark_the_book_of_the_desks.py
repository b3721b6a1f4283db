"""Signs how far the book of the desks goes, each day, whether or not anything was entered; warns every handler where it does not stand."""

from answerable.concerns.actions.book import mark_the_day, verify_book
from answerable.concerns.notices import BOOK_BROKEN
from answerable.concerns.queries import late

from ..desks import tell_today


def run() -> None:
    if verify_book().ok:
        mark_the_day()
    else:
        tell_today(BOOK_BROKEN, late.all_accounts())
