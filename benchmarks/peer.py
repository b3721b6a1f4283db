"""What GlobaLeaks 5.0.95 needed on a machine like this one, beside which the safe space is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """What GlobaLeaks needed: measured once beside this project, on two cores."""

    lost_at_4: float = 0.20
    first_page_kb: float = 529
    first_page_requests: int = 35


PEER = Peer()
