"""The question of `/help`: every part of it may stay empty."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.kit import countries
from answerable.kit.forms import Form
from answerable.kit.languages import name as language_name
from answerable.kit.text import fold

from ...queries.services import Asked, Services
from ..words import COSTS
from . import choices


class HelpForm(Form):
    needed_if = dict.fromkeys(("country", "need", "language", "cost"), "")
    country = forms.ChoiceField(label=_("Country"), required=False)
    need = forms.ChoiceField(label=_("What would help"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    cost = forms.ChoiceField(label=_("Cost"), required=False)

    def __init__(self, *args: Any, there: Services, language: str, also: Iterable[str] = (), **kwargs: Any) -> None:
        """`also`: countries (two letters each) that can be chosen without a service of their own."""
        super().__init__(*args, **kwargs)
        everything = ("", gettext("Everything"))
        lists = list(there.values_list("countries", "languages"))
        codes = {code for places, _spoken in lists for code in places}.union(also)
        lands = {(code, countries.name(code, language)) for code in codes}
        tongues = {(code, language_name(code, language)) for _places, spoken in lists for code in spoken}
        self.choices_of("need", [everything, *choices.needs_met(there, language)])
        self.choices_of("country", [("", gettext("Anywhere")), *_by_name(lands)])
        self.choices_of("language", [("", gettext("Any language")), *_by_name(tongues)])
        self.choices_of("cost", choices.words(COSTS, empty=gettext("Whatever it costs")))

    def asked(self) -> Asked:
        """Returns what was chosen; what cannot be chosen says so at its field and is passed over."""
        self.full_clean()
        return Asked(**self.cleaned_data)


def _by_name(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: fold(pair[1]))
