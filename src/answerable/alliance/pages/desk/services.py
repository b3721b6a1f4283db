"""The desk of support services: those in one's care, each with what can be done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.kit import clock, countries
from answerable.kit.languages import name as language_name
from answerable.kit.tables import Column, Filter, Table

from ...models import SupportService
from ...permissions import keeps
from ...queries import naming, networks, services
from ...queries.services import Services
from ..forms import choices
from ..presenters.services import said_of, where_of
from ..words import COSTS, SERVES, need_name
from .asking import language
from .network import KEEPERS

CHECKED = {"old": gettext_lazy("Not checked for long"), "fresh": gettext_lazy("Checked lately")}
STATES = {"there": gettext_lazy("There now"), "ended": gettext_lazy("Ended")}


def way() -> list[tuple[str, str]]:
    return [(reverse("desk_services"), _("Support services"))]


def everyone() -> str:
    return _("Everyone, also without an account. Who keeps the record is not shown.")


def title_of(one: SupportService) -> str:
    return said_of(one, "name", language()).words


def _checked(found: Services, state: str) -> Services:
    old = services.unchecked(clock.today()).values("pk")
    return found.filter(pk__in=old) if state == "old" else found.exclude(pk__in=old)


def _standing(found: Services, state: str) -> Services:
    there = services.current(clock.today()).values("pk")
    return found.filter(pk__in=there) if state == "there" else found.exclude(pk__in=there)


def _at(found: Services, slug: str) -> Services:
    network = networks.by_slug(slug)
    return services.in_network(found, network) if network else found.none()


def filters(actor: Actor, kept: Services) -> list[Filter[SupportService]]:
    now_in = language()
    lands = {code for places in kept.values_list("countries", flat=True) for code in places}
    return [
        Filter("q", _("Name, place or what it does"), services.matching),
        Filter("network", _("Network"), _at, choices=choices.network_choices(actor, now_in, clock.today())),
        Filter("need", _("What it helps with"), services.of_need, choices=choices.needs_met(kept, now_in)),
        Filter("country", _("Country"), services.in_country, choices=[(code, name) for code, name in countries.choices(now_in) if code in lands]),
        Filter("checked", _("When it was checked"), _checked, choices=list(CHECKED.items())),
        Filter("state", _("State"), _standing, choices=list(STATES.items())),
    ]  # fmt: skip


def columns() -> list[Column[SupportService]]:
    return [
        Column("name", _("Name"), title_of, sort="sort_key", href=page_of),
        Column("needs", _("What it helps with"), lambda one: "; ".join(need_name(need, language()) for need in one.needs.all())),
        Column("countries", _("Countries"), _where),
        Column("network", _("Network"), lambda one: naming.network_name(one.network, language())),
        Column("checked_on", _("Checked on"), lambda one: one.checked_on, sort="checked_on"),
        Column("ends", _("Last day"), lambda one: one.ends, sort="ends"),
    ]  # fmt: skip


def page_of(one: SupportService) -> str:
    return reverse("desk_service", args=[one.key])


def _where(one: SupportService) -> str:
    return _("everywhere") if one.everywhere else "; ".join(where_of(one, language()))


def columns_to_take() -> list[Column[SupportService]]:
    """The columns of the downloaded list: with the headings that an import understands."""
    listed = columns()
    return [
        Column("external_id", _("Own number"), lambda one: one.external_id), *listed[:3],
        Column("serves", _("Whom it is there for"), lambda one: "; ".join(str(SERVES[code]) for code in one.serves if code in SERVES)),
        Column("languages", _("Languages spoken"), lambda one: "; ".join(language_name(code, language()) for code in one.languages)),
        Column("cost", _("Cost"), lambda one: COSTS[one.cost]),
        *(_said(part, label) for part, label in (("cost_words", _("Cost, in words")), ("hours", _("Hours")), ("does", _("What it does")), ("place", _("Place, in words")), ("reach", _("How to reach it, in words")))),
        *(_answered(part, label) for part, label in (("day_and_night", _("Day and night")), ("in_person", _("One can go there")), ("needs_name", _("It asks for a name")), ("confidential", _("Confidential")))),
        *(_written(part, label) for part, label in (("telephone", _("Telephone")), ("text_number", _("Number for text messages")), ("website", _("Web address")), ("chat", _("Address of a chat")))),
        *listed[3:],
    ]  # fmt: skip


def _said(part: str, label: str) -> Column[SupportService]:
    return Column(part, label, lambda one: said_of(one, part, language()).words)


def _answered(part: str, label: str) -> Column[SupportService]:
    said: dict[bool | None, Callable[[], str]] = {True: lambda: _("Yes"), False: lambda: _("No"), None: lambda: ""}
    return Column(part, label, lambda one: said[getattr(one, part)]())


def _written(part: str, label: str) -> Column[SupportService]:
    return Column(part, label, lambda one: getattr(one, part))


def _home(request: HttpRequest, actor: Actor) -> str:
    """Returns the network whose services are listed, else the first of those one keeps: for what is added from here."""
    kept = [slug for slug, _name in choices.network_choices(actor, language(), clock.today())]
    asked = request.GET.get("network", "")
    return asked if asked in kept else next(iter(kept), "")


@require_safe
@opens(KEEPERS)
def listed(request: HttpRequest) -> HttpResponseBase:
    """The services in care, with when each was last checked."""
    actor = actor_of(request)
    kept = services.kept_by(actor)
    shown = columns_to_take() if "format" in request.GET else columns()
    table = Table(request, services.with_all(kept), shown, filters(actor, kept.order_by()), order=("sort_key", "pk"))
    if table.download:
        return table.response("services")
    context = {
        "table": table, "way": way(), "who": everyone(), "old": services.unchecked(clock.today()).filter(keeps.filter(actor, "network__path")).count(),
        "days": services.check_days(), "home": _home(request, actor),
    }  # fmt: skip
    return render(request, "alliance/desk/services.html", context)
