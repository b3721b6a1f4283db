"""What can happen to a commitment: each act asks who may, changes, adds a row of history, and enters the ledger."""

from .making import Owner, Promise, To, make_commitment, put_in_language, reword
from .moving import change_shown, move_day, not_kept, open_again, say_done
from .proving import lay_before, take_back_evidence
from .releasing import answer_release, ask_release, withdraw_request
from .saying import say, take_back_comment
from .stepping import add_steps, change_step, remove_step, tick_steps

__all__ = [
    "Owner", "Promise", "To", "add_steps", "answer_release", "ask_release", "change_shown", "change_step", "lay_before",
    "make_commitment", "move_day", "not_kept", "open_again", "put_in_language", "remove_step", "reword", "say", "say_done",
    "take_back_comment", "take_back_evidence", "tick_steps", "withdraw_request",
]  # fmt: skip
