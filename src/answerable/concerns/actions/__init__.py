"""What can happen to a concern: one verb a function, one transaction each."""

from .answering import answer, ask_to_close, begin, close, grade, keep_open, name_parties, note, note_safety_contact
from .attaching import attach
from .choosing import (
    answer_consents,
    ask_for_another_reader,
    change_code,
    choose_rhythm,
    give_consent,
    say_summary_is_right,
    say_summary_is_wrong,
    withdraw_consent,
)
from .coming_back import add_file, add_words, ask_for_more, come_back, open_by_receipt, withdraw
from .drafting import (
    AlreadySent,
    Beginning,
    Broken,
    Kept,
    add_draft_file,
    begin_draft,
    drop_draft,
    keep_draft,
    open_by_code,
    open_draft,
    remove_draft_file,
    resume_draft,
)
from .joining import grant_past_cases
from .leaving import find_other_readers
from .own_keys import begin_anew, change_passphrase, new_words, renew_by_words, words_of_next_keys
from .proposing import ask_for_consent, summarise
from .raising import ChannelClosed, Told, new_receipt, raise_concern, who_would_read
from .reading import declare_conflict, header_of, read_case, read_file, read_name
from .settling import settle_ties
from .signing import propose_roster, sign_roster
from .standing_aside import recuse, second_reader
from .teams import (
    at_the_desk,
    become_handler,
    close_channel,
    name_handler,
    note_recovery_code,
    open_channel,
    rehearse,
    set_up_team,
    take_name_back,
    unlock,
)

__all__ = [
    "AlreadySent", "Beginning", "Broken", "ChannelClosed", "Kept", "Told", "add_draft_file", "add_file", "add_words", "answer",
    "answer_consents", "ask_for_another_reader", "ask_for_consent", "ask_for_more", "ask_to_close", "at_the_desk", "attach",
    "become_handler", "begin", "begin_anew", "begin_draft", "change_code", "change_passphrase", "choose_rhythm", "close",
    "close_channel", "come_back", "declare_conflict", "drop_draft", "find_other_readers", "give_consent", "grade",
    "grant_past_cases", "header_of", "keep_draft", "keep_open", "name_handler", "name_parties", "new_receipt",
    "new_words", "note", "note_recovery_code", "note_safety_contact", "open_by_code", "open_by_receipt", "open_channel",
    "open_draft", "propose_roster", "raise_concern", "read_case", "read_file", "read_name", "recuse", "rehearse",
    "remove_draft_file", "renew_by_words", "resume_draft", "say_summary_is_right", "say_summary_is_wrong", "second_reader",
    "set_up_team", "settle_ties", "sign_roster", "summarise", "take_name_back", "unlock", "who_would_read", "withdraw", "withdraw_consent",
    "words_of_next_keys",
]  # fmt: skip
