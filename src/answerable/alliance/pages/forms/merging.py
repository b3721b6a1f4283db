"""Forms about making one record out of two."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.choosing import Among, ChosenField, choose_among
from answerable.kit.forms import Radios

from ...models import Organisation
from .networks import AllianceForm


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500, help_text=_("A sentence: it stays in the history"),
    )  # fmt: skip


class WhichForm(AllianceForm):
    """Which other record is meant: one that looks alike, or one named in words."""

    other = ChosenField(label=_("Which record is the duplicate?"), empty=_("Choose the organisation"))

    def __init__(self, *args: Any, among: Among[Organisation], alike: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "other", among, likely=alike)


class MergeForm(AllianceForm):
    """Field by field, which value stays; only where the two differ. Then why, and a yes."""

    reason = reason_field()
    sure = forms.BooleanField(label=_("I have compared the two: they are one and the same organisation"))

    def __init__(self, *args: Any, differing: list[tuple[str, str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, own, other in differing:
            self.fields[f"of_{name}"] = forms.ChoiceField(
                label=label, choices=[("kept", own), ("gone", other)], initial="kept" if own else "gone", widget=Radios(),
            )  # fmt: skip
            self.fields[f"of_{name}"].choices = [("kept", own or _("nothing")), ("gone", other or _("nothing"))]  # type: ignore[attr-defined] # a choice field
        self.order_fields([*(f"of_{one[0]}" for one in differing), "reason", "sure"])

    def taken(self) -> list[str]:
        """Returns the fields whose value comes from the duplicate."""
        return [name[3:] for name, value in self.cleaned_data.items() if name.startswith("of_") and value == "gone"]


class UndoMergeForm(AllianceForm):
    reason = reason_field()


class MergeDaysForm(AllianceForm):
    merge_undo_days = forms.IntegerField(
        label=_("For how many days a merge of organisations can be undone"), min_value=0, max_value=365,
        help_text=_("After that, what undoing would need is deleted. Merges made before keep the days they were made with."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class WhichNetworkForm(AllianceForm):
    other = forms.ChoiceField(label=_("Which network becomes part of this one?"))

    def __init__(self, *args: Any, networks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("other", [("", _("Choose a network")), *networks])


class MergeNetworksForm(AllianceForm):
    bodies = forms.ChoiceField(
        label=_("Its bodies"), widget=Radios(), initial="along",
        choices=[("along", _("go along, with their seats and terms")), ("close", _("are dissolved today"))],
    )  # fmt: skip
    offices = forms.ChoiceField(
        label=_("Its offices"), widget=Radios(), initial="end",
        choices=[("end", _("end today")), ("along", _("go along, until the same last day"))],
    )  # fmt: skip
    reason = reason_field()
    sure = forms.BooleanField(label=_("I know that this cannot be undone"))
