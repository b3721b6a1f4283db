"""Compares facts with what the rooms tell, then how everybody stands with the facts, then sums with those whom they count.

The facts come first: whoever stood on wrong ones is reckoned with right ones.
"""

import structlog

from answerable.facts import keeping
from answerable.standards.actions.rebuilding import set_right

log = structlog.get_logger("answerable.standing")


def run() -> None:
    kept = keeping.keep_all()
    otherwise, wrong = set_right()
    log.info(
        "standing_set_right", facts=kept.added + kept.moved + kept.gone, stood_otherwise=otherwise, wrong_sums=wrong
    )
