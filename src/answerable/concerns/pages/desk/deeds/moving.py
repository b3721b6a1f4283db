"""Where a case goes: begun, support only, closed by two, declined, opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from answerable.kit.forms import Radios

from ....actions import ask_to_close, begin, close, keep_open
from ....actions.deciding import ask_to_decline, decline, reopen, support_only
from ....queries.cases import OpenCase
from ....queries.handlers import leads_besides
from ....queries.standing import asked_by
from ....rules.entries import What
from ....rules.keeping import Keep
from ....rules.moving import Move
from ....rules.words import DECLINING, ClosingReason, State
from ..words import ending_words
from .deed import Data, Deed, DeedForm, area

OURS = tuple(one for one in ClosingReason if one not in DECLINING and one != ClosingReason.WITHDRAWN)
KEEPS = {
    Keep.FEEDBACK: _("as feedback: 90 days"),
    Keep.USUAL: _("as usual: a year"),
    Keep.SERIOUS: _("as serious: ten years, where the law asks for it"),
}


def _reasons(of: tuple[ClosingReason, ...]) -> list[tuple[str, str]]:
    return [(one.value, ending_words(one)) for one in of]


def _keep() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("For how long it is kept"), widget=Radios(), choices=[(one.value, words) for one, words in KEEPS.items()], initial=Keep.USUAL.value,
    )  # fmt: skip


class BeginForm(DeedForm):
    """Nothing to fill in."""


class SupportForm(DeedForm):
    words_ = area(_("What the support will be"), _("What the person wishes, and who does what."))


class AskToCloseForm(DeedForm):
    reason = forms.ChoiceField(label=_("Why it can end"), widget=Radios())
    words_ = area(_("What was done"), _("For the colleague who decides."))
    wish = area(_("What the person wishes for"), _("Only where they never said it before."), required=False, rows=2)

    def of_case(self, found: OpenCase) -> None:
        self.choices_of("reason", _reasons(OURS))


class CloseForm(DeedForm):
    words_ = area(
        _("To the person: what was done"), _("Say what was done and what was not, and that they can open it again.")
    )
    keep_profile = _keep()


class KeepOpenForm(DeedForm):
    words_ = area(_("Why it stays open"), _("Read by your colleagues."), rows=3)


class AskToDeclineForm(DeedForm):
    reason = forms.ChoiceField(label=_("Why it cannot be followed up"), widget=Radios())
    words_ = area(_("For the lead"), _("What you tried, and why it goes no further."))
    elsewhere = area(_("Where else the person can turn"), rows=3)

    def of_case(self, found: OpenCase) -> None:
        self.choices_of("reason", _reasons(tuple(sorted(DECLINING))))


class DeclineForm(DeedForm):
    words_ = area(_("To the person: why, and where else they can turn"), _("“Too little is known” does not mean that they are not believed: say so."))  # fmt: skip
    keep_profile = forms.CharField(widget=forms.HiddenInput, initial=Keep.DECLINED.value, required=False)


class ReopenForm(DeedForm):
    words_ = area(_("Why it is opened again"), _("Read by your colleagues."), rows=3)


def _ask_to_close(data: Data) -> None:
    reason = ClosingReason(data.typed["reason"])
    ask_to_close(by=data.by, case=data.case, reason=reason, done=data.words, wish=data.typed["wish"])


def _ask_to_decline(data: Data) -> None:
    reason = ClosingReason(data.typed["reason"])
    ask_to_decline(by=data.by, case=data.case, reason=reason, words=data.words, elsewhere=data.typed["elsewhere"])


def _closing_asked(found: OpenCase) -> bool:
    asked = asked_by(found, What.ASKED_TO_CLOSE)
    return asked is not None and asked.author != found.by.id


def _declining_asked(found: OpenCase) -> bool:
    asked = asked_by(found, What.ASKED_TO_DECLINE)
    return asked is not None and asked.author != found.by.id


def _may_ask_to_decline(found: OpenCase) -> bool:
    """Whether it can be asked: not where nobody leads but whoever would ask."""
    is_open = State(found.case.state) == State.TRIAGE and asked_by(found, What.ASKED_TO_DECLINE) is None
    return is_open and bool(leads_besides(found))


DEEDS = (
    Deed(
        "begin", _("Begin to look at it"), _("Begin"), BeginForm, lambda data: begin(by=data.by, case=data.case), move=Move.BEGIN,
        lead=_("The person is told that two people look at what can be done."), said=_("It is begun."),
    ),
    Deed(
        "support", _("Support only"), _("Go on with support only"), SupportForm, lambda data: support_only(by=data.by, case=data.case, words=data.words),
        move=Move.SUPPORT_ONLY, lead=_("Where the person wants help and no process. They can ask for more at any time."), said=_("It goes on with support only."),
    ),
    Deed(
        "ask-to-close", _("Ask to close it"), _("Ask a colleague to close it"), AskToCloseForm, _ask_to_close, move=Move.ASK_TO_CLOSE,
        lead=_("Somebody else on the case decides."), said=_("A colleague decides now."),
    ),
    Deed(
        "close", _("Close it"), _("Close it"), CloseForm,
        lambda data: close(by=data.by, case=data.case, words=data.words, keep_profile=data.typed["keep_profile"]),
        move=Move.CLOSE, fits=_closing_asked, decides=What.ASKED_TO_CLOSE, previewed=True, to_person=True, said=_("It is closed, and the person is told."),
    ),
    Deed(
        "keep-open", _("Keep it open"), _("Keep it open"), KeepOpenForm, lambda data: keep_open(by=data.by, case=data.case, words=data.words),
        move=Move.KEEP_OPEN, fits=_closing_asked, decides=What.ASKED_TO_CLOSE, said=_("It stays open."),
    ),
    Deed(
        "ask-to-decline", _("Ask the lead to decline it"), _("Ask the lead"), AskToDeclineForm, _ask_to_decline, fits=_may_ask_to_decline, toward=Move.DECLINE,
        lead=_("The lead of the team decides."), said=_("The lead decides now."),
    ),
    Deed(
        "decline", _("Decline it"), _("End it"), DeclineForm,
        lambda data: decline(by=data.by, case=data.case, words=data.words, keep_profile=Keep.DECLINED.value),
        move=Move.DECLINE, fits=_declining_asked, decides=What.ASKED_TO_DECLINE, previewed=True, to_person=True, said=_("It has ended, and the person is told."),
    ),
    Deed(
        "reopen", _("Open it again"), _("Open it again"), ReopenForm, lambda data: reopen(by=data.by, case=data.case, words=data.words),
        move=Move.REOPEN, said=_("It is open again."),
    ),
)  # fmt: skip
