"""What a merge of two organisations would move, and where the address of one that is gone leads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce

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
from ..rules.terms import Span, most_at_once, overlapping, too_many
from .days import at_each_place
from .organisations import seen_by

MOVING: dict[str, type[Model]] = {
    "memberships": Membership, "affiliations": Affiliation, "offices": OfficeTerm, "terms": Term, "invitations": Invitation,
    "introductions": Introduction, "applications": Application,
}  # fmt: skip
Row = tuple[int, tuple[object, ...], Span]


def home_in(field: str) -> Coalesce:
    """Of a row that names an organisation in a field: the record it became part of, else itself."""
    return Coalesce(f"{field}__merged_into__merged_into", f"{field}__merged_into", field)


HOME = home_in("organisation")


@dataclass
class Moves:
    """The rows that move, by their table, and how many stay with the old record because the kept one has the like.

    `surplus` are terms on bodies where one organisation may not hold as many seats as the two hold together.
    """

    rows: dict[str, list[int]] = field(default_factory=dict)
    staying: dict[str, int] = field(default_factory=dict)
    editors: int = 0
    surplus: list[Term] = field(default_factory=list)


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
    moves.surplus = seats_too_many(kept, gone)
    return moves


def seats_too_many(kept: Organisation, gone: Organisation) -> list[Term]:
    """Returns the terms that would be too many for one organisation by their body's own rule.

    Whoever sits longest stays, and of two who sit as long the one who sits for the record that stays. What either of
    the two holds by itself already is not touched.
    """
    coming = at_each_place(lambda day: Q(ends=None) | Q(ends__gte=day), "seat__body__network__path")
    rows = Term.objects.filter(coming, organisation__in=[kept, gone]).select_related("seat__body__network", "person")
    rows = rows.prefetch_related("seat__texts")
    bodies: dict[int, list[Term]] = {}
    for term in sorted(rows, key=lambda one: (one.starts, one.organisation_id != kept.pk, one.pk)):
        bodies.setdefault(term.seat.body_id, []).append(term)
    return [one for terms in bodies.values() for one in _too_many(terms)]


def _too_many(terms: list[Term]) -> list[Term]:
    """Says which of the terms on one body are too many, the longest standing first."""
    spans = [Span(one.starts, one.ends) for one in terms]
    of_one = [
        most_at_once(span for span, term in zip(spans, terms, strict=True) if term.organisation_id == which)
        for which in {one.organisation_id for one in terms}
    ]
    return [terms[number] for number in too_many(spans, max(terms[0].seat.body.most_seats, *of_one, 0))]


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
    gone = Organisation.objects.filter(slug=slug).exclude(merged_into=None).values_list("pk", flat=True).first()
    kept = what_stayed([gone]).get(gone) if gone else None
    return seen_by(actor).filter(pk=kept).first() if kept else None


def what_stayed(duplicates: Iterable[int] | None = None) -> dict[int, int]:
    """Returns, by duplicate, the record that stayed in the end: a duplicate of a duplicate leads on to the last.

    Without `duplicates` every one there is; one that leads nowhere, in a circle, is left out.
    """
    rows = Organisation.objects.exclude(merged_into=None)
    if duplicates is None:
        into = _leads(rows)
    else:
        into, asked = {}, set(duplicates)
        while asked:
            found = _leads(rows.filter(pk__in=asked))
            into |= found
            asked = set(found.values()) - into.keys()
    return {one: last for one in into if (last := _last(one, into)) is not None}


def _leads(rows: QuerySet[Organisation]) -> dict[int, int]:
    return {pk: into for pk, into in rows.values_list("pk", "merged_into") if into}


def _last(one: int, into: dict[int, int]) -> int | None:
    seen = set()
    while one in into and one not in seen:
        seen.add(one)
        one = into[one]
    return None if one in seen else one


def kept_record(organisation: Organisation) -> Organisation:
    """Returns the record that a duplicate became part of; any other organisation itself."""
    for _ in range(8):  # a duplicate of a duplicate
        if organisation.merged_into is None:
            break
        organisation = organisation.merged_into
    return organisation


def of_organisations(pks: Collection[int]) -> Q:
    """The rows of other rooms that name these organisations, or duplicates that became part of them."""
    return (
        Q(organisation__in=pks)
        | Q(organisation__merged_into__in=pks)
        | Q(organisation__merged_into__merged_into__in=pks)
    )


def duplicates_of(organisations: Iterable[int]) -> list[int]:
    """Returns every record that became part of one of these, at whatever remove: they go wherever it goes."""
    wanted = set(organisations)
    return sorted(one for one, last in what_stayed().items() if last in wanted)


def keys_that_stayed(duplicates: Iterable[int] | None = None) -> dict[int, str]:
    """Returns, by duplicate, the key of the record that stayed in the end; without `duplicates` of every one there is."""
    stayed = what_stayed(duplicates)
    named = dict(Organisation.objects.filter(pk__in=set(stayed.values())).values_list("pk", "key")) if stayed else {}
    return {one: str(named[last]) for one, last in stayed.items() if last in named}


def records_of(keys: Collection[str]) -> dict[int, str]:
    """Returns every record of some organisations, those of their duplicates too, each with the organisation's key."""
    own = Organisation.objects.filter(key__in=list(keys), merged_into=None).values_list("pk", "key")
    named = {pk: str(key) for pk, key in own}
    return {one: named[kept] for one, kept in with_their_duplicates(named).items()}


def with_their_duplicates(organisations: Collection[int]) -> dict[int, int]:
    """Returns every record of some organisations, those of their duplicates too, each with which of these it is now."""
    found = {pk: pk for pk in organisations}
    fresh = set(found)
    while fresh:
        duplicates = _leads(Organisation.objects.filter(merged_into__in=fresh))
        fresh = duplicates.keys() - found.keys()
        found |= {one: found[duplicates[one]] for one in fresh}
    return found


def merges_of(organisation: Organisation) -> list[OrganisationMerge]:
    return list(organisation.merges.select_related("gone"))


def merges_told(organisation: Organisation, actor: Actor) -> list[OrganisationMerge]:
    """Returns the merges whose other record this actor may know of: one that was parted again is its own, and may be hidden."""
    known = set(seen_by(actor).filter(pk__in=organisation.merges.values("gone")).values_list("pk", flat=True))
    return [one for one in merges_of(organisation) if one.undone_on is None or one.gone_id in known]
