"""The form in which somebody says what will be done."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries.naming import network_name
from answerable.kit.forms import DayField, Radios, western_digits

from ...actions import Promise, To
from ...actions.making import LONGEST, LONGEST_MORE
from ...actions.stepping import NewStep
from ...queries.parties import party_named
from ...rules.words import Origin, Shown
from ..words import ORIGINS, SHOWN, SHOWN_HINTS
from .plain import RoomForm, area, languages_first

STEP_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*:?\s+(.*)$")
CHOSEN_ORIGINS = [one for one in Origin if one != Origin.SIGNATURE]  # a signature brings its own


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
    place = forms.ChoiceField(label=_("In which network it is listed"))
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

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        now_in: str,
        places: Sequence[Network] = (),
        has_origin: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.now_in, self.places = actor, now_in, {one.slug: one for one in places}
        self.choices_of("language", languages_first(now_in))
        if len(places) > 1:
            self.choices_of("place", [(one.slug, network_name(one, now_in)) for one in places])
        else:
            del self.fields["place"]
        if has_origin:
            del self.fields["origin"], self.fields["origin_words"]

    def promise(self) -> Promise:
        """Returns what was said; raises a rule’s no where a name or a day cannot be understood."""
        typed = self.cleaned_data
        return Promise(
            what=typed["what"], more=typed["more"], due=typed["due"], to=self.parties(), language=typed["language"],
            shown=typed["shown"], place=self.places.get(typed.get("place", "")), origin=typed.get("origin", Origin.OWN),
            origin_words=typed.get("origin_words", ""), steps=steps_of(typed["steps"]), made_on=typed["made_on"],
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
