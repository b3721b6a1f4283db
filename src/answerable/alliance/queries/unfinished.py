"""What rooms above are still at work on in a network: it neither closes nor joins another one before that is done.

ask_before_it_ends(is_writing_its_own_code)  # in the room's own `ready`
"""

from collections.abc import Callable

from ..models import Network

AtWork = Callable[[Network], bool]
_declared: list[AtWork] = []


def ask_before_it_ends(at_work: AtWork) -> None:
    """Has a room asked before a network ends whether something is unfinished there."""
    if at_work not in _declared:
        _declared.append(at_work)


def is_unfinished(network: Network) -> bool:
    return any(at_work(network) for at_work in _declared)
