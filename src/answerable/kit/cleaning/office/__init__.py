"""Office files: the package is packed anew, part by part; only parts that are known come along, each cleaned."""

from ..refusals import NotCleaned, Why
from . import odf, ooxml
from .packages import unpacked

__all__ = ["cleaned"]


def cleaned(data: bytes, depth: int = 0) -> tuple[bytes, str]:
    """Returns the file packed anew; `NotCleaned` for what is no office file, or has scripts. `depth`: how deep it lay in others."""
    parts = unpacked(data)
    if "[Content_Types].xml" in parts:
        return ooxml.cleaned(parts, depth)
    if "mimetype" in parts and "META-INF/manifest.xml" in parts:
        return odf.cleaned(parts, depth)
    raise NotCleaned(Why.UNKNOWN)
