"""ODT, ODS, ODP, ODG."""

import re
from collections.abc import Mapping

from ..refusals import NotCleaned, Why
from .inside import Within, cleaned_part
from .markup import NO_TIME, NOBODYS_INITIALS, SOMEBODY, Element, Rules, local, remove, root_of, written
from .markup import cleaned as cleaned_markup
from .packages import packed

TYPE, MANIFEST = "mimetype", "META-INF/manifest.xml"
OPEN = b"application/vnd.oasis.opendocument."
SUFFIXES = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp", b"graphics": "odg"}
GONE = re.compile(
    r"meta\.xml|manifest\.rdf|layout-cache|VersionList\.xml|META-INF/(?!manifest\.xml$).*"
    r"|(?:Thumbnails|Configurations2|ObjectReplacements|Basic|Scripts|Dialogs|Versions)(?:/.*)?|.*/meta\.xml"
)
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
LIBRE_OFFICE = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
ABROAD = ("http://", "https://", "mailto:", "tel:", "#", "./", "Pictures/", "Media/", "Object ")
OF_A_MACHINE = re.compile(r"Printer.*|.*(?:Path|URL|Directory|Author|Key)")


def _clean_more(element: Element) -> None:
    """Paths of somebody's machine go, and what the settings say of printers and folders."""
    for key in list(element.attrib):
        name, said = str(key).rpartition("}")[2], str(element.attrib[key])
        if name == "href" and said and not said.startswith(ABROAD):
            element.attrib[key] = "#"
    if local(element) == "config-item":
        said_of = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}name")), "")
        if OF_A_MACHINE.fullmatch(said_of):
            remove(element)


RULES = Rules(
    elements=frozenset({"scripts", "event-listeners", "date-string"}),
    attributes={("*", "rsid"): None, ("*", "paragraph-rsid"): None},
    texts={
        f"{{{DUBLIN_CORE}}}creator": SOMEBODY,
        f"{{{DUBLIN_CORE}}}date": NO_TIME,
        f"{{{META}}}creator-initials": NOBODYS_INITIALS,
        f"{{{LIBRE_OFFICE}}}sender-initials": NOBODYS_INITIALS,
    },
    further=_clean_more,
)


def cleaned(parts: Mapping[str, bytes], within: Within) -> tuple[bytes, str]:
    """Returns the package packed anew, and its suffix; `NotCleaned`."""
    kind = parts[TYPE].strip()
    suffix = SUFFIXES.get(kind.removeprefix(OPEN)) if kind.startswith(OPEN) else None
    if suffix is None:
        raise NotCleaned(Why.UNKNOWN)
    found = {TYPE: kind, MANIFEST: _manifest(parts[MANIFEST])}
    for name, data in parts.items():
        if name not in found and not GONE.fullmatch(name):
            is_markup = name.lower().endswith((".xml", ".svg"))
            found[name] = cleaned_markup(data, RULES) if is_markup else cleaned_part(name, data, within)
    return packed(found, first=TYPE), suffix


def _manifest(data: bytes) -> bytes:
    root = root_of(data)
    for element in list(root):
        if any(local(one) == "encryption-data" for one in element):
            raise NotCleaned(Why.LOCKED)
        path = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}full-path")), "")
        if GONE.fullmatch(path.rstrip("/") or "/") or GONE.fullmatch(path):
            root.remove(element)
    return written(root)
