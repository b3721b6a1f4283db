"""Which text, version and language an address asks for; what may not be read is not there."""

from django.http import HttpRequest
from django.utils.translation import get_language

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden

from ..models import Instrument, Version
from ..queries import instruments
from ..queries.reading import Reading, language_for, languages_of, read


def language() -> str:
    return get_language() or "en"


def asked_instrument(slug: str) -> Instrument:
    found = instruments.by_slug(slug)
    if found is None:
        raise Hidden
    return found


def asked_version(request: HttpRequest, slug: str, version: str = "") -> Version:
    """Returns a version the reader may read: the one named, else the one in force, else the latest they may read."""
    instrument, actor = asked_instrument(slug), actor_of(request)
    found = instruments.find_version(instrument, version) if version else _latest(instrument, actor)
    if found is None or not instruments.may_read_version(actor, found):
        raise Hidden
    return found


def _latest(instrument: Instrument, actor: Actor) -> Version | None:
    current = instruments.in_force(instrument)
    listed = [current] if current else instruments.versions_of(instrument, actor)
    return instruments.whole(listed[0].pk) if listed else None


def asked_reading(request: HttpRequest, version: Version) -> Reading:
    """Returns a version in the language asked for with `?text=`, else in the reader's, else in its original."""
    wanted = request.GET.get("text", "")[:12]
    if wanted and wanted in languages_of(version, drafts=instruments.may_draft(actor_of(request), version)):
        return read(version, wanted)
    return read(version, language_for(version, language()))


def version_since(request: HttpRequest, version: Version) -> Version | None:
    """Returns the version that `?since=` names, where it may be read and is another one."""
    slug = request.GET.get("since", "")[:60]
    if not slug or slug == version.slug:
        return None
    found = instruments.find_version(version.instrument, slug)
    return found if found and instruments.may_read_version(actor_of(request), found) else None
