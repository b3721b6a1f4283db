"""What lies before somebody who signs: the whole text in one language, and what became of it while they read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden
from answerable.kit.forms import keep

from ..actions import signing as acts
from ..models import Signature, Version
from ..queries import instruments, reading, signatures
from ..queries.comparing import compared
from ..queries.reading import Reading
from ..rules.fingerprints import grouped
from .finding import asked_instrument, language
from .forms.signing import SignForm
from .presenters import texts as shown
from .presenters.signatures import signed
from .presenters.signing import side_of

OUT_OF_DATE = 409


@dataclass
class Paper:
    """What lies before a signer: the version in one language, what they signed before, and what stands already."""

    request: HttpRequest
    actor: Actor
    version: Version
    reading: Reading
    address: str
    before: Signature | None
    standing: Signature | None
    shown_version: Version | None = None  # the one they had before them when it was replaced
    around: dict[str, Any] = field(default_factory=dict)

    def form(self, data: Any = None, files: Any = None, *, typed: Any = None, **more: Any) -> SignForm:
        """Returns the form for what is shown now; `typed` keeps a name that was typed under an older text."""
        kept = typed or {}
        initial = {
            "version": self.version.slug, "language": self.reading.language, "fingerprint": self.reading.fingerprint,
            "name": kept.get("name", more.pop("name", "")), "office": kept.get("office", ""), "public": kept.get("public", False),
        }  # fmt: skip
        return SignForm(data, initial=initial, **more)

    @property
    def since(self) -> Version | None:
        return self.shown_version or (self.before.version if self.before else None)

    def context(self) -> dict[str, Any]:
        instrument, now_in = self.version.instrument, language()
        difference = (
            compared(instruments.whole(self.since.pk), self.version, self.reading.language) if self.since else None
        )
        is_same = difference is not None and difference.language == self.reading.language
        only = self.request.GET.get("only") == "changes" and difference is not None
        clauses = shown.with_changes(difference) if difference and is_same else shown.plain(self.reading)
        return {
            "instrument": instrument, "version": self.version, "reading": self.reading,
            "name": instruments.name_of(instrument, now_in), "name_language": instruments.name_language_of(instrument, now_in),
            "eyebrow": shown.eyebrow(self.version, _since_words(self.version)), "difference": difference,
            "clauses": shown.only_changes(difference) if only and difference else clauses,
            "changes": shown.sum_of_changes(difference) if difference else "",
            "changed": shown.named_changes(difference) if difference else [],
            "fingerprint": grouped(self.reading.fingerprint, groups=3),
            "before": self.before, "only_changes": only, "address": self.address,
            "tongues": shown.tongues_of(whole_languages(self.version), self.reading.language, self.address),
            "standing": signed(self.standing, now_in) if self.standing else None, "since": self.since,
            **side_of(self.request, self.version, self.standing, self.before), **self.around,
        }  # fmt: skip


def _since_words(version: Version) -> str:
    day = version.in_force_from or version.adopted_on
    return date_format(day, "DATE_FORMAT") if day else ""


def whole_languages(version: Version) -> list[reading.Standing]:
    """Returns the languages in which a version can be signed: those in which everybody reads it whole."""
    return [one for one in reading.standings(version) if one.is_whole and (one.is_public or one.is_original)]


def language_of(version: Version, wanted: str) -> str:
    """Returns the language asked for if the version is whole in it, else the reader's, else the original's."""
    there = {one.language for one in whole_languages(version)}
    for one in (wanted, language(), language().split("-", maxsplit=1)[0]):
        if one in there:
            return one
    return version.original_language


def in_force(slug: str) -> Version:
    """Returns the version of a text that can be signed today; where there is none, there is nothing to sign."""
    current = instruments.in_force(asked_instrument(slug))
    if current is None:
        raise Hidden
    return instruments.whole(current.pk)


def paper_of(request: HttpRequest, slug: str, address: str, rows: list[Signature]) -> Paper:
    """Lays the version in force before a signer; `rows` are all signatures they gave."""
    version = in_force(slug)
    wanted = request.POST.get("language", "") or request.GET.get("text", "")
    read = reading.read(version, language_of(version, wanted[:12]))
    standing = next((one for one in rows if one.version_id == version.pk and one.stands), None)
    before = None if standing else signatures.earlier(rows, version)
    return Paper(request, actor_of(request), version, read, address, before, standing)


def asked_to_sign(
    paper: Paper, build: Callable[..., SignForm], act: Callable[[dict[str, Any]], Signature]
) -> HttpResponseBase:
    """Shows the text with its form, or keeps the signature; where the text moved on meanwhile, says so and shows it anew."""
    if paper.request.method == "POST" and (moved := _moved_on(paper)):
        return _anew(paper, build, moved)
    template = "conduct/signing/sign.html"
    return keep(
        paper.request, build, act, template=template, context=paper.context(),
        done=lambda made: reverse("signature", args=[made.key]), saved_message=_("You have signed. Thank you."),
    )  # fmt: skip


def _moved_on(paper: Paper) -> str:
    """Returns what became of the text since it was shown: `superseded`, `changed`, or nothing."""
    sent = paper.request.POST
    if "version" not in sent or "fingerprint" not in sent:
        return ""
    if sent["version"] != paper.version.slug:
        return "superseded"
    return "" if sent["fingerprint"] == paper.reading.fingerprint else "changed"


def _anew(paper: Paper, build: Callable[..., SignForm], moved: str) -> HttpResponse:
    sent = paper.request.POST
    if moved == "superseded":
        known = (
            signatures.versions_ever(paper.version.instrument)
            .filter(slug=sent["version"].replace("\x00", "")[:60])
            .first()
        )
        paper.shown_version = known
    typed = {"name": sent.get("name", "")[:200], "office": sent.get("office", ""), "public": bool(sent.get("public"))}
    context: dict[str, Any] = {**paper.context(), "form": build(typed=typed), "moved": moved}
    return render(paper.request, "conduct/signing/sign.html", context, status=OUT_OF_DATE)


def version_of(paper: Paper, typed: dict[str, Any]) -> Version:
    """Returns the version that was shown; a name that was never there is answered like one that moved on."""
    return paper.version if typed["version"] == paper.version.slug else paper.since or paper.version


def as_shown(typed: dict[str, Any]) -> acts.Shown:
    return acts.Shown(typed["language"], typed["fingerprint"])
