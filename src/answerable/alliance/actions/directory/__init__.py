"""The directory as a spreadsheet: what its columns are, what becomes of a row, and writing it out again."""

from .kind import DIRECTORY
from .places import Scope
from .writing import HEADINGS, rows

__all__ = ["DIRECTORY", "HEADINGS", "Scope", "rows"]
