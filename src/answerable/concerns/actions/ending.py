"""What ends by itself: drafts whose days are over. Nothing counts them, and no book or ledger moves with them."""

from answerable.kit import clock

from ..queries import drafts


def delete_drafts_over(*, by: object) -> None:
    """Deletes what nobody came back to in its days, with its files."""
    drafts.over(clock.today()).delete()
