"""At the desks: an organisation that is in the records gets a place in one more network, at once or asked for."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.access.refusals import Hidden

from ...actions import organisations as acts
from ...actions import placing
from ...models import Network, Organisation, PlaceRequest
from ...queries import naming, organisations
from ...queries import places as queries
from ...rules.invitations import OPEN
from ..forms import places as forms
from ..forms.choices import organisations_of, ways_to_welcome
from ..words import APPROACH_STATUS, APPROACHES, STATES
from .asking import Question, ask, kept_network, language, network_title
from .network import KEEPERS, SHAPERS, way_to


def _way(network: Network) -> list[tuple[str, str]]:
    return [*way_to(network), (reverse("desk_network_organisations", args=[network.slug]), _("Organisations"))]


@opens(KEEPERS)
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """First which organisation of the records, then whether it gets its place at once or others are asked."""
    found, actor = kept_network(request, slug)
    listed = queries.addable(actor, found)
    chosen = listed.filter(slug=request.GET.get("with", "")).prefetch_related("texts").first()
    return _which(request, found, actor) if chosen is None else _place(request, found, chosen, actor)


def _which(request: HttpRequest, found: Network, actor: Actor) -> HttpResponseBase:
    among = organisations_of(queries.addable(actor, found), ways=ways_to_welcome(actor, found))
    question = Question(
        title=_("Add an organisation that is in the records"), button=_("Go on"), saved="", way=_way(found),
        done=lambda one: f"{reverse('desk_add_organisation', args=[found.slug])}?{urlencode({'with': one.slug})}",
        lead=_("Nothing changes yet. If others keep its records, they are asked first."),
        who=_("You and the others who keep these records."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.WhichOrganisationForm(data, among=among),
        lambda form: form.cleaned_data["organisation"],
    )  # fmt: skip


def _place(request: HttpRequest, found: Network, chosen: Organisation, actor: Actor) -> HttpResponseBase:
    asks = not queries.may_add_at_once(actor, chosen)
    name = naming.organisation_name(chosen, language())
    if asks:
        lead = _("%(organisation)s is kept by others. With a place here you would keep its records as well, so they are asked: they agree, or say no with a reason.")  # fmt: skip
        title, button, saved = (
            _("Ask for a place"),
            _("Ask them"),
            _("They are asked. You are told when there is an answer."),
        )
    else:
        lead = _("%(organisation)s gets its place at once.")
        title, button, saved = _("A place in a network"), _("Give it this place"), _("The organisation has its place.")
    question = Question(
        title=title, button=button, saved=saved, way=_way(found), lead=lead % {"organisation": name},
        done=reverse("desk_requests" if asks else "desk_network_organisations", args=[found.slug]),
        who=_("Those who keep either network’s records.") if asks else _("You and the others who keep these records."),
    )  # fmt: skip

    def act(form: forms.PlaceForm) -> object:
        typed = form.cleaned_data
        if asks:
            return placing.ask_for_place(by=actor, organisation=chosen, network=found, **typed)
        return acts.join_network(
            by=actor, organisation=chosen, network=found, state=typed["membership"], since=typed["since"]
        )

    return ask(request, question, lambda data: forms.PlaceForm(data, asks=asks), act)


@opens(SHAPERS)
def one(request: HttpRequest, key: str) -> HttpResponseBase:
    """What was asked: to be answered by those who keep the organisation, to be read and taken back by those who asked."""
    asked, actor = queries.by_key(key), actor_of(request)
    if asked is None or not queries.may_read(actor, asked):
        raise Hidden
    if queries.may_answer(actor, asked):
        return _answer(request, asked, actor)
    return _asked(request, asked, actor)


def _answer(request: HttpRequest, asked: PlaceRequest, actor: Actor) -> HttpResponseBase:
    place = [
        (
            reverse("desk_organisation", args=[asked.organisation.slug]),
            naming.organisation_name(asked.organisation, language()),
        )
    ]
    question = Question(
        title=_("Another network asks for a place"), button=_("Send this answer"), saved=_("Answered. Whoever asked is told."),
        done=reverse("desk_organisation", args=[asked.organisation.slug]), way=place, who=who_reads(),
        context=_context(asked, actor), template="alliance/desk/place_request.html",
    )  # fmt: skip

    def act(form: forms.AnswerPlaceForm) -> object:
        typed = form.cleaned_data
        if typed["answer"] == "yes":
            return placing.agree_to_place(by=actor, asked=asked, words=typed["words_to_them"])
        return placing.decline_place(by=actor, asked=asked, words=typed["words_to_them"])

    return ask(request, question, forms.AnswerPlaceForm, act)


def _asked(request: HttpRequest, asked: PlaceRequest, actor: Actor) -> HttpResponseBase:
    question = Question(
        title=_("A place that you asked for"), button=_("Take the request back"), saved=_("Taken back."),
        done=reverse("desk_requests", args=[asked.network.slug]), way=_way(asked.network), who=who_reads(),
        context=_context(asked, actor) | {"takes_back": True}, template="alliance/desk/place_request.html",
    )  # fmt: skip
    return ask(
        request, question, forms.WithdrawPlaceForm, lambda _form: placing.withdraw_place_request(by=actor, asked=asked)
    )


def who_reads() -> str:
    return _("Those who keep either network’s records.")


def _context(asked: PlaceRequest, actor: Actor) -> dict[str, Any]:
    line = lines([asked], actor)[0]
    return {
        "asked": asked, "is_open": asked.state in OPEN, "status": line["status"], "state": line["state"], "organisation": line["organisation"],
        "facts": [
            (_("Organisation"), line["organisation"]), (_("Network"), network_title(asked.network)),
            (_("Membership"), STATES[asked.membership]), *([(_("Member since"), asked.since)] if asked.since else []),
        ],
        "said": [(APPROACHES[step.state], step.on, step.words) for step in asked.steps.all() if step.words],
    }  # fmt: skip


def lines(listed: list[PlaceRequest], actor: Actor) -> list[dict[str, Any]]:
    """Says each request in a line; an organisation that was hidden from the reader since is not named."""
    seen = organisations.seen_by(actor).filter(pk__in=[one.organisation_id for one in listed])
    known = set(seen.values_list("pk", flat=True))
    return [
        {
            "key": one.key, "status": APPROACH_STATUS[one.state], "state": APPROACHES[one.state], "asked_on": one.asked_on,
            "network": network_title(one.network),
            "organisation": naming.organisation_name(one.organisation, language()) if one.organisation_id in known else _("An organisation that you cannot see any more"),
        }
        for one in listed
    ]  # fmt: skip
