"""What can happen to messages: somebody is told, says how they want to hear, mail comes back, words are changed."""

from .reaching import address_works, note_return
from .telling import forget_old, mark_all_read, mark_read, notify
from .wishing import Wishes, choose_way, choose_ways, pause_mail, set_rhythm, set_wishes
from .wording import back_to_shipped_words, say_in_own_words

__all__ = [
    "Wishes",
    "address_works",
    "back_to_shipped_words",
    "choose_way",
    "choose_ways",
    "forget_old",
    "mark_all_read",
    "mark_read",
    "note_return",
    "notify",
    "pause_mail",
    "say_in_own_words",
    "set_rhythm",
    "set_wishes",
]
