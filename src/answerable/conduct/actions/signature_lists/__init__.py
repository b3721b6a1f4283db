"""Old signatures as a spreadsheet: what its columns are, and what becomes of a row."""

from .columns import COLUMNS
from .kind import SIGNATURES
from .looking_up import Scope

__all__ = ["COLUMNS", "SIGNATURES", "Scope"]
