"""What teams are asked: passphrases and words on paper, which are never shown again, and who belongs to the team."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from answerable.kit.choosing import ChosenField
from answerable.kit.forms import Form, Radios, Ticks
from answerable.vault.passphrases import LEAST, MOST, faults_of

from ...models import Handler
from ...queries.steps import Colleague
from ...rules.words import Desk
from ..desk.words import team_words
from .words import WEAK

HIDDEN = {"autocomplete": "off", "dir": "auto", "spellcheck": "false", "autocapitalize": "none"}
COMPARED = _("We compared the words by voice: on the telephone, or side by side. All of them were the same.")
NOT_NOW = _("This is not possible as things stand.")


def passphrase_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, max_length=MOST, widget=forms.PasswordInput(attrs={**HIDDEN, "autocomplete": "new-password"}), **more,
    )  # fmt: skip


class OfTeamForm(Form):
    """A form about one's own keys, at one of the teams one reads for."""

    team = forms.ChoiceField(label=_("Team"), widget=Radios())
    words: ClassVar = {
        "wrong": _("These keys do not open with this. Type it once more."),
        "slow": _("Too many tries. Wait %(seconds)s seconds; then it works again."),
        "busy": _("Very many people ask at once just now. Nothing was changed. Try again in a moment."),
        "other_pepper": _("The server has lost what belongs to this passphrase. The words on your paper open your keys."),
        "not_these_words": _("These are not the words of your keys. Look for one that was read for another, or is missing."),
        "only_reader": _("You are the only one who could read %(n)s of your cases. With new keys they would be lost to everybody. Look for your paper once more, or ask those who keep the spare key."),
        "weak": _("It is too easily guessed. Take words of your own."),
    }  # fmt: skip

    def __init__(self, *args: Any, handlers: Sequence[Handler], near: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handlers, self.near = list(handlers), near
        if len(self.handlers) > 1:
            self.choices_of("team", [(str(one.pk), team_words(one.team)) for one in self.handlers])
        else:
            del self.fields["team"]

    @property
    def handler(self) -> Handler:
        chosen = self.cleaned_data.get("team", str(self.handlers[0].pk))
        return next(one for one in self.handlers if str(one.pk) == chosen)


class NewPassphraseForm(OfTeamForm):
    """A passphrase, twice; what is weak about it is said all at once."""

    passphrase = passphrase_field(_("New passphrase"), help_text=_("15 characters at least: a sentence of your own, or the eight words above. In any script; capitals and signs are not needed."))  # fmt: skip
    again = passphrase_field(_("The same once more"))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        first, second = typed.get("passphrase"), typed.get("again")
        if first:
            for code in faults_of(first, near=self.near):
                self.add_error("passphrase", str(WEAK[code]) % {"least": LEAST} if code == "short" else str(WEAK[code]))
        if first and second and first != second:
            self.add_error("again", str(_("The two are not the same. Type both once more.")))
        return typed


class ChangePassphraseForm(NewPassphraseForm):
    password = passphrase_field(_("Passphrase until now"))
    field_order = ("team", "password", "passphrase", "again")


class OldPassphraseForm(OfTeamForm):
    passphrase = passphrase_field(_("Passphrase"))


def code_field() -> forms.CharField:
    return forms.CharField(
        label=_("The words on your paper"), widget=forms.Textarea(attrs={**HIDDEN, "rows": 4, "dir": "ltr", "lang": "en"}), max_length=2000,
        help_text=_("All 22, in their order. Four letters of each are enough; numbers, commas and capitals do not matter."),
    )  # fmt: skip


class ByWordsForm(NewPassphraseForm):
    code = code_field()
    field_order = ("team", "code", "passphrase", "again")


class WordsBackForm(Form):
    code = code_field()
    words: ClassVar = {"not_these_words": OfTeamForm.words["not_these_words"]}


class AnewForm(NewPassphraseForm):
    understood = forms.BooleanField(
        label=_("I have neither my passphrase nor my words, and know what becomes unreadable to me")
    )
    field_order = ("team", "passphrase", "again", "understood")


class MembersForm(Form):
    """Who belongs to a team from now on, and whose new keys are signed for."""

    members = forms.MultipleChoiceField(label=_("Who reads for this team"), widget=Ticks())
    anew = forms.MultipleChoiceField(label=_("Who lost their keys and made new ones"), widget=Ticks(), required=False)
    compared = forms.BooleanField(label=COMPARED)
    words: ClassVar = {
        "two_readers": _("A team needs two people at least."),
        "without_keys": _("Somebody has no keys yet: they make them first."),
        "too_few_readers": format_lazy("{} {}: {}.", NOT_NOW, _("Before somebody leaves"), _("Find other readers")),
        "only_reader": NOT_NOW,
        "no_longer_proposed": _("Somebody proposed something else meanwhile. Look at it first."),
        "not_yours": _("Your team has not signed for your keys: others have to propose it."),
    }  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_keys = [one for one in people if one.has_keys]
        self.choices_of("members", [(str(one.handler.pk), one.name) for one in with_keys])
        anew = [(str(one.handler.pk), one.name) for one in with_keys if one.next_spoken]
        if anew:
            self.choices_of("anew", anew)
        else:
            del self.fields["anew"]


class SignForm(Form):
    compared = forms.BooleanField(label=COMPARED)
    words: ClassVar = MembersForm.words


class PastForm(Form):
    """Which cases a colleague is given."""

    cases = forms.MultipleChoiceField(label=_("Cases"), widget=Ticks())
    words: ClassVar = {"too_many_at_once": _("At most %(n)s at once.")}

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("cases", cases)


class TeamForm(Form):
    """At which desk, and for which place."""

    desk = forms.TypedChoiceField(
        label=_("Desk"), coerce=lambda one: Desk(int(one)), widget=Radios(),
        choices=[
            (Desk.COUNTRY.value, _("Of one country")), (Desk.REGION.value, _("Of a region")),
            (Desk.GLOBAL.value, _("Of the whole alliance")), (Desk.PANEL.value, _("Outside panel: people from outside, for what is about the secretariat or the board")),
        ],
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Place"), required=False)
    needed_if: ClassVar = {"place": _("only for a country or a region")}
    words: ClassVar = {
        "team_is_there": _("There is a team at this desk already."),
        "choose_a_place": _("Choose the country or the region for which the team reads."),
    }

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("place", [("", "–"), *places])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        near = typed.get("desk") in {Desk.COUNTRY, Desk.REGION}
        if near and not typed.get("place"):
            self.add_error("place", str(self.words["choose_a_place"]))
        if not near:
            typed["place"] = ""
        return typed


class NameForm(Form):
    """Who is to read for a team."""

    person = ChosenField(label=_("Person"), empty=_("Choose a person"))
    role = forms.ChoiceField(label=_("As what"), widget=Radios())
    words: ClassVar = {
        "already_named": _("They are named already."),
        "no_account": _("They have no way to sign in yet: give them an account first."),
        "not_such_a_role": _("Choose one of these."),
    }


class TakeBackForm(Form):
    words: ClassVar = {"team_decides": _("Their team has signed for them: two of the team let them go.")}
