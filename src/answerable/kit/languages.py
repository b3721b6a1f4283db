"""Languages by name: what people commonly work in, and any other by its code."""

from babel import Locale, UnknownLocaleError

COMMON = (
    "am", "ar", "bn", "en", "es", "fa", "fr", "ha", "hi", "ht", "id", "ig", "km", "ku", "lo", "ln", "mg", "my", "ne",
    "om", "pa", "ps", "pt", "qu", "rn", "ru", "rw", "si", "sn", "so", "st", "sw", "ta", "th", "ti", "tl", "tr", "uk",
    "ur", "vi", "wo", "xh", "yo", "zh", "zu",
)  # fmt: skip


def name(code: str, language: str) -> str:
    """Returns a language's name in a language; its code where the name is unknown."""
    try:
        names = Locale.parse(language.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        names = Locale("en").languages
    return str(names.get(code.replace("-", "_"), code))


def choices(language: str) -> list[tuple[str, str]]:
    """Returns the common languages by name, in the reader's language and order."""
    return sorted(((code, name(code, language)) for code in COMMON), key=lambda one: one[1].casefold())
