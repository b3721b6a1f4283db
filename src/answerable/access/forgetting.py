"""What is over is deleted: sessions, codes, limits nobody used for long; and stays so in a restored backup."""

import datetime as dt
from collections.abc import Iterator

from answerable.backups import forgotten

from . import codes, guessing, lost_factor, second_factor
from .actors import Actor
from .models import Account, LostFactor, MailedCode, Session
from .sessions import SessionStore

LIMITS_UNUSED_FOR = dt.timedelta(hours=1)


def forget_what_is_over() -> None:
    SessionStore.clear_expired()
    codes.forget_old()
    guessing.forget_full(unused_for=LIMITS_UNUSED_FOR)
    lost_factor.forget_closed()


def declare() -> None:
    """Tells the backups what of this room must not come back with one."""
    kind = forgotten.Kind("account", _accounts, _delete_account_again, acts=("access.delete_account",))
    forgotten.declare(kind)
    forgotten.declare(forgotten.Kind(second_factor.KIND, second_factor.standing, second_factor.forget_again))
    forgotten.after_a_restore(close_all_that_was_open)


def close_all_that_was_open() -> None:
    """Ends every session and code of a restored database: some were ended since it was copied."""
    Session.objects.all().delete()
    MailedCode.objects.all().delete()
    LostFactor.objects.filter(closed_on=None).delete()  # some were stopped since it was copied


def _accounts() -> Iterator[str]:
    yield from map(str, Account.objects.values_list("pk", flat=True))


def _delete_account_again(key: str) -> None:
    from .actions import delete_account

    delete_account(by=Actor.of_system("restore"), account=Account.objects.get(pk=key))
