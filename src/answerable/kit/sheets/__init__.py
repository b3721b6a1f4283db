"""Spreadsheets in and out: CSV in the encodings and delimiters that people have, and XLSX.

`read` looks at the content, not the name; whatever is no readable table raises `SheetUnreadable(code)`, some of it only
while the rows are gone through. What the writers write, `read` reads back unchanged.
"""

from .limits import Limits
from .problems import SheetUnreadable, explain
from .reading import read
from .table import Record, Sheet
from .writing import Cell, write_csv, write_xlsx

__all__ = ["Cell", "Limits", "Record", "Sheet", "SheetUnreadable", "explain", "read", "write_csv", "write_xlsx"]
