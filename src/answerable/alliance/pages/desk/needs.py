"""The secretariat's list of needs, and after how many days a support service is checked again."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.access.refusals import Hidden

from ...actions import needs as acts
from ...models import Need, NeedText
from ..forms.secretariat import AllianceForm, KindForm
from ..forms.services import CheckDaysForm
from ..words import need_name
from .asking import Question, ask, language
from .secretariat import SECRETARIAT, of_secretariat, way


def way_to_needs() -> list[tuple[str, str]]:
    return [*way(), (reverse("secretariat_needs"), _("What support services help with"))]


def _need(code: str) -> Need:
    found = Need.objects.filter(code=code).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    return found


@opens(SECRETARIAT)
def needs(request: HttpRequest) -> HttpResponseBase:
    """What services help with, and adding to it."""
    _kept, actor = of_secretariat(request)
    listed = Need.objects.prefetch_related("texts")
    question = Question(
        title=_("What support services help with"), button=_("Add it to the list"), done=reverse("secretariat_needs"), saved=_("The list is changed."),
        way=way(), who=_("Everyone."), context={"needs": [(one, need_name(one, language())) for one in listed]},
        template="alliance/desk/needs.html",
    )  # fmt: skip
    return ask(
        request, question, KindForm,
        lambda form: acts.add_need(by=actor, name=form.cleaned_data["name"], language=language()),
    )  # fmt: skip


@opens(SECRETARIAT)
def need(request: HttpRequest, code: str) -> HttpResponseBase:
    """The alliance's own name for a need in the reader's language."""
    _kept, actor = of_secretariat(request)
    found = _need(code)
    own = NeedText.objects.filter(need=found, language=language()).first()
    question = Question(
        title=_("Rename"), button=_("Keep this name"), done=reverse("secretariat_needs"), saved=_("The name is kept."),
        way=way_to_needs(), who=_("Everyone."), lead=need_name(found, language()),
    )  # fmt: skip
    return ask(
        request, question, lambda data: KindForm(data, initial={"name": own.name if own else need_name(found, language())}),
        lambda form: acts.name_need(by=actor, need=found, language=language(), name=form.cleaned_data["name"]),
    )  # fmt: skip


@opens(SECRETARIAT)
def retire(request: HttpRequest, code: str) -> HttpResponseBase:
    """Takes a need off the list of choices, or puts it back."""
    _kept, actor = of_secretariat(request)
    found = _need(code)
    question = Question(
        title=_("Put it back on the list") if found.retired else _("Take it off the list"), button=_("Yes, do so"),
        done=reverse("secretariat_needs"), saved=_("The list is changed."), way=way_to_needs(), who=_("Everyone."),
        lead=need_name(found, language()),
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: acts.retire_need(by=actor, need=found))


@opens(SECRETARIAT)
def check_days(request: HttpRequest) -> HttpResponseBase:
    """After how many days a support service should be looked at again."""
    kept, actor = of_secretariat(request)
    question = Question(
        title=_("When services are checked again"), button=_("Keep the changes"), done=reverse("secretariat"), saved=_("The changes are kept."),
        way=way(), who=_("Everyone sees when a service was last checked."),
        lead=_("After so many days the list says plainly that a service was not checked, and those who keep it are reminded once a month."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: CheckDaysForm(data, initial={"days": kept.service_check_days}),
        lambda form: acts.set_check_days(by=actor, profile=kept, days=form.cleaned_data["days"]),
    )  # fmt: skip
