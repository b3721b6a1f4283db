"""What is over is deleted: sessions, mailed codes, limits nobody used for long."""

import datetime as dt

from . import codes, guessing
from .sessions import SessionStore

LIMITS_UNUSED_FOR = dt.timedelta(hours=1)


def forget_what_is_over() -> None:
    SessionStore.clear_expired()
    codes.forget_old()
    guessing.forget_full(unused_for=LIMITS_UNUSED_FOR)
