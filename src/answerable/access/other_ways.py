"""What opens an account besides its password and its mailbox; after a reset by mail its person says what stays."""

from dataclasses import dataclass
from uuid import UUID

from . import passkeys, second_factor
from .ending import but
from .models import Account, OpenIdLink, Session


@dataclass(frozen=True)
class OtherWays:
    """`sessions` are those beside the one that asks; they end by themselves and are no lasting way in."""

    passkeys: list[passkeys.Passkey]
    link: OpenIdLink | None
    has_app: bool
    codes_left: int
    sessions: int = 0

    @property
    def any(self) -> bool:
        return bool(self.passkeys or self.link or self.has_app or self.codes_left)


def of(account: Account, *, here: UUID | None = None) -> OtherWays:
    return OtherWays(
        passkeys=passkeys.listed(account), link=OpenIdLink.objects.filter(account=account).first(),
        has_app=second_factor.has_app(account), codes_left=second_factor.recovery_codes_left(account),
        sessions=but(Session.objects.filter(account=account), here).count(),
    )  # fmt: skip
