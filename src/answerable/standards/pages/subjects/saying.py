"""What somebody says of a duty of theirs: done or begun, that it does not fit, that help is welcome."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden

from ...actions.claiming import claim
from ...actions.excusing import end_excuse, excuse
from ...actions.helping import ask_for_help
from ...models import Duty, DutyAsking, DutyText, HelpRequest
from ...permissions import require
from ...queries import excuses
from ...queries.standing import standing_of
from ...rules.saying import ExcuseReason
from ..days import language
from . import forms
from .finding import Found, ask, asked_on, duty_of, duty_page, found, found_own, page_of_request, way_to_duty, who_sees


def _own(request: HttpRequest, key: str, number: str) -> tuple[Found, Duty, DutyAsking, DutyText]:
    """Returns a subject the reader speaks for, and a duty that is asked of it today."""
    one, duty = found_own(request, key), duty_of(number)
    if not standing_of([one.subject], [duty], one.today):
        raise Hidden
    return one, duty, *asked_on(duty, one.today)


@opens(SIGNED_IN)
def say(request: HttpRequest, key: str, number: str) -> HttpResponseBase:
    """Saying that it is done or begun, with words, a link or a document."""
    one, duty, asking, words = _own(request, key, number)
    initial = {"about_from": one.today, "many": 1}
    who = (
        _("Only you.")
        if one.is_person
        else _("Whom you choose below. That something was said, and of when, is seen by whoever sees how you stand.")
    )
    return ask(
        request, lambda data, files: forms.SayForm(data, files, initial=initial, asking=asking, is_person=one.is_person),
        lambda form: claim(by=one.actor, subject=one.subject, duty=duty, said=form.said_of_it(language())),
        title=_("Say how it stands"), button=_("Say it"), done=duty_page(one.subject, duty), saved=_("It is kept, and counts as said by yourselves."),
        way=way_to_duty(one, duty, words), who=who, lead=words.name, proof=words.proof,
    )  # fmt: skip


@opens(SIGNED_IN)
def unfit(request: HttpRequest, key: str, number: str) -> HttpResponseBase:
    """Saying why it does not fit for a while."""
    one, duty, _asking, words = _own(request, key, number)
    return ask(
        request, lambda data, files: forms.ExcuseForm(data, files, is_person=one.is_person),
        lambda form: excuse(
            by=one.actor, subject=one.subject, duty=duty, reason=ExcuseReason(form.cleaned_data["reason"]), words=form.cleaned_data["said"],
            language=language(),
        ),
        title=_("It does not fit me") if one.is_person else _("It does not fit us"), button=_("Say that it does not fit"),
        done=duty_page(one.subject, duty), saved=_("It is kept. The duty is not asked until you say that it fits again."),
        way=way_to_duty(one, duty, words), who=who_sees(one), lead=words.name,
    )  # fmt: skip


@opens(SIGNED_IN)
def fits(request: HttpRequest, key: str, number: str) -> HttpResponseBase:
    """Saying that it fits again: by whoever said it did not, or who keeps their records."""
    one, duty = found(request, key), duty_of(number)
    require(one.side.owner or one.side.keeper)
    running = list(excuses.running(one.subject, duty))
    if not running:
        raise Hidden
    _asking, words = asked_on(duty, one.today)
    return ask(
        request, forms.SureForm, lambda _form: [end_excuse(by=one.actor, excuse=each) for each in running],
        title=_("It fits again"), button=_("Ask it again from today on"), done=duty_page(one.subject, duty),
        saved=_("The duty is asked again. The days before stay as they were."), way=way_to_duty(one, duty, words), who=who_sees(one),
        lead=words.name, quoted=running[0].words,
    )  # fmt: skip


@opens(SIGNED_IN)
def ask_help(request: HttpRequest, key: str, number: str) -> HttpResponseBase:
    """Asking for help with a duty."""
    one, duty, _asking, words = _own(request, key, number)

    def act(form: forms.AskHelpForm) -> HelpRequest:
        typed = form.cleaned_data
        return ask_for_help(
            by=one.actor, subject=one.subject, duty=duty, words=typed["said"], language=language(), to_partners=typed.get("to_partners", False)
        )  # fmt: skip

    who = (
        _("You, and whoever coordinates the network nearest to you. It is not published.")
        if one.is_person
        else _("Those who keep your records, and those of your network who may know of you. It is not published.")
    )
    return ask(
        request, lambda data, files: forms.AskHelpForm(data, files, is_person=one.is_person), act,
        title=_("Ask for help"), button=_("Ask"), done=page_of_request, saved=_("It is asked. You are told when somebody answers."),
        way=way_to_duty(one, duty, words), who=who, lead=words.name, back=duty_page(one.subject, duty),
    )  # fmt: skip
