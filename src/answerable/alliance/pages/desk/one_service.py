"""The desk of one support service: adding and changing it, its words by language, looking at it again, its end."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Refused
from answerable.kit import clock
from answerable.kit.languages import name as language_name

from ...actions import services as acts
from ...actions.service_lists.stands import words_of
from ...models import SupportService
from ...permissions import may_keep_network
from ...queries import naming, networks, services
from ...queries.invitations import languages_offered
from ..forms import services as forms
from ..presenters.services import lines_of
from .asking import Question, ask, language
from .network import KEEPERS
from .services import everyone, page_of, title_of, way


def way_to(one: SupportService) -> list[tuple[str, str]]:
    return [*way(), (page_of(one), title_of(one))]


def kept_service(request: HttpRequest, key: UUID) -> tuple[SupportService, Actor]:
    """Returns a service whose record the reader keeps; of any other it is said why not: that it is there, everybody may know."""
    found = services.with_all(SupportService.objects.filter(key=key)).first()
    if found is None:
        raise Http404
    actor = actor_of(request)
    if not may_keep_network(actor, found.network.path):
        raise Refused("not_your_place")
    return found, actor


@require_safe
@opens(KEEPERS)
def show(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One service as the public sees it, its words by language, and what can be done."""
    found, _actor = kept_service(request, key)
    codes = list(dict.fromkeys([found.language, *languages_offered(), *(text.language for text in found.texts.all())]))
    said = {text.language: text for text in found.texts.all()}
    context = {
        "service": found, "line": lines_of([found.pk], language(), clock.today())[0], "way": way(), "who": everyone(), "title": title_of(found),
        "network": naming.network_name(found.network, language()), "rows": [(code, language_name(code, language()), said.get(code)) for code in codes],
    }  # fmt: skip
    return render(request, "alliance/desk/service.html", context)


@opens(KEEPERS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Recording a service."""
    actor = actor_of(request)
    home = networks.by_slug(request.GET.get("network", ""))
    question = Question(
        title=_("Add a support service"), button=_("Add it to the list"), done=reverse("desk_services"), after=page_of,
        saved=_("The service is on the list."), way=way(), who=everyone(),
        lead=_("Call or write to them first: whoever you send there should find what the list says."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.ServiceForm(data, actor=actor, language=language(), network=home),
        lambda form: acts.add_service(by=actor, network=form.home(), facts=form.facts(), words=form.said(), language=language()),
    )  # fmt: skip


@opens(KEEPERS)
def change(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Changing what the records say of a service."""
    found, actor = kept_service(request, key)

    def act(form: forms.ServiceForm) -> SupportService:
        made = acts.change_service(by=actor, service=found, facts=form.facts(), words=form.said(), network=form.home())
        return acts.check_service(by=actor, service=made) if form.cleaned_data["checked"] else made

    question = Question(
        title=_("Change the service"), button=_("Keep the changes"), done=page_of(found), saved=_("The changes are kept."),
        way=way_to(found), who=everyone(),
        lead=_("The words here are those in: %(language)s") % {"language": language_name(found.language, language())},
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.ServiceForm(data, actor=actor, language=language(), service=found), act
    )


@opens(KEEPERS)
def say(request: HttpRequest, key: UUID, code: str) -> HttpResponseBase:
    """A service's words in another language."""
    found, actor = kept_service(request, key)
    if code not in {*languages_offered(), *(text.language for text in found.texts.all())}:
        raise Http404
    text = next((one for one in found.texts.all() if one.language == code), None)
    initial = {one: getattr(text, one) for one in forms.PARTS} if text else {}
    form = forms.WordsForm if code == found.language else forms.WordsInForm
    question = Question(
        title=_("The service in %(language)s") % {"language": language_name(code, language())}, button=_("Keep these words"), done=page_of(found),
        saved=_("The words are kept."), way=way_to(found), who=everyone(),
        context={"text_language": code, "own_name": words_of(found).name},
    )  # fmt: skip
    return ask(
        request, question, lambda data: form(data, initial=initial),
        lambda sent: acts.say_service(by=actor, service=found, language=code, words=sent.said()),
    )  # fmt: skip


@opens(KEEPERS)
def check(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Noting that somebody looked today whether all of it is still so."""
    found, actor = kept_service(request, key)
    question = Question(
        title=_("Is it still as the list says?"), button=_("I checked it today"), done=page_of(found), saved=_("It is noted as checked today."),
        way=way_to(found), who=everyone(),
        lead=_("Call the number, open the page, ask for hours and cost. If something is different, change it instead."),
    )  # fmt: skip
    return ask(request, question, forms.AllianceForm, lambda _form: acts.check_service(by=actor, service=found))


@opens(KEEPERS)
def end(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Saying the last day of a service, or bringing it back."""
    found, actor = kept_service(request, key)
    return _bring_back(request, found, actor) if found.ends else _take_off(request, found, actor)


def _bring_back(request: HttpRequest, found: SupportService, actor: Actor) -> HttpResponseBase:
    question = Question(
        title=_("Bring it back"), button=_("Put it on the list again"), done=page_of(found), saved=_("The service is on the list."),
        way=way_to(found), who=everyone(), lead=_("It then counts as checked today: call or write to them first."),
    )  # fmt: skip
    return ask(request, question, forms.AllianceForm, lambda _form: acts.take_service_up(by=actor, service=found))


def _take_off(request: HttpRequest, found: SupportService, actor: Actor) -> HttpResponseBase:
    question = Question(
        title=_("Take it off the list"), button=_("Take it off"), done=page_of(found), saved=_("From the next day on, nobody finds it."),
        way=way_to(found), who=everyone(), danger=True, lead=_("Its record is deleted a year later."),
    )  # fmt: skip
    return ask(
        request, question, forms.EndServiceForm,
        lambda form: acts.end_service(by=actor, service=found, ends=form.cleaned_data["ends"]),
    )  # fmt: skip
