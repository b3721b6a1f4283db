"""What every deed has: a form, what it does, and when it is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Form

from ....queries.cases import AtTheDesk, OpenCase
from ....rules.entries import What
from ....rules.moving import Move

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
else:
    _StrPromise = Promise  # it is known to checkers of types alone

Words = str | Promise
# Every reason why not, in words; each stands beside its field or at the top of the form.
WHY_NOT: Mapping[str, Words] = {
    "one_sentence": _("Write one sentence at least."),
    "too_long": _("This is too long. Nothing is lost; make it shorter."),
    "meanwhile": _("Somebody wrote in this case since you opened this page. Look at it first; then send this again."),
    "ask_about_safety": _("Ask first how safe they are, and enter that you did."),
    "ask_their_wish": _("What the person wishes for is not known yet. Ask them, and write it here."),
    "read_first": _("They wrote since it was last read. Read that first."),
    "own_act": _("Whoever asked for it does not decide on it: somebody else on the case does."),
    "nobody_asked": _("Nobody asked for this, or it was decided since."),
    "not_theirs": _("This does not belong to your task on the team."),
    "no_such_move": _("The case stands otherwise by now. Look at it again."),
    "choose_a_reason": _("Choose a reason that fits."),
    "say_why": _("Say why, in a sentence."),
    "write_first": _("Write to the person first."),
    "say_how_long_kept": _("Choose for how long it is kept."),
    "offer_help": _("Say where else the person can turn."),
    "declare_first": _("Say first whether you have ties."),
    "not_qualified": _("What this task asks of you is not there yet."),
    "tell_the_person": _("Tell the person first."),
    "see_to_referrals": _("Something that was handed over is still open."),
    "below_the_floor": _("This kind is never put lower. Only the lead may, and says why."),
    "not_such_a_kind": _("This is no kind of the list."),
    "may_not_read": _("They may not read this: they were shut out, have ties, or stood aside."),
    "not_the_lead": _("Only the lead of the team agrees to ties."),
    "nothing_to_manage": _("They told of no ties that could be managed, or said it anew since."),
    "not_declared": _("Say first whether you have ties yourself."),
    "never_managed": _("Where sexual harm is told, ties are never managed: whoever has any stands aside."),
    "approver_not_clear": _("Whoever agrees has no ties of their own, and said so since somebody was last named."),
    "namesake": _(
        "Somebody who reads this case bears that name: %(names)s. If it is about them, choose them as a reader instead; they lose their key at once."
    ),
    "say_to_whom": _("Say to whom it would go, where it goes to somebody; else leave this empty."),
    "say_which_parts": _("Choose what it is about."),
    "nobody_else": _("Nobody else may read it yet. If you stood aside now, it would be lost to everybody."),
    "words_too_long": _("This is too long. Nothing is lost; make it shorter."),
    "nothing_changes": _("Nothing is chosen yet."),
}


class DeedForm(Form):
    """A form beside a case. `seen`: how far the case was written when it was opened; `once`: that it is done once."""

    words: ClassVar[Mapping[str, Words]] = WHY_NOT
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    once = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def of_case(self, found: OpenCase) -> None:
        """Fills in what can be chosen, where that depends on the case."""


@dataclass(frozen=True)
class Data:
    """Who does what to which case, with what was typed."""

    by: AtTheDesk
    case: UUID
    typed: Mapping[str, Any] = field(repr=False)

    @property
    def words(self) -> str:
        return str(self.typed.get("words_", ""))


def always(_found: OpenCase) -> bool:
    return True


@dataclass(frozen=True)
class Deed:
    """`move`: offered only where the case may move so. `previewed`: shown as the person will see it before it is sent.

    `puts`: what a question to the person says, in their language, of what was typed. `decides`: what a colleague asked.
    """

    code: str
    title: Words
    button: Words
    form: type[DeedForm]
    act: Callable[[Data], object]
    lead: Words = ""
    said: Words = ""
    move: Move | None = None
    fits: Callable[[OpenCase], bool] = always
    previewed: bool = False
    to_person: bool = False
    puts: Callable[[Mapping[str, Any], str], Mapping[str, Any]] | None = None
    decides: What | None = None
    toward: Move | None = None  # what a colleague is asked for, where asking itself moves nothing


def area(
    label: _StrPromise | str, help_text: _StrPromise | str = "", *, required: bool = True, rows: int = 6
) -> forms.CharField:
    """A field for words, of which none is lost."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto", "autocomplete": "off", "spellcheck": "true"}),
    )  # fmt: skip
