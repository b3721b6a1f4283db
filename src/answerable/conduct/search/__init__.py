"""What can be found of this room: the texts that were adopted. Drafts, signatures and contributions never are."""

from . import texts

__all__ = ["texts"]
