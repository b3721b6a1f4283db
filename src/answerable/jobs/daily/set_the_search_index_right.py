"""Compares the search index with the records, and sets right what differs."""

from answerable.kit.search import rebuild_all


def run() -> None:
    rebuild_all()
