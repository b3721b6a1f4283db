"""What becomes of a row of the directory: added, changed, unchanged, maybe the same, or left out."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from answerable.access.refusals import Refused, Unacceptable
from answerable.kit.imports import (
    Candidate,
    Change,
    Context,
    Fate,
    ImportKind,
    Line,
    Outcome,
    Problem,
    Row,
    RowRefused,
    declare,
)
from answerable.kit.text import fold
from answerable.ledger import actions as ledger

from ...models import Membership, Network, Organisation
from ...permissions import acting_office, may_keep_organisation
from ...queries.networks import root
from ...rules.words import Level, MembershipState, Visibility
from ..networks import open_network
from ..organisations import Card, join_network, move_membership, set_visibility, welcome_organisation
from ..organisations import change_card as write_card
from ..recording import as_one_act
from .columns import COLUMNS, NAME_LANGUAGES
from .looking_up import Known, Records, acting, prepare, recorded

CARD = (
    "name",
    "short_name",
    "country",
    "city",
    "languages",
    "website",
    "email",
    "since",
    "women_led",
    "womens_rights_core",
)
STATE = MembershipState.MEMBER


@dataclass(frozen=True)
class Scope:
    """Where a run brings organisations in, and who may know of those whose row does not say."""

    network: str
    visibility: str = Visibility.MEMBERS

    def text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Scope":
        return cls(**json.loads(text))


def plan(row: Row, context: Context) -> Outcome:
    """Says what would become of a row; nothing is changed."""
    name = row.values["name"]
    twin = _twin_in_file(row, context)
    if twin:
        problem = Problem("same_as_row", cell=name, facts={"row": twin})
        return Outcome(row.number, Fate.LEFT_OUT, title=name, problems=(problem,))
    found = _same(row, context)
    if found is not None:
        return _outcome_of_known(row, found, context)
    candidates = _candidates(row, context)
    if candidates:
        return Outcome(row.number, Fate.MAYBE_SAME, title=name, candidates=candidates, notes=_notes(row, context))
    return Outcome(row.number, Fate.ADDED, title=name, notes=_notes(row, context))


def _twin_in_file(row: Row, context: Context) -> int:
    """Returns the number of an earlier row with the same name, country and no identifier of its own, or 0."""
    if row.values.get("id"):
        return 0
    seen: dict[tuple[str, str], int] = context.room.more["in_file"]
    key = (fold(row.values["name"]), row.values.get("country", ""))
    if seen.setdefault(key, row.number) != row.number:
        return seen[key]
    return 0


def _records(context: Context) -> Records:
    records: Records = context.room.more["records"]
    return records


def _same(row: Row, context: Context) -> int | None:
    """Returns the recorded organisation a row surely is: by identifier, or by name and country."""
    records = _records(context)
    own_id = row.values.get("id", "")
    if own_id:
        return records.by_id.get(own_id)
    country = row.values.get("country", "")
    named = records.by_name.get(fold(row.values["name"]), [])
    exact = [one for one in named if one.country == country]
    if len(exact) == 1:
        return exact[0].pk
    if not country and len(named) == 1:
        return named[0].pk
    return None


def _candidates(row: Row, context: Context) -> tuple[Candidate, ...]:
    """Returns recorded organisations that look like the row, the most alike first."""
    records, country = _records(context), row.values.get("country", "")
    near = [records.by_pk[int(key)] for key, _score in records.alike.near(row.values["name"], at_least=0.9)]
    fitting = [one for one in near if not country or not one.country or one.country == country]
    return tuple(_candidate(one, row) for one in fitting[:3])


def _candidate(known: Known, row: Row) -> Candidate:
    organisation = recorded(known.pk)
    reasons = ["similar_name"]
    if organisation.city and fold(organisation.city) == fold(row.values.get("city", "")):
        reasons.append("same_city")
    return Candidate(
        key=str(known.pk), title=organisation.name, since=str(organisation.created_on), reasons=tuple(reasons),
        lines=_lines(row, organisation, both=True),
    )  # fmt: skip


def _outcome_of_known(row: Row, pk: int, context: Context) -> Outcome:
    organisation = recorded(pk)
    paths = [one.network.path for one in organisation.memberships.all()]
    if not may_keep_organisation(acting(context), pk, paths):
        problem = Problem("kept_by_others", cell=row.values["name"])
        return Outcome(row.number, Fate.LEFT_OUT, title=row.values["name"], problems=(problem,))
    lines = _lines(row, organisation) + _place_lines(row, organisation, context)
    fate = Fate.CHANGED if lines else Fate.UNCHANGED
    return Outcome(row.number, fate, title=organisation.name, key=str(pk), lines=lines)


def _lines(row: Row, organisation: Organisation, *, both: bool = False) -> tuple[Line, ...]:
    """Returns what the file says differently; an empty cell says nothing. `both`: equal lines too."""
    lines = [
        Line(code, _shown(row.values[code]), _shown(getattr(organisation, code))) for code in CARD if code in row.values
    ]
    if "kinds" in row.values:
        lines.append(
            Line(
                "kinds",
                _shown(sorted(row.values["kinds"])),
                _shown(sorted(one.code for one in organisation.kinds.all())),
            )
        )
    texts = {text.language: text for text in organisation.texts.all()}
    own = texts.get(organisation.name_language)
    if "about" in row.values:
        lines.append(Line("about", row.values["about"], own.about if own else ""))
    for code in NAME_LANGUAGES:
        if f"name_{code}" in row.values:
            lines.append(Line(f"name_{code}", row.values[f"name_{code}"], texts[code].name if code in texts else ""))
    if "visibility" in row.values:
        lines.append(Line("visibility", row.values["visibility"], organisation.visibility))
    return tuple(one for one in lines if both or one.differs)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Place:
    """Where a row puts an organisation: a network by pk, or by the country whose network is still to be opened."""

    network: int | None
    country: str = ""
    state: str = STATE
    since: str = ""


def _places(row: Row, context: Context) -> list[Place]:
    """Returns the networks a row names; without any, its country's network below the scope, else the scope itself."""
    states, since = row.values.get("membership", []), row.values.get("member_since", [])
    named = row.values.get("networks", [])
    if named:
        return [Place(pk, "", _nth(states, at, STATE), _nth(since, at, "")) for at, pk in enumerate(named)]
    state, joined = _nth(states, 0, STATE), _nth(since, 0, "")
    scope, country = _scope_network(context), row.values.get("country", "")
    if not country or scope.level_kind not in (Level.ALLIANCE, Level.REGION):
        return [Place(scope.pk, "", state, joined)]
    known = context.room.more["by_country"].get(country)
    return [Place(known, country, state, joined)]


def _nth(values: list[str], at: int, otherwise: str) -> str:
    """Returns the value for the network at a position; a single value stands for all."""
    if len(values) == 1:
        return values[0] or otherwise
    return (values[at] if at < len(values) else "") or otherwise


def _scope_network(context: Context) -> Network:
    kept = context.room.more.get("scope")
    if kept is None:
        slug = Scope.of(context.scope).network
        kept = Network.objects.filter(slug=slug).first() or root()
        context.room.more["scope"] = kept
    if not isinstance(kept, Network):
        raise RowRefused("network_unknown")
    return kept


def _place_lines(row: Row, organisation: Organisation, context: Context) -> tuple[Line, ...]:
    """Returns the memberships that a row adds or moves. A row that names no network moves nothing once it has one."""
    memberships = {one.network_id: one for one in organisation.memberships.all()}
    if memberships and not any(code in row.values for code in ("networks", "membership", "member_since")):
        return ()
    lines = []
    for place in _places(row, context):
        held = memberships.get(place.network or 0)
        said = f"{place.state} {place.since}".strip()
        keeps_date = held is not None and (not place.since or place.since == held.since)
        if held is None or not keeps_date or ("membership" in row.values and held.state != place.state):
            lines.append(Line("networks", said, f"{held.state} {held.since}".strip() if held else ""))
    return tuple(lines)


def _notes(row: Row, context: Context) -> tuple[str, ...]:
    notes = [f"no_{code}" for code in ("country", "kinds", "languages") if not row.values.get(code)]
    for place in _places(row, context):
        if place.network is None and place.country not in context.room.more["to_open"]:
            context.room.more["to_open"].add(place.country)
            notes.append("opens_network")
    return tuple(notes)


def apply(row: Row, outcome: Outcome, context: Context) -> Change | None:
    """Brings a row in through the room's own verbs, as part of one bulk act."""
    with as_one_act():
        if outcome.fate == Fate.ADDED:
            return _add(row, context)
        return _change(row, recorded(int(outcome.key)), context)


def _add(row: Row, context: Context) -> Change:
    actor, scope = acting(context), Scope.of(context.scope)
    places = _places(row, context)
    networks = [_network_of(place, context) for place in places]
    opened = [network.pk for network, is_new in networks if is_new]
    organisation = welcome_organisation(
        by=actor, card=_card(row.values, Card(name=row.values["name"])), network=networks[0][0], state=places[0].state,
        since=places[0].since, visibility=row.values.get("visibility", scope.visibility), external_id=row.values.get("id", ""),
    )  # fmt: skip
    for place, (network, _new) in list(zip(places, networks, strict=True))[1:]:
        join_network(by=actor, organisation=organisation, network=network, state=place.state, since=place.since)
    return Change(str(organisation.pk), after={**snapshot(organisation), "opened": opened})


def _network_of(place: Place, context: Context) -> tuple[Network, bool]:
    """Returns the place's network, opened now where its country has none yet; whether it was opened."""
    by_pk: dict[int, Network] = context.room.more["network_by_pk"]
    known = place.network or context.room.more["by_country"].get(place.country)
    if known:
        return by_pk.get(known) or Network.objects.get(pk=known), False
    from answerable.kit.countries import name as country_name

    scope = _scope_network(context)
    language = scope.name_language
    opened = open_network(
        by=acting(context), under=scope, level=Level.COUNTRY, name=country_name(place.country, language), name_language=language,
        country=place.country,
    )  # fmt: skip
    by_pk[opened.pk] = opened
    context.room.more["by_country"][place.country] = opened.pk
    return opened, True


def _card(values: dict[str, Any], before: Card) -> Card:
    """Returns a card with what the row says; an empty cell leaves what was there."""
    said = {code: values[code] for code in (*CARD, "name_language", "about", "kinds") if code in values}
    for code in ("languages", "kinds"):
        if code in said:
            said[code] = tuple(said[code])
    names = {code: values[f"name_{code}"] for code in NAME_LANGUAGES if values.get(f"name_{code}")}
    return Card(**{**asdict(before), **said, "names": {**before.names, **names}})


def _change(row: Row, organisation: Organisation, context: Context) -> Change:
    actor, before = acting(context), snapshot(organisation)
    write_card(by=actor, organisation=organisation, card=_card(row.values, card_of(organisation)))
    visibility = row.values.get("visibility", organisation.visibility)
    if visibility != organisation.visibility:
        set_visibility(by=actor, organisation=organisation, visibility=visibility, at_risk=organisation.at_risk)
    opened = _settle(row, organisation, context)
    return Change(str(organisation.pk), before=before, after={**snapshot(organisation), "opened": opened})


def _settle(row: Row, organisation: Organisation, context: Context) -> list[int]:
    """Adds or moves the memberships a row speaks of; returns the networks opened for it."""
    if not _place_lines(row, organisation, context):
        return []
    opened = []
    for place in _places(row, context):
        network, is_new = _network_of(place, context)
        if is_new:
            opened.append(network.pk)
        held = (
            Membership.objects.filter(organisation=organisation, network=network)
            .select_related("network", "organisation")
            .first()
        )
        if held is None:
            join_network(
                by=acting(context), organisation=organisation, network=network, state=place.state, since=place.since
            )
            continue
        if "membership" in row.values and held.state != place.state:
            move_membership(
                by=acting(context), membership=held, state=place.state, reason=_("As the imported list says")
            )
        if place.since and place.since != held.since:
            Membership.objects.filter(pk=held.pk).update(since=place.since)
    return opened


def card_of(organisation: Organisation) -> Card:
    """Returns an organisation's card as it is recorded."""
    texts = {text.language: text for text in organisation.texts.all()}
    own = texts.get(organisation.name_language)
    plain = {code: getattr(organisation, code) for code in CARD if code != "languages"}
    return Card(
        **plain, languages=tuple(organisation.languages), name_language=organisation.name_language, about=own.about if own else "",
        kinds=tuple(one.code for one in organisation.kinds.all()), names={code: text.name for code, text in texts.items()},
    )  # fmt: skip


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """Returns all that an import may change of an organisation, to compare and to take back."""
    fresh = recorded(organisation.pk)
    return {
        "card": json.loads(json.dumps(asdict(card_of(fresh)))),
        "visibility": fresh.visibility,
        "external_id": fresh.external_id,
        "memberships": {str(one.network_id): [one.state, one.since] for one in fresh.memberships.all()},
    }


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless somebody worked on the organisation since."""
    organisation = Organisation.objects.filter(pk=int(change.key)).first()
    after = {code: value for code, value in change.after.items() if code != "opened"}
    if organisation is None or snapshot(organisation) != after:
        raise RowRefused("changed_since")
    if not change.before and _has_followers(organisation):
        raise RowRefused("people_stand_for_it")
    with as_one_act():
        if change.before:
            _restore(organisation, change.before, context)
        else:
            organisation.delete()
        _close_opened(change.after.get("opened", []))


def _has_followers(organisation: Organisation) -> bool:
    return organisation.offices.exists() or organisation.terms.exists() or organisation.affiliations.exists()


def _restore(organisation: Organisation, before: dict[str, Any], context: Context) -> None:
    card = before["card"]
    for code in ("languages", "kinds"):
        card[code] = tuple(card[code])
    write_card(by=acting(context), organisation=organisation, card=Card(**card))
    organisation.texts.exclude(language__in=[*card["names"], card["name_language"]]).delete()
    set_visibility(
        by=acting(context), organisation=organisation, visibility=before["visibility"], at_risk=organisation.at_risk
    )
    for held in organisation.memberships.all():
        kept = before["memberships"].get(str(held.network_id))
        if kept is None:
            held.delete()
        elif [held.state, held.since] != kept:
            _put_back(held, kept)


def _put_back(held: Membership, kept: list[str]) -> None:
    """Takes back a membership's last step, which the import made."""
    state, since = kept
    if held.state != state:
        last = held.statuses.order_by("-starts", "-pk").first()
        if last:
            last.delete()
    Membership.objects.filter(pk=held.pk).update(state=state, since=since)


def _close_opened(networks: list[int]) -> None:
    """Removes the networks that the import opened, where nothing else stands in them."""
    for network in Network.objects.filter(pk__in=networks):
        if network.numchild or network.memberships.exists() or network.offices.exists() or network.bodies.exists():
            continue
        network.delete()


def enter_brought_in(context: Context) -> None:
    """Writes the one ledger entry of a whole import: its fingerprint and counts."""
    _enter(context, "alliance.bring_in_directory")


def enter_undone(context: Context) -> None:
    _enter(context, "alliance.undo_directory")


def _enter(context: Context, act: str) -> None:
    run, scope = context.run, _scope_network(context)
    totals, place = context.totals, scope.path
    counts = (
        {"added": totals.added, "changed": totals.changed, "left_out": totals.left_out + totals.maybe_same}
        if totals
        else {}
    )
    ledger.record(
        acting(context), act, subject=("import", str(run.pk)), office=acting_office(acting(context), place), place=place,
        detail={"fingerprint": run.fingerprint, **counts},
    )  # fmt: skip


def words(problem: Problem) -> str:
    """Says this room's problems in words; the framework says its own."""
    said = {
        "kind_unknown": _("We know no such kind of organisation."),
        "language_unknown": _("We know no such language."),
        "network_unknown": _("We know no network of this name among those you keep."),
        "visibility_unknown": _("We do not know whom this means."),
        "state_unknown": _("We know no such state of a membership."),
        "same_as_row": _("The same organisation stands in row %(row)s."),
        "kept_by_others": _("Others keep this organisation’s records; ask them to add it here."),
        "people_stand_for_it": _("People stand for this organisation by now: it stays."),
        "network_closed": _("This network is closed."),
        "not_your_place": _("You do not keep the records of this network."),
        "membership_cannot_move_so": _("A membership cannot move from its present state to this one."),
    }.get(problem.code, "")
    return said % dict(problem.facts) if said else ""


DIRECTORY = declare(
    ImportKind(
        "alliance.directory", columns=COLUMNS, plan=plan, apply=apply, undo=undo, prepare=prepare, on_brought_in=enter_brought_in,
        on_undone=enter_undone, refusals=(Unacceptable, Refused), words=words,
    )
)  # fmt: skip
