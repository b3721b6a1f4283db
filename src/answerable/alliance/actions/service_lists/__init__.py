"""Support services as a spreadsheet: a service a row."""

from .columns import COLUMNS
from .kind import SERVICES

__all__ = ["COLUMNS", "SERVICES"]
