"""Takes what changed since the last hour into the sums of standing: after a large import, pages need not add it up until the night."""

from answerable.standards.actions.summing_up import sum_up


def run() -> None:
    sum_up()
