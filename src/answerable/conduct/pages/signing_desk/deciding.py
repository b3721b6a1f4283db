"""A network signs by what one of its bodies decided: written down by those who keep its records."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.alliance.models import Body, Network
from answerable.alliance.queries import bodies, naming
from answerable.kit import clock
from answerable.kit.asking import Question, ask
from answerable.kit.languages import own_name

from ...actions.signing_networks import Said, sign_for_network
from ...models import Version
from ...queries import instruments, signatures, signers
from ...rules.signing import Ballot
from ..finding import language
from ..forms.signing import DecideForm
from ..paper import in_force, language_of, whole_languages
from ..presenters.signatures import title_of
from .network import KEEPERS, kept_network, way_to


@opens(KEEPERS)
def decide(request: HttpRequest, slug: str, instrument: str) -> HttpResponseBase:
    """What a body decided, with its quorum, how, and who dissented or stood aside."""
    found, actor = kept_network(request, slug)
    version = _decided_on(in_force(instrument), request.POST.get("version", ""))
    listed = bodies.bodies_in_order(found, clock.today())
    before = next((one.before for one in signers.asked_of_network(found) if one.version.pk == version.pk), None)

    def act(form: DecideForm) -> object:
        typed = form.cleaned_data
        return sign_for_network(
            by=actor, network=found, version=version, body=Body.objects.get(slug=typed["body"]), ballot=_ballot(typed),
            held_on=typed["held_on"], language=typed["language"],
            voices=[Said(typed["voice_kind"] or "dissent", typed["voice"], typed["voice_name"])],
        )  # fmt: skip

    address = reverse("promise_version", args=[version.instrument.slug, version.slug])
    since = f"?since={before.version.slug}" if before else ""
    question = Question(
        title=_("What a body decided on signing"), button=_("Write it down"), way=way_to(found),
        done=f"{reverse('network_signatures', args=[slug])}?of={instrument}",
        saved=_("The decision is written down."), lead=title_of(version, language()),
        who=_("Everyone: that a network signed, by which body, on which day, and what was said beside it."),
        context={"text_href": f"{address}{since}", "before": before, "network": found, "bodies": listed},
        template="conduct/signing/decide.html",
    )  # fmt: skip
    return ask(request, question, lambda data: _form(data, version, found, listed), act)


def _decided_on(current: Version, shown: str) -> Version:
    """Returns the version that lay before whoever writes a decision down, also where it was replaced while they wrote."""
    wanted = shown.replace("\x00", "")[:60]
    found = signatures.versions_ever(current.instrument).filter(slug=wanted).first() if wanted else None
    return instruments.whole(found.pk) if found else current


def _form(data: Any, version: Version, found: Network, listed: list[Body]) -> DecideForm:
    names = [(one.slug, naming.body_name(one, language())) for one in listed]
    tongues = [(one.language, own_name(one.language)) for one in whole_languages(instruments.whole(version.pk))]
    initial = {"version": version.slug, "language": language_of(version, found.name_language), "procedure": "consent"}
    return DecideForm(data, initial=initial, bodies=names, languages=tongues)


def _ballot(typed: dict[str, Any]) -> Ballot:
    numbers = {name: typed[name] for name in ("entitled", "quorum", "present", "in_favour", "against", "abstained")}
    return Ballot(procedure=typed["procedure"], consented=typed["consented"], **numbers)
