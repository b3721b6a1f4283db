"""Forms about organisations: the card, names, visibility, membership."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import languages
from answerable.kit.clock import today
from answerable.kit.forms import DayField, NearFirst, RuleSaysNo

from ...actions.organisations import Card
from ...models import Membership, Organisation
from ...rules.memberships import NEXT
from ...rules.words import MembershipState, Visibility
from ..words import STATES, VISIBILITIES
from . import choices
from .networks import AllianceForm

YES_NO = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
SAID = {True: "yes", False: "no", None: ""}
HEARD = {"yes": True, "no": False, "": None}


class CardForm(AllianceForm):
    name = forms.CharField(label=_("Name"), max_length=250)
    name_language = forms.ChoiceField(label=_("Language of this name"))
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    about = forms.CharField(
        label=_("What it does, in a sentence or two"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("As many as fit"),
    )
    women_led = forms.ChoiceField(label=_("Is it led by women?"), choices=YES_NO, required=False)
    womens_rights_core = forms.ChoiceField(
        label=_("Are women’s rights at its core?"),
        choices=YES_NO,
        required=False,
        help_text=_("A seat kept for women’s rights needs a yes to both"),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    languages = forms.MultipleChoiceField(label=_("Works in"), widget=NearFirst, required=False)
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Seen by those who keep its records, never on a public page")
    )
    since = forms.CharField(
        label=_("Works since"),
        max_length=20,
        required=False,
        help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019"),
    )

    def __init__(self, *args: Any, language: str, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation is not None:
            kwargs.setdefault("initial", card_of(organisation))
        elif language in languages.spoken():
            kwargs.setdefault("initial", {"name_language": language})
        super().__init__(*args, **kwargs)
        known = kwargs.get("initial", {})
        self.choices_of("kinds", choices.kind_choices(language, tuple(known.get("kinds", ()))))
        self.choices_of("country", choices.country_choices(language))
        choices.offer_languages(
            self, "languages", language, country=known.get("country", ""), chosen=known.get("languages", ())
        )
        self.choices_of("name_language", languages.choices(language))

    def card(self) -> Card:
        """Returns what was typed as a card."""
        typed = self.cleaned_data
        return Card(
            name=typed["name"], name_language=typed["name_language"], short_name=typed["short_name"], about=typed["about"],
            kinds=tuple(typed["kinds"]), country=typed["country"], city=typed["city"], languages=tuple(typed["languages"]),
            website=typed["website"], email=typed["email"], since=typed["since"],
            women_led=HEARD[typed["women_led"]], womens_rights_core=HEARD[typed["womens_rights_core"]],
        )  # fmt: skip


def card_of(organisation: Organisation) -> dict[str, Any]:
    """Returns an organisation's card as a form's first values."""
    own = organisation.texts.filter(language=organisation.name_language).first()
    return {
        "name": organisation.name, "name_language": organisation.name_language, "short_name": organisation.short_name,
        "about": own.about if own else "", "kinds": list(organisation.kinds.values_list("code", flat=True)),
        "women_led": SAID[organisation.women_led], "womens_rights_core": SAID[organisation.womens_rights_core],
        "country": organisation.country, "city": organisation.city, "languages": organisation.languages,
        "website": organisation.website, "email": organisation.email, "since": organisation.since,
    }  # fmt: skip


class WelcomeForm(CardForm):
    """A new organisation: its card, and how it belongs."""

    state = forms.ChoiceField(
        label=_("Membership"),
        choices=lambda: choices.words(
            {
                state: STATES[state]
                for state in (MembershipState.APPLIED, MembershipState.PROVISIONAL, MembershipState.MEMBER)
            }
        ),
        initial=MembershipState.PROVISIONAL,
    )
    member_since = forms.CharField(label=_("Member since"), max_length=20, required=False)
    visibility = forms.ChoiceField(
        label=_("Who may know of it"),
        choices=lambda: choices.words(VISIBILITIES),
        widget=forms.RadioSelect,
        initial=Visibility.MEMBERS,
    )
    at_risk = forms.BooleanField(
        label=_("It is at risk: show it to nobody but its own people and those who keep its records"), required=False
    )
    another = forms.BooleanField(label=_("It is another one: add it"), required=False, widget=forms.HiddenInput)
    alike: Sequence[Any] = ()

    def say_no(self, refusal: RuleSaysNo) -> None:
        """Where one of nearly this name is recorded already, asks whether this is another."""
        if refusal.code == "looks_like_one":
            self.fields["another"].widget = forms.CheckboxInput()
            self.alike = refusal.facts["alike"]  # type: ignore[assignment] # as the page gave them
        super().say_no(refusal)


class VisibilityForm(AllianceForm):
    visibility = forms.ChoiceField(
        label=_("Who may know of it"), choices=lambda: choices.words(VISIBILITIES), widget=forms.RadioSelect
    )
    at_risk = forms.BooleanField(
        label=_("It is at risk: show it to nobody but its own people and those who keep its records"), required=False,
        help_text=_("It then appears on no map, in no directory, search, feed or export, and in no count."),
    )  # fmt: skip
    instead_of = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Organisation, **kwargs: Any) -> None:
        self.now = {"visibility": now.visibility, "at_risk": now.at_risk, "instead_of": _standing(now)}
        super().__init__(*args, initial=self.now, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Whoever sends a page that was open since before somebody else changed this sees first how it is now."""
        typed = super().clean() or {}
        if typed.get("instead_of", "") not in ("", self.now["instead_of"]):
            self.data = {name: self.data[name] for name in self.data} | {"instead_of": self.now["instead_of"]}
            self.say_no(Unacceptable("hidden_meanwhile"))
        return typed

    def asked(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "visibility": typed["visibility"], "at_risk": typed["at_risk"],
            "instead_of": (self.now["visibility"], self.now["at_risk"]),
        }  # fmt: skip


def _standing(organisation: Organisation) -> str:
    return f"{organisation.visibility} {organisation.at_risk:d}"


class NameForm(AllianceForm):
    language = forms.ChoiceField(label=_("Language"))
    name = forms.CharField(label=_("Name in this language"), max_length=250)
    about = forms.CharField(
        label=_("What it does, in this language"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("language", languages.choices(language))


class MembershipForm(AllianceForm):
    state = forms.ChoiceField(label=_("Next state"))
    starts = DayField(label=_("From which day"), initial=today)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
        help_text=_("Needed for a suspension or an ending"),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = [state for state in MembershipState if state in NEXT[membership.state]]
        self.choices_of("state", [(str(state), str(STATES[state])) for state in following])


class JoinForm(AllianceForm):
    network = forms.ChoiceField(label=_("Network"))
    state = forms.ChoiceField(
        label=_("Membership"), choices=lambda: choices.words(STATES), initial=MembershipState.MEMBER
    )
    since = forms.CharField(
        label=_("Member since"),
        max_length=20,
        required=False,
        help_text=_("A day, a month or a year: 2019-03-01, 2019-03 or 2019"),
    )

    def __init__(self, *args: Any, actor: Actor, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("network", choices.network_choices(actor, language, today()))
