"""The fields of each question, and how what was sent of them is read: whatever was typed is kept, also where it is too long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...rules.promises import Limits
from ...rules.telling import Question


class Kind(StrEnum):
    """How a field is shown."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"
    LINE = "line"
    CHOOSE = "choose"
    FOUND = "found"


@dataclass(frozen=True)
class Part:
    """A field. `label`, `hint`: of its own, where it is not the question itself. `only_if`: a field and what it must be."""

    name: str
    kind: Kind
    label: str | Promise = ""
    hint: str | Promise = ""
    only_if: tuple[str, str] = ("", "")
    find: str = ""  # the step of a button that looks for what is typed


PARTS: Mapping[Question, tuple[Part, ...]] = {
    Question.WANT: (Part("want", Kind.ONE),),
    Question.UNDER_18: (
        Part("under_18", Kind.ONE),
        Part(
            "country", Kind.CHOOSE, _("In which country are you?"),
            _("So that we can show help there, and say who would read. You can leave it empty."),
        ),
    ),
    Question.READERS: (
        Part("shut", Kind.MANY),
        Part("names", Kind.LINE, _("Names of people who must not read it")),
        Part("my_organisation", Kind.LINE, _("What is your organisation called?"), _("Only if nobody from it should read."), only_if=("shut", "my_organisation")),
    ),
    Question.DANGER: (Part("danger", Kind.ONE),),
    Question.HELP: (),
    Question.HAPPENED: (Part("happened", Kind.TEXT),),
    Question.ABOUT: (
        Part("about_level", Kind.ONE),
        Part("about_country", Kind.CHOOSE, _("In which country?"), _("Where the person works or has a task.")),
        Part("organisation_words", Kind.LINE, _("What is the organisation called?"), find="find"),
        Part("organisation", Kind.FOUND, _("Is it one of these?")),
        Part("person", Kind.LINE, _("The person’s name, if you want to say it"), _("Whoever has this name gets no key.")),
        Part("about", Kind.TEXT, _("Anything else about them")),
    ),
    Question.WHEN_WHERE: (Part("when_where", Kind.TEXT),),
    Question.FOR_WHOM: (Part("for_whom", Kind.ONE),),
    Question.THEIR_CONSENT: (Part("their_consent", Kind.ONE),),
    Question.ABOUT_ME: (Part("about_me", Kind.ONE),),
    Question.REACH: (
        Part("name", Kind.LINE, _("Your name"), _("It lies under a key of its own."), only_if=("about_me", "named")),
        Part("reach", Kind.TEXT, _("How")),
        Part("parts", Kind.MANY, _("When in the day")),
        Part("weekdays", Kind.MANY, _("On which days")),
    ),
    Question.RHYTHM: (Part("rhythm", Kind.ONE),),
    Question.WISHES: (Part("wishes", Kind.MANY),),
    Question.FILES: (),
}  # fmt: skip
LARGE = frozenset({"happened"})
AS_TEXTS = frozenset({Kind.TEXT, Kind.LINE})
TIDIED = {"\r\n": "\n", "\r": "\n", "\x00": ""}


@dataclass(frozen=True)
class Sent:
    """What was sent of a question: values by field, and what is wrong with them by field (codes)."""

    values: dict[str, str | list[str]] = field(repr=False)
    wrong: dict[str, str]


def read(question: Question, posted: QueryDict, allowed: Mapping[str, frozenset[str]], limits: Limits) -> Sent:
    """Returns what was sent; a choice that is none is left out, a text is kept as it was typed."""
    values: dict[str, str | list[str]] = {}
    wrong: dict[str, str] = {}
    for part in PARTS[question]:
        if part.kind in AS_TEXTS:
            text = tidy(posted.get(part.name, ""))
            values[part.name] = text
            if len(text) > longest(part.name, limits):
                wrong[part.name] = "too_long"
        elif part.kind == Kind.MANY:
            values[part.name] = [one for one in posted.getlist(part.name) if one in allowed[part.name]]
        else:
            one = posted.get(part.name, "")
            values[part.name] = one if one in allowed[part.name] else ""
    return Sent(values, wrong)


def longest(name: str, limits: Limits) -> int:
    return limits.characters if name in LARGE else limits.answer_characters


def tidy(text: str) -> str:
    for sign, instead in TIDIED.items():
        text = text.replace(sign, instead)
    return text.strip()
