"""Choosing whom to invite, seeing the mail in each language, and sending it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, opens
from answerable.kit import clock
from answerable.kit.forms import keep
from answerable.kit.imports import brought_in_keys
from answerable.kit.languages import name as language_name
from answerable.kit.models import ImportRun, ImportState
from answerable.kit.tables import Filter, Table
from answerable.notices import queries as notices

from ...actions import inviting as acts
from ...actions import letters
from ...actions.directory import DIRECTORY, Scope
from ...models import Membership, Network, Organisation
from ...queries import figures, naming, todo
from ...queries import invitations as queries
from ...rules.invitations import MOST_AT_ONCE
from ...rules.words import Visibility
from ..directory import filters
from ..forms import invitations as forms
from ..words import LEFT_OUT
from .asking import kept_network, language, post_stands
from .network import way_to
from .organisations import GRANTERS

ON_A_PAGE = 60
SHOWN_LEFT_OUT = 200
MOST_IN_A_RUN = 2000  # of a larger import one asks by network or country instead
STANDINGS = (
    ("ready", gettext_lazy("Can be invited now")),
    ("no_address", gettext_lazy("No e-mail address")),
    ("invited_already", gettext_lazy("Invited already")),
    ("has_speaker", gettext_lazy("Somebody signs in already")),
    ("at_risk", gettext_lazy("At risk: each by itself")),
)


@dataclass(frozen=True)
class Row:
    """One organisation on offer, or one that is left out with why."""

    organisation: Organisation
    name: str
    language: str
    why: Any = ""
    mend: str = ""


def standing(found: QuerySet[Organisation], code: str) -> QuerySet[Organisation]:
    """Narrows to the organisations that stand so; each stands in one way, the first that fits."""
    today = clock.today()
    conditions = {
        "ready": queries.ready(today),
        "no_address": Q(email=""),
        "invited_already": ~Q(email="") & queries.invited(),
        "has_speaker": ~Q(email="") & ~queries.invited() & queries.with_speaker(today),
        "at_risk": ~Q(email="") & ~queries.invited() & ~queries.with_speaker(today) & Q(at_risk=True),
    }
    return found.filter(conditions[code])


@opens(GRANTERS)
def invite(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose, look at the mail, send: three steps of one page, nothing is sent before the last."""
    found, actor = kept_network(request, slug)
    kept = todo.kept_organisations(actor, found)
    table = _table(request, kept, found, actor)
    if request.method != "POST":
        return _choose(request, found, kept, table)
    chosen = _chosen(request, kept, table)
    if not chosen:
        return _choose(request, found, kept, table, problem=_("Nothing is chosen yet."))
    if "send" not in request.POST:
        return render(
            request, "alliance/desk/invite_preview.html", _preview(found, chosen) | {"form": forms.ManyForm()}
        )
    return _send(request, found, actor, chosen)


def _table(request: HttpRequest, kept: QuerySet[Organisation], found: Network, actor: Actor) -> Table[Organisation]:
    runs = _runs(found, notices.clock_of(actor.account_id))
    lands = figures.counted(
        actor, "countries in care", lambda: set(kept.order_by().values_list("country", flat=True)), on=(found.path,)
    )
    more = (
        *([Filter[Organisation]("import", _("Brought in with"), _of_run, choices=runs)] if runs else []),
        Filter[Organisation]("standing", _("How it stands"), standing, choices=STANDINGS),
    )
    listed = kept.prefetch_related(
        "texts", Prefetch("memberships", queryset=Membership.objects.select_related("network"))
    )
    table = Table(request, listed, [], filters(lands, language(), more=more), order=("sort_key", "pk"), size=ON_A_PAGE)
    if not any(one.values for one in table.asked if one.filter.name == "standing"):
        table.found = standing(table.found, "ready")
    return table


def _runs(found: Network, zone: ZoneInfo) -> list[tuple[str, Any]]:
    """The newest imports of this network, by their day."""
    scopes = [Scope(found.slug, visibility).text() for visibility in Visibility]
    runs = ImportRun.objects.filter(
        kind=DIRECTORY.name, scope__in=scopes, state=ImportState.BROUGHT_IN, rows__lte=MOST_IN_A_RUN
    )[:10]
    return [
        (
            str(run.key),
            _("spreadsheet of %(day)s")
            % {"day": date_format((run.brought_in_at or run.begun_at).astimezone(zone), "DATE_FORMAT")},
        )
        for run in runs
    ]


def _of_run(found: QuerySet[Organisation], key: str) -> QuerySet[Organisation]:
    run = ImportRun.objects.filter(key=key).first()
    keys = brought_in_keys(run) if run else []
    return found.filter(pk__in=[int(one) for one in keys if one.isdecimal()])


def _chosen(request: HttpRequest, kept: QuerySet[Organisation], table: Table[Organisation]) -> list[Organisation]:
    """The organisations that were ticked, or all that the questions found; never one the reader does not keep."""
    if request.POST.get("choice") == "all":
        return list(table.rows[:MOST_AT_ONCE])
    keys = [key for text in request.POST.getlist("o")[: 2 * MOST_AT_ONCE] if (key := _as_key(text))]
    listed = kept.filter(key__in=keys).order_by("sort_key", "pk")
    memberships = Prefetch("memberships", queryset=Membership.objects.select_related("network"))
    return list(listed.prefetch_related("texts", memberships)[:MOST_AT_ONCE])


def _as_key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _choose(
    request: HttpRequest, found: Network, kept: QuerySet[Organisation], table: Table[Organisation], *, problem: str = ""
) -> HttpResponseBase:
    now_in = language()
    shown = next((one.value for one in table.asked if one.filter.name == "standing"), "") or "ready"
    listed = list(table.page.object_list)
    against = queries.reasons_against(listed, clock.today(), by_itself=True)
    offered = queries.languages_offered()
    rows = [_row(one, against[one.pk], now_in, offered) for one in listed]
    context = {
        **_around(found), "table": table, "number": table.number, "problem": problem, "standing": shown,
        "free": [one for one in rows if not one.why], "stuck": [one for one in rows if one.why],
        "others": [(code, words, number) for code, words in STANDINGS if code != shown and (number := standing(kept, code).count())],
        "most": MOST_AT_ONCE, "post": post_stands(actor_of(request)), **_ticked(request),
    }  # fmt: skip
    return render(request, "alliance/desk/invite.html", context)


def _ticked(request: HttpRequest) -> dict[str, Any]:
    """Whether all of the page are ticked already, and the address at which it is the other way round."""
    asked = request.GET.copy()
    is_all = asked.pop("ticked", [""])[-1] == "all"
    if not is_all:
        asked["ticked"] = "all"
    return {"all_ticked": is_all, "tick": f"?{asked.urlencode()}#results"}


def _row(one: Organisation, reason: str, now_in: str, offered: list[str]) -> Row:
    code = queries.language_among(offered, one.languages)
    mend = reverse("desk_organisation_edit", args=[one.slug]) if reason == "no_address" else ""
    return Row(one, naming.organisation_name(one, now_in), language_name(code, now_in), LEFT_OUT.get(reason, ""), mend)


def _around(found: Network) -> dict[str, Any]:
    return {
        "network": found, "way": way_to(found), "days": queries.days_open(),
        "steps": [_("Choose"), _("Look at the mail"), _("Sent")],
        "who": _("You and the others who keep these records."),
    }  # fmt: skip


def _preview(found: Network, chosen: list[Organisation]) -> dict[str, Any]:
    """Who would be mailed in which language, the mail itself, and who is left out."""
    now_in, offered = language(), queries.languages_offered()
    sorted_out = acts.sort_out(chosen, by_itself=True)
    by_language: dict[str, list[Organisation]] = {}
    for one in sorted_out.made:
        assert one.organisation is not None  # noqa: S101 - for the type checker: these are of organisations
        by_language.setdefault(one.language, []).append(one.organisation)
    return {
        **_around(found), "number": len(sorted_out.made),
        "letters": [
            (language_name(code, now_in), sample(code), [_row(one, "", now_in, offered) for one in organisations])
            for code, organisations in sorted(by_language.items(), key=lambda pair: -len(pair[1]))
        ],
        "left_out": [_row(one, reason, now_in, offered) for one, reason in sorted_out.left_out[:SHOWN_LEFT_OUT]],
        "keys": [str(one.key) for one in chosen],
    }  # fmt: skip


def sample(code: str) -> letters.Letter:
    """The letter as it would be sent today, without anybody's own link."""
    return letters.compose(
        letters.INVITATION, code, path="/invitations/…", until=clock.today() + dt.timedelta(days=queries.days_open())
    )


def _send(request: HttpRequest, found: Network, actor: Actor, chosen: list[Organisation]) -> HttpResponseBase:
    sent: list[acts.Invited] = []

    def act(typed: dict[str, Any]) -> acts.Invited:
        made = acts.invite_organisations(by=actor, organisations=chosen, office=typed["office"], place=found)
        sent.append(made)
        return made

    answer = keep(
        request, lambda data=None, files=None: forms.ManyForm(data), act, template="alliance/desk/invite_preview.html",
        done=reverse("desk_invitations", args=[found.slug]), context=_preview(found, chosen),
    )  # fmt: skip
    if sent:
        number = len(sent[0].made)
        messages.success(
            request,
            ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", number) % {"n": number},
        )
    return answer
