"""Forms about support services: one service, its words in another language, its end, the list of needs."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit import countries
from answerable.kit.clock import today
from answerable.kit.forms import DayField, NearFirst, Ticks, western_digits

from ...actions.service_lists.stands import facts_of, words_of
from ...actions.services import ServiceFacts, ServiceWords
from ...models import Network, SupportService
from ...rules.services import why_no_telephone
from ..words import COSTS, REFUSALS, SERVES
from . import choices
from .networks import AllianceForm
from .organisations import HEARD, SAID, YES_NO

__all__ = ["PARTS", "AllianceForm", "CheckDaysForm", "EndServiceForm", "ServiceForm", "WordsForm", "WordsInForm"]

DIVIDER = re.compile(r"[;|\n,،؛]")
PARTS = tuple(ServiceWords.__dataclass_fields__)
OF_FACTS = tuple(ServiceFacts.__dataclass_fields__)


def _lines(label: Any, *, most: int, rows: int, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, help_text=hint)


def _number(label: Any, hint: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=40, required=False, widget=widget, help_text=hint)


def _dialled(number: str) -> str:
    """The act refuses it too: here it is told together with whatever else is wrong."""
    if code := why_no_telephone(western_digits(number).strip()):
        raise forms.ValidationError(str(REFUSALS[code]))
    return number


def _address(label: Any) -> forms.URLField:
    return forms.URLField(label=label, max_length=300, required=False, assume_scheme="https")


class WordsForm(AllianceForm):
    """What is said of a service in one language."""

    name = forms.CharField(label=_("Name"), max_length=200)
    does = _lines(
        _("What it does, in a sentence or two"),
        most=1000,
        rows=3,
        hint=_("In words that somebody in distress reads easily"),
    )
    reach = _lines(
        _("How to reach it, in words"), most=1000, rows=2, hint=_("For example: “Let it ring twice, we call back.”")
    )
    place = forms.CharField(
        label=_("Place, in words"), max_length=300, required=False,
        help_text=_("Everybody reads this. Never write where a shelter is, nor the street of a place that must stay hidden: “in the north of the city; ask by telephone”."),
    )  # fmt: skip
    hours = forms.CharField(label=_("Hours"), max_length=300, required=False)
    cost_words = forms.CharField(label=_("Cost, in words"), max_length=300, required=False)

    def said(self) -> ServiceWords:
        return ServiceWords(**{one: self.cleaned_data[one] for one in PARTS})


class WordsInForm(WordsForm):
    """The same in another language: without a name, nothing is said in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class ServiceForm(WordsForm):
    field_order = (
        "network", "name", "does", "needs", "everywhere", "countries", "serves", "languages", "telephone", "text_number", "website",
        "chat", "reach", "in_person", "place", "day_and_night", "hours", "cost", "cost_words", "needs_name", "confidential", "checked",
    )  # fmt: skip
    network = forms.ChoiceField(label=_("Who keeps this record"))
    needs = forms.MultipleChoiceField(label=_("What it helps with"), widget=Ticks)
    everywhere = forms.BooleanField(label=_("It helps everywhere"), required=False)
    countries = forms.CharField(
        label=_("Countries"), max_length=2000, required=False, help_text=_("One or several, with commas between them")
    )
    serves = forms.MultipleChoiceField(
        label=_("Whom it is there for"), widget=Ticks, required=False, choices=lambda: choices.words(SERVES)
    )
    languages = forms.MultipleChoiceField(label=_("Languages spoken"), widget=NearFirst, required=False)
    telephone = _number(_("Telephone"), _("In figures, with the code of the country where one can call from abroad"))
    text_number = _number(_("Number for text messages"), "")
    website = _address(_("Website"))
    chat = _address(_("Address of a chat"))
    in_person = forms.BooleanField(label=_("One can go there"), required=False)
    day_and_night = forms.BooleanField(label=_("It is there day and night"), required=False)
    cost = forms.ChoiceField(label=_("Cost"), choices=lambda: choices.words(COSTS))
    needs_name = forms.ChoiceField(label=_("Does it ask for a name?"), choices=YES_NO, required=False)
    confidential = forms.ChoiceField(
        label=_("Does it keep to itself what it is told?"), choices=YES_NO, required=False,
        help_text=_("No, where it must tell the police or an authority of some things"),
    )  # fmt: skip
    checked = forms.BooleanField(label=_("I have just checked that all of this is so"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, language: str, network: Network | None = None,
        service: SupportService | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        known = first_values(service, language) if service else {"network": network.slug if network else ""}
        super().__init__(*args, **{"initial": known, **kwargs})
        if service is None:
            del self.fields["checked"]
        self.choices_of("network", choices.network_choices(actor, language, today()))
        self.choices_of("needs", choices.need_choices(language, tuple(known.get("needs", ()))))
        home = service.network if service else network
        chosen = service.languages if service else ()
        choices.offer_languages(self, "languages", language, country=home.country if home else "", chosen=chosen)

    def clean_telephone(self) -> str:
        return _dialled(self.cleaned_data["telephone"])

    def clean_text_number(self) -> str:
        return _dialled(self.cleaned_data["text_number"])

    def clean_countries(self) -> tuple[str, ...]:
        written = [part.strip() for part in DIVIDER.split(self.cleaned_data["countries"])]
        found = {one: countries.code_of(one) for one in written if one}
        for one, code in found.items():
            if code is None:
                raise forms.ValidationError(_("No country of this name is known: %(name)s") % {"name": one})
        return tuple(code for code in found.values() if code)

    def facts(self) -> ServiceFacts:
        typed = dict(self.cleaned_data)
        heard = {one: HEARD[typed[one]] for one in ("needs_name", "confidential")}
        lists = {one: tuple(typed[one]) for one in ("needs", "serves", "languages")}
        return ServiceFacts(**{one: typed[one] for one in OF_FACTS} | heard | lists)

    def home(self) -> Network:
        found: Network = Network.objects.get(slug=self.cleaned_data["network"])
        return found


def first_values(service: SupportService, language: str) -> dict[str, Any]:
    """Returns a service as a form's first values."""
    facts = facts_of(service)
    return {
        **vars(facts), **vars(words_of(service)), "network": service.network.slug,
        "countries": _named(facts.countries, language), "needs_name": SAID[facts.needs_name], "confidential": SAID[facts.confidential],
    }  # fmt: skip


def _named(codes: Iterable[str], language: str) -> str:
    return "; ".join(countries.name(code, language) for code in codes)


class EndServiceForm(AllianceForm):
    ends = DayField(label=_("Last day"), initial=today)


class CheckDaysForm(AllianceForm):
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=9999)
