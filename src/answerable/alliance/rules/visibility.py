"""Who may know of an organisation at all."""

from .words import Visibility


def is_for_few(visibility: str, *, at_risk: bool) -> bool:
    """Whether the very existence of an organisation is for few to know: then nothing of its name stands in an address."""
    return at_risk or visibility == Visibility.NETWORK


_FROM_WIDE_TO_NARROW = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORK)


def narrower(one: str, other: str) -> str:
    """Returns which of two lets fewer know."""
    return max(one, other, key=lambda code: _FROM_WIDE_TO_NARROW.index(Visibility(code)))
