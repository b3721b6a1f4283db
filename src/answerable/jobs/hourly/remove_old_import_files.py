"""Removes imported files a day later, and what undoes an import a week later."""

from answerable.kit import clock
from answerable.kit.imports import remove_old_files


def run() -> None:
    remove_old_files(clock.now())
