"""Compares all facts with what the rooms tell, and sets right what differs."""

from answerable.facts import keeping


def run() -> keeping.Kept:
    return keeping.keep_all()
