"""Every text the program says, and what it says in a language as shipped."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
import polib
from django.conf import settings

from ..languages import NumberRule, number_rule
from .merging import shipped_catalogue

SOURCE_LANGUAGE = "en"
SEPARATOR = "\x04"  # between a context and a text, as gettext has it
DJANGO = Path(django.__file__).parent
# What Django itself says on our pages: forms, days and months, passwords.
OF_DJANGO = {
    DJANGO / "conf/locale/en/LC_MESSAGES/django.po": ("forms/", "core/validators.py", "utils/dates.py"),
    DJANGO / "contrib/auth/locale/en/LC_MESSAGES/django.po": ("password_validation.py", "contrib/auth/password_validation.py"),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A text as the program writes it in English; `many` for several, where it counts; `hint` is for translators."""

    source: str
    many: str = ""
    context: str = ""
    hint: str = ""

    @property
    def key(self) -> str:
        return key_of(self.source, self.many, self.context)

    @property
    def message(self) -> str:
        """What gettext looks it up by."""
        return f"{self.context}{SEPARATOR}{self.source}" if self.context else self.source

    def forms_in(self, language: str) -> int:
        return number_rule(language).forms if self.many else 1

    def source_of(self, form: int, language: str) -> str:
        """Returns the English that a form stands for: the singular where the form is for one alone."""
        if not self.many:
            return self.source
        return self.source if number_rule(language).examples[form] == (1,) else self.many


def key_of(source: str, many: str = "", context: str = "") -> str:
    """Returns a text's name in addresses and files; it changes with the text."""
    return hashlib.sha256("\0".join((context, source, many)).encode()).hexdigest()[:20]


@cache
def _by_key() -> dict[str, Entry]:
    found = {entry.key: entry for entry in (*_ours(), *_of_django())}
    return dict(sorted(found.items(), key=lambda item: (_in_words(item[1].source), item[0])))


def _in_words(source: str) -> tuple[bool, bool, str]:
    """A text's place in the order: by its words, whatever is filled in before them; what begins with no letter comes last."""
    words = " ".join(re.sub(r"%\(\w+\)\w|<[^>]*>|\W", " ", source).split()).casefold()
    return not words, not words[:1].isalpha(), words


def _ours() -> Iterator[Entry]:
    """The files of words name every text, translated or not; English needs none."""
    for folder in settings.LOCALE_PATHS:
        for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
            for one in polib.pofile(str(path)):
                if not one.obsolete:
                    yield Entry(one.msgid, one.msgid_plural or "", one.msgctxt or "", one.comment or "")


def _of_django() -> Iterator[Entry]:
    for path, places in OF_DJANGO.items():
        for one in polib.pofile(str(path)):
            if any(place.startswith(places) for place, _line in one.occurrences):
                yield Entry(one.msgid, one.msgid_plural or "", one.msgctxt or "")


def entries() -> list[Entry]:
    """Returns every text that can be written in own words, by its English."""
    return list(_by_key().values())


def entry_of(key: str) -> Entry | None:
    return _by_key().get(key)


def shipped(entry: Entry, language: str) -> tuple[str, ...]:
    """Returns what the program says without own words, one text a form; empty where it has nothing in the language."""
    rule = number_rule(language)
    if language == SOURCE_LANGUAGE:
        return (entry.source, entry.many) if entry.many else (entry.source,)
    found = shipped_catalogue(language)
    if not entry.many:
        text = found.get(entry.message, "")
        return (text,) if text else ()
    said = tuple(_counted(entry, found, sample) for sample in first_samples(rule))
    return said if all(said) else ()


def first_samples(rule: NumberRule) -> list[int]:
    """Returns one number for each form; a form that no whole number takes is asked as a large one."""
    return [numbers[0] if numbers else 1_000 for numbers in rule.examples]


def _counted(entry: Entry, found: object, sample: int) -> str:
    try:
        return str(found.plural(entry.message, sample))  # type: ignore[attr-defined] # Django's own catalogue
    except KeyError:
        return ""
