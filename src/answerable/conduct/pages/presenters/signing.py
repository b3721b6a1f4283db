"""What stands beside a text that is signed: how many signed, and which version one signed oneself."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from answerable.access.doors import actor_of
from answerable.alliance.queries.profile import profile

from ...models import Signature, Version
from ...queries import signatures
from .signatures import counted

SMALLEST = 5


@dataclass(frozen=True)
class Edition:
    """A version that somebody may have signed."""

    label: str
    href: str
    is_here: bool
    is_mine: bool
    on: dt.date | None


def smallest_shown() -> int:
    kept = profile()
    return kept.smallest_shown_group if kept else SMALLEST


def side_of(
    request: HttpRequest, version: Version, standing: Signature | None, before: Signature | None
) -> dict[str, Any]:
    """Returns who has signed, small groups hidden, and the versions there were."""
    mine = {one.version_id for one in (standing, before) if one}
    slug = version.instrument.slug
    return {
        "counted": counted(signatures.shares_of(version, actor_of(request), smallest=smallest_shown())),
        "versions": [
            Edition(
                one.label, reverse("promise_version", args=[slug, one.slug]), one.pk == version.pk, one.pk in mine,
                one.adopted_on,
            )
            for one in signatures.versions_ever(version.instrument)
        ],
    }  # fmt: skip
