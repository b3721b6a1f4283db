"""Forms about texts: naming, versions, clauses, translations, consultation, adoption."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit import languages as tongues
from answerable.kit.clock import today
from answerable.kit.forms import DayField, Form, Radios, RuleSaysNo
from answerable.kit.meanwhile import TwoAtOnce

from ...models import ClauseText, Version, VersionText
from ..words import KINDS, REFUSALS
from .as_shown import AsShown


class ConductForm(Form):
    """A form of this room: a rule that says no is shown in the room's own words."""

    words = REFUSALS


def area(rows: int, language: str = "") -> forms.Textarea:
    attrs: dict[str, Any] = {"rows": rows, "spellcheck": "true"}
    if language:
        attrs |= {"lang": language, "dir": "rtl" if tongues.is_right_to_left(language) else "ltr"}
    return forms.Textarea(attrs=attrs)


class NamingForm(ConductForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(label=_("What it is for"), required=False, max_length=4000, widget=area(3))


class OpenForm(NamingForm):
    network = forms.ChoiceField(label=_("Whose text it is"))
    kind = forms.ChoiceField(label=_("What it is"), choices=lambda: list(KINDS.items()), widget=forms.RadioSelect)
    field_order = ("network", "kind", "name", "about")

    def __init__(self, *args: Any, networks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("network", networks)


class NameForm(TwoAtOnce, NamingForm):
    """Its name in one language, which somebody else may be writing as well."""


class SignersForm(TwoAtOnce, ConductForm):
    people = forms.BooleanField(label=_("People"), required=False, help_text=_("each for themselves"))
    organisations = forms.BooleanField(
        label=_("Organisations"), required=False, help_text=_("by somebody who speaks for them")
    )
    networks = forms.BooleanField(
        label=_("Networks"), required=False, help_text=_("by what one of their bodies decided")
    )


class LabelForm(ConductForm):
    label = forms.CharField(
        label=_("What the version is called"), max_length=40, help_text=_("Its year, for example: 2026")
    )


class CallForm(TwoAtOnce, LabelForm):
    """What a version is called from now on."""


class VersionForm(LabelForm):
    begin = forms.ChoiceField(label=_("How it begins"), widget=Radios(), required=True)

    def __init__(self, *args: Any, sources: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("begin", sources)


class NumberForm(ConductForm):
    number = forms.CharField(label=_("Number"), max_length=12, help_text=_("For example 4 or 4a"))


class WordsForm(ConductForm):
    """Words that two may write at once: whoever saves second is shown what the first one saved."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    meanwhile: ClauseText | VersionText | None = None

    def say_no(self, refusal: RuleSaysNo) -> None:
        theirs = refusal.facts.get("theirs")
        if isinstance(theirs, ClauseText | VersionText):
            self.meanwhile = theirs
            self.data = {**self.data.dict(), self.add_prefix("revision"): str(theirs.revision)}  # type: ignore[attr-defined] # what a browser sent
            refusal = RuleSaysNo(refusal.code, field=refusal.field)
        super().say_no(refusal)


class ClauseForm(WordsForm):
    heading = forms.CharField(label=_("Heading"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Words"), max_length=8000, help_text=_("Plain text; an empty line begins a new paragraph")
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].widget.attrs |= area(1, language).attrs | {"rows": ""}
        self.fields["heading"].widget.attrs.pop("rows")
        self.fields["body"].widget = area(7, language)


class TranslationForm(ClauseForm):
    made_from = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    differs = forms.BooleanField(
        label=_("It differs from the source on purpose"), required=False,
        help_text=_("Where this language cannot say it so, or says it better otherwise"),
    )  # fmt: skip
    difference = forms.CharField(label=_("How it differs"), required=False, max_length=500, widget=area(2))


class AroundForm(WordsForm):
    preamble = forms.CharField(label=_("What stands before the clauses"), required=False, max_length=8000)
    changed = forms.CharField(
        label=_("Why it changed"), required=False, max_length=4000,
        help_text=_("For whoever knows the version before: what is new, and why"),
    )  # fmt: skip
    came_about = forms.CharField(
        label=_("How the text came about"), required=False, max_length=8000,
        help_text=_("Who wrote it, who was asked, how it was decided"),
    )  # fmt: skip

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("preamble", 6), ("changed", 4), ("came_about", 5)):
            self.fields[name].widget = area(rows, language)


class LanguageForm(ConductForm):
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, language: str, there: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [
            (code, f"{name} – {tongues.own_name(code)}")
            for code, name in tongues.choices(language)
            if code not in there
        ]
        self.choices_of("language", [("", _("Choose a language")), *listed])


class ReadingForm(ConductForm):
    read_by = forms.CharField(
        label=_("Who has read it"), max_length=200,
        help_text=_("As they wish to be called: a name, or for example “two speakers from Kigali”"),
    )  # fmt: skip
    read_on = DayField(label=_("When"), initial=today)


class ConsultationForm(ConductForm):
    until = DayField(label=_("Until when"), required=False)


class AdoptionForm(AsShown, ConductForm):
    body = forms.ChoiceField(label=_("Which body adopted it"))
    adopted_on = DayField(label=_("When"), initial=today)
    in_force_from = DayField(label=_("In force from"), required=False)
    came_about = forms.CharField(
        label=_("How the text came about"), required=False, max_length=8000,
        help_text=_("Who wrote it, who was asked, how it was decided. Everyone reads this below the text"),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("body", bodies)
        self.fields["came_about"].widget = area(5, version.original_language)


class ConfirmForm(ConductForm):
    """Nothing to fill in: pressing the button is the answer."""
