"""What a text is known by: SHA-256 over a plain form that anybody can make again (docs/texts.md).

The form is itself a readable text. Lines that name a part stand at the margin; every line of somebody's words is set in
by two spaces, so that no words can pass for a part.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

TEXT_FORM, CLAUSE_FORM = "answerable text 1", "answerable clause 1"


@dataclass(frozen=True)
class Words:
    """A clause as it stands in one language."""

    number: str
    heading: str
    body: str


def tidy(text: str) -> str:
    """Returns a text as it is compared: Unicode NFC, one kind of line end, nothing at the end of a line or around the whole."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")


def canonical(*, language: str, preamble: str, clauses: Iterable[Words]) -> str:
    """Returns the form of a whole text in one language whose SHA-256 is its fingerprint."""
    lines = [TEXT_FORM, f"language: {language}", "preamble:", *_set_in(preamble)]
    for one in clauses:
        lines += [f"clause: {' '.join(one.number.split())}", *_clause(one.heading, one.body)]
    return "\n".join(lines) + "\n"


def fingerprint(form: str) -> str:
    """Returns the SHA-256 of a form, in hexadecimal."""
    return hashlib.sha256(form.encode("utf-8")).hexdigest()


def of_text(*, language: str, preamble: str, clauses: Iterable[Words]) -> str:
    return fingerprint(canonical(language=language, preamble=preamble, clauses=clauses))


def of_clause(heading: str, body: str) -> str:
    """Returns the fingerprint of one clause's words, whatever its number and language: what a translation was made from."""
    return fingerprint("\n".join([CLAUSE_FORM, *_clause(heading, body)]) + "\n")


def grouped(whole: str, *, groups: int = 0) -> str:
    """Returns a fingerprint in groups of four, to be read aloud; with `groups` only so many of them."""
    fours = [whole[at : at + 4] for at in range(0, len(whole), 4)]
    return " ".join(fours[:groups] if groups else fours)


def _clause(heading: str, body: str) -> list[str]:
    return ["heading:", *_set_in(heading), "body:", *_set_in(body)]


def _set_in(text: str) -> list[str]:
    plain = tidy(text)
    return [f"  {line}" for line in plain.split("\n")] if plain else []
