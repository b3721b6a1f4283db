"""What may stand in a text's place: the same places to fill in, the same markup, and nothing that could become any.

Texts reach pages unescaped, in elements and in attributes, as gettext and Django have it. So a text brings no sign that
could begin markup or end an attribute, unless the English has it in the same way.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .catalogue import Entry

PRINTF = re.compile(r"%(?:%|(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[a-zA-Z])")
NAME = re.compile(r"\((\w+)\)")
BRACE = re.compile(r"\{[^{}]*\}")
TAG = re.compile(r"<[^<>]*>")
TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
ENTITY = re.compile(r"&#?\w+;")
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKS = frozenset("\u2028\u2029\x85\x0b\x0c")
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that nobody sees
ROOM = 400

WORDS: dict[str, "str | Promise"] = {
    "text_empty": _("Write the text. To have the shipped one again, go back to it instead."),
    "text_too_long": _("This is much longer than the text it stands for. Keep it below %(most)s letters."),
    "text_lacks": _("This has to stand in the text, exactly so: %(places)s"),
    "text_unknown": _("This has no meaning here: %(places)s. Only what stands in the English can be filled in."),
    "text_per_cent": _("A per cent sign is written twice here: %(sign)s"),
    "text_no_per_cent": _("Write “per cent” in words here: the sign would be taken for a place to fill in."),
    "text_markup": _("Markup stays as it is in the English: %(tags)s. Nothing may be added, left out or left open."),
    "text_angle": _("Angle brackets cannot be used: a page would take them for markup."),
    "text_quote": _("Write quotation marks as “ ” or « », not straight: they could break a page."),
    "text_entity": _("Write the sign itself, not its code (%(code)s)."),
    "text_control": _("There is an invisible sign in this text that could turn around or break what stands beside it. Type it anew."),
    "text_lines": _("This text stands on one line."),
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """What is wrong with a form of a text: a code with its facts."""

    form: int
    code: str
    facts: dict[str, object] = field(default_factory=dict)


def explain(problem: Problem) -> str:
    """Says what is wrong in the reader's language."""
    return str(WORDS[problem.code]) % problem.facts


def settled(entry: Entry, forms: Sequence[str]) -> tuple[str, ...]:
    """Returns the forms as they are kept: line ends as gettext has them, the same space at both ends as the English."""
    begin = entry.source[: len(entry.source) - len(entry.source.lstrip())]
    end = entry.source[len(entry.source.rstrip()) :]
    plain = (unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip() for text in forms)
    return tuple(f"{begin}{text}{end}" if text else "" for text in plain)


def problems(entry: Entry, forms: Sequence[str], *, expected: int) -> list[Problem]:
    """Returns what is wrong with the forms of a text, in their order; `expected` is how many the language has."""
    if len(forms) != expected:
        return [Problem(0, "text_empty")]
    said = entry.many or entry.source
    found = []
    for at, text in enumerate(forms):
        is_last = at == expected - 1
        found += [Problem(at, code, facts) for code, facts in _wrong_with(entry, said, text, is_last=is_last)]
    return found


Wrong = list[tuple[str, dict[str, object]]]


def _wrong_with(entry: Entry, said: str, text: str, *, is_last: bool) -> Wrong:
    if not any(_can_be_seen(sign) for sign in text):
        return [("text_empty", {})]
    most = max(ROOM, 4 * len(said))
    if len(text) > most:
        return [("text_too_long", {"most": most})]
    return _places_amiss(entry, said, text, is_last=is_last) + _markup_amiss(said, text) + _signs_amiss(said, text)


def _places_amiss(entry: Entry, said: str, text: str, *, is_last: bool) -> Wrong:
    """A form for some numbers may say the number in words; the last one is for any number and names everything."""
    allowed = _places(entry.source) | _places(said)
    given, needed = _places(text), _places(said)
    unknown = [one for one in given if one not in allowed and not _is_sign(one)]
    lacking = [one for one in needed if given[one] < (needed[one] if one.startswith("%") and "(" not in one else 1)]
    wrong: Wrong = [("text_unknown", {"places": _listed(unknown)})] if unknown else []
    if lacking and is_last:
        wrong.append(("text_lacks", {"places": _listed(lacking)}))
    return wrong + _per_cent_amiss(entry, said, text)


def _places(text: str) -> Counter[str]:
    percents = (one for one in PRINTF.findall(text) if one != "%%")
    return Counter([*percents, *BRACE.findall(text)])


def _is_sign(place: str) -> bool:
    """`% o` out of “50 % of” is a bare sign, not a place."""
    return place.startswith("%") and "(" not in place


def _per_cent_amiss(entry: Entry, said: str, text: str) -> Wrong:
    allowed = _places(entry.source) | _places(said)
    left = PRINTF.sub(lambda one: "" if one[0] == "%%" or one[0] in allowed else one[0], text)
    is_filled_in = bool(PRINTF.search(said))
    if not is_filled_in and "%" in text:
        return [("text_no_per_cent", {})]
    has_bare = "%" in PRINTF.sub(lambda one: "" if "(" in one[0] else one[0], left)
    return [("text_per_cent", {"sign": "%%"})] if has_bare else []


def _markup_amiss(said: str, text: str) -> Wrong:
    tags = TAG.findall(said)
    if sorted(TAG.findall(text)) != sorted(tags) or not _is_closed(TAG.findall(text)):
        return [("text_markup", {"tags": " ".join(tags)})] if tags else [("text_angle", {})]
    bare = TAG.sub("", text)
    return [("text_angle", {})] if "<" in bare or ">" in bare else []


def _is_closed(tags: list[str]) -> bool:
    stack: list[str] = []
    for tag in tags:
        found = TAG_NAME.match(tag)
        name = found[1] if found else ""
        if not tag.startswith("</"):
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def _signs_amiss(said: str, text: str) -> Wrong:
    plain, allowed = TAG.sub("", text), TAG.sub("", said)
    wrong: Wrong = [("text_quote", {})] if '"' in plain and '"' not in allowed else []
    codes = [one for one in ENTITY.findall(plain) if one not in allowed]
    if codes:
        wrong.append(("text_entity", {"code": _listed(codes)}))
    if "\n" in text and "\n" not in said:
        wrong.append(("text_lines", {}))
    return wrong + ([("text_control", {})] if any(_is_hidden(one) for one in text) else [])


def _can_be_seen(sign: str) -> bool:
    return sign not in BLANK and unicodedata.category(sign)[0] in "LNPS"


def _is_hidden(sign: str) -> bool:
    if sign in REORDERING or sign in BREAKS:
        return True
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}


def _listed(places: Sequence[str]) -> str:
    return "  ".join(dict.fromkeys(places))


def places_in(entry: Entry) -> list[str]:
    """Returns what has to stand in a text exactly as in the English: places to fill in, and markup."""
    said = entry.many or entry.source
    return list(dict.fromkeys([*_places(said), *TAG.findall(said)]))


def shown_as(entry: Entry, text: str, number: int = 3) -> str:
    """Returns a text as a page would show it, every place filled with its own name or a number, markup taken off."""
    counted = set(re.findall(r"%\((\w+)\)[\d.]*[dif]", entry.source + entry.many))

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        named = NAME.search(found[0])
        name = named[1] if named else ""
        is_number = name in counted or name in {"n", "count", "number", "minutes", "days"}
        return str(number) if is_number else f"‹{name or '…'}›"

    filled = PRINTF.sub(fill, TAG.sub("", text)) if PRINTF.search(entry.many or entry.source) else TAG.sub("", text)
    return BRACE.sub(lambda found: f"‹{found[0].strip('{}') or '…'}›", filled)
