"""Rounds as tests need them: about the policy of an organisation, which no room keeps yet, so that one is declared here."""

import datetime as dt
from collections.abc import Sequence

from answerable.access.actors import Actor
from answerable.alliance.models import Organisation
from answerable.alliance.permissions import keeps, organisation_path, speaks_for_organisation
from answerable.alliance.queries import organisations
from answerable.kit import clock
from answerable.questions.actions import Opened, open_round, take_answer
from answerable.questions.queries.subjects import Subject, provide_subject
from tests import cast

KIND, SET = "trial", "child-protection"
BEST = {"read": "read", "where": "sure", "whom": "sure", "says": "tell-at-once"}


def provide() -> None:
    """Declares policies of organisations, called by the organisation’s slug: its own people ask, whoever may know of it reads."""
    provide_subject(
        KIND,
        name_of=_name_of,
        may_open=_may_open,
        may_see=lambda actor, slug: actor.is_known and organisations.seen_by(actor).filter(slug=slug).exists(),
        place_of=lambda slug: _networks(slug)[0],
        page_of=lambda slug: f"/organisations/{slug}",
        told_of=lambda slug: f"organisation:{Organisation.objects.get(slug=slug).key}",
    )


def _name_of(slug: str, _language: str) -> str:
    found = Organisation.objects.filter(slug=slug).first()
    return f"Policy of {found.name}" if found else ""


def _networks(slug: str) -> list[str]:
    return list(Organisation.objects.filter(slug=slug).values_list("memberships__network__path", flat=True))


def _may_open(actor: Actor, slug: str) -> bool:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return False
    own = speaks_for_organisation.covers(actor, organisation_path(found.pk))
    return own or keeps.covers_any(actor, [path for path in _networks(slug) if path])


def of_circle(alliance: cast.Alliance) -> Subject:
    return Subject(KIND, alliance.circle.slug)


def opened(alliance: cast.Alliance, *, expected: int = 12, days: int = 14, questions: str = SET) -> Opened:
    """Tumaini Circle asks its staff about its policy."""
    return open_round(
        by=alliance.actor("focal_point_here"), subject=of_circle(alliance), questions=questions,
        ends=clock.today() + dt.timedelta(days=days), expected=expected,
    )  # fmt: skip


def answer(one: Opened, *says: str) -> None:
    """Somebody answers for each: what they say of the third question; they know everything else."""
    for said in says:
        take_answer(link=one.link, chosen={**BEST, "says": said})


def mixed(number: int) -> Sequence[str]:
    """Returns so many answers of which none has nearly all."""
    return [("tell-at-once", "wait", "find-out-first")[at % 3] for at in range(number)]
