"""A toy import: tools on shelves, kept in two columns of a table that every Django project has."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from answerable.kit import imports
from answerable.kit.imports import (
    Candidate,
    CellProblem,
    Change,
    Column,
    Context,
    Fate,
    ImportKind,
    Line,
    Outcome,
    Problem,
    Row,
    RowRefused,
    cells,
    declare,
)
from answerable.kit.models import ImportRun
from answerable.kit.text import Lookalikes


class RuleSaysNo(Exception):  # noqa: N818 - stands for a room's own refusal
    def __init__(self, code: str, *, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code, self.field, self.facts = code, field, facts


@dataclass(frozen=True)
class Keeper:
    opaque_id: str = "keeper"


@dataclass
class Log:
    """What the kind was asked to enter in a ledger."""

    entries: list[str] = field(default_factory=list)


LOG = Log()
SHELF = "shed"


@dataclass
class Recorded:
    names: dict[str, str]
    alike: Lookalikes


def prepare(context: Context) -> None:
    names = {str(tool.pk): tool.model for tool in ContentType.objects.filter(app_label=SHELF)}
    context.room = Recorded(names, Lookalikes(names.items()))


def short_name(cell: str, context: Context) -> str:
    if cell == "boom":
        raise ValueError("a fault of the kind itself, with the cell's words in it")
    if len(cell) > 40:
        raise CellProblem("too_long", most=40)
    return cell


def plan(row: Row, context: Context) -> Outcome:
    name, recorded = row.values["name"], context.room.names
    if name == "unplannable":
        raise ValueError(name)
    if name in recorded.values():
        return Outcome(row.number, Fate.UNCHANGED, title=name)
    renamed = row.values.get("once")
    if renamed:
        key = next((key for key, old in recorded.items() if old == renamed), "")
        if not key:
            return Outcome(row.number, Fate.LEFT_OUT, title=name, problems=(Problem("no_such_tool", "once", renamed),))
        return Outcome(row.number, Fate.CHANGED, title=name, key=key, lines=(Line("name", name, renamed),))
    near = context.room.alike.near(name)
    if near:
        candidates = tuple(Candidate(key, recorded[key], lines=(Line("name", name, recorded[key]),)) for key, _ in near)
        return Outcome(row.number, Fate.MAYBE_SAME, title=name, candidates=candidates)
    return Outcome(row.number, Fate.ADDED, title=name)


def apply(row: Row, outcome: Outcome, context: Context) -> Change | None:
    name = row.values["name"]
    if outcome.fate == Fate.CHANGED:
        tool = ContentType.objects.get(pk=outcome.key)
        before = tool.model
        if before == name:
            return None
        ContentType.objects.filter(pk=tool.pk).update(model=name)
        return Change(outcome.key, before={"name": before}, after={"name": name})
    tool = ContentType.objects.create(app_label=SHELF, model=name)
    if name == "forbidden":
        raise RuleSaysNo("not_in_this_shed", field="name", shelf=3)
    if name == "broken":
        raise RuntimeError("a fault with confidential words in it")
    return Change(str(tool.pk), after={"name": name})


def undo(change: Change, context: Context) -> None:
    tool = ContentType.objects.filter(pk=change.key, model=change.after["name"])
    if not tool.exists():
        raise RowRefused("changed_since")
    if change.before:
        tool.update(model=change.before["name"])
    else:
        tool.delete()


def enter_brought_in(context: Context) -> None:
    LOG.entries.append(f"brought in {context.totals.brought_in} by {context.by.opaque_id}")


def enter_undone(context: Context) -> None:
    LOG.entries.append("undone")


TOOLS = declare(
    ImportKind(
        "shed.tools",
        columns=(
            Column(
                "name",
                "Name of the tool",
                {"en": ["tool", "name"], "es": ["herramienta"], "ar": ["الأداة"]},
                required=True,
                parse=short_name,
            ),
            Column("number", "Number", {"en": ["no"]}, identity=True),
            Column("bought", "Bought", {"en": ["since"], "fr": ["depuis"]}, parse=cells.partial_date),
            Column("once", "Was once called"),
            Column("country", "Country", {"es": ["país"]}, parse=cells.country),
        ),
        prepare=prepare,
        plan=plan,
        apply=apply,
        undo=undo,
        on_brought_in=enter_brought_in,
        on_undone=enter_undone,
        refusals=(RuleSaysNo,),
        words=lambda problem: "No tool has that name." if problem.code == "no_such_tool" else "",
    )
)


def tools() -> list[str]:
    return sorted(ContentType.objects.filter(app_label=SHELF).values_list("model", flat=True))


KEEPER = Keeper()


def begun(text: str, *, scope: str = "") -> ImportRun:
    return imports.begin(TOOLS, by=KEEPER, file_name="tools.csv", data=text.encode(), scope=scope)


def rehearsed(text: str) -> ImportRun:
    run = begun(text)
    imports.rehearse(run, by=KEEPER)
    return run


def brought_in(text: str) -> ImportRun:
    run = rehearsed(text)
    imports.bring_in(run, by=KEEPER)
    return run


def fates(run: ImportRun) -> dict[int, str]:
    return dict(
        sorted(
            (one.row, str(fate))
            for fate in Fate
            for page in range(1, imports.page_count(run, fate) + 1)
            for one in imports.outcomes(run, fate, page=page)
        )
    )
