"""The front page: what the alliance is, whether its committees keep their rule, and where to go."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.alliance.models import Network
from answerable.alliance.queries import bodies, naming, networks, organisations, people
from answerable.alliance.queries import figures as counts
from answerable.alliance.queries.days import these_days, today_at
from answerable.alliance.rules.composition import Standing
from answerable.alliance.rules.words import WOMENS_RIGHTS, Level
from answerable.kit import clock

GLYPHS = {"ok": "✓", "start": "○", "late": "!", "none": "–", "na": "·"}
STATUS = {Standing.KEPT: "ok", Standing.ENDING: "start", Standing.BROKEN: "late"}


@dataclass
class Crossing:
    """One country network in the woven table."""

    slug: str
    name: str
    status: str

    @property
    def glyph(self) -> str:
        return GLYPHS[self.status]

    @property
    def words(self) -> str:
        return {
            "ok": _("rule kept"),
            "start": _("kept until a term ends"),
            "late": _("too few"),
            "na": _("no rule"),
        }.get(self.status, _("no committee recorded"))


@dataclass
class Thread:
    """One region in the woven table."""

    name: str
    slug: str
    crossings: list[Crossing] = field(default_factory=list)
    gaps: range = range(0)
    kept: int = 0
    of: int = 0


@require_safe
@opens(ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), clock.today()
    language = get_language() or "en"
    root = networks.root()
    listed = list(networks.open_networks(today).prefetch_related("texts"))
    threads = woven(listed, standings(actor), language)
    context = {
        "root": root,
        "name": naming.network_name(root, language) if root else "",
        "about": naming.network_about(root, language) if root else "",
        "threads": threads,
        "regions": sum(one.level_kind == Level.REGION for one in listed),
        "networks": sum(one.level_kind in {Level.COUNTRY, Level.LOCAL} for one in listed),
        "figures": figures(actor, listed, threads),
        "organisations": counts.organisations_in_networks(actor),
        "boards": boards(root, language),
        "today": today,
    }
    return render(request, "site/home.html", context)


WIDEST = 12  # crossings a row; a longer thread goes on in the next


def standings(actor: Actor) -> dict[int, str]:
    """Returns how each national committee stands, by its network's pk."""

    def make() -> dict[int, str]:
        committees = bodies.national_committees()
        known = organisations.seen_by(actor)
        return {one.body.network_id: _standing(one) for one in bodies.compositions(committees, known=known)}

    return counts.counted(actor, "standing of national committees", make, on=these_days())


def woven(listed: list[Network], standing: dict[int, str], language: str) -> list[Thread]:
    """Returns a thread a region, with a crossing for each of its country networks; those in no region hang together."""
    tops = [one for one in listed if one.level_kind == Level.REGION]
    threads = {one.path: Thread(naming.network_name(one, language), one.slug) for one in [*tops, *listed[:1]]}
    for network in listed:
        if network.level_kind == Level.COUNTRY:
            home = max((path for path in threads if network.path.startswith(path)), key=len)
            name = naming.network_name(network, language)
            threads[home].crossings.append(Crossing(network.slug, name, standing.get(network.pk, "none")))
    ordered = sorted((one for one in threads.values() if one.crossings), key=lambda one: one.name.casefold())
    widest = min(WIDEST, max((len(one.crossings) for one in ordered), default=0))
    return [row for one in ordered for row in _rows(one, widest)]


def _standing(composition: bodies.Composition) -> str:
    worst = min((rule.verdict.standing for rule in composition.rules), key=_worst_first, default=None)
    return STATUS[worst] if worst else "na"


def _rows(thread: Thread, widest: int) -> list[Thread]:
    """Cuts a thread into rows of equal width; only the first one bears the name and the sum."""
    kept = sum(one.status in {"ok", "start"} for one in thread.crossings)
    rows = []
    for start in range(0, len(thread.crossings), widest):
        part = thread.crossings[start : start + widest]
        name = "" if start else thread.name
        rows.append(
            Thread(name, thread.slug, part, range(widest - len(part)), 0 if start else kept, len(thread.crossings))
        )
    return rows


def _worst_first(standing: Standing) -> int:
    return (Standing.BROKEN, Standing.ENDING, Standing.KEPT).index(standing)


@dataclass(frozen=True)
class Figure:
    """A share in words: `number` of `of`, what it counts, and its bar."""

    number: int
    of: int
    words: str
    hint: str

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.of) if self.of else 0


def figures(actor: Actor, listed: list[Network], threads: list[Thread]) -> list[Figure]:
    """Returns the three shares of the front page, each counted from the records on this day."""
    countries = [one for one in listed if one.level_kind == Level.COUNTRY]
    kept = sum(one.kept for one in threads)
    coordinated = people.coordinated([one.pk for one in countries])
    womens_rights, belonging = counts.of_kind(actor, WOMENS_RIGHTS)
    return [
        Figure(
            kept, len(countries), _("country networks have at least two women’s-rights organisations on their steering committee."),
            _("The rule: at least two in every one"),
        ),
        Figure(
            coordinated, len(countries), _("country networks have a coordinator in office, whose name and term can be looked up."),
            _("The others are looking for one"),
        ),
        Figure(
            womens_rights, belonging, _("organisations shown here are women’s-rights organisations."),
            _("As each says of itself")
            if belonging == counts.organisations_in_networks(actor)
            else _("As each says of itself; one whose membership is suspended is not counted"),
        ),
    ]  # fmt: skip


def boards(root: Network | None, language: str) -> list[tuple[str, str, int, int]]:
    """Returns the alliance's own bodies: address, name, seats, vacant."""
    if root is None:
        return []
    listed = bodies.bodies_in_order(root, today_at(root.path))
    return [
        (one.body.slug, naming.body_name(one.body, language), one.seats, max(one.seats - one.filled, 0))
        for one in bodies.compositions(listed)
    ]
