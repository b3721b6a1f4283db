"""A plan as a spreadsheet: what one owner will do, a commitment a row."""

from .columns import COLUMNS
from .kind import PLAN

__all__ = ["COLUMNS", "PLAN"]
