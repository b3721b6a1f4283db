"""Commitments as tests need them, made through the room’s own acts."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.commitments import actions as acts
from answerable.commitments.models import Commitment
from answerable.commitments.rules.words import Shown
from answerable.kit import clock
from answerable.notices.models import Notice
from tests import cast

WHAT = "Print the helpline on every poster"


def days(number: int) -> dt.date:
    """Returns the day so many days from today."""
    return clock.today() + dt.timedelta(days=number)


def promise(alliance: cast.Alliance, **facts: Any) -> acts.Promise:
    given: dict[str, Any] = {
        "what": WHAT,
        "due": days(30),
        "to": (acts.To(organisation=alliance.nile),),
        "shown": Shown.NETWORK,
    }
    return acts.Promise(**{**given, **facts})


def of_circle(alliance: cast.Alliance, *, by: Actor | None = None, **facts: Any) -> Commitment:
    """Tumaini Circle says what it will do for Nile Youth; people of Kenya may read it, unless it is said otherwise."""
    owner = acts.Owner(organisation=alliance.circle)
    return acts.make_commitment(
        by=by or alliance.actor("focal_point_here"), owner=owner, promise=promise(alliance, **facts)
    )


def of_kenya(alliance: cast.Alliance, **facts: Any) -> Commitment:
    owner = acts.Owner(network=alliance.here)
    return acts.make_commitment(by=alliance.actor("coordinator_here"), owner=owner, promise=promise(alliance, **facts))


def of_zawadi(alliance: cast.Alliance, **facts: Any) -> Commitment:
    owner = acts.Owner(person=alliance.people["member_here"])
    return acts.make_commitment(by=alliance.actor("member_here"), owner=owner, promise=promise(alliance, **facts))


def told(alliance: cast.Alliance, role: str) -> set[str]:
    """Returns of what kinds somebody was told here."""
    rows = Notice.objects.filter(account=alliance.accounts[role], kind__startswith="commitments.")
    return set(rows.values_list("kind", flat=True))


def refused(code: str, act: Callable[..., object], **facts: object) -> None:
    """Sees that a rule says no to an act."""
    with pytest.raises(Unacceptable) as no, transaction.atomic():
        act(**facts)
    assert no.value.code == code
