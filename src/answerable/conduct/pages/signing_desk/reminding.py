"""Who has still to sign, for those who may know it, and reminding them. Nobody else sees it, and no list of it is taken along."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from answerable.access.actors import Actor
from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import naming, organisations
from answerable.kit.asking import Question, ask

from ...actions import reminding_signers as acts
from ...models import Version
from ...permissions import may_enter_for_organisation, may_see_who_has_not
from ...queries import reminding, signers
from ...rules.words import Reminded
from ..finding import language
from ..forms.signing import RemindForm, SigningForm
from ..paper import in_force
from ..presenters.signatures import title_of
from .network import KEEPERS, kept_network, office_rows, way_to
from .organisation import EDITORS, kept_organisation

AT_ONCE = 50


@opens(KEEPERS)
def of_network(request: HttpRequest, slug: str, instrument: str) -> HttpResponseBase:
    """Those in office, the organisations and the networks that have not signed, and reminding them."""
    found, actor = kept_network(request, slug)
    version = in_force(instrument)
    if not found.path.startswith(version.instrument.network.path):
        raise Hidden
    offices = signers.not_signed(version, found, actor)
    groups = _groups(version, found, actor, len(offices))
    question = Question(
        title=_("Who has still to sign"), button=_("Remind them"), way=way_to(found), lead=title_of(version, language()),
        done=f"{reverse('network_signatures', args=[slug])}?of={instrument}", saved=_("They are reminded, by one mail a day at most."),
        who=_("You and the others who keep these records. Which people of an organisation have not signed, only whoever speaks for it sees."),
        context={
            "groups": groups, "page_of_offices": Paginator(office_rows(offices), AT_ONCE).get_page(request.GET.get("page")),
            "networks": [naming.network_name(one, language()) for one in signers.networks_left(version, found)[:AT_ONCE]],
            "organisations_href": f"{reverse('network_signatures', args=[slug])}?of={instrument}&state=left", "of_network": True,
        },
        template="conduct/signing/remind.html",
    )  # fmt: skip
    choices = [(one["code"], one["words"]) for one in groups]

    def act(form: RemindForm) -> object:
        for whom in form.cleaned_data["whom"]:
            acts.remind_below(by=actor, network=found, version=version, whom=Reminded(whom))
        return None

    return ask(request, question, lambda data: RemindForm(data, groups=choices), act)


def _groups(version: Version, found: Network, actor: Actor, offices: int) -> list[dict[str, Any]]:
    """Returns those who can be reminded, with how many they are and when they were last."""
    instrument = version.instrument
    counted = [(Reminded.OFFICES, offices, ngettext("%(n)s person whose office asks for it", "%(n)s people whose office asks for it", offices))]  # fmt: skip
    if instrument.organisations_sign:
        number = signers.organisations_left(version, found, actor).count()
        counted.append((Reminded.ORGANISATIONS, number, ngettext("%(n)s organisation", "%(n)s organisations", number)))
    if instrument.networks_sign:
        number = signers.networks_left(version, found).count()
        counted.append((Reminded.NETWORKS, number, ngettext("%(n)s network below", "%(n)s networks below", number)))
    return [
        {"code": str(whom), "words": words % {"n": number}, "last": reminding.last_reminded(version, found.path, whom)}
        for whom, number, words in counted
        if number
    ]


@opens(EDITORS)
def of_organisation(request: HttpRequest, slug: str, instrument: str) -> HttpResponseBase:
    """For whoever speaks for an organisation: who of its people has not signed. For those who keep its records: reminding
    whoever speaks for it."""
    found, actor = kept_organisation(request, slug)
    version = in_force(instrument)
    if not any(path.startswith(version.instrument.network.path) for path in organisations.network_paths(found)):
        raise Hidden
    if may_see_who_has_not(actor, found.pk):
        return _people(request, found, version, actor)
    if not may_enter_for_organisation(actor, found.pk, organisations.network_paths(found)):
        raise Hidden
    question = _question(
        found, version, title=_("Remind an organisation"),
        lead=_("Whoever speaks for it is reminded that the text awaits its signature, or what holds it back."),
        who=_("Whoever speaks for this organisation is told that it was asked again, not by whom."),
    )  # fmt: skip
    question.context["last"] = reminding.last_reminded(version, reminding.place_of(found), Reminded.SPEAKERS)
    return ask(
        request, question, SigningForm,
        lambda _form: acts.remind_speakers(by=actor, organisation=found, version=version),
    )  # fmt: skip


def _people(request: HttpRequest, found: Organisation, version: Version, actor: Actor) -> HttpResponseBase:
    left = signers.colleagues_left(found, version, actor)
    question = _question(
        found, version, title=_("Who has still to sign"), lead=title_of(version, language()),
        who=_("You and whoever else speaks for this organisation. Those who said what holds them back are not reminded, and nobody is told who they are."),
    )  # fmt: skip
    question.context.update(
        page_of_people=Paginator(left, AT_ONCE).get_page(request.GET.get("page")), number=len(left), of_people=True,
        last=reminding.last_reminded(version, reminding.place_of(found), Reminded.PEOPLE),
    )  # fmt: skip
    return ask(
        request, question, SigningForm, lambda _form: acts.remind_people(by=actor, organisation=found, version=version)
    )


def _question(found: Organisation, version: Version, *, title: str, lead: str, who: str) -> Question:
    name = naming.organisation_name(found, language())
    return Question(
        title=title, button=_("Remind them"), done=reverse("organisation_signatures", args=[found.slug]), lead=lead, who=who,
        saved=_("They are reminded, by one mail a day at most."), way=[(reverse("organisation_signatures", args=[found.slug]), name)],
        context={"text": title_of(version, language())}, template="conduct/signing/remind.html",
    )  # fmt: skip
