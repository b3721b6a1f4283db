"""What somebody says about when and of what they want to hear."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from answerable.kit.forms import DayField, Form, Radios, Ticks

from ..actions.wishing import Wishes
from ..kinds import Kind, all_kinds
from ..models import Preference
from ..queries.wishes import way_of
from ..rules.timing import Rhythm
from ..rules.ways import By, offered, usual

USUAL = "usual"
RHYTHMS = {
    Rhythm.SOON: gettext_lazy("As soon as something awaits me"),
    Rhythm.DAILY: gettext_lazy("Once a day, if something awaits me"),
    Rhythm.WEEKLY: gettext_lazy("Once a week, if something awaits me"),
    Rhythm.NEVER: gettext_lazy("Never: I look here myself"),
}
WAYS = {
    By.SOON: gettext_lazy("By mail, at once"),
    By.DIGEST: gettext_lazy("By mail, with the rest"),
    By.HERE: gettext_lazy("Only here"),
    By.OFF: gettext_lazy("Not at all"),
}
SPANS = {
    "7": gettext_lazy("For a week"),
    "30": gettext_lazy("For a month"),
    "91": gettext_lazy("For three months"),
}


class WhenForm(Form):
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often we write to you"), choices=list(RHYTHMS.items()), widget=Radios()
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("If once a week, on which day"), coerce=int, widget=forms.Select(attrs={"class": "short"})
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("At what hour"), choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int,
        widget=forms.Select(attrs={"class": "short"}),
        help_text=gettext_lazy("What comes together comes at this hour, or within the six hours after it. Choose one at which nobody else looks at your screen."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(label=gettext_lazy("By the clock of"))
    paused_until = DayField(label=gettext_lazy("Write nothing before this day"), required=False)

    words = {"no_such_time_zone": gettext_lazy("No clock of this name is known.")}  # noqa: RUF012 - read only, as in every form

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = _locale().days["stand-alone"]["wide"]
        self.choices_of("weekday", [(number, names[number]) for number in range(7)])
        of_network = _("My network’s: %(zone)s") % {"zone": readable(zone)}
        self.choices_of("time_zone", [(USUAL, of_network), *((one, readable(one)) for one in clocks())])


def readable(zone: str) -> str:
    return zone.replace("_", " ")


def clocks() -> list[str]:
    """Returns the time zones named for a place."""
    return sorted(one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "SystemV/", "US/", "posix", "right")))  # fmt: skip


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def as_typed(kept: Preference) -> dict[str, object]:
    """Returns what stands in the form before anything is typed."""
    names = ("rhythm", "weekday", "hour", "time_zone", "paused_until")
    typed = {name: getattr(kept, name) for name in names}
    return {**typed, "time_zone": kept.time_zone or USUAL}


def wishes_of(typed: dict[str, Any]) -> Wishes:
    zone = typed["time_zone"]
    return Wishes(**{**typed, "time_zone": "" if zone == USUAL else zone})


def ways_of(typed: dict[str, str]) -> dict[str, str]:
    """Returns what was chosen for each kind; the usual way stays unsaid, so that it follows the rhythm."""
    return {name: "" if way == USUAL else way for name, way in typed.items()}


class WaysForm(Form):
    """One choice for each kind of notice."""

    words = {"no_such_way": gettext_lazy("This one cannot be chosen.")}  # noqa: RUF012 - read only, as in every form

    def __init__(self, *args: Any, kept: Preference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in all_kinds():
            self.fields[kind.name] = _field_of(kind, kept)


def _field_of(kind: Kind, kept: Preference) -> forms.ChoiceField:
    ways = offered(kind)
    own = kept.choices.get(kind.name, "")
    without = Preference(rhythm=kept.rhythm)
    as_usual = _("As usual: %(way)s") % {"way": WAYS[way_of(kind, without)]}
    field = forms.ChoiceField(
        label=kind.title, initial=own if own in ways else USUAL,
        choices=[(USUAL, as_usual), *((way.value, WAYS[way]) for way in reversed(ways))],
    )  # fmt: skip
    field.help_text = _hint(kind)
    return field


def _hint(kind: Kind) -> str:
    if kind.private:
        return _("Mail says only that something awaits you, never what.")
    return _("This one cannot be off.") if By(kind.least) != By.OFF else ""


class LessForm(Form):
    """Fewer mails than now: together instead of one by one."""

    rhythm = forms.ChoiceField(label=gettext_lazy("How often we write to you"), widget=Radios())

    def __init__(self, *args: Any, rhythms: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("rhythm", rhythms.items())
        self.fields["rhythm"].initial = next(iter(rhythms), None)


class PauseForm(Form):
    days = forms.ChoiceField(
        label=gettext_lazy("For how long"), choices=list(SPANS.items()), widget=Radios(), initial="7"
    )

    @staticmethod
    def span(typed: Mapping[str, Any]) -> dt.timedelta:
        return dt.timedelta(days=int(typed["days"]))


class NotThisForm(Form):
    kinds = forms.MultipleChoiceField(label=gettext_lazy("About what"), widget=Ticks())
    way = forms.ChoiceField(label=gettext_lazy("What we do instead"), widget=Radios())

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("kinds", [(kind.name, kind.title) for kind in kinds])
        self.fields["kinds"].initial = [kind.name for kind in kinds] if len(kinds) == 1 else []
        grouped = any(usual(kind) == By.SOON for kind in kinds)
        ways = [By.DIGEST, By.HERE] if grouped else [By.HERE]
        self.choices_of("way", [(way.value, WAYS[way]) for way in ways])
        self.fields["way"].initial = ways[0].value
