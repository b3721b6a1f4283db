"""Whether what is kept still has the fingerprints it was adopted and published with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..models import PublishedText, Version
from ..permissions import EVERYBODY_READS
from ..rules import fingerprints
from ..rules.fingerprints import Words
from .instruments import whole
from .reading import languages_of, read


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was: a code, and which text, version and language it is about."""

    code: str
    text: str
    version: str
    language: str


@dataclass(frozen=True)
class Checked:
    """How many texts were looked at, and what was found."""

    texts: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify_all() -> Checked:
    """Returns whether every adopted text reads as it was adopted, and every published one has its fingerprint."""
    found, number = [], 0
    for pk in Version.objects.filter(state__in=EVERYBODY_READS).order_by("pk").values_list("pk", flat=True):
        version = whole(pk)
        latest = {one.language: one.fingerprint for one in version.published.order_by("pk")}
        if read(version, version.original_language).fingerprint != version.fingerprint:
            found.append(_finding("changed_since_adopted", version, version.original_language))
        for language in languages_of(version):
            number += 1
            reading = read(version, language)
            if reading.is_whole and latest.get(language) != reading.fingerprint:
                found.append(_finding("not_as_published", version, language))
    for one in PublishedText.objects.select_related("version__instrument").iterator(chunk_size=100):
        if fingerprints.fingerprint(one.form) != one.fingerprint:
            found.append(_finding("published_changed", one.version, one.language))
    return Checked(number, tuple(found))


def _finding(code: str, version: Version, language: str) -> Finding:
    return Finding(code, version.instrument.slug, version.slug, language)


def verify_data(data: Mapping[str, Any]) -> Checked:
    """Returns whether the words of a downloaded version (JSON) have the fingerprints that it says, and that we know.

    Raises ValueError where it is no such file.
    """
    try:
        slug, version = str(data["text"]["slug"]), str(data["version"]["slug"])
        languages = dict(data["languages"])
        made = {code: _fingerprint(code, told) for code, told in languages.items() if told["is_whole"]}
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("this is no text of ours") from fault
    known = set(
        PublishedText.objects.filter(version__instrument__slug=slug, version__slug=version).values_list(
            "fingerprint", flat=True
        )
    )
    found = [
        Finding("words_differ", slug, version, code)
        for code, one in made.items()
        if one != languages[code]["fingerprint"]
    ]
    found += [Finding("not_known_here", slug, version, code) for code, one in made.items() if one not in known]
    return Checked(len(made), tuple(found))


def _fingerprint(code: str, told: Mapping[str, Any]) -> str:
    clauses = [Words(str(one["number"]), str(one["heading"]), str(one["body"])) for one in told["clauses"]]
    return fingerprints.of_text(language=code, preamble=str(told["preamble"]), clauses=clauses)
