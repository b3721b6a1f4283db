"""Packages of parts (zip): read with bounds, and packed so that they tell of no time, no machine and no order of writing."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from ..refusals import NotCleaned, Why

MOST_PARTS = 5_000
MOST_BYTES = 160 * 1024 * 1024
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
FINE = re.compile(r"[^\x00-\x1f\\:*?\"<>|]{1,240}")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Returns the parts by their names; `NotCleaned` for names that lead elsewhere, two of one name, locked or far too many bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _require_fine(parts)
            return {part.filename: archive.read(part) for part in parts}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, ValueError, OSError) as error:
        raise NotCleaned(Why.BROKEN) from error


def _require_fine(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise NotCleaned(Why.TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise NotCleaned(Why.LOCKED)
    names = [part.orig_filename for part in parts]
    if len({name.lower() for name in names}) != len(names) or not all(map(_is_fine, names)):
        raise NotCleaned(Why.BROKEN)


def _is_fine(name: str) -> bool:
    return FINE.fullmatch(name) is not None and not name.startswith("/") and not {"..", ".", ""} & set(name.split("/"))


def packed(parts: Mapping[str, bytes], *, first: str) -> bytes:
    """Packs parts, one of them first; of the kind that says what the package is, not packed at all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            about = zipfile.ZipInfo(name, FIRST_DAY)
            about.create_system = 0
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(about, parts[name])
    return out.getvalue()
