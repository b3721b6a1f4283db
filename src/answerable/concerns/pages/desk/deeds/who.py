"""Who is on a case and whom it is about: grading, naming, a second reader, ties that are managed, standing aside."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit.forms import NearFirst, Radios, Words

from ....actions import grade, name_parties, recuse, second_reader
from ....actions.agreeing import agree_to_ties
from ....actions.standing_aside import who_could_read
from ....models import Handler
from ....queries.cases import OpenCase, case_for
from ....queries.handlers import handler_at
from ....queries.names import names_of
from ....queries.parties import party, readers_so_called, who_can_be_named
from ....queries.sealed import latest
from ....rules.categories import CATEGORIES, Severity
from ....rules.entries import What
from ....rules.routing import About, Party
from ....rules.words import AboutLevel, Role
from ..kinds import KINDS
from ..presenters.sides import parties, waiting_for_the_lead
from ..words import SEVERITIES, content, language
from .deed import Data, Deed, DeedForm, always, area


class Kinds(NearFirst):
    near = 12
    more = _("More kinds")


class GradeForm(DeedForm):
    needed_if: ClassVar[Mapping[str, Words]] = {"words_": ""}
    kinds = forms.MultipleChoiceField(label=_("Of what kind it is"), widget=Kinds(), required=False)
    severity = forms.ChoiceField(
        label=_("How serious it is"), widget=Radios(inline=True), choices=[(str(number), words) for number, words in SEVERITIES.items()],
    )  # fmt: skip
    scope = forms.CharField(
        label=_("What it belongs to"), required=False, max_length=200, help_text=_("The code or the rule it touches; whether those it is about were bound by it then."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    words_ = area(_("Why"), _("Needed where the lead puts it lower than its kind."), required=False, rows=3)

    def of_case(self, found: OpenCase) -> None:
        self.choices_of("kinds", [(code, KINDS.get(code, code)) for code in CATEGORIES])
        before = latest(found.intake.entries, What.GRADE)
        if before is not None and "words_" not in self.initial:
            said = before.body
            self.initial.update(kinds=said["categories"], severity=str(said["severity"]), scope=said.get("scope", ""))


class PartiesForm(DeedForm):
    gone = forms.MultipleChoiceField(label=_("Not about these after all"), required=False, widget=forms.CheckboxSelectMultiple())  # fmt: skip
    level = forms.ChoiceField(label=_("It is about"), required=False, widget=Radios())
    organisation = forms.CharField(
        label=_("Organisation, by its name"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    colleague = forms.ChoiceField(label=_("A reader of some team"), required=False, help_text=_("They lose their key at once."))  # fmt: skip
    name = forms.CharField(label=_("Name or task"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))  # fmt: skip
    somebody_else = forms.BooleanField(label=_("Somebody else of that name is meant"), required=False)
    others = forms.MultipleChoiceField(label=_("Somebody else of that name is meant"), required=False, widget=forms.CheckboxSelectMultiple())  # fmt: skip

    def of_case(self, found: OpenCase) -> None:
        if not readers_so_called(found, [str(self.data.get("name", ""))]):
            del self.fields["somebody_else"]
        named = enumerate(parties(found.about.parties))
        self.choices_of("gone", [(str(at), gettext(", ").join(filter(None, one.values()))) for at, one in named])
        levels = [(one.value, content(f"questions.about.choices.{one.value}")) for one in AboutLevel]
        self.choices_of("level", [("", _("Nobody more")), *levels])
        self.choices_of("colleague", [("", "–"), *who_can_be_named(found.by)])
        if not found.about.parties:
            del self.fields["gone"]
        self.choices_of("others", sorted(names_of(found.namesakes - {found.by.id}).items()))
        if not found.namesakes - {found.by.id}:
            del self.fields["others"]


class ReaderForm(DeedForm):
    handler = forms.ChoiceField(label=_("Who is to read it too"), widget=Radios())

    def of_case(self, found: OpenCase) -> None:
        able = who_could_read(by=found.by, case=found.case.pk)
        names = names_of(str(one.pk) for one in able)
        self.choices_of("handler", [(str(one.pk), names.get(str(one.pk), str(one.role))) for one in able])


class AgreeForm(DeedForm):
    handler = forms.ChoiceField(label=_("Who told of ties"), widget=Radios())

    def of_case(self, found: OpenCase) -> None:
        self.choices_of("handler", [(one["handler"], one["name"]) for one in waiting_for_the_lead(found)])


class AsideForm(DeedForm):
    """Nothing to fill in: nobody asks why."""


def _grade(data: Data) -> None:
    grade(
        by=data.by, case=data.case, kinds=data.typed["kinds"], severity=Severity(int(data.typed["severity"])), scope=data.typed["scope"], words=data.words,
    )  # fmt: skip


def _parties(data: Data) -> None:
    about = case_for(data.by, data.case).about
    gone, others = set(data.typed.get("gone", ())), data.typed.get("others", ())
    kept = tuple(one for at, one in enumerate(about.parties) if str(at) not in gone)
    new: tuple[Party, ...] = ()
    if data.typed["level"]:
        person = data.typed["colleague"] or data.typed["name"].strip()
        new = (party(data.by, AboutLevel(data.typed["level"]), data.typed["organisation"].strip(), person, language()),)
    if not gone and not new and not others:
        raise Unacceptable("nothing_changes", field="level")
    meant = About((*kept, *new), about.where, about.severity, about.language)
    name_parties(
        by=data.by, case=data.case, about=meant, somebody_else=bool(data.typed.get("somebody_else")), others=others,
    )  # fmt: skip


def _reader(data: Data) -> None:
    second_reader(by=data.by, case=data.case, handler=_chosen(data))


def _agree(data: Data) -> None:
    agree_to_ties(by=data.by, case=data.case, handler=_chosen(data))


def _chosen(data: Data) -> Handler:
    """Returns whom somebody chose out of those who were offered."""
    found = handler_at(data.typed["handler"])
    if found is None:
        raise Hidden
    return found


def _lead_is_asked(found: OpenCase) -> bool:
    return found.by.role == Role.LEAD and bool(waiting_for_the_lead(found))


DEEDS = (
    Deed("grade", _("Grade it"), _("Keep it"), GradeForm, _grade, lead=_("Of what kind, and how serious. Each kind has a least severity."), said=_("It is graded.")),
    Deed(
        "parties", _("Whom it is about"), _("Keep it"), PartiesForm, _parties,
        lead=_("Everybody on the case says anew whether they have ties, you too. Where it is about somebody nearer, it is handed further up."), said=_("It is kept. Everybody says their ties anew."),
    ),
    Deed("reader", _("Ask for a second reader"), _("Give them a key"), ReaderForm, _reader, lead=_("They say first whether they have ties."), said=_("They have a key now.")),
    Deed(
        "agree", _("Agree to ties"), _("Agree"), AgreeForm, _agree, fits=_lead_is_asked,
        lead=_("Read first what they told of. They read on only with your word, and only as long as nobody else is named."), said=_("They may read now."),
    ),
    Deed(
        "aside", _("Stand aside"), _("Stand aside now"), AsideForm, lambda data: recuse(by=data.by, case=data.case), fits=always,
        lead=_("Your key to this case ends at once, and others are found. Nobody asks why."), said=_("You stood aside."),
    ),
)  # fmt: skip
