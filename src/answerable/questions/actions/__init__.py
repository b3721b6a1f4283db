"""What can happen to a round: it is opened, answered, given another link, entered from paper, ended, forgotten."""

from .answering import enter_paper, take_answer
from .ending import close_round, end_rounds
from .forgetting import forget_rounds
from .opening import Opened, open_round, renew_link
from .telling import CameOut, hear_of_rounds, tell_of_rounds

__all__ = [
    "CameOut", "Opened", "close_round", "end_rounds", "enter_paper", "forget_rounds", "hear_of_rounds", "open_round",
    "renew_link", "take_answer", "tell_of_rounds",
]  # fmt: skip
