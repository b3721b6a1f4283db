"""What somebody says about when and of what they want to hear."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerable.kit.forms import DayField, Form, Radios, Ticks

from .actions import Wishes
from .kinds import all_kinds
from .models import Preference, Rhythm

RHYTHMS = (
    (Rhythm.DAILY, gettext_lazy("Once a day, if something awaits me")),
    (Rhythm.WEEKLY, gettext_lazy("Once a week, on Mondays")),
    (Rhythm.NEVER, gettext_lazy("Never: I look here myself")),
)


class WishesForm(Form):
    rhythm = forms.ChoiceField(label=gettext_lazy("How often we write to you"), choices=RHYTHMS, widget=Radios())
    hour = forms.TypedChoiceField(
        label=gettext_lazy("At what hour"), choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int,
        widget=forms.Select(attrs={"class": "short"}),
    )  # fmt: skip
    paused_until = DayField(label=gettext_lazy("Write nothing before this day"), required=False)
    muted = forms.MultipleChoiceField(
        label=gettext_lazy("Never write about"), required=False, widget=Ticks(),
        help_text=gettext_lazy("It still stands on your page of notices."),
    )  # fmt: skip

    def __init__(self, *args: object, time_zone: str = "UTC", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hour"].help_text = _("By the clock of %(zone)s.") % {"zone": time_zone}
        self.choices_of(
            "muted", ((kind.name, kind.label or kind.say({})) for kind in all_kinds() if kind.mail != "never")
        )


def as_typed(kept: Preference) -> dict[str, object]:
    """Returns what stands in the form before anything is typed."""
    return {"rhythm": kept.rhythm, "hour": kept.hour, "paused_until": kept.paused_until, "muted": kept.muted}


def wishes_of(typed: dict[str, object]) -> Wishes:
    return Wishes(**{**typed, "muted": tuple(typed["muted"])})  # type: ignore[arg-type] # the form has cleaned them
