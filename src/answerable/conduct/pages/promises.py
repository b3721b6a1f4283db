"""What is promised, for everybody: the list of texts, a text in one's language, its versions and what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, actor_of, opens
from answerable.alliance.queries import naming

from ..models import Version
from ..queries import instruments
from ..queries.comparing import Compared, compared
from ..queries.reading import Reading, canonical_of, standings
from ..rules.fingerprints import grouped
from ..rules.words import VersionState
from .downloads import as_data
from .finding import asked_reading, asked_version, language, version_since
from .presenters import texts as shown
from .presenters.lists import by_network, in_consultation
from .words import KINDS


@require_safe
@opens(ANYONE)
def promises(request: HttpRequest) -> HttpResponse:
    """Every text of the alliance and of its networks that was adopted; members see what is in consultation as well."""
    actor = actor_of(request)
    context = {
        "networks": by_network(instruments.public_instruments(), language()),
        "consultations": in_consultation(actor, language()),
        "may_write": actor.is_known and instruments.written_by(actor).exists(),
    }
    return render(request, "conduct/promises.html", context)


@require_safe
@opens(ANYONE)
def promise(request: HttpRequest, slug: str, version: str = "") -> HttpResponse:
    """A text: its clauses in the reader's language, what changed, its languages and versions."""
    found = asked_version(request, slug, version)
    reading, since = asked_reading(request, found), version_since(request, found)
    difference = compared(instruments.whole(since.pk), found, reading.language) if since else _since_before(reading)
    context = text_context(request, reading) | {
        "clauses": shown.with_changes(difference) if since and difference else shown.plain(reading),
        "since": since, "difference": difference,
        "changes": shown.sum_of_changes(difference) if difference else "",
        "changed": shown.named_changes(difference) if difference else [],
        "consultations": in_consultation(actor_of(request), language(), found.instrument) if found.state == VersionState.ADOPTED else [],
    }  # fmt: skip
    return render(request, "conduct/promise.html", context)


def _since_before(reading: Reading) -> Compared | None:
    last = instruments.before(reading.version)
    return compared(instruments.whole(last.pk), reading.version, reading.language) if last else None


def text_context(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """What every page about one version shows around it."""
    version, now_in, actor = reading.version, language(), actor_of(request)
    instrument = version.instrument
    may_draft = actor.is_known and instruments.may_draft(actor, version)
    address = reverse("promise_version", args=[instrument.slug, version.slug])
    body = version.adopted_by
    return {
        "instrument": instrument, "version": version, "reading": reading, "address": address, "may_write": may_draft,
        "name": instruments.name_of(instrument, now_in), "name_language": instruments.name_language_of(instrument, now_in),
        "about": instruments.about_of(instrument, now_in), "kind": KINDS[instrument.kind],
        "network_name": naming.network_name(instrument.network, now_in), "eyebrow": shown.eyebrow(version, _day_words(version)),
        "adopted_by": naming.body_name(body, now_in) if body else "", "is_in_force": version.state == VersionState.ADOPTED,
        "tongues": shown.tongues_of(standings(version, drafts=may_draft), reading.language, address),
        "editions": shown.editions(instrument, instruments.versions_of(instrument, actor), version),
        "fingerprint": grouped(reading.fingerprint, groups=3),
    }  # fmt: skip


def _day_words(version: Version) -> str:
    day = version.superseded_on if version.state == VersionState.SUPERSEDED else version.in_force_from
    return date_format(day, "DATE_FORMAT") if day else ""


@require_safe
@opens(ANYONE)
def changes(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """Only what changed since another version, the one before where none is named."""
    found = asked_version(request, slug, version)
    reading = asked_reading(request, found)
    since = version_since(request, found) or instruments.before(found)
    difference = compared(instruments.whole(since.pk), found, reading.language) if since else None
    readable = instruments.versions_of(found.instrument, actor_of(request))
    context = text_context(request, reading) | {
        "difference": difference, "since": since,
        "clauses": shown.only_changes(difference) if difference else [],
        "changes": shown.sum_of_changes(difference) if difference else "",
        "others": [one for one in readable if one.pk != found.pk],
        "is_other_language": bool(difference and difference.language != reading.language),
    }  # fmt: skip
    return render(request, "conduct/changes.html", context)


@require_safe
@opens(ANYONE)
def beside(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """Two languages of a version side by side, with where the translation differs or is out of date."""
    found = asked_version(request, slug, version)
    reading = asked_reading(request, found)
    other = shown.beside_of(found, reading, request.GET.get("with", "")[:12])
    rows = list(zip(shown.plain(other), shown.plain(reading), strict=True)) if other else []
    context = text_context(request, reading) | {"other": other, "rows": rows}
    return render(request, "conduct/beside.html", context)


@require_safe
@opens(ANYONE)
def print_view(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A text for paper: its words, who adopted it and when, and its whole fingerprint."""
    reading = asked_reading(request, asked_version(request, slug, version))
    context = text_context(request, reading) | {
        "clauses": shown.plain(reading), "whole_fingerprint": grouped(reading.fingerprint),
    }  # fmt: skip
    return render(request, "conduct/print.html", context)


@require_safe
@opens(ANYONE)
def fingerprint(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """What a text is known by, in each language and over time, and how anybody can check it."""
    found = asked_version(request, slug, version)
    reading = asked_reading(request, found)
    context = text_context(request, reading) | {
        "whole_fingerprint": grouped(reading.fingerprint), "published": shown.published_rows(found),
        "file_name": f"{found.instrument.slug}-{found.slug}-{reading.language}.txt",
    }  # fmt: skip
    return render(request, "conduct/fingerprint.html", context)


@require_safe
@opens(ANYONE)
def as_text(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The form whose SHA-256 is the fingerprint, as a file; `?of=` asks for an earlier one by its fingerprint."""
    found = asked_version(request, slug, version)
    reading = asked_reading(request, found)
    kept = found.published.filter(fingerprint=request.GET.get("of", "")[:64]).first()
    response = HttpResponse(kept.form if kept else canonical_of(reading), content_type="text/plain; charset=utf-8")
    code = kept.language if kept else reading.language
    response["Content-Disposition"] = f'attachment; filename="{found.instrument.slug}-{found.slug}-{code}.txt"'
    return response


@require_safe
@opens(ANYONE)
def as_json(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A version in all its languages, for programs."""
    found = asked_version(request, slug, version)
    response = JsonResponse(as_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{found.instrument.slug}-{found.slug}.json"'
    return response
