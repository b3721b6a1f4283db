"""What a room declares of its import: columns, and what becomes of a row."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..partial_dates import Order
from .outcomes import Change, Fact, Outcome, Problem, Row, Totals

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from ..models import ImportRun


class By(Protocol):
    """Whoever imports; the framework needs only the opaque name."""

    @property
    def opaque_id(self) -> str: ...


class CellProblem(Exception):  # noqa: N818 - it is an answer, not an error
    """A cell that cannot be taken as it is: why (a code), what would be right, and what was probably meant."""

    def __init__(self, code: str, *, would_be_right: str = "", suggestion: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.would_be_right, self.suggestion, self.facts = code, would_be_right, suggestion, facts


class RowRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """A row that `apply` cannot bring in or `undo` cannot take back, for example because it was changed since."""

    def __init__(self, code: str, *, column: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.column, self.facts = code, column, facts


@dataclass
class Context:
    """What one step of a run knows. `room` is the kind's own, filled by its `prepare`; `totals` stand when all is done.

    `dates` counts what the file's dates show of their order.
    """

    run: "ImportRun"
    by: By
    date_order: Order | None = None
    room: Any = None
    totals: Totals = field(default_factory=Totals)
    dates: Counter[str] = field(default_factory=Counter)

    @property
    def scope(self) -> str:
        return self.run.scope


Parse = Callable[[str, Context], Any]


def as_typed(cell: str, context: Context) -> str:
    return cell


@dataclass(frozen=True)
class Column:
    """A column a kind understands. `parse` gets the trimmed, never empty cell, or raises `CellProblem`.

    `headings` are the words a file may use for it, by language; code and label count as well. `identity` marks the
    column whose value names the thing: a second row with the same value is left out.
    """

    code: str
    label: "_StrOrPromise"
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    required: bool = False
    identity: bool = False
    parse: Parse = as_typed


def _nothing(context: Context) -> None:
    return None


def _no_rows(rows: Sequence[Row], context: Context) -> None:
    return None


def _no_end(context: Context) -> None:
    return None


def no_words(problem: Problem) -> str:
    return ""


def as_kept(problem: Problem) -> Problem:
    return problem


@dataclass(frozen=True)
class ImportKind:
    """One thing a room can import.

    `prepare` looks up what the whole run needs; `look_up` what the next few hundred rows need. `plan` says what would
    become of a row and changes nothing; it sees rows in the file's order, readable ones only. `apply` brings a row in
    that is `ADDED` or `CHANGED` (`outcome.key` names what is changed) inside a savepoint and returns what `undo` needs,
    or None if nothing was to do. `add_many`, where there is one, does the same for many rows that are `ADDED`, much
    quicker: all or none of them, one change a row; whenever it fails, `apply` takes them one by one. `undo` gets the changes newest first and raises `RowRefused("changed_since")` rather
    than overwrite later work. `on_brought_in` and `on_undone` run in the last transaction: there the ledger entry is
    made. `refusals` are the room's own exceptions that mean "a rule says no"; their `code`, `field`, `facts` are kept.
    `words` says a problem's code in words; "" leaves it to the framework. `spoken` puts the reader's words where a
    problem holds codes.
    """

    name: str
    columns: Sequence[Column]
    plan: Callable[[Row, Context], Outcome]
    apply: Callable[[Row, Outcome, Context], Change | None]
    undo: Callable[[Change, Context], None]
    add_many: Callable[[Sequence[Row], Context], Sequence[Change]] | None = None
    prepare: Callable[[Context], None] = _nothing
    look_up: Callable[[Sequence[Row], Context], None] = _no_rows
    on_brought_in: Callable[[Context], None] = _no_end
    on_undone: Callable[[Context], None] = _no_end
    refusals: tuple[type[Exception], ...] = ()
    words: Callable[[Problem], str] = no_words
    spoken: Callable[[Problem], Problem] = as_kept

    def column(self, code: str) -> Column | None:
        return next((one for one in self.columns if one.code == code), None)


_declared: dict[str, ImportKind] = {}


def declare(kind: ImportKind) -> ImportKind:
    """Makes a kind known by its name, so that a run begun earlier finds it again."""
    _declared[kind.name] = kind
    return kind


def kind_of(run: "ImportRun") -> ImportKind:
    return _declared[run.kind]
