"""Which language a name is in, where a list does not say: as the network's own, unless the letters are of another script."""

from answerable.kit.imports import Context, Row
from answerable.kit.languages import NAMED_IN, in_the_script_of


def language_of_name(row: Row, context: Context) -> str:
    """Returns the language of the place; where it is not written so, one that the organisation or the alliance uses."""
    own: str = context.room.more["name_language"]
    likely = (own, *row.values.get("languages", ()), *context.room.more["alliance_languages"], *NAMED_IN)
    return in_the_script_of(row.values["name"], likely) or own
