"""Evidence as a spreadsheet: what an organisation, or those in a network, did for their duties, a claim a row."""

from .columns import COLUMNS, SHOWN
from .kind import EVIDENCE
from .scopes import Scope, scope_of

__all__ = ["COLUMNS", "EVIDENCE", "SHOWN", "Scope", "scope_of"]
