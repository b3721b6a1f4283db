"""Lists: everything one may read, by who made it, to whom, and in which network; and one’s own."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, SIGNED_IN, actor_of, opens
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import naming as alliance_naming
from answerable.alliance.queries import networks
from answerable.alliance.queries.days import todays_at
from answerable.alliance.queries.merging import of_organisations
from answerable.alliance.rules.words import Level
from answerable.kit import clock
from answerable.kit.tables import Column, Filter, Table
from answerable.kit.text import fold

from ..models import Commitment, CommitmentText
from ..queries import due, seeing, standing_in
from ..queries.naming import Names, text_of
from ..queries.parties import networks_meant, organisations_meant, voices_of
from ..rules.states import standing
from ..rules.words import QUIET_ORIGINS, Origin, Shown, State
from .asking import language
from .presenting import lines_of, owed_words, owner_words
from .words import CHOICES, ORIGINS, SHOWN, STANDINGS

Found = QuerySet[Commitment]


def saying(found: Found, words: str) -> Found:
    texts = CommitmentText.objects.filter(commitment=OuterRef("pk"))
    for word in fold(words).split()[:8]:
        texts = texts.filter(folded__contains=word)
    return found.filter(Exists(texts))


def made_by(found: Found, words: str, *, actor: Actor) -> Found:
    meant = organisations_meant(actor, words)
    return found.filter(of_organisations(meant) | seeing.among_networks(networks_meant(words)))


def made_to(found: Found, words: str, *, actor: Actor) -> Found:
    to_organisations = seeing.made_to_organisation(found, organisations_meant(actor, words))
    return to_organisations | seeing.made_to_network(found, networks_meant(words))


def in_state(found: Found, codes: tuple[str, ...]) -> Found:
    wanted = Q(state__in=[code for code in codes if code != State.OPEN])
    if State.OPEN in codes:
        wanted |= due.still_open()
    if "overdue" in codes:
        wanted |= due.overdue()
    return found.filter(wanted)


def in_network(found: Found, slug: str) -> Found:
    network = networks.by_slug(slug)
    return seeing.in_network(found, network) if network else found.none()


def from_origin(found: Found, code: str) -> Found:
    """What came from harm or need is not told apart from what has no origin to tell of."""
    return found.filter(origin__in=[code, *QUIET_ORIGINS] if code == Origin.OWN else [code])


def origin_told(one: Commitment) -> str:
    return "" if one.origin in {*QUIET_ORIGINS, Origin.OWN} else str(ORIGINS[one.origin])


def origin_words_told(one: Commitment) -> str:
    return "" if one.origin in QUIET_ORIGINS else one.origin_words


def filters(actor: Actor, now_in: str) -> list[Filter[Commitment]]:
    listed = networks.open_networks(clock.today()).exclude(level_kind=Level.ALLIANCE).prefetch_related("texts")
    places = [(one.slug, "\u2003" * (one.depth - 2) + alliance_naming.network_name(one, now_in)) for one in listed]
    origins = [(one.value, ORIGINS[one]) for one in Origin if one not in QUIET_ORIGINS]
    return [
        Filter("q", gettext_lazy("In its words"), saying),
        Filter("by", gettext_lazy("Made by"), partial(made_by, actor=actor)),
        Filter("to", gettext_lazy("Made to"), partial(made_to, actor=actor)),
        Filter("network", gettext_lazy("Network"), in_network, choices=places),
        Filter("origin", gettext_lazy("Where it comes from"), from_origin, choices=origins),
        Filter("state", gettext_lazy("How it stands"), in_state, choices=list(CHOICES.items()), many=True),
    ]  # fmt: skip


def columns(names: Names, days: Mapping[str, dt.date]) -> list[Column[Commitment]]:
    """The columns of the downloaded list; `days`: which day it is at each place."""
    now_in = names.language
    return [
        Column("what", _("What"), lambda one: text_of(one, now_in).what),
        Column("by", _("Made by"), lambda one: owner_words(one, names)),
        Column("to", _("Made to"), lambda one: owed_words(one, names)),
        Column("made", _("Said on"), lambda one: one.made_on, sort="made_on"),
        Column("due", _("By when"), lambda one: one.due, sort="due"),
        Column("state", _("How it stands"), lambda one: STANDINGS[standing(State(one.state), one.due, days[one.place.path])], sort="state"),
        Column("closed", _("Closed on"), lambda one: one.closed_on, sort="closed_on"),
        Column("steps", _("Steps"), lambda one: len(one.steps.all()), is_number=True),
        Column("steps_done", _("Steps done"), lambda one: sum(bool(step.done_on) for step in one.steps.all()), is_number=True),
        Column("network", _("Network"), lambda one: alliance_naming.network_name(one.place, now_in)),
        Column("origin", _("Where it comes from"), origin_told),
        Column("origin_words", _("Which one"), origin_words_told),
        Column("shown", _("Who may read it"), lambda one: SHOWN[one.shown]),
    ]  # fmt: skip


def of_owner_at_risk() -> Q:
    """What an organisation at risk has made, by itself or as a duplicate that became part of it."""
    known = Organisation.objects.filter(at_risk=True).values("pk")
    into = "organisation__merged_into"
    return Q(organisation__in=known) | Q(**{f"{into}__in": known}) | Q(**{f"{into}__merged_into__in": known})


def table_of(request: HttpRequest, found: Found, actor: Actor) -> Table[Commitment]:
    now_in = language()
    made = Table(
        request,
        seeing.with_lines(found),
        columns(Names(actor, now_in), {}),
        filters(actor, now_in),
        order=("-made_on", "-pk"),
        size=20,
    )
    if made.download:  # what is private, or of an owner at risk, is in no list that leaves the house
        made.found = made.found.exclude(shown=Shown.PRIVATE).exclude(of_owner_at_risk())
        names = Names.of(made.rows, actor, now_in, clock.today(), leaving=True)
        made.columns = columns(names, todays_at(one.place.path for one in made.rows))
    return made


@require_safe
@opens(ANYONE)
def listed(request: HttpRequest) -> HttpResponseBase:
    """All commitments that this reader may read."""
    actor = actor_of(request)
    found = seeing.seen_by(actor)
    table = table_of(request, found, actor)
    if table.download:
        return table.response("commitments")
    context = {
        "table": table, "lines": lines_of(table.page.object_list, actor, language()), "sums": sums_of(table.rows),
        "is_known": actor.is_known, "is_first": not request.GET,
    }  # fmt: skip
    return render(request, "commitments/list.html", context)


def sums_of(found: Found) -> list[tuple[int, str, object]]:
    """Returns how many stand how, for whatever was asked."""
    numbers = found.order_by().aggregate(
        open=Count("pk", filter=due.still_open(), distinct=True),
        overdue=Count("pk", filter=due.overdue(), distinct=True),
        done=Count("pk", filter=Q(state__in=(State.DONE, State.DONE_LATE)), distinct=True),
        not_kept=Count("pk", filter=Q(state=State.NOT_KEPT), distinct=True),
        released=Count("pk", filter=Q(state=State.RELEASED), distinct=True),
    )
    shown = [
        (State.OPEN, "start"),
        ("overdue", "late"),
        (State.DONE, "ok"),
        (State.NOT_KEPT, "none"),
        (State.RELEASED, "na"),
    ]
    return [(numbers[str(code)], status, STANDINGS[code]) for code, status in shown if numbers[str(code)]]


@require_safe
@opens(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    """What I, and those I speak for, have said; and what was said to us."""
    actor, now_in = actor_of(request), language()
    own = seeing.with_lines(seeing.seen_by(actor).filter(seeing.owned_by(actor)))
    owed = seeing.with_lines(seeing.seen_by(actor).filter(seeing.owed_to_those_of(actor)))
    without, meanwhile = in_care_meanwhile(actor)
    context = {
        "voices": [(one.mark, one.name(now_in)) for one in voices_of(actor)],
        "own": lines_of(_in_order(own), actor, now_in), "owed": lines_of(_in_order(owed), actor, now_in),
        "without": [(one.slug, alliance_naming.network_name(one, now_in)) for one in without], "meanwhile": lines_of(meanwhile, actor, now_in),
    }  # fmt: skip
    return render(request, "commitments/mine.html", context)


def in_care_meanwhile(actor: Actor) -> tuple[list[Network], list[Commitment]]:
    """Returns what is still open of what was said to networks that nobody coordinates, for whoever keeps the records above, and those networks.

    No network is named of which this reader would learn by it alone that something was said to it.
    """
    in_care = standing_in.in_care_of(actor)
    if not in_care:
        return [], []
    said = standing_in.said_to(in_care, actor).filter(state=State.OPEN).exclude(seeing.of_sides(actor))
    listed = _in_order(seeing.with_lines(said))
    named = {owed.network_id for one in listed for owed in one.owed.all()}
    return [one for one in in_care if one.pk in named], listed


MOST_OF_MINE = 200


def _in_order(found: Found) -> list[Commitment]:
    """What is open comes first, the nearest day foremost; then what is closed, the latest first."""
    going = list(found.filter(state=State.OPEN).order_by("due", "pk")[:MOST_OF_MINE])
    return going + list(found.exclude(state=State.OPEN).order_by("-closed_on", "-pk")[:MOST_OF_MINE])


def address_of(**asked: str) -> str:
    return f"{reverse('commitments')}?{urlencode(asked)}"
