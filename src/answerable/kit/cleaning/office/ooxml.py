"""DOCX, XLSX, PPTX."""

import posixpath
import re
from collections.abc import Mapping

from ..refusals import NotCleaned, Why
from .inside import Within, cleaned_part
from .markup import NOBODYS_INITIALS, SOMEBODY, Element, Rules, local, root_of, written
from .markup import cleaned as cleaned_markup
from .packages import packed

TYPES = "[Content_Types].xml"
MAIN = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}
# Who made it with what, earlier states, signatures, printers, sources of data, parts of programs that were added.
GONE = re.compile(
    r"(?:docProps|docMetadata|customXml|customUI|userCustomization|_xmlsignatures|\[trash\])/.*"
    r"|xl/(?:revisions/.*|userNames\.xml|connections\.xml)"
    r"|ppt/(?:changesInfos/.*|revisionInfo\.xml|tags/.*)"
    r"|(?:word|xl|ppt)/(?:people\.xml|webextensions/.*|printerSettings/.*)|.*/printerSettings\d*\.bin",
    re.IGNORECASE,
)
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ABROAD = ("http://", "https://", "mailto:", "tel:", "#")
NOWHERE = "about:blank"
OF_A_FILE = re.compile(r"[\\/]|\.(?:jpe?g|png|gif|heic|webp|bmp|tiff?|mp4|mov|docx?|xlsx?|pdf)$", re.IGNORECASE)


def _clean_name(element: Element) -> None:
    """A picture that was put in keeps the name of its file, and some programs its whole path, as its description."""
    if local(element) not in {"cNvPr", "docPr"}:
        return
    for key in ("name", "descr", "title"):
        if OF_A_FILE.search(element.get(key, "")):
            element.set(key, "")


RULES = Rules(
    elements=frozenset({
        "absPath", "attachedTemplate", "changesInfo", "custDataLst", "docId", "docVars", "fileSharing", "mailMerge", "rsids",
        "userInfo",
    }),
    attributes={
        ("*", "author"): SOMEBODY,
        ("*", "initials"): NOBODYS_INITIALS,
        ("*", "date"): None,
        ("*", "dateUtc"): None,
        ("*", "refreshedBy"): None,
        ("*", "refreshedDate"): None,
        ("*", "refreshedDateIso"): None,
        ("author", "name"): SOMEBODY,
        ("author", "userId"): "",
        ("author", "providerId"): "None",
        ("cm", "dt"): None,
        ("cm", "created"): None,
        ("cmAuthor", "name"): SOMEBODY,
        ("pageSetup", "id"): None,
        ("person", "displayName"): SOMEBODY,
        ("person", "userId"): "",
        ("person", "providerId"): "None",
        ("reply", "created"): None,
        ("scenario", "user"): None,
        ("threadedComment", "dT"): None,
        ("*", "docname"): None,
        ("*", "export-filename"): None,
    },
    texts={f"{{{SHEETS}}}author": SOMEBODY},
    prefixes=("rsid",),
    further=_clean_name,
)  # fmt: skip


def cleaned(parts: Mapping[str, bytes], within: Within) -> tuple[bytes, str]:
    """Returns the package packed anew, and its suffix; `NotCleaned`."""
    suffix = _suffix(parts[TYPES])
    if any("vbaproject" in name.lower() or "activex" in name.lower() for name in parts):
        raise NotCleaned(Why.UNKNOWN)
    return packed(_cleaned_parts(parts, within), first=TYPES), suffix


def _cleaned_parts(parts: Mapping[str, bytes], within: Within) -> dict[str, bytes]:
    """Returns the parts that stay, each cleaned by its kind."""
    found = {}
    for name, data in parts.items():
        if GONE.fullmatch(name):
            continue
        if name == TYPES:
            found[name] = _types(data)
        elif name.endswith(".rels"):
            found[name] = _relations(name, data)
        elif name.lower().endswith((".xml", ".vml", ".svg")):
            found[name] = cleaned_markup(data, RULES)
        else:
            found[name] = cleaned_part(name, data, within)
    return found


def _suffix(types: bytes) -> str:
    for element in root_of(types):
        for said, suffix in MAIN.items():
            if element.get("ContentType", "").endswith(said):
                return suffix
    raise NotCleaned(Why.UNKNOWN)


def _types(data: bytes) -> bytes:
    root = root_of(data)
    for element in list(root):
        if GONE.fullmatch(element.get("PartName", "").lstrip("/")):
            root.remove(element)
    return written(root)


def _relations(name: str, data: bytes) -> bytes:
    """Leaves out what leads to parts that are gone, and paths of somebody's machine; links of the text stay."""
    root = root_of(data)
    base = posixpath.dirname(posixpath.dirname(name))
    for element in list(root):
        target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
        if element.get("TargetMode") == "External":
            if kind == "attachedTemplate":
                root.remove(element)
            elif kind != "hyperlink" or not target.startswith(ABROAD):
                element.set("Target", NOWHERE)
        elif GONE.fullmatch(posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")):
            root.remove(element)
    return written(root)
