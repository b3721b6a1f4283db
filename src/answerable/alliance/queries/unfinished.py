"""What rooms above are still at work on in a network: it neither closes nor joins another one before that is done.

ask_before_it_ends(why_not_yet)  # in the room's own `ready`; returns the code of a refusal, or nothing
keep_what_stands_there(stands)   # an import that opened the network leaves it where something stands in it
"""

from collections.abc import Callable

from ..models import Network

WhyNot = Callable[[Network], str]
Stands = Callable[[Network], bool]
_asked: list[WhyNot] = []
_standing: list[Stands] = []


def ask_before_it_ends(why_not: WhyNot) -> None:
    """Has a room asked before a network ends whether something is unfinished there."""
    if why_not not in _asked:
        _asked.append(why_not)


def keep_what_stands_there(stands: Stands) -> None:
    """Has a room asked before a network is removed for good whether something of its own, known by the path alone, stands there."""
    if stands not in _standing:
        _standing.append(stands)


def why_unfinished(network: Network) -> str:
    """Returns the code of the first refusal; nothing where all is done."""
    return next((code for why_not in _asked if (code := why_not(network))), "")


def something_stands_there(network: Network) -> bool:
    return any(stands(network) for stands in _standing)
