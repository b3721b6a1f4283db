"""XML of office files: without what names people, machines and moments, without remarks; entities are refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ..refusals import NotCleaned, Why

SOMEBODY, NOBODYS_INITIALS, NO_TIME = "Author", "A", "1970-01-01T00:00:00"
Element = Any  # the library says no types
Said = str | None  # None: it goes


@dataclass(frozen=True)
class Rules:
    """What goes. `attributes`: by element (or `*`) and name; `texts`: what stands in place of the words of an element, by its whole name."""

    elements: frozenset[str]
    attributes: Mapping[tuple[str, str], Said]
    texts: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    further: Callable[[Element], None] = lambda _: None


def root_of(data: bytes) -> Element:
    """Returns the outermost element; `NotCleaned` for what is no XML, or declares entities."""
    if b"\x00" in data[:4]:
        data = _as_utf8(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise NotCleaned(Why.BROKEN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotCleaned(Why.BROKEN) from error


def _as_utf8(data: bytes) -> bytes:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotCleaned(Why.BROKEN) from error
    return text.replace('encoding="UTF-16"', 'encoding="UTF-8"', 1).encode("utf-8")


def written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def cleaned(data: bytes, rules: Rules) -> bytes:
    """Returns the same part by some rules."""
    root = root_of(data)
    for element in list(root.iter(etree.Element)):
        if local(element) in rules.elements and element is not root:
            remove(element)
        else:
            _clean(element, rules)
    return written(root)


def _clean(element: Element, rules: Rules) -> None:
    name = local(element)
    said = rules.texts.get(str(element.tag))
    if said is not None and (element.text or "").strip():
        element.text = said
    for key in list(element.attrib):
        attribute = etree.QName(key).localname
        if attribute.startswith(rules.prefixes):
            del element.attrib[key]
            continue
        for rule in ((name, attribute), ("*", attribute)):
            if rule in rules.attributes:
                _put(element, key, rules.attributes[rule])
                break
    rules.further(element)


def _put(element: Element, key: str | bytes, said: Said) -> None:
    if said is None:
        del element.attrib[key]
    else:
        element.attrib[key] = said


def remove(element: Element) -> None:
    """Takes an element out, and leaves the words behind it where they are."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def local(element: Element) -> str:
    return str(etree.QName(element).localname)
