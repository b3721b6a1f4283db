"""Forms about people, offices, bodies and seats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.choosing import ChosenField, choose_among
from answerable.kit.clock import today
from answerable.kit.forms import DayField, NearFirst, western_digits

from ...models import Network
from ...rules.handovers import MOST_DAYS
from ...rules.words import AT_ORGANISATION, Constituency, Office, Visibility
from ..words import BODIES, CONSTITUENCIES, LEVELS, MEASURES, OFFICES, Words
from . import choices
from .networks import AllianceForm

PERSON_VISIBILITIES: Words = {
    Visibility.PUBLIC: _("Everyone: the name stands on public pages"),
    Visibility.MEMBERS: _("Members of the alliance who are signed in"),
    Visibility.NETWORK: _("Only people of the same networks, and those who keep their records"),
}


class PersonForm(AllianceForm):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As the person wants to be called"))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Seen by the person and by those who keep these records, nobody else"),
    )
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=NearFirst, required=False)
    visibility = forms.ChoiceField(
        label=_("Who may read the name"),
        choices=lambda: choices.words(PERSON_VISIBILITIES),
        widget=forms.RadioSelect,
        initial=Visibility.MEMBERS,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices.offer_languages(self, "languages", language, chosen=kwargs.get("initial", {}).get("languages", ()))


class WelcomePersonForm(PersonForm):
    """A new person: who they are, in which organisation, and whether they can sign in."""

    organisation = ChosenField(label=_("Organisation"), empty=_("No organisation"), required=False)
    title = forms.CharField(label=_("What they do there"), max_length=120, required=False)
    may_sign_in = forms.BooleanField(label=_("They can sign in, with a code sent to this e-mail"), required=False)

    def __init__(self, *args: Any, actor: Actor, network: Network, language: str, **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        choose_among(self, "organisation", choices.organisations_at(actor, network))


class AccountForm(AllianceForm):
    email = forms.EmailField(label=_("E-mail to sign in with"))


class AffiliationForm(AllianceForm):
    organisation = ChosenField(label=_("Organisation"), empty=_("Choose the organisation"))
    title = forms.CharField(label=_("What they do there"), max_length=120, required=False)
    starts = DayField(label=_("From"), initial=today)
    ends = DayField(label=_("Until, the last day"), required=False)

    def __init__(self, *args: Any, actor: Actor, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "organisation", choices.organisations_at(actor, network))


class OfficeForm(AllianceForm):
    """Entrusting somebody with an office at a network."""

    person = ChosenField(label=_("Person"), empty=_("Choose a person"))
    office = forms.ChoiceField(
        label=_("Office"),
        choices=lambda: [(code, text) for code, text in choices.words(OFFICES) if code not in AT_ORGANISATION],
    )
    starts = DayField(label=_("From"), initial=today)
    ends = DayField(label=_("Until, the last day"), required=False, help_text=_("Empty: until further notice"))

    def __init__(self, *args: Any, actor: Actor, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "person", choices.people_at(actor, network))


class OrganisationOfficeForm(OfficeForm):
    """Entrusting somebody with an office at an organisation."""

    office = forms.ChoiceField(
        label=_("Office"),
        choices=lambda: [
            (code, text)
            for code, text in choices.words(OFFICES)
            if code in {str(Office.FOCAL_POINT), str(Office.PARTNER)}
        ],
    )


class BodyForm(AllianceForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=lambda: choices.words(BODIES))
    name = forms.CharField(label=_("Name"), max_length=200)
    starts = DayField(label=_("Since"), initial=today)


class SeatForm(AllianceForm):
    role = forms.CharField(
        label=_("Role"), max_length=120, required=False, help_text=_("For example: chair, treasurer; may stay empty")
    )
    constituency = forms.ChoiceField(
        label=_("Kept for"), choices=lambda: choices.words(CONSTITUENCIES), initial=Constituency.OPEN
    )


class TermForm(AllianceForm):
    person = ChosenField(label=_("Person"), empty=_("Choose a person"))
    organisation = ChosenField(label=_("On behalf of"), empty=_("No organisation"), required=False)
    starts = DayField(label=_("From"), initial=today)
    ends = DayField(label=_("Until, the last day"), required=False)

    def __init__(self, *args: Any, actor: Actor, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "person", choices.people_at(actor, network))
        choose_among(self, "organisation", choices.organisations_at(actor, network))


class EndTermForm(AllianceForm):
    ends = DayField(label=_("Last day"), initial=today)


class RenewTermForm(AllianceForm):
    ends = DayField(label=_("Until, the last day"))


class LimitTermsForm(AllianceForm):
    most_terms = forms.IntegerField(
        label=_("Most terms in a row for one person"), min_value=1, max_value=20, required=False,
        help_text=_("Empty: as many as they are given"), widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    source = forms.CharField(label=_("Where the rule stands"), max_length=300, required=False)


class LimitSeatsForm(AllianceForm):
    most_seats = forms.IntegerField(
        label=_("Most seats for one organisation at a time"), min_value=1, max_value=20,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class LeadsForm(AllianceForm):
    leads = forms.CharField(
        label=_("How many days before the end"), max_length=40,
        help_text=_("For example 60, 14: once two months before, once two weeks before"),
    )  # fmt: skip
    overlap_days = forms.IntegerField(
        label=_("For how many days at most two may hold one office"), min_value=0, max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("Both the old and the new holder act in the office in these days."),
    )  # fmt: skip
    seat_notes_days = forms.IntegerField(
        label=_("How many days before a term begins its handover may be read"), min_value=0, max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "short"}), help_text=_("For seats, whose terms share no day."),
    )  # fmt: skip

    def numbers(self) -> list[int]:
        """Returns the days as they were typed; what is no number is none that the rule takes."""
        words = (
            western_digits(self.cleaned_data["leads"]).replace("،", ",").replace(";", ",").replace(" ", ",").split(",")
        )
        return [int(one) if one.isdecimal() else 0 for one in words if one]


class RuleForm(AllianceForm):
    body_kind = forms.ChoiceField(label=_("For bodies of this kind"), choices=lambda: choices.words(BODIES))
    level = forms.ChoiceField(
        label=_("In"),
        choices=lambda: choices.words(LEVELS, empty=str(_("every network here and below"))),
        required=False,
    )
    measure = forms.ChoiceField(label=_("Counted are"), choices=lambda: choices.words(MEASURES))
    at_least = forms.IntegerField(label=_("At least this many"), required=False, min_value=1, max_value=1000)
    at_least_percent = forms.IntegerField(
        label=_("Or at least this share, in per cent"), required=False, min_value=1, max_value=100
    )
    source = forms.CharField(label=_("Where the rule stands"), max_length=300, required=False)
