"""Cells that a spreadsheet program would run as formulas: made harmless, and made themselves again.

An apostrophe is put before such a cell, and before one that already looks so guarded; reading takes one away. So
whatever is written is read back as it was.
"""

import re

_LIVE = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_LIVE_OR_GUARDED = re.compile(rf"'*{_LIVE}")
_GUARDED = re.compile(rf"'+{_LIVE}")
_UNWRITABLE = re.compile("[\0\ud800-\udfff\ufffe\uffff]")


def guard_delimited(cell: str) -> str:
    """Guards a CSV cell: there the program guesses what is a formula."""
    return f"'{cell}" if _LIVE_OR_GUARDED.match(cell) else cell


def guard_typed(cell: str) -> str:
    """Guards an XLSX cell: it is typed as text, so that only what looks guarded must be told apart."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def writable(cell: str) -> str:
    """Drops what no file format can hold."""
    return _UNWRITABLE.sub("", cell)
