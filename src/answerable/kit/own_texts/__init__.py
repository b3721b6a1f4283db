"""Texts of the program in somebody's own words: which there are, what may be written in their place, how that is shown.

A text is named by what it says in English, as gettext does. What is written in its place is checked before it is kept,
and again before it is shown: it names the same places, brings no markup of its own, and breaks out of none. Laid over
Django's own catalogues it costs nothing to read.
"""

from .catalogue import Entry, entries, entry_of, key_of, shipped
from .checking import Problem, explain, places_in, problems, settled, shown_as
from .keeping import Kept, given_up, keep, kept_in, lay_over, version_of_nothing
from .reading import UnreadableFile, Word, words_of_po, words_of_sheet
from .writing import as_csv, as_po

__all__ = [
    "Entry",
    "Kept",
    "Problem",
    "UnreadableFile",
    "Word",
    "as_csv",
    "as_po",
    "entries",
    "entry_of",
    "explain",
    "given_up",
    "keep",
    "kept_in",
    "key_of",
    "lay_over",
    "places_in",
    "problems",
    "settled",
    "shipped",
    "shown_as",
    "version_of_nothing",
    "words_of_po",
    "words_of_sheet",
]
