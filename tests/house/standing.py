"""A duty that everybody is asked for, and what stands in the place-holders of addresses about standing."""

import datetime as dt
import io
from typing import Any

from answerable.kit import clock, imports
from answerable.standards.actions.claiming import Said, claim
from answerable.standards.actions.evidence_lists import EVIDENCE
from answerable.standards.actions.excusing import excuse
from answerable.standards.actions.helping import ask_for_help, offer
from answerable.standards.actions.passports import share_passport
from answerable.standards.actions.policies import Adopted, adopt_policy
from answerable.standards.actions.reckoning import prepared
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.saying import ExcuseReason, OfferKind, PolicyKind
from answerable.standards.rules.words import Level
from tests.cast import CONSOLE, Alliance
from tests.standards.given import duty


def parameters(alliance: Alliance) -> dict[str, Any]:
    """Returns what addresses are about: duty O1, Kenya’s map, Tumaini Circle’s own standing."""
    made = duty("O1", levels=(Level.NATIONAL, Level.ORGANISATION))
    (circle,) = prepared([name_of(alliance.circle)])
    actor = alliance.actor("focal_point_here")
    laid = claim(by=actor, subject=circle, duty=made, said=Said(words="We met.", file=io.BytesIO(b"The minutes.")))
    asked = ask_for_help(by=actor, subject=circle, duty=made, words="Who has a model?")
    return {
        "standing.slug": alliance.here.slug, "standing.number": made.number, "standing.key": circle.key, "claims.key": laid.key,
        "asked-for-help.key": asked.key, "o.slug": alliance.circle.slug, **_of_policies(alliance),
    }  # fmt: skip


def _of_policies(alliance: Alliance) -> dict[str, Any]:
    """A policy of Tumaini Circle with its file, a link to its passport, and a list of evidence that it began."""
    actor, today = alliance.actor("focal_point_here"), clock.today()
    given = Adopted(
        PolicyKind.CHILD_PROTECTION, "Keeping children safe", today, today + dt.timedelta(days=300), file=io.BytesIO(b"The whole."),
    )  # fmt: skip
    policy = adopt_policy(by=actor, organisation=alliance.circle, adopted=given)
    shared = share_passport(by=actor, organisation=alliance.circle, ends=today + dt.timedelta(days=30))
    run = imports.begin(
        EVIDENCE, by=CONSOLE, file_name="list.csv", data=b"Duty,What\nO1,We met.\n", scope=f"o-{alliance.circle.slug}"
    )
    return {
        "policies.key": policy.key, "passport.link": shared.token, "o.share": shared.share.key, "evidence.key": run.key
    }  # fmt: skip


def of_address(alliance: Alliance) -> dict[str, dict[str, Any]]:
    """Returns what single addresses are about: a duty that does not fit Tumaini Circle, and what it offers; Nile Youth vouches."""
    elsewhere, here = alliance.actor("focal_point_elsewhere"), alliance.actor("focal_point_here")
    offer(by=elsewhere, organisation=alliance.nile, network=alliance.region, kind=OfferKind.VOUCH)
    made = offer(by=here, organisation=alliance.circle, network=alliance.here, kind=OfferKind.HELP)
    (circle,) = prepared([name_of(alliance.circle)])
    unfit = duty("O2")
    excuse(by=here, subject=circle, duty=unfit, reason=ExcuseReason.NO_STAFF)
    return {"standing_fits": {"number": unfit.number}, "offer_end": {"pk": made.pk}}
