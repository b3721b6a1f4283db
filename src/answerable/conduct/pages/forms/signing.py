"""What is asked of whoever signs, holds back, takes back, enters or decides."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.alliance.models import Organisation, Person
from answerable.kit.choosing import Among, ChosenField, SeveralField, choose_among, choose_several
from answerable.kit.forms import DayField, Form, Radios, Ticks, Words

from ...rules.words import Procedure, VoiceKind, Way
from ..signing_words import ELSEWHERE, PROCEDURES, REFUSALS


class SigningForm(Form):
    """A form of this part: its rules' answers have their words in one place."""

    words: ClassVar[Mapping[str, Words]] = REFUSALS


class SignForm(SigningForm):
    """Signing on the page: carries what was shown, so that nobody signs what they did not read."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=60)
    language = forms.CharField(widget=forms.HiddenInput, max_length=12)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(
        label=_("I have read all of it, in a language I understand well."),
        help_text=_("Every language in which it can be read is one click away."),
        error_messages={"required": _("Tick this once you have read all of it.")},
    )
    word = forms.BooleanField(
        label=_("I will keep it, and I accept being questioned when I do not."),
        help_text=_("A concern about me would be handled with care and due process for both sides."),
        error_messages={"required": _("Tick this if you give your word.")},
    )
    name = forms.CharField(
        label=_("Your name, as you want it shown"), max_length=200,
        help_text=_("A pseudonym is fine if your own name puts you at risk."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )  # fmt: skip
    office = forms.ChoiceField(label=_("In which office you sign"), required=False)
    public = forms.BooleanField(
        label=_("Show me on the public list of those who signed"), required=False,
        help_text=_("With the name above and the day. Without this, only those named above see it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, offices: Sequence[tuple[str, Words]] = (), for_organisation: bool = False, at_risk: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.choices_of("office", [("", _("For myself, in no office")), *offices])
        if for_organisation:
            self.fields["word"].label = _("We will keep it, and we accept being questioned when we do not.")
            self.fields["word"].help_text = _("You hold the office that lets you say so for the organisation.")
            self.fields["name"].label = _("Your name, as you want it shown beside the organisation’s")
            self.fields["public"].label = _("Show the organisation on the public list of those who signed")
            self.fields["public"].help_text = _("Only an organisation that everyone may know of is shown there.")
        if for_organisation or not offices:
            del self.fields["office"]
        if at_risk:
            del self.fields["public"]


class HoldBackForm(SigningForm):
    what = forms.CharField(
        label=_("What holds you back?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("A clause you cannot say yes to, a question, something that happened. Nobody is asked to sign against their doubts."),
    )  # fmt: skip
    tell = forms.MultipleChoiceField(label=_("Who should read it?"), required=False, widget=Ticks())

    def __init__(self, *args: Any, readers: Sequence[tuple[str, Words]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].help_text = _("If you choose nobody, it stays with you alone.")
        self.choices_of("tell", readers)


class RemindForm(SigningForm):
    whom = forms.MultipleChoiceField(label=_("Whom do you remind?"), widget=Ticks())

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("whom", groups)


class AnswerHoldBackForm(SigningForm):
    what = forms.CharField(
        label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            self.fields["what"].label = _("What you want to add")
        else:
            self.fields["what"].help_text = _(
                "Nobody is asked to sign against their doubts. Nobody but the two of you reads it."
            )


class ReasonForm(SigningForm):
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class GivenForm(SigningForm):
    """What is the same for everybody on a list: the version, how and when it was signed, and the witness."""

    version = forms.ChoiceField(label=_("What was signed"))
    way = forms.ChoiceField(
        label=_("How it was signed"),
        choices=lambda: list(ELSEWHERE.items()),
        widget=Radios(inline=True),
        initial=Way.PAPER,
    )
    signed_on = DayField(label=_("On which day"))
    language = forms.ChoiceField(label=_("In which language they had it before them"))
    witness = forms.CharField(
        label=_("Who was there and saw it"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The name of a witness. Those who keep these records see it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, versions: list[tuple[str, str]], languages: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("version", versions)
        self.choices_of("language", languages)


class EnterForm(GivenForm):
    """One signature given elsewhere, of a person or an organisation."""

    person = ChosenField(label=_("The person who signed"), empty=_("Choose a person"), required=False)
    organisation = ChosenField(label=_("Or the organisation"), empty=_("Choose an organisation"), required=False)
    name = forms.CharField(
        label=_("The name as they want it shown"), max_length=200, required=False,
        help_text=_("For an organisation: who signed for it. Empty: the name in the records."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    public = forms.BooleanField(
        label=_("They asked to be on the public list of those who signed"), required=False,
        help_text=_("Only if they said so themselves."),
    )  # fmt: skip
    field_order = ("person", "organisation", "name", "version", "way", "signed_on", "language", "witness", "public")

    def __init__(self, *args: Any, people: Among[Person], organisations: Among[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "person", people)
        choose_among(self, "organisation", organisations)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"person", "organisation"}:
            if not (typed["person"] or typed["organisation"]):
                self.add_error("person", _("Choose the person who signed, or the organisation."))
            elif typed["person"] and typed["organisation"]:
                self.add_error("organisation", _("Enter the two signatures one after the other."))
        return typed


class ListForm(GivenForm):
    """A list signed in an assembly: everybody on it with the same version, day and witness."""

    people = SeveralField(label=_("Who signed"))
    field_order = ("version", "way", "signed_on", "language", "witness", "people")

    def __init__(self, *args: Any, people: Among[Person], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("way", Way.ASSEMBLY)
        super().__init__(*args, **kwargs)
        choose_several(self, "people", people)


class DecideForm(SigningForm):
    """What a body decided about signing for its network, and which version lay before whoever writes it down."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    body = forms.ChoiceField(label=_("Which body decided"))
    held_on = DayField(label=_("On which day"))
    language = forms.ChoiceField(label=_("In which language it had the text before it"))
    entitled = forms.IntegerField(label=_("How many are entitled to decide"), min_value=0, max_value=100_000)
    quorum = forms.IntegerField(
        label=_("How many must be present for a decision: the quorum"), min_value=0, max_value=100_000
    )
    present = forms.IntegerField(label=_("How many were present"), min_value=0, max_value=100_000)
    procedure = forms.ChoiceField(
        label=_("How it was decided"), choices=lambda: list(PROCEDURES.items()), initial=Procedure.CONSENT,
        widget=Radios(hints={Procedure.CONSENT: _("Carried if nobody objects."), Procedure.VOTE: _("Carried if more are in favour than against.")}),
    )  # fmt: skip
    consented = forms.BooleanField(label=_("Consent: nobody objected to signing"), required=False)
    in_favour = forms.IntegerField(label=_("Vote: in favour"), required=False, min_value=0, max_value=100_000)
    against = forms.IntegerField(label=_("Vote: against"), required=False, min_value=0, max_value=100_000)
    abstained = forms.IntegerField(label=_("Vote: abstained"), required=False, min_value=0, max_value=100_000)
    voice = forms.CharField(
        label=_("A dissent, or why somebody stood aside"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), help_text=_("In their own words. It stands beside the decision, for everyone to read."),
    )  # fmt: skip
    voice_kind = forms.ChoiceField(
        label=_("Which of both it is"), required=False, initial=VoiceKind.DISSENT, widget=Radios(inline=True),
        choices=lambda: [(VoiceKind.DISSENT.value, _("A dissent")), (VoiceKind.STAND_ASIDE.value, _("Standing aside"))],
    )  # fmt: skip
    voice_name = forms.CharField(
        label=_("Their name, if they want it there"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(
        self, *args: Any, bodies: list[tuple[str, str]], languages: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("body", bodies)
        self.choices_of("language", languages)


class RuleForm(SigningForm):
    instrument = forms.ChoiceField(label=_("Which text"))
    office = forms.ChoiceField(label=_("Whoever holds this office"))
    within_days = forms.IntegerField(
        label=_("Signs within so many days"), initial=30, min_value=1, max_value=365,
        help_text=_("Counted from the day they take it up, or from the day the text was adopted."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where this is written"),
        required=False,
        max_length=300,
        help_text=_("For example: statutes, article 12."),
    )

    def __init__(
        self, *args: Any, instruments: list[tuple[str, str]], offices: Sequence[tuple[str, Words]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("instrument", instruments)
        self.choices_of("office", offices)
