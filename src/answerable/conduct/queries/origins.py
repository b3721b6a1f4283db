"""What rooms below may be told of this one: a commitment that came from a signature."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.commitments.queries.origins import Named

from . import instruments, signatures


def signature_named(key: str, actor: Actor, language: str) -> Named | None:
    """Returns what a signature was given to, for one to whom it may be proved."""
    try:
        found = signatures.with_key(UUID(key))
    except ValueError:
        return None
    if found is None or not signatures.may_be_proved_to(found, actor):
        return None
    text = {"text": instruments.name_of(found.version.instrument, language), "label": found.version.label}
    return Named(_("%(text)s, version %(label)s") % text, reverse("signature", args=[key]))
