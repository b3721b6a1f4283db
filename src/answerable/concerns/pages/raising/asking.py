"""A question as its page shows it: in the words of the content, with what was answered before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import ngettext

from ...queries import near
from ...queries.promised import PROMISES
from ...queries.raising import raising
from ...rules.telling import Question, progress, ruled_out
from .parts import PARTS, Kind, Part, longest
from .showing import language, pause, say
from .tale import Tale

OF_QUESTION = {"shut": Question.READERS, "about_level": Question.ABOUT, "parts": Question.REACH}
YOUNG = "under_18."


@dataclass(frozen=True)
class Option:
    """A choice: its code, what it says, what follows from it."""

    code: str
    says: str
    means: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Shown:
    """A field as it stands on the page."""

    part: Part
    label: str | Promise
    hint: str | Promise
    options: tuple[Option, ...] = ()
    value: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def kind(self) -> str:
        return self.part.kind.value

    @property
    def is_group(self) -> bool:
        return self.part.kind in {Kind.ONE, Kind.MANY, Kind.FOUND}

    @property
    def is_text(self) -> bool:
        return self.part.kind in {Kind.TEXT, Kind.LINE}

    @property
    def described_by(self) -> str:
        """Returns the ids of what stands beside it: what is wrong, and what it is for."""
        beside = f"h-{self.name}" if self.label and self.hint else "" if self.label else "hint"
        return f"{f'e-{self.name}' if self.error else ''} {beside}".strip()

    @property
    def is_large(self) -> bool:
        return self.part.name == "happened"


@dataclass(frozen=True)
class Page:
    """A question's page: what it asks, its fields, and how far along it is."""

    question: Question
    asks: str
    hint: str
    fields: tuple[Shown, ...]
    at: int
    of: int

    @property
    def share(self) -> int:
        return round(100 * self.at / self.of)

    @property
    def wrong(self) -> list[Shown]:
        """Returns the fields below the question with which something is wrong: said above as well, where it is seen first."""
        return [one for one in self.fields if one.error and one.label]

    @property
    def is_alone(self) -> bool:
        """Whether the first field is the question itself."""
        return bool(self.fields) and not self.fields[0].label


def page_of(question: Question, tale: Tale, *, wrong: Mapping[str, str] | None = None) -> Page:
    """Returns a question as it is asked of this person."""
    at, of = progress(tale.answers, question)
    fields = tuple(_shown(part, tale, wrong or {}) for part in parts_of(question, tale))
    return Page(question, asks(question, tale), hint(question, tale), fields, at, of)


def parts_of(question: Question, tale: Tale) -> list[Part]:
    """Returns the fields that somebody is shown, as far as their answers tell."""
    found = []
    for part in PARTS[question]:
        before, needed = part.only_if
        if before and before != "shut" and tale.text(before) != needed:
            continue
        if part.kind != Kind.FOUND or tale.values.get("found"):
            found.append(part)
    return found


def is_answered(question: Question, tale: Tale) -> bool:
    """Whether somebody wrote or chose anything where a question is asked."""
    return any(tale.values.get(part.name) for part in PARTS[question])


def asks(question: Question, tale: Tale) -> str:
    return say(f"questions.{question}.{_young(question, tale)}asks")


def hint(question: Question, tale: Tale) -> str:
    facts: dict[str, object] = {}
    if question == Question.HELP:
        facts = {"time": pause()}
    if question == Question.FILES:
        facts = {"number": PROMISES.limits.files, "megabytes": PROMISES.limits.file_bytes // 2**20}
    return say(f"questions.{question}.{_young(question, tale)}hint", **facts)


def _young(question: Question, tale: Tale) -> str:
    return YOUNG if tale.is_under_18 and raising().questions[question].under_18 else ""


def codes(name: str, tale: Tale) -> list[str]:
    """Returns what may be chosen in a field."""
    if name in {"country", "about_country"}:
        return [code for code, _name in near.countries_here(language())]
    if name == "weekdays":
        return [str(day) for day in range(7)]
    if name == "organisation":
        return [str(key) for key, _name in tale.values.get("found") or []]
    question = OF_QUESTION.get(name) or Question(name)
    asked = raising().questions[question]
    offered = {*asked.young, *tale.many(name)} if tale.is_under_18 and asked.young else set(asked.choices)
    return [one for one in asked.choices if one in offered - ruled_out(tale.answers, question)]


def allowed(question: Question, tale: Tale) -> dict[str, frozenset[str]]:
    choosing = [one for one in PARTS[question] if one.kind not in {Kind.TEXT, Kind.LINE}]
    return {one.name: frozenset(codes(one.name, tale)) for one in choosing}


def _shown(part: Part, tale: Tale, wrong: Mapping[str, str]) -> Shown:
    shown = Shown(part, part.label, part.hint, error=_error(part, wrong))
    if part.kind in {Kind.TEXT, Kind.LINE}:
        return replace(shown, value=tale.text(part.name))
    return replace(shown, options=tuple(_options(part, tale)), value=tale.text(part.name))


def _error(part: Part, wrong: Mapping[str, str]) -> str:
    code = wrong.get(part.name, "")
    return say(f"refusals.{code}", number=longest(part.name, PROMISES.limits)) if code else ""


def _options(part: Part, tale: Tale) -> Sequence[Option]:
    chosen = set(tale.many(part.name))
    if part.name in {"country", "about_country"}:
        return [Option(code, name, "", code in chosen) for code, name in near.countries_here(language())]
    if part.name == "weekdays":
        return [Option(str(day), str(words), "", str(day) in chosen) for day, words in WEEKDAYS.items()]
    if part.name == "organisation":
        return [Option(str(key), str(name), "", str(key) in chosen) for key, name in tale.values.get("found") or []]
    question = OF_QUESTION.get(part.name) or Question(part.name)
    young = raising().questions[question].young if tale.is_under_18 else ()
    return [_option(question, code, code in chosen, is_young=code in young) for code in codes(part.name, tale)]


def _option(question: Question, code: str, is_chosen: bool, *, is_young: bool = False) -> Option:
    place = f"questions.{question}.{YOUNG if is_young else ''}choices.{code}"
    if not raising().questions[question].explained:
        return Option(code, say(place), "", is_chosen)
    facts = {"time": days(PROMISES.update_days)} if code == "when_something_happens" else {}
    return Option(code, say(f"{place}.says"), say(f"{place}.means", **facts), is_chosen)


def days(number: int) -> str:
    """Returns a number of days as a phrase."""
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


@dataclass(frozen=True)
class Said:
    """What was answered in a field; `label`: what it is, where that is not the question itself."""

    label: str | Promise
    words: str


def in_words(question: Question, tale: Tale) -> list[Said]:
    """Returns what was answered, as it is read once more before it is sent."""
    found: list[Said] = []
    for part in parts_of(question, tale):
        if part.kind in {Kind.TEXT, Kind.LINE}:
            said = [tale.text(part.name)] if tale.text(part.name) else []
        else:
            said = [one.says for one in _options(part, tale) if one.is_chosen]
        found += [Said("" if number else part.label, words) for number, words in enumerate(said)]
    return found
