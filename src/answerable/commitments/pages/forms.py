"""The forms of this room."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network, Organisation
from answerable.kit import languages as tongues
from answerable.kit.forms import DayField, Form, Radios, western_digits

from ..actions import To
from ..actions.making import LONGEST, LONGEST_MORE, Promise
from ..actions.stepping import NewStep
from ..models import Commitment, OwedTo, Step
from ..queries import naming
from ..queries.parties import party_named
from ..rules.words import Origin, Shown
from .words import ORIGINS, REFUSALS, SHOWN, SHOWN_HINTS

STEP_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*:?\s+(.*)$")
CHOSEN_ORIGINS = [one for one in Origin if one != Origin.SIGNATURE]  # a signature brings its own


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class RoomForm(Form):
    words = REFUSALS


def languages_first(now_in: str) -> list[tuple[str, str]]:
    return sorted(tongues.choices(now_in), key=lambda one: one[0] != now_in)


class PromiseForm(RoomForm):
    what = forms.CharField(
        label=_("What will be done"),
        max_length=LONGEST,
        widget=area(2),
        help_text=_("In one sentence, so that anybody can tell later whether it was done"),
    )
    due = DayField(label=_("By when"))
    to = forms.CharField(
        label=_("To whom: organisations and networks"),
        required=False,
        widget=area(3),
        help_text=_("One on each line, by their names as they are recorded here"),
    )
    to_words = forms.CharField(
        label=_("To whom else, in your words"),
        required=False,
        max_length=300,
        help_text=_("Whoever is not recorded here: for example “the market women of Ziwa”"),
    )
    to_public = forms.BooleanField(label=_("It is made to the public"), required=False)
    shown = forms.ChoiceField(
        label=_("Who may read it"), choices=list(SHOWN.items()), widget=Radios(hints=SHOWN_HINTS), initial=Shown.NETWORK
    )
    place = forms.ChoiceField(label=_("In which network it is listed"), required=False)
    steps = forms.CharField(
        label=_("Steps on the way"),
        required=False,
        widget=area(4),
        help_text=_("One on each line. A line may begin with a day: 2026-03-31 Print the posters"),
    )
    more = forms.CharField(label=_("What else belongs to it"), required=False, max_length=LONGEST_MORE, widget=area(4))
    origin = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=[(one.value, ORIGINS[one]) for one in CHOSEN_ORIGINS],
        initial=Origin.OWN,
    )
    origin_words = forms.CharField(
        label=_("Which one"), required=False, max_length=200, help_text=_("For example: Workshop in Mwanza, May 2026")
    )
    made_on = DayField(
        label=_("Said on"), required=False, help_text=_("Empty: today. Year, month and day: for example 2026-03-31")
    )
    language = forms.ChoiceField(label=_("Written in"))

    def __init__(self, *args: Any, actor: Actor, now_in: str, places: Sequence[Network] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.now_in, self.places = actor, now_in, {one.slug: one for one in places}
        self.choices_of("language", languages_first(now_in))
        if len(places) > 1:
            from answerable.alliance.queries.naming import network_name

            self.choices_of("place", [(one.slug, network_name(one, now_in)) for one in places])
        else:
            del self.fields["place"]

    def promise(self) -> Promise:
        """Returns what was said; raises a rule’s no where a name or a day cannot be understood."""
        typed = self.cleaned_data
        return Promise(
            what=typed["what"], more=typed["more"], due=typed["due"], to=self.parties(), language=typed["language"],
            shown=typed["shown"], place=self.places.get(typed.get("place", "")), origin=typed["origin"],
            origin_words=typed["origin_words"], steps=steps_of(typed["steps"]), made_on=typed["made_on"],
        )  # fmt: skip

    def parties(self) -> tuple[To, ...]:
        typed = self.cleaned_data
        found = [self._party(line.strip()) for line in typed["to"].splitlines() if line.strip()]
        if typed["to_words"].strip():
            found.append(To(words=typed["to_words"]))
        if typed["to_public"]:
            found.append(To())
        return tuple(dict.fromkeys(found))

    def _party(self, name: str) -> To:
        said = party_named(self.actor, name[:250], self.now_in)
        if isinstance(said.party, Organisation):
            return To(organisation=said.party)
        if isinstance(said.party, Network):
            return To(network=said.party)
        if said.near:
            raise Unacceptable("party_near", field="to", name=name, names=" · ".join(said.near))
        raise Unacceptable("party_unknown", field="to", name=name)


def steps_of(text: str) -> tuple[NewStep, ...]:
    return tuple(_step(line.strip()) for line in text.splitlines() if line.strip())


def _step(line: str) -> NewStep:
    match = STEP_DAY.match(western_digits(line))
    if match is None:
        return NewStep(line)
    year, month, day, words = match.groups()
    try:
        return NewStep(
            line[len(line) - len(words) :] if line.endswith(words) else words, dt.date(int(year), int(month), int(day))
        )
    except ValueError as error:
        raise Unacceptable("step_day", field="steps", day=f"{year}-{month}-{day}") from error


class DoneForm(RoomForm):
    on = DayField(label=_("Done on"))
    words = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=LONGEST_MORE,
        widget=area(4),
        help_text=_("Evidence can be laid before afterwards"),
    )


class NotKeptForm(RoomForm):
    words = forms.CharField(
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
    words = forms.CharField(label=_("Why"), max_length=LONGEST_MORE, widget=area(3))


class DayForm(RoomForm):
    due = DayField(label=_("The new day"))
    words = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_MORE,
        widget=area(3),
        help_text=_("The day before and your reason stay in its history."),
    )


class ShownForm(RoomForm):
    shown = forms.ChoiceField(label=_("Who may read it"), choices=list(SHOWN.items()), widget=Radios(hints=SHOWN_HINTS))
    words = forms.CharField(
        label=_("Why, where fewer people will read it"), required=False, max_length=LONGEST_MORE, widget=area(3)
    )


class WordsForm(RoomForm):
    what = forms.CharField(label=_("What will be done"), max_length=LONGEST, widget=area(2))
    more = forms.CharField(label=_("What else belongs to it"), required=False, max_length=LONGEST_MORE, widget=area(4))


class LanguageForm(WordsForm):
    field_order = ("language", "what", "more")
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, now_in: str, without: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("language", [one for one in languages_first(now_in) if one[0] != without])


class StepsForm(RoomForm):
    steps = forms.CharField(
        label=_("More steps"),
        widget=area(4),
        help_text=_("One on each line. A line may begin with a day: 2026-03-31 Print the posters"),
    )

    def new_steps(self) -> tuple[NewStep, ...]:
        return steps_of(self.cleaned_data["steps"])


class StepForm(RoomForm):
    words = forms.CharField(label=_("Step"), max_length=300, widget=area(2))
    due = DayField(label=_("By when"), required=False)
    remove = forms.BooleanField(label=_("Take this step away"), required=False)


class SpeakingForm(RoomForm):
    """A form of either side; where somebody speaks for several of those it was made to, they say for which."""

    speaking = forms.ChoiceField(label=_("Speaking for"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, voices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(voices) > 1:
            self.choices_of("speaking", voices)
            self.fields["speaking"].initial = voices[0][0]
        else:
            del self.fields["speaking"]

    def party(self, owed: Sequence[OwedTo], *, owner: bool) -> OwedTo | None:
        chosen = self.cleaned_data.get("speaking")
        if chosen is None:
            return None if owner or not owed else owed[0]
        return next((one for one in owed if str(one.pk) == chosen), None)


class EvidenceForm(SpeakingForm):
    words = forms.CharField(label=_("In words"), required=False, max_length=4000, widget=area(4))
    link = forms.URLField(
        label=_("A link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_(
            "It is kept sealed, at most 10 MB. Photos lose where and when they were taken; look yourself what other files say of people."
        ),
    )
    step = forms.ChoiceField(label=_("For which step"), required=False)
    between_us = forms.BooleanField(
        label=_("Only for the two sides"),
        required=False,
        help_text=_("Those who speak for whoever made it, and for those it was made to"),
    )

    def __init__(self, *args: Any, steps: Sequence[Step] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if steps:
            self.choices_of("step", [("", _("For the whole")), *((str(one.pk), one.words) for one in steps)])
        else:
            del self.fields["step"]


class SayForm(SpeakingForm):
    words = forms.CharField(label=_("Comment"), max_length=4000, widget=area(4))
    between_us = forms.BooleanField(
        label=_("Only for the two sides"),
        required=False,
        help_text=_("Those who speak for whoever made it, and for those it was made to"),
    )


class OtherwiseForm(SpeakingForm):
    words = forms.CharField(
        label=_("How you see it"),
        max_length=4000,
        widget=area(4),
        help_text=_("It stands beside what the other side says, for everyone who may read this."),
    )


class ReleaseForm(RoomForm):
    words = forms.CharField(label=_("Why"), max_length=4000, widget=area(4))


class LetGoForm(SpeakingForm):
    agrees = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, we let you go")), ("no", _("No, we count on it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("Needed where you say no"),
    )


class SureForm(RoomForm):
    """One press of a button."""


def initial_words(commitment: Commitment) -> dict[str, str]:
    own = naming.text_of(commitment, commitment.language)
    return {"what": own.what, "more": own.more}
