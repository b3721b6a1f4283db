"""Office files: the package is packed anew, part by part; only parts that are known come along, each cleaned."""

from ..refusals import NotCleaned, Why
from . import odf, ooxml
from .inside import Within
from .packages import unpacked

__all__ = ["cleaned"]


def cleaned(data: bytes, within: Within) -> tuple[bytes, str]:
    """Returns the file packed anew; `NotCleaned` for what is no office file, or has scripts. `within`: cleans what lies in it."""
    parts = unpacked(data)
    if "[Content_Types].xml" in parts:
        return ooxml.cleaned(parts, within)
    if "mimetype" in parts and "META-INF/manifest.xml" in parts:
        return odf.cleaned(parts, within)
    raise NotCleaned(Why.UNKNOWN)
