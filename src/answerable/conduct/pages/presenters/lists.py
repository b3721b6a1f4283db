"""Texts in lists: by network, with the version in force."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise

from answerable.access.actors import Actor
from answerable.alliance.queries import naming

from ...models import Instrument, Version
from ...queries import instruments
from ...rules.words import VersionState
from ..words import KINDS


@dataclass(frozen=True)
class Row:
    """One text in a list."""

    href: str
    name: str
    language: str
    about: str
    about_language: str
    kind: str | Promise
    label: str
    day: object
    is_closed: bool = False
    until: object = None


@dataclass
class Group:
    """A network with what it promises."""

    name: str
    slug: str
    depth: int
    rows: list[Row] = field(default_factory=list)


def by_network(listed: Iterable[Instrument], language: str) -> list[Group]:
    """Returns texts under their networks, the alliance's first."""
    groups: dict[int, Group] = {}
    for one in listed:
        network = one.network
        group = groups.setdefault(
            network.pk, Group(naming.network_name(network, language), network.slug, network.depth)
        )
        group.rows.append(row_of(one, language))
    return list(groups.values())


def row_of(one: Instrument, language: str) -> Row:
    """Returns a text with its latest adopted version; `adopted` is prefetched."""
    adopted: list[Version] = getattr(one, "adopted", [])
    current = next((version for version in adopted if version.state == VersionState.ADOPTED), None)
    latest = current or (adopted[0] if adopted else None)
    about, about_language = instruments.about_of(one, language)
    return Row(
        reverse("promise", args=[one.slug]), instruments.name_of(one, language), instruments.name_language_of(one, language),
        about, about_language, KINDS[one.kind], latest.label if latest else "", latest.in_force_from if latest else None,
        is_closed=one.closed_on is not None,
    )  # fmt: skip


def in_consultation(actor: Actor, language: str, text: Instrument | None = None) -> list[Row]:
    """Returns the versions that this reader is asked to read before they are adopted: of all texts, or of one."""
    found = (
        instruments.readable(actor)
        .filter(state=VersionState.CONSULTATION)
        .select_related("instrument__network")
        .prefetch_related("instrument__texts")
        .order_by("read_until", "pk")
    )
    return [_consulted(one, language) for one in (found.filter(instrument=text) if text else found)]


def _consulted(version: Version, language: str) -> Row:
    one = version.instrument
    return Row(
        reverse("promise_version", args=[one.slug, version.slug]), instruments.name_of(one, language),
        instruments.name_language_of(one, language), "", "", KINDS[one.kind], version.label, None, until=version.read_until,
    )  # fmt: skip
