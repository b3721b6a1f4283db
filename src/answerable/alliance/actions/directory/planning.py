"""What would become of a row: surely known, maybe known, or new. Nothing is changed here."""

from collections.abc import Sequence
from typing import Any

from answerable.access.actors import Actor
from answerable.kit.imports import Candidate, Context, Fate, Line, Outcome, Problem, Row
from answerable.kit.text import fold

from ...models import Organisation
from ...permissions import may_keep_organisation
from ...queries.organisations import NEARLY_THE_SAME, paths_of
from .cards import CARD
from .columns import NAME_LANGUAGES
from .looking_up import Known, Records, acting, all_recorded, recorded
from .places import country_of, place_lines, places

KEPT_PRIVATE = frozenset({"email", "visibility"})


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


def look_up(rows: Sequence[Row], context: Context) -> None:
    """Fetches at once what is recorded of the organisations that some rows surely are."""
    same = {pk for row in rows if (pk := _same(row, context)) is not None}
    context.room.more["ahead"] = all_recorded(list(same))


def _twin_in_file(row: Row, context: Context) -> int:
    """Returns the number of an earlier row with the same name, country and no identifier of its own, or 0."""
    if row.values.get("id"):
        return 0
    seen: dict[tuple[str, str], int] = context.room.more["in_file"]
    key = (fold(row.values["name"]), country_of(row))
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
        return _of_id(records.by_id.get(own_id, []), row, records)
    named = records.by_name.get(fold(row.values["name"]), [])
    exact = [one for one in named if one.country == country_of(row)]
    if len(exact) == 1:
        return exact[0].pk
    if not row.values.get("country") and len(named) == 1:
        return named[0].pk
    return None


def _of_id(found: list[int], row: Row, records: Records) -> int | None:
    """Two lists may number alike: then the name says which is meant, and where it does not, nothing is sure."""
    if len(found) > 1:
        name = fold(row.values["name"])
        found = [pk for pk in found if records.by_pk[pk].folded == name]
    return found[0] if len(found) == 1 else None


def _candidates(row: Row, context: Context) -> tuple[Candidate, ...]:
    """Returns recorded organisations that look like the row: first what was called so, then the most alike."""
    records, country = _records(context), country_of(row)
    called_so = sorted(records.by_former_name.get(fold(row.values["name"]), ()))
    near = [int(key) for key, _score in records.alike.near(row.values["name"], at_least=NEARLY_THE_SAME)]
    likely = [records.by_pk[pk] for pk in dict.fromkeys((*called_so, *near))]
    fitting = [one for one in likely if not country or not one.country or one.country == country]
    reasons = ["former_name" if one.pk in called_so else "similar_name" for one in fitting]
    return tuple(_candidate(one, row, acting(context), why) for one, why in zip(fitting[:3], reasons, strict=False))


def _candidate(known: Known, row: Row, actor: Actor, why: str) -> Candidate:
    organisation = recorded(known.pk)
    strange = not may_keep_organisation(actor, known.pk, paths_of(organisation))
    reasons = [why]
    if organisation.city and fold(organisation.city) == fold(row.values.get("city", "")):
        reasons.append("same_city")
    return Candidate(
        key=str(known.pk), title=organisation.name, since=str(organisation.created_on), reasons=tuple(reasons),
        lines=_lines_for_a_stranger(row, organisation) if strange else _lines(row, organisation, both=True),
    )  # fmt: skip


def _outcome_of_known(row: Row, pk: int, context: Context) -> Outcome:
    organisation = context.room.more["ahead"].get(pk) or recorded(pk)
    paths = paths_of(organisation)
    if not may_keep_organisation(acting(context), pk, paths):
        problem = Problem("kept_by_others", cell=row.values["name"])
        return Outcome(row.number, Fate.LEFT_OUT, title=row.values["name"], problems=(problem,))
    lines = _lines(row, organisation) + place_lines(row, organisation, context)
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


def _lines_for_a_stranger(row: Row, organisation: Organisation) -> tuple[Line, ...]:
    """Leaves out what only those who keep an organisation's records may read of it."""
    return tuple(one for one in _lines(row, organisation, both=True) if one.column not in KEPT_PRIVATE)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _notes(row: Row, context: Context) -> tuple[str, ...]:
    said = {**row.values, "country": country_of(row)}
    notes = [f"no_{code}" for code in ("country", "kinds", "languages") if not said.get(code)]
    for place in places(row, context):
        if place.network is None and place.country not in context.room.more["to_open"]:
            context.room.more["to_open"].add(place.country)
            notes.append("opens_network")
    return tuple(notes)
