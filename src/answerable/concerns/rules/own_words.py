"""What may stand in place of a text of the raising pages: plain words, with the same things to fill in, never nothing."""

import re
import unicodedata

MOST = 400
FILLED_IN = re.compile(r"{(\w+)}")
# What cannot be promised is the same everywhere: no network softens it.
FIXED = ("cannot_promise.",)
# What a country enters for its own; the pages ask for each by its name, and say something else where there is none.
ENTERED = ("emergency", "helpline", "childrens_helpline", "pass_on", "contact")
ENTERED_AT = "entered."
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LOOK_AGAIN_DAYS = 365
TO_BE_CALLED = frozenset({"emergency"})
FEWEST_FIGURES = 2  # 15, 112: such numbers are short


def may_be_changed(at: str) -> bool:
    return not at.startswith(FIXED)


def is_entered(at: str) -> bool:
    """Whether it is a number or a law of a country, for which the program has no words of its own."""
    return at.startswith(ENTERED_AT) and at.removeprefix(ENTERED_AT) in ENTERED


def lacks_number(at: str, words: str) -> bool:
    """Whether words that stand where a number is to be called name none, in the figures of any script."""
    is_called = is_entered(at) and at.removeprefix(ENTERED_AT) in TO_BE_CALLED
    return is_called and sum(unicodedata.category(sign) == "Nd" for sign in words) < FEWEST_FIGURES


def tidy(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def wrong_with(words: str, shipped: str) -> str:
    """Returns what is wrong with words in place of the shipped ones: a code, nothing where they can stand there."""
    if not any(unicodedata.category(sign)[0] in "LN" for sign in words):
        return "text_empty"
    if len(words) > MOST:
        return "text_too_long"
    if "<" in words or ">" in words:
        return "text_angle"
    if any(_is_hidden(sign) for sign in words):
        return "text_control"
    if sorted(set(filled_in(words))) != sorted(set(filled_in(shipped))):
        return "text_places"
    return "text_brace" if any(sign in "{}" for sign in FILLED_IN.sub("", words)) else ""


def filled_in(words: str) -> list[str]:
    """Returns the names of what is filled in, in their order."""
    return FILLED_IN.findall(words)


def _is_hidden(sign: str) -> bool:
    return sign in REORDERING or unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
