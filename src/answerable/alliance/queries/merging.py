"""What a merge of two organisations would move, and where the address of one that is gone leads."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model

from answerable.access.actors import Actor

from ..models import (
    Affiliation,
    Application,
    Introduction,
    Invitation,
    Membership,
    OfficeTerm,
    Organisation,
    OrganisationMerge,
    Term,
)
from ..models.invitations import IS_LIVE
from ..rules.terms import Span, overlapping
from .organisations import seen_by

MOVING: dict[str, type[Model]] = {
    "memberships": Membership, "affiliations": Affiliation, "offices": OfficeTerm, "terms": Term, "invitations": Invitation,
    "introductions": Introduction, "applications": Application,
}  # fmt: skip
Row = tuple[int, tuple[object, ...], Span]


@dataclass
class Moves:
    """The rows that move, by their table, and how many stay with the old record because the kept one has the like."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    staying: dict[str, int] = field(default_factory=dict)
    editors: int = 0


def what_moves(kept: Organisation, gone: Organisation) -> Moves:
    """Returns what would move if `gone` became part of `kept`."""
    moves = Moves()
    held = set(kept.memberships.values_list("network_id", flat=True))
    _sort(
        moves,
        "memberships",
        ((pk, network in held) for pk, network in gone.memberships.values_list("pk", "network_id")),
    )
    _sort(moves, "affiliations", _beside(_affiliations(gone), _affiliations(kept)))
    _sort(moves, "offices", _beside(_offices(gone), _offices(kept)))
    addresses = set(kept.invitations.filter(IS_LIVE).values_list("email", flat=True))
    live = set(gone.invitations.filter(IS_LIVE).values_list("pk", flat=True))
    invited = gone.invitations.values_list("pk", "email")
    _sort(moves, "invitations", ((pk, pk in live and email in addresses) for pk, email in invited))
    for name, model in (("terms", Term), ("introductions", Introduction), ("applications", Application)):
        moves.rows[name] = list(model.objects.filter(organisation=gone).values_list("pk", flat=True))
    moves.editors = OfficeTerm.objects.filter(pk__in=moves.rows["offices"], ends=None).count()
    return moves


def _sort(moves: Moves, name: str, rows: Iterable[tuple[int, bool]]) -> None:
    listed = list(rows)
    moves.rows[name] = [pk for pk, stays in listed if not stays]
    moves.staying[name] = len(listed) - len(moves.rows[name])


def _beside(rows: list[Row], others: list[Row]) -> list[tuple[int, bool]]:
    """A row whose days the kept record has already for the same person stays: nothing is held twice, or longer."""
    return [
        (pk, overlapping(span, [other for _, theirs, other in others if theirs == what]) is not None)
        for pk, what, span in rows
    ]


def _affiliations(of: Organisation) -> list[Row]:
    rows = Affiliation.objects.filter(organisation=of).values_list("pk", "person_id", "starts", "ends")
    return [(pk, (person,), Span(starts, ends)) for pk, person, starts, ends in rows]


def _offices(of: Organisation) -> list[Row]:
    rows = OfficeTerm.objects.filter(organisation=of).values_list("pk", "person_id", "office", "starts", "ends")
    return [(pk, (person, office), Span(starts, ends)) for pk, person, office, starts, ends in rows]


def states_of_both(kept: Organisation, gone: Organisation) -> dict[int, tuple[str, str]]:
    """Returns both states, the kept one's first, by the kept membership, in every network where both have one."""
    theirs = dict(gone.memberships.values_list("network_id", "state"))
    rows = kept.memberships.values_list("pk", "network_id", "state")
    return {pk: (state, theirs[network]) for pk, network, state in rows if network in theirs}


def leads_to(slug: str, actor: Actor) -> Organisation | None:
    """Returns the organisation that the old address of a duplicate leads to, for those who may know of it."""
    gone = Organisation.objects.filter(slug=slug).exclude(merged_into=None).first()
    for _ in range(8):  # a duplicate of a duplicate
        if gone is None or gone.merged_into_id is None:
            break
        gone = Organisation.objects.filter(pk=gone.merged_into_id).first()
    return seen_by(actor).filter(pk=gone.pk).first() if gone else None


def merges_of(organisation: Organisation) -> list[OrganisationMerge]:
    return list(organisation.merges.select_related("gone"))


def merges_told(organisation: Organisation, actor: Actor) -> list[OrganisationMerge]:
    """Returns the merges whose other record this actor may know of: one that was parted again is its own, and may be hidden."""
    known = set(seen_by(actor).filter(pk__in=organisation.merges.values("gone")).values_list("pk", flat=True))
    return [one for one in merges_of(organisation) if one.undone_on is None or one.gone_id in known]
