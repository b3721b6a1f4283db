"""Deletes sessions, mailed codes and limits that are over."""

from answerable.access.forgetting import forget_what_is_over


def run() -> None:
    forget_what_is_over()
