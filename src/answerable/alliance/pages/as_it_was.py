"""A network as it stood on a day, what happened since when, and what is planned."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.kit import clock

from ..models import Body, Network
from ..queries import history, naming, networks, organisations, people
from ..queries.days import today_at
from .days import day_asked, language
from .picturing import bodies_pictured
from .presenters.happenings import Happening, of_body, of_network
from .presenters.people import in_charge, sitting
from .words import LEVELS

MOST = 60


def network(request: HttpRequest, found: Network) -> HttpResponse:
    """One network as it stood on a day: its place, bodies, offices and organisations; names as they may be read today."""
    actor, now_in = actor_of(request), language()
    today = today_at(found.path)
    day, unreadable = day_asked(request, today)
    standing = history.standing_on(found, day)
    merge = history.merge_of(found)
    context: dict[str, object] = {
        "network": found, "name": naming.network_name(found, now_in), "level": LEVELS[found.level_kind], "day": day,
        "is_today": day == today, "unreadable": unreadable, "standing": standing,
        "merged": (merge, naming.network_name(merge.kept, now_in)) if merge else None,
    }  # fmt: skip
    if standing:
        seen = organisations.seen_by(actor)
        belonged = (
            history.organisations_on(seen, standing.all, day).prefetch_related("texts").order_by("sort_key", "pk")
        )
        context |= {
            "above": [(one.slug, naming.network_name(one, now_in)) for one in standing.above],
            "below": [(one.slug, naming.network_name(one, now_in)) for one in standing.below],
            "in_charge": in_charge(people.offices_at(found, day), actor, clock.today()),
            "bodies": bodies_pictured(found, day, now_in, known=seen), "number": belonged.count(), "most": MOST,
            "organisations": [
                (one.slug, naming.organisation_name(one, now_in), naming.organisation_name_language(one, now_in))
                for one in belonged[:MOST]
            ],
        }  # fmt: skip
    return render(request, "alliance/network_on.html", context)


def planned(body: Body, actor: Actor, now_in: str) -> list[tuple[dt.date, str]]:
    """What is settled already for a day to come: it takes effect by itself on that day."""
    today = today_at(body.network.path)
    coming = history.terms_ever_on(body).filter(starts__gt=today)
    sitters = sitting(coming, actor, clock.today(), now_in)
    lines = [(one.starts, _("%(seat)s: the next term begins") % {"seat": sitters[one.seat_id].role}) for one in coming]
    for seat in history.seats_ever_on(body):
        if seat.opened_on > today:
            lines.append((seat.opened_on, _("A seat is added")))
        if seat.closed_on and seat.closed_on > today:
            lines.append((seat.closed_on, _("A seat closes")))
    if body.closed_on and body.closed_on > today:
        lines.append((body.closed_on, _("The body is dissolved")))
    return sorted(lines)


@require_safe
@opens(ANYONE)
def network_past(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to a network: since when, until when, why."""
    found = networks.by_slug(slug)
    if found is None:
        raise Http404
    way = [(one.slug, naming.network_name(one, language())) for one in networks.above(found)]
    rows = of_network(found, actor_of(request), language())
    shown = {"network": found, "above": way, "today": today_at(found.path)}
    return _past(request, naming.network_name(found, language()), rows, shown)


@require_safe
@opens(ANYONE)
def body_past(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sat on a body: since when, until when."""
    found = Body.objects.filter(slug=slug).select_related("network").prefetch_related("texts", "network__texts").first()
    if found is None:
        raise Http404
    rows = of_body(found, actor_of(request), language())
    way = [(found.network.slug, naming.network_name(found.network, language()))]
    shown = {"body": found, "above": way, "today": today_at(found.network.path)}
    return _past(request, naming.body_name(found, language()), rows, shown)


def _past(request: HttpRequest, name: str, rows: list[Happening], about: dict[str, object]) -> HttpResponse:
    return render(request, "alliance/past.html", {"name": name, "rows": rows, **about})
