"""The names of languages, in the reader's language."""

from babel import Locale, UnknownLocaleError


def language_name(code: str, language: str) -> str:
    """Returns a language's name; its code where the name is unknown."""
    try:
        names = Locale.parse(language.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        names = Locale("en").languages
    return str(names.get(code.replace("-", "_"), code))
