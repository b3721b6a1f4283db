"""Forms of local codes."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.alliance.models import Organisation, Person
from answerable.kit.choosing import Among, ChosenField, choose_among
from answerable.kit.forms import DayField, Form, Radios, RuleSaysNo, Ticks
from answerable.kit.meanwhile import TwoAtOnce

from ...actions.clauses import Wording
from ...models import ClauseText
from ...rules.local_codes import MOST_ANSWER_DAYS, Start
from ...rules.words import ContributionKind, Outcome, Procedure, ShownAs, VoiceKind
from ..forms.as_shown import AsShown
from .words import (
    CONTRIBUTIONS,
    OUTCOME_HINTS,
    OUTCOMES,
    PROCEDURES,
    REFUSALS,
    START_HINTS,
    STARTS,
    STRENGTHS,
    VOICES,
)

Choices = list[tuple[str, str]]
VOICES_AT_ONCE = 2


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class LocalForm(Form):
    words: ClassVar[dict[str, Any]] = REFUSALS

    def say_no(self, refusal: RuleSaysNo) -> None:
        """Whoever is shown the words that another saved meanwhile saves over them knowingly."""
        theirs = refusal.facts.get("theirs")
        if isinstance(theirs, ClauseText):
            sent: Any = self.data
            data = sent.copy()
            data[self.add_prefix("revision")] = str(theirs.revision)
            self.data = data
            refusal = RuleSaysNo(refusal.code, field=refusal.field)
        super().say_no(refusal)


class PressForm(LocalForm):
    """One press of a button."""


class BeginForm(LocalForm):
    parent = forms.ChoiceField(label=_("Which text do you make your own?"), widget=Radios())
    name = forms.CharField(label=_("What yours is called"), max_length=200)
    language = forms.ChoiceField(
        label=_("In which language do you write it?"), help_text=_("It can be translated afterwards.")
    )
    start = forms.ChoiceField(label=_("What do you begin with?"), choices=list(STARTS.items()), widget=Radios(hints=START_HINTS), initial=Start.PARENT)  # fmt: skip
    nameless = forms.BooleanField(
        label=_("One may contribute without a name"), required=False,
        help_text=_("Then nobody can tell whose it is: neither the writing group, nor those who keep the records, nor whoever reads the database."),
    )  # fmt: skip
    answer_days = forms.IntegerField(label=_("Within how many days is everybody answered?"), min_value=1, max_value=MOST_ANSWER_DAYS, initial=14, widget=forms.NumberInput(attrs={"class": "short"}))  # fmt: skip

    def __init__(self, *args: Any, parents: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("parent", parents)
        self.choices_of("language", languages)


class TermsForm(TwoAtOnce, LocalForm):
    nameless, answer_days = BeginForm.base_fields["nameless"], BeginForm.base_fields["answer_days"]


class ClauseForm(LocalForm):
    heading = forms.CharField(label=_("Heading"), max_length=200, required=False)
    body = forms.CharField(label=_("Words of the clause"), max_length=8000, widget=area(9))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def wording(self) -> Wording:
        return Wording(self.cleaned_data["heading"], self.cleaned_data["body"])


class ContributionForm(LocalForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=list(CONTRIBUTIONS.items()), widget=Radios(inline=True), initial=ContributionKind.COMMENT)  # fmt: skip
    said = forms.CharField(label=_("What should change, and why"), max_length=4000, widget=area(4), required=False, help_text=_("In any language"))  # fmt: skip
    language = forms.ChoiceField(label=_("In which language you say it"), required=False)
    wording = forms.CharField(label=_("The words you propose"), max_length=8000, widget=area(6), required=False, help_text=_("Only if you propose another wording: change what should change."))  # fmt: skip
    tongue = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    shown_as = forms.ChoiceField(label=_("Show as"), widget=Radios(inline=True))

    def __init__(
        self, *args: Any, shown: Choices, draft: str, languages: Choices, tongue: str = "", **kwargs: Any
    ) -> None:
        first = languages[0][0] if languages else ""
        kwargs["initial"] = {"wording": draft, "shown_as": shown[0][0], "language": first, "tongue": tongue}
        super().__init__(*args, **kwargs)
        self.choices_of("shown_as", shown)
        self.choices_of("language", languages)
        if len(languages) < 2:
            del self.fields["language"]
        if not draft:
            del self.fields["wording"]
            kinds = [one for one in CONTRIBUTIONS.items() if one[0] != ContributionKind.WORDING]
            self.choices_of("kind", kinds)

    def chosen(self) -> tuple[str, str]:
        """Returns as whom it is shown, and for an organisation which one."""
        shown, _dash, which = self.cleaned_data["shown_as"].partition("-")
        return shown, which

    def wording_said(self) -> str:
        """The wording counts where one is proposed: the draft's words stand in the field from the start."""
        is_wording = self.cleaned_data["kind"] == ContributionKind.WORDING
        return str(self.cleaned_data.get("wording") or "") if is_wording else ""


def shown_choices(name: str, organisations: Choices, *, nameless: bool) -> Choices:
    """Returns as whom somebody may contribute."""
    found = [(ShownAs.NAME.value, name)]
    found += [
        (f"{ShownAs.ORGANISATION}-{pk}", gettext("A person of %(organisation)s") % {"organisation": one})
        for pk, one in organisations
    ]
    return [*found, (ShownAs.NOBODY.value, gettext("No name"))] if nameless else found


class AnswerForm(LocalForm):
    outcome = forms.ChoiceField(label=_("What becomes of it"), choices=list(OUTCOMES.items()), widget=Radios(hints=OUTCOME_HINTS))  # fmt: skip
    merged_with = forms.ChoiceField(label=_("Put together with"), required=False)
    said = forms.CharField(label=_("The answer"), max_length=4000, widget=area(4), required=False, help_text=_("To the person, in plain words. Everybody who reads the draft reads it."))  # fmt: skip

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("merged_with", [("", gettext("Nothing")), *others])
        if not others:
            del self.fields["merged_with"]
            self.choices_of("outcome", [one for one in OUTCOMES.items() if one[0] != Outcome.MERGED])


class SeveralForm(LocalForm):
    chosen = forms.MultipleChoiceField(label=_("Contributions"), widget=Ticks(), required=False)
    outcome = forms.ChoiceField(label=_("What becomes of them"), choices=[one for one in OUTCOMES.items() if one[0] != Outcome.MERGED], widget=Radios(inline=True))  # fmt: skip
    said = forms.CharField(label=_("The answer to all of them"), max_length=4000, widget=area(3), required=False)

    def __init__(self, *args: Any, listed: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("chosen", listed)


class TakeUpForm(LocalForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.CharField(label=_("Do you want to add something?"), max_length=4000, widget=area(3), required=False)


class AlignmentForm(TwoAtOnce, LocalForm):
    clauses = forms.MultipleChoiceField(label=_("Which clauses of ours say it?"), widget=Ticks(), required=False)
    strength = forms.ChoiceField(label=_("How strongly?"), choices=list(STRENGTHS.items()), widget=Radios())
    reason = forms.CharField(
        label=_("Why, where it is weaker or left out"), max_length=2000, widget=area(3), required=False
    )

    def __init__(self, *args: Any, listed: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("clauses", listed)


class AddMomentForm(LocalForm):
    name = forms.CharField(label=_("What it is called"), max_length=120)
    planned_on = DayField(label=_("Planned for"), required=False)


def count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False, widget=forms.NumberInput(attrs={"class": "short"}))  # fmt: skip


class MomentForm(TwoAtOnce, LocalForm):
    name = forms.CharField(label=_("What it is called"), max_length=120, required=False, help_text=_("Empty: the alliance’s own name for it"))  # fmt: skip
    planned_on = DayField(label=_("Planned for"), required=False)
    held_on = DayField(label=_("Held on"), required=False)
    people = count(_("How many people were there"))
    organisations = count(_("From how many organisations"))
    heard = forms.CharField(label=_("What was heard"), max_length=8000, widget=area(8), required=False, help_text=_("What people said, in their words, and what follows from it. Name nobody."))  # fmt: skip


class InvitePersonForm(LocalForm):
    person = ChosenField(label=_("Who"), empty=_("Choose a person"))
    part = forms.ChoiceField(label=_("As what"), widget=Radios())

    def __init__(self, *args: Any, among: Among[Person], may_entrust: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "person", among)
        parts = [
            ("contributes", gettext("To contribute")),
            ("writes", gettext("In the writing group: drafts and answers")),
        ]
        self.choices_of("part", [*parts, ("leads", gettext("To lead it: also invites, and says how one contributes"))] if may_entrust else parts)  # fmt: skip
        self.initial.setdefault("part", "contributes")


class InviteOrganisationsForm(LocalForm):
    """All of them, or some: ticked where there are few, else one by its name."""

    everybody = forms.BooleanField(label=_("All organisations of this network"), required=False)
    organisations = forms.MultipleChoiceField(label=_("Or these"), widget=Ticks(), required=False)
    organisation = ChosenField(label=_("Or one of them"), empty=_("Choose an organisation"), required=False)

    def __init__(self, *args: Any, among: Among[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among
        few = among.few(settings.CHOOSE_FROM_A_LIST_OF)
        if few is None:
            del self.fields["organisations"]
            choose_among(self, "organisation", among)
        else:
            del self.fields["organisation"]
            self.choices_of("organisations", [(one.value, one.line) for one in few])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(typed.values()):
            raise forms.ValidationError({next(name for name in self.fields if name != "everybody"): _("Nothing is chosen yet.")})  # fmt: skip
        return typed

    def chosen(self) -> list[Organisation]:
        one = self.cleaned_data.get("organisation")
        ticked = self.cleaned_data.get("organisations", [])
        return [one] if one else list(self.among.listed.filter(slug__in=ticked))


class AskPartnerForm(LocalForm):
    organisation = ChosenField(label=_("Which women’s-rights organisation"), empty=_("Choose an organisation"))
    question = forms.CharField(label=_("What you would like to know"), max_length=2000, widget=area(4), required=False, help_text=_("Say also that they need not answer, and whether their time is paid."))  # fmt: skip
    hoped_by = DayField(label=_("Hoped for by"), required=False)

    def __init__(self, *args: Any, among: Among[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "organisation", among)


class DeclineForm(TwoAtOnce, LocalForm):
    """One press of a button, unless somebody else answered meanwhile."""


class PartnerSaysForm(TwoAtOnce, LocalForm):
    said = forms.CharField(label=_("What your organisation says"), max_length=4000, widget=area(6))
    public = forms.BooleanField(label=_("Everybody who reads the draft may read it"), required=False, help_text=_("Else only the writing group and those who keep the network’s records."))  # fmt: skip


class TemplateForm(TwoAtOnce, LocalForm):
    name = forms.CharField(label=_("What it is called"), max_length=120)
    guidance = forms.CharField(label=_("What to do there"), max_length=4000, widget=area(7), required=False)


class DecisionForm(AsShown, LocalForm):
    body = forms.ChoiceField(label=_("Which body decided"))
    held_on = DayField(label=_("On which day"))
    procedure = forms.ChoiceField(label=_("How it decided"), choices=list(PROCEDURES.items()), widget=Radios(), initial=Procedure.CONSENT)  # fmt: skip
    entitled = count(_("How many are entitled to decide"))
    quorum = count(_("How many are needed (quorum)"))
    present = count(_("How many were present"))
    in_favour = count(_("Votes in favour"))
    against = count(_("Votes against"))
    abstained = count(_("Abstentions"))
    carried = forms.ChoiceField(label=_("Outcome"), choices=[("yes", _("Adopted")), ("no", _("Not adopted: it stays open"))], widget=Radios())  # fmt: skip
    partners_reason = forms.CharField(label=_("Why no women’s-rights organisation was asked, or not waited for"), max_length=2000, widget=area(3), required=False, help_text=_("Only where none was asked before that day, or where one that was asked still had time to answer. Published with the decision."))  # fmt: skip
    came_about = forms.CharField(label=_("How the text came about"), max_length=8000, widget=area(9), required=False, help_text=_("Published with the text. It is a proposal, made from what is recorded here: change it as you wish. Small numbers of people are left out."))  # fmt: skip

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("body", bodies)
        for name in ("entitled", "quorum", "present"):
            self.fields[name].required = True
        for at in range(VOICES_AT_ONCE):
            self._add_voice(at)

    def _add_voice(self, at: int) -> None:
        number = {"n": at + 1}
        self.fields[f"voice_{at}_kind"] = forms.ChoiceField(
            label=gettext("Dissent or stand-aside %(n)s") % number, choices=list(VOICES.items()), required=False,
            initial=VoiceKind.STAND_ASIDE, widget=Radios(inline=True),
        )  # fmt: skip
        self.fields[f"voice_{at}_said"] = forms.CharField(
            label=gettext("What is to be written down %(n)s") % number, max_length=2000, required=False, widget=area(2)
        )
        self.fields[f"voice_{at}_name"] = forms.CharField(
            label=gettext("Name, if they want it there %(n)s") % number, max_length=200, required=False
        )

    def voices(self) -> list[tuple[str, str, str]]:
        """Returns kind, words and name of each that has words."""
        typed = self.cleaned_data
        rows = (
            (typed[f"voice_{at}_kind"] or VoiceKind.STAND_ASIDE, typed[f"voice_{at}_said"], typed[f"voice_{at}_name"])
            for at in range(VOICES_AT_ONCE)
        )
        return [row for row in rows if row[1].strip()]


class VoiceForm(LocalForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=list(VOICES.items()), widget=Radios(inline=True), initial=VoiceKind.STAND_ASIDE)  # fmt: skip
    said = forms.CharField(label=_("What is to be written down"), max_length=2000, widget=area(3))
    name = forms.CharField(label=_("Name, if they want it there"), max_length=200, required=False)
