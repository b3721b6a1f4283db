"""Signs where the ledger stands, so that a ledger cut short shows."""

from answerable.kit import clock
from answerable.ledger.actions import checkpoint
from answerable.ledger.models import Checkpoint


def run() -> None:
    if not Checkpoint.objects.filter(day=clock.today()).exists():
        checkpoint()
