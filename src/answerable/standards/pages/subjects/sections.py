"""Where standing speaks on pages of rooms below: of networks, of organisations, at their desks, on one’s own page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import actor_of
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries.days import today_at
from answerable.kit.sections import Part, Section, declare

from ...permissions import organisation_path, speaks_for_organisation
from ...queries.seeing import subjects_seen_by
from ...queries.sides import home_of
from .finding import desk_of
from .lines import stands_of, sums_of
from .tasks import MOST, MOST_COUNTED, tasks_of

SECTION, LINK, WAY, TASKS, ALL = (
    f"standards/subjects/{name}.html" for name in ("section", "link", "way", "tasks_some", "tasks_all")
)
A_FEW = 5


def declare_all() -> None:
    for place, part, order in (
        ("alliance.organisation", of_organisation, 10),
        ("alliance.network", of_network, 11),
        ("alliance.desk_organisation", of_organisation, 10),
        ("alliance.desk_network", of_network, 11),
        ("alliance.desk_organisation.acts", offers_link, 20),
        ("site.me", my_tasks, 5),
        ("site.me.account", my_link, 5),
        ("site.tasks", all_tasks, 10),
    ):
        declare(Section(place, part, order))


def of_organisation(request: HttpRequest, organisation: Organisation) -> Part | None:
    """How it stands, in numbers side by side, for whoever may see it."""
    seen = subjects_seen_by(actor_of(request)).filter(organisation=organisation).first()
    if seen is None:
        return None
    sums = sums_of(stands_of([seen], today_at(home_of(seen))))
    return Part(SECTION, {"sums": sums, "href": desk_of(seen)})


def of_network(request: HttpRequest, network: Network) -> Part | None:
    """The way to what is asked of the network itself, below the picture of it."""
    seen = subjects_seen_by(actor_of(request)).filter(network=network).first()
    return Part(WAY, {"href": desk_of(seen), "words": _("Its own duties, one by one")}) if seen else None


def offers_link(request: HttpRequest, organisation: Organisation) -> Part | None:
    if not speaks_for_organisation.covers(actor_of(request), organisation_path(organisation.pk)):
        return None
    return Part(
        LINK, {"href": reverse("offers", args=[organisation.slug]), "words": _("What we offer: to vouch, to help")}
    )


def my_tasks(request: HttpRequest, _person: object) -> Part | None:
    """The first few things that await somebody."""
    tasks = tasks_of(actor_of(request), most=A_FEW)
    return Part(TASKS, {"tasks": tasks}) if tasks.any else None


def all_tasks(request: HttpRequest, _person: object) -> Part:
    most = MOST_COUNTED if request.GET.get("all") else MOST
    return Part(ALL, {"tasks": tasks_of(actor_of(request), most=most)})


def my_link(_request: HttpRequest, _person: object) -> Part:
    return Part(LINK, {"href": reverse("my_standing"), "words": _("Where we stand")})
