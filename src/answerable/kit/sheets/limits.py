"""How much a spreadsheet may hold; an upload is never trusted to be small once unpacked."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """`unpacked` bounds the parts of an XLSX together, `ratio` how far one of them may swell, `strings` its shared texts, `around`
    whatever else is read as a whole: styles, relations, the book itself."""

    size: int = 20 * MEGABYTE
    rows: int = 200_000
    columns: int = 200
    unpacked: int = 120 * MEGABYTE
    strings: int = 40 * MEGABYTE
    around: int = 10 * MEGABYTE
    ratio: int = 150
    parts: int = 2_000
