"""The network desk: what to do next, names, standing in the tree, figures."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import office, opens
from answerable.kit import clock
from answerable.kit.languages import name as language_name

from ...actions import networks as acts
from ...models import Network, Term
from ...permissions import keeps, may_shape_network, require
from ...queries import approaches, endings, figures, naming, networks, places, todo, zones
from ...queries.profile import profile
from ...rules.composition import Standing
from ..forms import networks as forms
from ..presenters.claims import claims_in
from ..presenters.people import names_seen
from ..words import LEVELS, OFFICES
from .asking import Question, ask, kept_network, language, network_title

KEEPERS = office(*keeps.offices)
SHAPERS = office(*keeps.offices, step_up=True)


NEAR_DAYS = 90


def way_to(network: Network) -> list[tuple[str, str]]:
    return [(reverse("desk_network", args=[network.slug]), network_title(network))]


@require_safe
@opens(KEEPERS)
def desk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The desk's front page: one sentence of figures, what to do next, then the rest."""
    found, actor = kept_network(request, slug)
    today = clock.today()
    context = {
        "network": found,
        "name": network_title(found),
        "level": LEVELS[found.level_kind],
        "number": figures.organisations_at(actor).get(found.path, 0),
        "gaps": todo.gaps(actor, found),
        "unsettled": _unsettled(actor, found),
        "ending": _ending(actor, found),
        "seats_ending": [
            (one, naming.body_name(one.seat.body, language()), one.ends) for one in _seats_ending(actor, found)
        ],
        "below": [(one.slug, naming.network_name(one, language())) for one in networks.directly_below(found, today)],
        "may_shape": may_shape_network(actor, found.path),
        "is_root": found.depth == 1,
        "waiting": approaches.waiting(actor, found) + places.waiting(actor, found),
    }
    return render(request, "alliance/desk/network.html", context)


def _unsettled(actor: Actor, found: Network) -> list[dict[str, object]]:
    """Bodies that break a rule or soon will, each with what would mend it."""
    rows: list[dict[str, object]] = []
    for one in todo.unsettled(actor, found):
        for rule in one.rules:
            if rule.verdict.standing != Standing.KEPT:
                rows.append({
                    "slug": one.body.slug, "name": naming.body_name(one.body, language()), "network": naming.network_name(one.body.network, language()),
                    "number": rule.verdict.number, "needed": rule.verdict.needed, "on": rule.verdict.on,
                    "broken": rule.verdict.standing == Standing.BROKEN,
                })  # fmt: skip
    return rows


def _seats_ending(actor: Actor, found: Network) -> list[Term]:
    here = keeps.filter(actor, "seat__body__network__path")
    near = endings.terms_ending(NEAR_DAYS).filter(here, seat__body__network__path__startswith=found.path)
    return list(near.prefetch_related("seat__body__texts")[:20])


def _ending(actor: Actor, found: Network) -> list[dict[str, object]]:
    terms = list(todo.ending_soon(actor, found)[:20])
    names = names_seen({term.person_id for term in terms}, actor, clock.today())
    return [
        {"term": term, "name": names.get(term.person_id, ""), "office": OFFICES[term.office], "ends": term.ends}
        for term in terms
    ]


@opens(KEEPERS)
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Changing what is remembered of a network besides its names."""
    found, actor = kept_network(request, slug)
    initial = {"since": found.since, "country": found.country, "time_zone": found.time_zone}
    question = Question(
        title=_("About the network"), button=_("Keep the changes"), done=reverse("desk_network", args=[slug]),
        saved=_("The changes are kept."), way=way_to(found), who=_("Everyone: these are public."),
    )  # fmt: skip
    above = zones.zone_at(found.path[: -zones.STEP]).name
    near = zones.zones_of_country(found.country)
    return ask(
        request, question, lambda data: forms.NetworkForm(data, initial=initial, language=language(), zone_above=above, zones=near),
        lambda form: acts.change_network(by=actor, network=found, **form.cleaned_data),
    )  # fmt: skip


@opens(KEEPERS)
def name(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """A network's name and description in one language, its own name beside."""
    found, actor = kept_network(request, slug)
    text = found.texts.filter(language=code).first()
    initial = {
        "name": text.name if text else (found.name if code == found.name_language else ""),
        "about": text.about if text else "",
    }
    question = Question(
        title=_("Name and description"), button=_("Keep this text"), done=reverse("desk_network_names", args=[slug]),
        saved=_("The text is kept."), way=[*way_to(found), (reverse("desk_network_names", args=[slug]), _("Names"))],
        who=_("Everyone: these are public."), context={"text_language": code, "own_name": found.name},
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.NameForm(data, initial=initial),
        lambda form: acts.name_network(by=actor, network=found, language=code, **form.cleaned_data),
    )  # fmt: skip


@require_safe
@opens(KEEPERS)
def names(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A network's names, one row a language, with what is missing."""
    found, _actor = kept_network(request, slug)
    kept = profile()
    texts = {text.language: text for text in found.texts.all()}
    codes = dict.fromkeys([*(kept.languages if kept else []), *texts])
    context = {
        "network": found, "title": network_title(found), "way": way_to(found),
        "rows": [(code, language_name(code, language()), texts.get(code)) for code in codes],
    }  # fmt: skip
    return render(request, "alliance/desk/names.html", context)


@opens(KEEPERS)
def open_below(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Opening a network under this one."""
    found, actor = kept_network(request, slug)
    question = Question(
        title=_("Open a network here"), button=_("Open it"), done=reverse("desk_network", args=[slug]),
        saved=_("The network is open."), way=way_to(found), who=_("Everyone: the tree is public."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.OpenNetworkForm(data, under=found, language=language()),
        lambda form: acts.open_network(by=actor, under=found, name_language=language(), **form.cleaned_data),
    )  # fmt: skip


@opens(SHAPERS)
def move(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Moving a network, with all below it, to stand under another."""
    found, actor = kept_network(request, slug)
    require(may_shape_network(actor, found.path))

    def act(form: forms.MoveNetworkForm) -> object:
        under = Network.objects.get(slug=form.cleaned_data["under"])
        return acts.move_network(by=actor, network=found, under=under, starts=form.cleaned_data["starts"])

    question = Question(
        title=_("Move the network"), button=_("Move it"), done=reverse("desk_network", args=[slug]), saved=_("The network has moved."),
        way=way_to(found), lead=_("Everything below it moves along. Where it stood before stays in its history."),
        who=_("Everyone: the tree is public."),
    )  # fmt: skip
    return ask(request, question, lambda data: forms.MoveNetworkForm(data, actor=actor, language=language()), act)


@opens(SHAPERS)
def close(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Closing a network; its history stays."""
    found, actor = kept_network(request, slug)
    require(may_shape_network(actor, found.path))
    question = Question(
        title=_("Close the network"), button=_("Close it"), done=reverse("network", args=[slug]), saved=_("The network is closed."),
        way=way_to(found), lead=_("Offices here end that day. Its page and its history stay."), danger=True,
        who=_("Everyone: the tree is public."),
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.CloseNetworkForm,
        lambda form: acts.close_network(by=actor, network=found, ends=form.cleaned_data["ends"]),
    )


@opens(KEEPERS)
def claims(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Figures stated about a network, and stating another one."""
    found, actor = kept_network(request, slug)
    question = Question(
        title=_("Figures and their sources"), button=_("Record this figure"), done=reverse("desk_network_claims", args=[slug]),
        saved=_("The figure is recorded."), way=way_to(found), who=_("Everyone: figures and sources are public."),
        lead=_("A count is a claim: it stands with its day and its source, beside all others and beside the live count."),
        context={"claims": claims_in(found, language()), "network": found}, template="alliance/desk/claims.html",
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.ClaimForm,
        lambda form: acts.claim_count(by=actor, network=found, source_language=language(), **form.cleaned_data),
    )
