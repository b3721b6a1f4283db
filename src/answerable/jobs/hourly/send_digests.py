"""Mails each person what awaits them, once their hour has come."""

from answerable.kit import clock, queue
from answerable.notices.posting import send_digest
from answerable.notices.queries import accounts_due


def run() -> None:
    for account_id in accounts_due(clock.now()):
        queue.enqueue(send_digest, str(account_id))
