"""Two records of one organisation become one, with the history of both."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, touching
from answerable.notices.actions import notify

from ..models import (
    Invitation,
    InvitationStep,
    Membership,
    MembershipStatus,
    OfficeTerm,
    Organisation,
    OrganisationMerge,
    OrganisationText,
)
from ..models.invitations import IS_LIVE
from ..permissions import ROOT_PATH, may_keep_alliance, may_keep_organisation, require
from ..queries.merging import MOVING, Moves, states_of_both, what_moves
from ..queries.organisations import network_paths
from ..queries.people import nearest_keepers
from ..queries.posts import running
from ..queries.profile import profile
from ..rules.invitations import OPEN
from ..rules.merging import state_after, why_not_merged
from ..rules.visibility import narrower
from ..rules.words import InvitationState
from .addresses import slug_after
from .cards import fold_names
from .placing import void_place_requests
from .recording import Detail, enter
from .seats import give_up

CHOSEN = (
    "name", "short_name", "external_id", "country", "city", "languages", "kinds", "website", "email", "since", "women_led",
    "womens_rights_core",
)  # fmt: skip
STANDING = ("visibility", "at_risk", "slug")


def may_merge(by: Actor, kept: Organisation, gone: Organisation) -> bool:
    """Whoever keeps the records of both."""
    return all(may_keep_organisation(by, one.pk, network_paths(one)) for one in (kept, gone))


@transaction.atomic
def merge_organisations(
    *, by: Actor, kept: Organisation, gone: Organisation, reason: str, take: Collection[str] = ()
) -> OrganisationMerge:
    """Makes one of two records of the same organisation.

    `take` names what the kept card takes from the other one. Who may know of it is decided by the narrower of both.
    """
    locked = Organisation.objects.select_for_update().in_bulk(sorted({kept.pk, gone.pk}))
    kept, gone = locked[kept.pk], locked[gone.pk]
    require(may_merge(by, kept, gone))
    states = states_of_both(kept, gone)
    merged_already = bool(kept.merged_into_id or gone.merged_into_id)
    code = why_not_merged(same=kept.pk == gone.pk, merged_already=merged_already, reason=reason, states=states.values())
    if code:
        raise Unacceptable(code, field="reason" if code == "say_why" else "other")
    before, moves = _as_it_was(kept), what_moves(kept, gone)
    _fill(kept, gone, take)
    _narrow(kept, gone)
    before["after"] = _as_it_was(kept)
    before["states"] = _settle_states(by, states, reason)
    before["seats"] = give_up(by=by, surplus=moves.surplus)
    _withdraw_left(by, gone, moves)
    void_place_requests(by=by, asked=gone.place_requests.filter(state__in=OPEN))
    for name, pks in moves.rows.items():
        MOVING[name].objects.filter(pk__in=pks).update(organisation=kept)  # type: ignore[attr-defined] # every model has it
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    merge = OrganisationMerge.objects.create(
        kept=kept, gone=gone, reason=reason.strip(), merged_on=clock.today(), by=by.opaque_id, moved=moves.rows, before=before,
        undo_until=clock.today() + dt.timedelta(days=days_to_undo()),
    )  # fmt: skip
    _record(by, "merge_organisations", merge)
    return merge


def days_to_undo() -> int:
    kept = profile()
    return kept.merge_undo_days if kept else 30


def _as_it_was(one: Organisation) -> dict[str, Any]:
    card: dict[str, Any] = {
        name: getattr(one, name) for name in (*CHOSEN, "name_language", *STANDING) if name != "kinds"
    }
    card["kinds"] = sorted(one.kinds.values_list("code", flat=True))
    card["texts"] = {text.language: [text.name, text.about] for text in one.texts.all()}
    return card


def _fill(kept: Organisation, gone: Organisation, take: Collection[str]) -> None:
    """Writes what was chosen of the other card; names in languages the kept one lacks come along in any case."""
    plain = [name for name in CHOSEN if name in take and name != "kinds"]
    if "name" in plain:
        plain.append("name_language")
    for name in plain:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=plain)
    if "kinds" in take:
        kept.kinds.set(gone.kinds.all())
    held = set(kept.texts.values_list("language", flat=True))
    for text in gone.texts.all():
        own = "name" in take and text.language == gone.name_language
        if own or text.language not in held:
            _put_text(kept, text.language, text.name, text.about)
    fold_names(kept)


def _put_text(organisation: Organisation, language: str, name: str, about: str) -> None:
    OrganisationText.objects.update_or_create(
        organisation=organisation, language=language,
        defaults={"name": name, "about": about, "updated_on": clock.today()},
    )  # fmt: skip


def _narrow(kept: Organisation, gone: Organisation) -> None:
    """A merge brings nothing to light: of two answers to who may know, the narrower one holds."""
    visibility, at_risk = narrower(kept.visibility, gone.visibility), kept.at_risk or gone.at_risk
    kept.slug = slug_after(kept, visibility=visibility, at_risk=at_risk)
    kept.visibility, kept.at_risk = visibility, at_risk
    kept.save(update_fields=list(STANDING))


def _settle_states(by: Actor, states: dict[int, tuple[str, str]], reason: str) -> dict[str, str]:
    """Moves a membership both had where only the other one is live; returns what each was before."""
    changed = {pk: pair for pk, pair in states.items() if state_after(*pair) != pair[0]}
    for pk, pair in changed.items():
        _put_state(by, pk, state_after(*pair), reason)
    return {str(pk): pair[0] for pk, pair in changed.items()}


def _put_state(by: Actor, membership: int, state: str, reason: str) -> None:
    today = clock.today()
    Membership.objects.filter(pk=membership).update(state=state)
    MembershipStatus.objects.create(
        membership_id=membership, state=state, starts=today, reason=reason.strip(), by=by.opaque_id, recorded_on=today
    )


def _withdraw_left(by: Actor, gone: Organisation, moves: Moves) -> None:
    """An invitation that does not move would lead to what is gone: its link stops working."""
    left = list(gone.invitations.filter(IS_LIVE).exclude(pk__in=moves.rows["invitations"]))
    Invitation.objects.filter(pk__in=[one.pk for one in left]).update(state=InvitationState.WITHDRAWN)
    InvitationStep.objects.bulk_create(
        InvitationStep(invitation=one, state=InvitationState.WITHDRAWN, by=by.opaque_id, on=clock.today())
        for one in left
    )


def _record(by: Actor, verb: str, merge: OrganisationMerge) -> None:
    """Enters it at every network that either stands in, and tells those who keep or speak for it."""
    kept, gone = merge.kept, merge.gone
    paths = network_paths(kept) or [ROOT_PATH]
    touching.touched("organisation", gone.key)
    detail: Detail = {"gone": str(gone.key), "networks": paths}
    enter(by, verb, subject=("organisation", kept.key), place=paths[0], detail=detail)
    today = clock.today()
    speakers = OfficeTerm.objects.filter(running(today), organisation__in=[kept, gone]).exclude(person__account=None)
    told = {
        *speakers.values_list("person__account_id", flat=True),
        *(one for path in paths for one in nearest_keepers(path, today)),
    }
    kind = "alliance.organisations_merged" if verb == "merge_organisations" else "alliance.organisations_parted"
    to = sorted((one for one in told if one and one != by.account_id), key=str)
    notify(kind, to=to, url=reverse("desk_organisation", args=[kept.slug]), by=by)


@transaction.atomic
def finish_merges(*, by: Actor, on: dt.date | None = None) -> int:
    """Lets go of what undoing would need once it cannot be undone; of the duplicate stay its names and its history."""
    require(may_keep_alliance(by), "needs_secretariat")
    due = list(OrganisationMerge.objects.filter(undo_until__lt=on or clock.today(), undone_on=None).exclude(before={}))
    OrganisationMerge.objects.filter(pk__in=[one.pk for one in due]).update(moved={}, before={})
    Organisation.objects.filter(pk__in=[one.gone_id for one in due]).update(email="", website="", city="")
    OrganisationText.objects.filter(organisation__in=[one.gone_id for one in due]).update(about="")
    if due:
        enter(by, "finish_merges", subject=("network", ROOT_PATH), place=ROOT_PATH, detail={"count": len(due)})
    return len(due)


@transaction.atomic
def set_merge_days(*, by: Actor, days: int) -> None:
    """Sets for how many days a merge of organisations can be undone, from now on."""
    require(may_keep_alliance(by), "needs_secretariat")
    kept = profile()
    if kept is None or not 0 <= days <= 365:
        raise Unacceptable("days_out_of_range", field="merge_undo_days", least=0, most=365)
    kept.merge_undo_days = days
    kept.save(update_fields=["merge_undo_days"])
    enter(by, "set_merge_days", subject=("profile", kept.pk), place=ROOT_PATH, detail={"days": days})
