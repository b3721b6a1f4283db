"""The messages of this room itself: about mail that does not arrive."""

from django.utils.translation import gettext_lazy as _

from .kinds import Kind, declare

declare(
    Kind(
        "notices.address_fails",
        words=_("Our mail to you comes back. Look at your address, and tell us when it works again."),
        label=_("Mail to you comes back"),
        mail="never",
        least="here",
    )
)
declare(
    Kind(
        "notices.somebodys_address_fails",
        words=_("An address in your records does not work: our mail to it comes back."),
        label=_("An address in your records does not work"),
        private=True,
        least="here",
    )
)
