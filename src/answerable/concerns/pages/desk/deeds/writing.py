"""Writing to the person, and among colleagues."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Ticks, Words

from ....actions import answer, ask_for_consent, note, note_safety_contact, summarise
from ....queries.cases import OpenCase
from ....queries.raising import raising
from ....rules.consents import WITH_RECIPIENT
from ....rules.data_classes import DataClass
from ....rules.words import ENDED, Purpose, Said, State
from ..words import content
from .deed import WHY_NOT, Data, Deed, DeedForm, area

PARTS = {
    DataClass.NARRATIVE: _("what they told"),
    DataClass.CONVERSATION: _("what was written since"),
    DataClass.EVIDENCE: _("their files"),
    DataClass.RAISER_IDENTITY: _("their name, or how to reach them"),
    DataClass.SAFETY: _("what is known of their safety"),
}


def is_open(found: OpenCase) -> bool:
    return State(found.case.state) not in ENDED


class AnswerForm(DeedForm):
    words_ = area(_("To the person"), _("Short words, no names, no titles. Say what happens next, and by which day."))


class SafetyForm(DeedForm):
    words_ = area(_("How safe they are"), _("What you asked and heard, and on which day. The person reads it."))


class NoteForm(DeedForm):
    words_ = area(_("Note"), _("Read by those who hold a key of this case, never by the person."))


class SummaryForm(DeedForm):
    words_ = area(_("How you understood it"), _("In a few sentences. The person says whether it is right before anything is done with it."))  # fmt: skip


class ConsentForm(DeedForm):
    needed_if: ClassVar[Mapping[str, Words]] = {"recipient": ""}  # each purpose shows where it names somebody
    purpose = forms.ChoiceField(label=_("What you ask for"))
    recipient = forms.CharField(
        label=_("To whom"), required=False, max_length=120, help_text=_("A service, an organisation, a person: as they will read it."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    classes = forms.MultipleChoiceField(label=_("What it is about"), widget=Ticks(), choices=[(one.value, words) for one, words in PARTS.items()])  # fmt: skip

    def of_case(self, found: OpenCase) -> None:
        to = str(_("…"))
        self.choices_of(
            "purpose",
            [("", "–"), *((one.value, content(f"consents.{one.value}.asks", recipient=to)) for one in Purpose)],
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("purpose") in WITH_RECIPIENT and not typed.get("recipient"):
            self.add_error("recipient", str(WHY_NOT["say_to_whom"]))
        return typed


def _answer(data: Data) -> None:
    answer(by=data.by, case=data.case, words=data.words, once=data.typed["once"])


def _ask(data: Data) -> None:
    purpose, recipient = _asked_of(data.typed)
    classes = [DataClass(one) for one in data.typed["classes"]]
    ask_for_consent(by=data.by, case=data.case, purpose=purpose, recipient=recipient, classes=classes, once=data.typed["once"])  # fmt: skip


def _asked_of(typed: Mapping[str, Any]) -> tuple[Purpose, str]:
    purpose = Purpose(typed["purpose"])
    return purpose, typed["recipient"] if purpose in WITH_RECIPIENT else ""


def _question(typed: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """Returns a question of consent as the person will read it: what it asks, what a yes means, what it is about, what can be said."""
    say, (purpose, recipient) = partial(raising().say, language), _asked_of(typed)
    parts = " · ".join(say(f"parts.{one}") for one in sorted(typed["classes"]))
    return {
        "asks": say(f"consents.{purpose}.asks", recipient=recipient), "means": say(f"consents.{purpose}.means"),
        "about": say("pages.inbox.agree_about", parts=parts), "answers": " · ".join(say(f"consent_answers.{one}") for one in Said),
    }  # fmt: skip


DEEDS = (
    Deed(
        "answer", _("Write to the person"), _("Send"), AnswerForm, _answer, fits=is_open, previewed=True, to_person=True,
        lead=_("Read by the person on a phone, perhaps with somebody near. The first words you send also acknowledge it."), said=_("It is sent."),
    ),
    Deed(
        "safety", _("Enter how safe they are"), _("Enter it"), SafetyForm, lambda data: note_safety_contact(by=data.by, case=data.case, words=data.words),
        fits=is_open, previewed=True, to_person=True, lead=_("Nothing else ends this promise: somebody asked the person what they need to be safe now."), said=_("It is entered."),
    ),
    Deed("note", _("Write a note"), _("Keep it"), NoteForm, lambda data: note(by=data.by, case=data.case, words=data.words), said=_("It is kept.")),
    Deed(
        "summary", _("Write down how you understood it"), _("Send"), SummaryForm,
        lambda data: summarise(by=data.by, case=data.case, words=data.words, once=data.typed["once"]), fits=is_open, previewed=True, to_person=True, said=_("It is sent."),
    ),
    Deed(
        "consent", _("Ask for consent"), _("Ask"), ConsentForm, _ask, fits=is_open, previewed=True, to_person=True, puts=_question,
        lead=_("One purpose, one recipient, named parts. Until the person says yes, it is no."), said=_("The question is with the person."),
    ),
)  # fmt: skip
