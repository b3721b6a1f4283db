"""The secret mark of each mail: with it a mail that comes back is known again, and nobody can invent one.

A mark stands in the Message-ID and, where the operator takes returns at an address of its own, in the envelope. Only its
keyed hash is kept.
"""

from answerable import vault

from .models import Mailed

LENGTH = 40


def mark_of(mailed: Mailed) -> str:
    """Returns a mail's mark: always the same, so that a mail sent twice by accident counts as one where it arrives."""
    return vault.fingerprint(mailed.pk.bytes, purpose="notices.mark")[:LENGTH]


def hash_of(mark: str) -> str:
    return vault.fingerprint(mark.encode(), purpose="notices.mark_kept")


def mailed_with(mark: str) -> Mailed | None:
    return Mailed.objects.filter(mark=hash_of(mark)).select_related("account").first()
