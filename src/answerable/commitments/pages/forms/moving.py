"""The forms of whoever made a commitment."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.refusals import Unacceptable
from answerable.kit.forms import DayField, Radios
from answerable.kit.meanwhile import TwoAtOnce

from ...actions import Promise, To
from ...actions.making import LONGEST, LONGEST_MORE
from ...actions.stepping import NewStep
from ...models import Commitment
from ..words import SHOWN, SHOWN_HINTS
from .plain import RoomForm, area, languages_first
from .promising import steps_of


class DoneForm(RoomForm):
    on = DayField(label=_("Done on"))
    said = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=LONGEST_MORE,
        widget=area(4),
        help_text=_("Evidence can be laid before afterwards"),
    )


class NotKeptForm(RoomForm):
    said = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_MORE,
        widget=area(4),
        help_text=_("Plainly, in your own words. Nobody is asked to be ashamed."),
    )
    instead = forms.ChoiceField(
        label=_("What comes in its place"), choices=[("yes", _("Something else, by another day")), ("no", _("Nothing"))],
        widget=Radios(hints={"yes": _("It becomes a commitment of its own, linked to this one, made to the same.")}), initial="yes",
    )  # fmt: skip
    instead_what = forms.CharField(
        label=_("What will be done in its place"), required=False, max_length=LONGEST, widget=area(2)
    )
    instead_due = DayField(label=_("By when"), required=False)
    needed_if: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("instead_what", "instead_due"), _("(needed if something else comes in its place)")
    )

    def __init__(self, *args: Any, commitment: Commitment, now_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment, self.now_in = commitment, now_in

    def promise(self) -> Promise | None:
        """Returns what comes instead: made to the same, and shown to the same."""
        typed, old = self.cleaned_data, self.commitment
        if typed["instead"] == "no":
            return None
        if not typed["instead_what"].strip() or not typed["instead_due"]:
            raise Unacceptable(
                "instead_needed", field="instead_due" if typed["instead_what"].strip() else "instead_what"
            )
        parties = tuple(To(one.organisation, one.network, one.words) for one in old.owed.all())
        return Promise(
            what=typed["instead_what"], due=typed["instead_due"], to=parties, language=self.now_in, shown=old.shown,
            place=old.place, origin=old.origin, origin_id=old.origin_id, origin_words=old.origin_words,
        )  # fmt: skip


class AgainForm(RoomForm):
    due = DayField(label=_("By when"))
    said = forms.CharField(label=_("Why"), max_length=LONGEST_MORE, widget=area(3))


class DayForm(TwoAtOnce, RoomForm):
    due = DayField(label=_("The new day"))
    said = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_MORE,
        widget=area(3),
        help_text=_("The day before and your reason stay in its history."),
    )


class ShownForm(TwoAtOnce, RoomForm):
    shown = forms.ChoiceField(label=_("Who may read it"), choices=list(SHOWN.items()), widget=Radios(hints=SHOWN_HINTS))
    said = forms.CharField(
        label=_("Why, where fewer people will read it"), required=False, max_length=LONGEST_MORE, widget=area(3)
    )
    needed_if: ClassVar[dict[str, Any]] = {"said": ""}


class WordsForm(TwoAtOnce, RoomForm):
    what = forms.CharField(label=_("What will be done"), max_length=LONGEST, widget=area(2))
    more = forms.CharField(label=_("What else belongs to it"), required=False, max_length=LONGEST_MORE, widget=area(4))


class LanguageForm(WordsForm):
    field_order = ("language", "what", "more")
    language = forms.ChoiceField(label=_("Language"))

    def __init__(
        self, *args: Any, now_in: str, own: str, there: Collection[str], chosen: str = "", **kwargs: Any
    ) -> None:
        """Offers those that are not there; one that somebody else added meanwhile can still be sent."""
        super().__init__(*args, **kwargs)
        hidden = {own} if self.is_bound else set(there)
        every = languages_first(now_in)
        self.choices_of("language", [one for one in every if one[0] == chosen or (not chosen and one[0] not in hidden)])


class StepsForm(RoomForm):
    steps = forms.CharField(
        label=_("More steps"),
        widget=area(4),
        help_text=_("One on each line. A line may begin with a day: 2026-03-31 Print the posters"),
    )

    def new_steps(self) -> tuple[NewStep, ...]:
        return steps_of(self.cleaned_data["steps"])


class StepForm(TwoAtOnce, RoomForm):
    said = forms.CharField(label=_("Step"), max_length=300, widget=area(2))
    due = DayField(label=_("By when"), required=False)
    remove = forms.BooleanField(label=_("Take this step away"), required=False)


class KeepForm(RoomForm):
    """One press of a button; `keeps` tells it from asking to be let go."""

    keeps = forms.CharField(widget=forms.HiddenInput, initial="1", max_length=1)


class ReleaseForm(RoomForm):
    said = forms.CharField(label=_("Why"), max_length=4000, widget=area(4))
