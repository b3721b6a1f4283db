"""At a network's desk: ending an office, handing it over, and somebody for a while where nobody coordinates any more."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden, Refused

from ...actions import handovers
from ...actions import interim as interim_acts
from ...actions import offices as office_acts
from ...models import Network, OfficeTerm
from ...permissions import require
from ...queries import endings, organisations
from ...queries.days import today_at, today_where
from ...rules.words import Office
from ..forms import leaving as forms
from ..words import OFFICES
from .asking import Question, ask, home_network, kept_network
from .network import way_to
from .organisations import way_to_organisation
from .people import GRANTERS, WELCOMING_GRANTERS, lead_on, who_sees


def kept_term(request: HttpRequest, pk: int) -> tuple[OfficeTerm, Actor, Network]:
    """Returns an office term with the network in whose care it lies."""
    actor = actor_of(request)
    term = OfficeTerm.objects.filter(pk=pk).select_related("person", "network", "organisation").first()
    if term is None:
        raise Hidden
    network = term.network or (home_network(term.organisation) if term.organisation else None)
    known = organisations.seen_by(actor)
    if term.organisation_id and not known.filter(pk=term.organisation_id).exists():
        raise Hidden
    if network is None or not office_acts.may_end_office(actor, term):
        raise Refused("not_your_place")
    return term, actor, network


def way_from(term: OfficeTerm, network: Network) -> list[tuple[str, str]]:
    """Leads through the organisation where the office is one of its own: who speaks for it may not open the network’s desk."""
    return way_to_organisation(term.organisation) if term.organisation else way_to(network)


def back_from(term: OfficeTerm) -> str:
    if term.network:
        return reverse("desk_network_people", args=[term.network.slug])
    return reverse("desk_organisation_people", args=[term.organisation.slug if term.organisation else ""])


@opens(WELCOMING_GRANTERS)
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ending an office on a day."""
    term, actor, network = kept_term(request, pk)
    alone = _(
        "Nobody else coordinates this network. Those who keep the network above are told at once: its records are in their care then, and they may entrust somebody with it for a while."
    )
    last = endings.is_last_coordinator(term, today_where(term))
    question = Question(
        title=_("End an office"), button=_("End the office"), done=back_from(term), saved=_("The office ends on that day. The person is told."),
        way=way_from(term, network), lead=f"{OFFICES[term.office]}. {alone}" if last else OFFICES[term.office], who=who_sees(), danger=True,
    )  # fmt: skip
    return ask(
        request,
        question,
        lambda data: forms.EndOfficeForm(data, initial={"ends": today_where(term)}),
        lambda form: office_acts.end_office(by=actor, term=term, **form.cleaned_data),
    )


@opens(WELCOMING_GRANTERS)
def hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Passing an office on, with a note on what is open."""
    term, actor, network = kept_term(request, pk)
    require(office_acts.may_hand_over_office(actor, term))

    def act(form: forms.HandOverForm) -> object:
        return handovers.hand_over_office(by=actor, term=term, **form.cleaned_data)

    told = (
        _("The office passes on that day. Both are told.")
        if term.person.account_id
        else _("The office passes on that day. Whoever follows is told.")
    )
    question = Question(
        title=_("Hand over an office"), button=_("Hand it over"), done=back_from(term), saved="", after=lambda following: lead_on(request, following, told, back_from(term)),
        way=way_from(term, network), lead=OFFICES[term.office], who=who_sees(),
    )  # fmt: skip
    first = {"on": max(today_where(term), handovers.earliest_handover(term))}
    return ask(
        request, question, lambda data: forms.HandOverForm(data, initial=first, actor=actor, network=network), act
    )


@opens(GRANTERS)
def interim(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Naming somebody for a while where nobody coordinates a network."""
    found, actor = kept_network(request, slug)
    require(office_acts.may_grant(actor, Office.COORDINATOR, found))

    def act(form: forms.InterimForm) -> object:
        return interim_acts.name_interim_coordinator(by=actor, network=found, **form.cleaned_data)

    question = Question(
        title=_("Somebody for a while"), button=_("Grant the office"), done=reverse("desk_network_people", args=[slug]),
        saved="", after=lambda term: lead_on(request, term, _("The office is granted. The person is told."), reverse("desk_network_people", args=[slug])),
        way=[*way_to(found), (reverse("desk_network_people", args=[slug]), _("People"))],
        who=_("Everyone sees that the office is held, and that it is for a while; the name only as the person chose."),
        lead=_("Nobody coordinates this network. Entrust somebody with it until a day, while you look for who comes next."),
    )  # fmt: skip
    first = {"starts": today_at(found.path)}
    return ask(request, question, lambda data: forms.InterimForm(data, initial=first, actor=actor, network=found), act)
