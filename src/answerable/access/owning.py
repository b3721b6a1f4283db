"""Whose account it is: its own person acts on it, or the system."""

from .actors import Actor
from .models import Account
from .refusals import Refused


def require_own(by: Actor, account: Account) -> None:
    if not by.system and by.account_id != account.pk:
        raise Refused("not_yours")
