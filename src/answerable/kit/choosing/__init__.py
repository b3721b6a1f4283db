"""Choosing one out of many without any script: from a list where there are few, else by a name that is written.

    person = ChosenField(label=_("Person"), empty=_("Choose a person"))          # in the form
    choose_among(form, "person", Among(queryset, key="key", order="folded", names=…, show=…))   # once it is known who chooses

    people = SeveralField(label=_("Who signed"))                                  # several of many, with `choose_several`

One exact name is taken. Where several fit, or none quite, the page comes back with them, each with what tells it apart,
and with everything that was typed. Whoever may not be chosen is not found.
"""

from .among import MOST_SHOWN, Among, Choice, Found
from .fields import Choosing, ChosenField, Typed, choose_among
from .several import Picked, Several, SeveralField, choose_several

__all__ = [
    "MOST_SHOWN", "Among", "Choice", "Choosing", "ChosenField", "Found", "Picked", "Several", "SeveralField", "Typed",
    "choose_among", "choose_several",
]  # fmt: skip
