"""The directory as a spreadsheet: what its columns are, what becomes of a row, and writing it out again."""

from .kind import DIRECTORY
from .places import Scope
from .writing import HEADINGS, first_headings, rows

__all__ = ["DIRECTORY", "HEADINGS", "Scope", "first_headings", "rows"]
