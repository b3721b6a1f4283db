"""Signs how far the book of the desks goes: each day, whether or not anything was entered."""

from answerable.concerns.actions.book import mark_the_day


def run() -> None:
    mark_the_day()
