"""What a desk's address names, for those who may write it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.rules.words import Office
from answerable.kit.languages import known

from ...models import Clause, Instrument, Version
from ...permissions import may_adopt, may_write_texts
from ...queries import instruments
from ..finding import asked_instrument, language

WRITERS = office(Office.SECRETARIAT, Office.COORDINATOR, Office.EDITOR)
KEEPERS = office(Office.SECRETARIAT, Office.COORDINATOR)
Way = list[tuple[str, str]]


def written_instrument(request: HttpRequest, slug: str) -> tuple[Instrument, Actor]:
    """Returns a text that the reader may write; one they know nothing of is not there."""
    found, actor = asked_instrument(slug), actor_of(request)
    if may_write_texts(actor, found.network.path):
        return found, actor
    if not instruments.versions_of(found, actor):
        raise Hidden
    raise Refused("not_your_place")


def kept_instrument(request: HttpRequest, slug: str) -> tuple[Instrument, Actor]:
    """Returns a text of a network whose records the reader keeps."""
    found, actor = written_instrument(request, slug)
    if not may_adopt(actor, found.network.path):
        raise Refused("not_your_place")
    return found, actor


def drafted_version(request: HttpRequest, slug: str, version: str) -> tuple[Version, Actor]:
    """Returns a version that the reader may write: editors, record keepers, and the writing group of a local code."""
    instrument, actor = asked_instrument(slug), actor_of(request)
    found = instruments.find_version(instrument, version)
    if found is None or not instruments.may_read_version(actor, found):
        raise Hidden
    if not instruments.may_draft(actor, found):
        raise Refused("not_your_place")
    return found, actor


def kept_version(request: HttpRequest, slug: str, version: str) -> tuple[Version, Actor]:
    found, actor = drafted_version(request, slug, version)
    if not may_adopt(actor, found.instrument.network.path):
        raise Refused("not_your_place")
    return found, actor


def asked_clause(version: Version, line: UUID) -> Clause:
    found = next((one for one in version.clauses.all() if one.line == line), None)
    if found is None:
        raise Hidden
    found.version = version
    return found


def asked_tongue(tongue: str) -> str:
    """Returns the code of a language that pages can be written in."""
    if tongue not in known():
        raise Hidden
    return tongue


def way() -> Way:
    return [(reverse("write_texts"), _("Texts we write"))]


def way_to_instrument(instrument: Instrument) -> Way:
    name = instruments.name_of(instrument, language())
    return [*way(), (reverse("write_instrument", args=[instrument.slug]), name)]


def way_to_version(version: Version) -> Way:
    return [*way_to_instrument(version.instrument), (address_of(version), version.label)]


def address_of(version: Version) -> str:
    return reverse("write_version", args=[version.instrument.slug, version.slug])


def lead_to(address: str) -> HttpResponseBase:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
