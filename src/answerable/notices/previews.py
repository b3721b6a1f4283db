"""Every message as it will be read: with examples in place of facts, in the shipped words, an alliance's own, or words being tried."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from answerable.kit import clock, letters
from answerable.kit.letters import Letter, Speaker, Wording

from .digest import FRAME, compose
from .house import house
from .kinds import Kind, all_kinds, kind_named
from .links import Links
from .models import Notice

EXAMPLES = 3  # notices in a digest that is looked at beforehand


def wordings() -> list[Wording]:
    """Returns everything an alliance may say in its own words: letters, then notices."""
    return [*letters.all_wordings(), *(kind.wording for kind in all_kinds())]


def wording_of(name: str) -> Wording | None:
    kind = kind_named(name)
    return letters.wording_named(name) or (kind.wording if kind else None)


def languages_offered() -> list[str]:
    """Returns the languages the alliance offers, its own first."""
    offered = house().get("languages", "").split() or [settings.LANGUAGE_CODE]
    return [code for code in offered if code in dict(settings.LANGUAGES)]


def letter_of(wording: Wording, language: str, trying: Mapping[str, str] | None = None) -> Letter:
    """Writes a message in a language; `trying` are words that are not kept yet, by part."""
    with translation.override(language):
        said = letters.speaker()
        if trying:
            said = Speaker({**said.own, **{(wording.name, part): words for part, words in trying.items()}})
        if wording is FRAME or letters.wording_named(wording.name) is None:
            return compose(_examples(kind_named(wording.name)), _nowhere(), said)
        return letters.compose(wording.name, _facts(wording.every_sample), said)


def _facts(samples: Mapping[str, str | int]) -> dict[str, str | int]:
    """Returns example facts; one that is an address of ours is shown whole."""
    return {
        name: f"{settings.SITE_ADDRESS}{one}" if isinstance(one, str) and one.startswith("/") else one
        for name, one in samples.items()
    }


def _examples(kind: Kind | None) -> list[Notice]:
    """Returns notices that nobody ever got: of a kind, or of several for the digest."""
    kinds = [kind] if kind else [one for one in all_kinds() if not one.private][:EXAMPLES]
    now = clock.now()
    return [
        Notice(kind=one.name, facts=_facts(one.part.samples), url=f"/{number}" if number else "/me", happened_at=now)
        for number, one in enumerate(kinds)
    ]


def _nowhere() -> Links:
    """Returns links that lead to the page of the same wishes for who is signed in."""
    here = f"{settings.SITE_ADDRESS}{reverse('notices_by_mail')}"
    return Links(here, here, here, f"{settings.SITE_ADDRESS}{reverse('notices_by_kind')}")
