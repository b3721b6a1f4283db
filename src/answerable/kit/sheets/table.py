"""A table that has been opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True)
class Record:
    """A row with something in it. `number` is what the spreadsheet shows beside it; trailing empty cells are cut."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A table whose rows are read anew, one by one, each time they are gone through."""

    file_name: str
    headings: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet_name: str = ""
    sheet_names: tuple[str, ...] = ()
    open: Callable[[], Iterator[Record]] = field(default=lambda: iter(()), repr=False, compare=False)

    def records(self) -> Iterator[Record]:
        """Goes through all rows, the headings among them."""
        return self.open()

    def rows(self) -> Iterator[Record]:
        """Goes through the rows after the headings, taking the first row to be these."""
        return islice(self.open(), 1, None)

    def count(self) -> int:
        """Goes through the whole file, so that whatever is wrong with it shows, and counts all rows."""
        return sum(1 for _ in self.open())
