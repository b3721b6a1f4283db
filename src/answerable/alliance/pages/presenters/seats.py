"""What a seat is called: by its role, else by whom it is kept for."""

from ...models import Seat
from ...queries.naming import seat_role
from ..words import CONSTITUENCIES


def seat_name(seat: Seat, language: str) -> str:
    """Returns what a seat is called in a language; texts should be prefetched."""
    return seat_role(seat, language) or str(CONSTITUENCIES[seat.constituency])
