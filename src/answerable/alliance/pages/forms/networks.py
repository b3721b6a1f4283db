"""Forms about networks: naming, opening, moving, closing, figures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.clock import today
from answerable.kit.forms import DayField, Form

from ...models import Network
from ...rules.tree import MAY_STAND_UNDER
from ...rules.words import Level
from ..words import COUNTED, LEVELS, REFUSALS
from . import choices

MOST_ZONES = 4  # of a country's, as an example


class AllianceForm(Form):
    """A form of this room: a rule that says no is shown in the room's own words."""

    words = REFUSALS


class NameForm(AllianceForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(
        label=_("What it is and does"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, required=False
    )


class NetworkForm(AllianceForm):
    since = forms.CharField(
        label=_("Since when"),
        required=False,
        max_length=20,
        help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019"),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        help_text=_("For example Africa/Nairobi; empty: the alliance’s"),
    )

    def __init__(
        self, *args: Any, language: str, zone_above: str = "", zones: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("country", choices.country_choices(language))
        if zone_above:
            example = ", ".join(zones[:MOST_ZONES]) or "Africa/Nairobi"
            said = gettext("For example %(example)s; empty: as the network above it, %(above)s")
            self.fields["time_zone"].help_text = said % {"example": example, "above": zone_above}

    def clean_time_zone(self) -> str:
        return checked_time_zone(self.cleaned_data["time_zone"])


def checked_time_zone(name: str) -> str:
    """Returns a time zone's name, or says at the field that there is none of that name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise forms.ValidationError(
            _("There is no such time zone. For example: Africa/Nairobi, America/Lima, UTC.")
        ) from error


class OpenNetworkForm(AllianceForm):
    level = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), required=False, help_text=_("For a country network"))
    since = forms.CharField(
        label=_("Since when"),
        required=False,
        max_length=20,
        help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019"),
    )

    def __init__(self, *args: Any, under: Network, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [level for level in Level if Level(under.level_kind) in MAY_STAND_UNDER[level]]
        self.choices_of("level", [(str(level), str(LEVELS[level])) for level in fitting])
        self.choices_of("country", choices.country_choices(language))


class MoveNetworkForm(AllianceForm):
    under = forms.ChoiceField(label=_("Stand under"))
    starts = DayField(label=_("From which day"), initial=today)

    def __init__(self, *args: Any, actor: Actor, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("under", choices.network_choices(actor, language, today()))


class CloseNetworkForm(AllianceForm):
    ends = DayField(label=_("Last day"), initial=today)


class ClaimForm(AllianceForm):
    counted = forms.ChoiceField(label=_("What is counted"), choices=lambda: choices.words(COUNTED))
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=2_000_000_000)
    as_of = forms.CharField(
        label=_("As of"), max_length=20, help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who says so, and where: a report, a page, a letter")
    )
