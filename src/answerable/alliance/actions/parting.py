"""Parting two organisations that were merged: what moved goes back, and nothing comes to light by it."""

from typing import Any

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import Kind, Organisation, OrganisationMerge
from ..permissions import may_keep_organisation, require
from ..queries.merging import MOVING, states_of_both
from ..queries.organisations import network_paths
from ..rules.words import MembershipState
from .cards import fold_names
from .merging import CHOSEN, STANDING, _as_it_was, _narrow, _put_state, _put_text, _record
from .seats import give_back


@transaction.atomic
def undo_merge(*, by: Actor, merge: OrganisationMerge, reason: str) -> OrganisationMerge:
    """Parts two organisations again: what moved goes back, the card is as it was; what was changed since stays."""
    merge = OrganisationMerge.objects.select_for_update().get(pk=merge.pk)
    locked = Organisation.objects.select_for_update().in_bulk(sorted([merge.kept_id, merge.gone_id]))
    kept, gone = locked[merge.kept_id], locked[merge.gone_id]
    require(may_keep_organisation(by, kept.pk, network_paths(kept)))
    if code := _why_not_undone(merge, kept, reason):
        raise Unacceptable(code, field="reason" if code == "say_why" else "")
    states = states_of_both(kept, gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    _hide_as_well(kept, gone, merge.before["after"])
    for name, pks in merge.moved.items():
        MOVING[name].objects.filter(pk__in=pks, organisation=kept).update(organisation=gone)  # type: ignore[attr-defined] # every model has it
    give_back(by=by, taken=merge.before.get("seats", []))
    _restore_card(kept, merge.before)
    _put_states_back(by, merge.before.get("states", {}), states, reason)
    merge.undone_on, merge.moved, merge.before = clock.today(), {}, {}
    merge.save(update_fields=["undone_on", "moved", "before"])
    _record(by, "undo_merge", merge)
    return merge


def _why_not_undone(merge: OrganisationMerge, kept: Organisation, reason: str) -> str:
    if merge.undone_on or clock.today() > merge.undo_until or not merge.before:
        return "merge_stands"
    if kept.merged_into_id:
        return "merged_further"
    if any(own == MembershipState.SUSPENDED != theirs for own, theirs in states_of_both(kept, merge.gone).values()):
        return "one_is_suspended"
    return "" if reason.strip() else "say_why"


def _hide_as_well(kept: Organisation, gone: Organisation, after: dict[str, Any]) -> None:
    """Whoever hid the one since then hid both: the other one does not come to light with its old name and address."""
    if any(getattr(kept, name) != after[name] for name in STANDING):
        _narrow(gone, kept)


def _put_states_back(by: Actor, before: dict[str, str], now: dict[int, tuple[str, str]], reason: str) -> None:
    """Takes back the states that the merge gave; one that was moved on since stays where it is."""
    for pk, state in before.items():
        own, given = now.get(int(pk), ("", None))
        if own == given:
            _put_state(by, int(pk), state, reason)


def _restore_card(kept: Organisation, before: dict[str, Any]) -> None:
    after, now = before["after"], _as_it_was(kept)
    plain = [name for name in (*CHOSEN, "name_language") if name != "kinds" and now[name] == after[name]]
    if all(now[name] == after[name] for name in STANDING):
        plain += [name for name in STANDING if name != "slug" or not _taken(before["slug"], kept)]
    for name in plain:
        setattr(kept, name, before[name])
    kept.save(update_fields=plain)
    if now["kinds"] == after["kinds"]:
        kept.kinds.set(Kind.objects.filter(code__in=before["kinds"]))
    for language, said in after["texts"].items():
        if now["texts"].get(language) != said:
            continue
        if language in before["texts"]:
            _put_text(kept, language, *before["texts"][language])
        else:
            kept.texts.filter(language=language).delete()
    fold_names(kept)


def _taken(slug: str, kept: Organisation) -> bool:
    return Organisation.objects.filter(slug=slug).exclude(pk=kept.pk).exists()
