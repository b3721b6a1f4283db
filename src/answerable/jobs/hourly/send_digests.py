"""Mails each person what awaits them, once their hour has come."""

from answerable.kit import clock
from answerable.notices.posting import begin_digests


def run() -> None:
    begin_digests(clock.now())
