"""What can happen to a concern: one verb a function, one transaction each."""

from .answering import answer, ask_to_close, begin, close, grade, keep_open, name_parties, note, note_safety_contact
from .coming_back import (
    add_file,
    add_words,
    ask_for_another_reader,
    change_code,
    choose_rhythm,
    come_back,
    give_consent,
    open_by_receipt,
    say_summary_is_wrong,
    withdraw,
    withdraw_consent,
)
from .raising import ChannelClosed, Told, new_receipt, raise_concern, who_would_read
from .reading import declare_conflict, header_of, read_case, read_file, read_name
from .signing import propose_roster, sign_roster
from .standing_aside import recuse, second_reader, settle_ties
from .teams import (
    at_the_desk,
    become_handler,
    close_channel,
    name_handler,
    note_recovery_code,
    open_channel,
    rehearse,
    set_up_team,
    unlock,
)

__all__ = [
    "ChannelClosed", "Told", "add_file", "add_words", "answer", "ask_for_another_reader", "ask_to_close", "at_the_desk",
    "become_handler", "begin", "change_code", "choose_rhythm", "close", "close_channel", "come_back", "declare_conflict",
    "give_consent", "grade", "header_of", "keep_open", "name_handler", "name_parties", "new_receipt", "note",
    "note_recovery_code", "note_safety_contact", "open_by_receipt", "open_channel", "propose_roster", "raise_concern",
    "read_case", "read_file", "read_name", "recuse", "rehearse", "say_summary_is_wrong", "second_reader", "set_up_team", "settle_ties",
    "sign_roster", "unlock", "who_would_read", "withdraw", "withdraw_consent",
]  # fmt: skip
