"""What whoever keeps the alliance does for teams: setting them up and naming people. It opens nothing, and shows no concern.

Coordinators see that there is a team at their place and whether it is open, and nothing else.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.alliance.models import Network, Person
from answerable.alliance.permissions import ROOT_PATH, may_keep_alliance, may_keep_network
from answerable.alliance.queries import naming
from answerable.alliance.queries.choosing import among_people
from answerable.alliance.queries.people import seen_by
from answerable.alliance.rules.words import Level, Office
from answerable.kit import clock
from answerable.kit.asking import Question, ask
from answerable.kit.choosing import choose_among

from ...actions import name_handler, set_up_team, take_name_back
from ...models import Handler, Team
from ...queries import handlers
from ...queries.steps import name_of
from ...queries.teams import keys_now
from ...rules.teams import TeamState
from ...rules.words import Role
from ..desk.words import ROLES, language, team_words
from . import forms

KEEPERS = office(Office.SECRETARIAT, Office.COORDINATOR)
CAREFUL = office(Office.SECRETARIAT, step_up=True)
READING = (Role.CASE_MANAGER, Role.INTAKE, Role.LIAISON, Role.LEAD)


def insiders() -> str:
    return _(
        "The secretariat sees who was named; coordinators, whether a team is open. No concern is seen from here, by anyone."
    )


def way() -> list[tuple[str, str]]:
    return [(reverse("response_teams"), _("Response teams"))]


@require_safe
@opens(KEEPERS)
def teams(request: HttpRequest) -> HttpResponseBase:
    """The teams of one's places: that they are there, and whether they are open."""
    actor = actor_of(request)
    listed = [one for one in handlers.teams() if may_keep_network(actor, one.place or ROOT_PATH)]
    rows = [(one, team_words(one), one.state == TeamState.OPEN) for one in listed]
    may_set_up = may_keep_alliance(actor)
    back = [(reverse("secretariat"), _("Secretariat"))] if may_set_up else []
    context = {"teams": rows, "who": insiders(), "may_set_up": may_set_up, "way": back}
    return render(request, "concerns/teams/all.html", context)


@opens(CAREFUL)
def set_up(request: HttpRequest) -> HttpResponseBase:
    """Setting up a team at a desk."""
    actor = _of_secretariat(request)
    question = Question(
        title=_("Set up a response team"), button=_("Set it up"), done=lambda made: reverse("response_team", args=[made.pk]),
        saved=gettext_lazy("The team is there. Name who is to read for it."), way=way(), who=insiders(),
        lead=_("It reads nothing until its own people have made keys, signed for each other and opened it. You name people; you get no key."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.TeamForm(data, places=_places()),
        lambda form: set_up_team(by=actor, desk=form.cleaned_data["desk"], place=form.cleaned_data["place"]),
    )  # fmt: skip


@require_safe
@opens(CAREFUL)
def team(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Who was named for a team."""
    _of_secretariat(request)
    found = _team(key)
    named = handlers.named_for(found)
    signed = keys_now(found)
    rows = sorted(
        ((name_of(one), ROLES.get(one.role, ""), bool(len(one.box)), one.pk, str(one.pk) in signed) for one in named),
        key=lambda row: (row[0].casefold(), str(row[3])),
    )
    context = {
        "team": found, "title": team_words(found), "people": rows, "is_open": found.state == TeamState.OPEN,
        "who": insiders(), "way": way(),
    }  # fmt: skip
    return render(request, "concerns/teams/named.html", context)


@opens(CAREFUL)
def name(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Naming somebody who is to read for a team."""
    actor, found = _of_secretariat(request), _team(key)
    question = Question(
        title=_("Name somebody for the team"), button=_("Name them"), done=reverse("response_team", args=[found.pk]),
        saved=gettext_lazy("They are named. Tell them: on their own page they now find the desk, where they make their keys."),
        way=[*way(), (reverse("response_team", args=[found.pk]), team_words(found))], who=insiders(),
        lead=_("Whoever reads needs training, time and somebody to talk to. Two who already read sign for them before they get any key."),
    )  # fmt: skip

    def act(form: forms.NameForm) -> Handler:
        person: Person = form.cleaned_data["person"]
        if person.account_id is None:
            raise Unacceptable("no_account", field="person")
        role = Role(form.cleaned_data["role"])
        return name_handler(by=actor, team=found, account=str(person.account_id), role=role)

    return ask(request, question, lambda data: _name_form(data, actor), act)


@opens(CAREFUL)
def take_back(request: HttpRequest, key: UUID, handler: UUID) -> HttpResponseBase:
    """Naming somebody no longer, for whom the team has not signed yet."""
    actor, found = _of_secretariat(request), _team(key)
    row = handlers.named_as(found, handler)
    if row is None:
        raise Hidden
    question = Question(
        title=_("Take the name back"), button=_("Name them no longer"), done=reverse("response_team", args=[found.pk]),
        saved=gettext_lazy("They are not named any more."), danger=True, who=insiders(),
        way=[*way(), (reverse("response_team", args=[found.pk]), team_words(found))],
        lead=_("%(name)s has read nothing. Keys they made open nothing.") % {"name": name_of(row)},
    )  # fmt: skip
    return ask(request, question, forms.TakeBackForm, lambda _form: take_name_back(by=actor, handler=row))


def _name_form(data: object, actor: Actor) -> forms.NameForm:
    form = forms.NameForm(data)
    form.choices_of("role", [(one.value, ROLES[one]) for one in READING])
    listed = seen_by(actor, clock.today()).filter(former_since=None)
    choose_among(form, "person", among_people(listed, actor, clock.today(), language()))
    return form


def _places() -> list[tuple[str, str]]:
    listed = Network.objects.filter(level_kind__in=(Level.COUNTRY, Level.REGION), closed_on=None).prefetch_related(
        "texts"
    )
    return sorted(
        ((one.path, naming.network_name(one, language())) for one in listed), key=lambda one: one[1].casefold()
    )


def _team(key: UUID) -> Team:
    found = handlers.team_at(key)
    if found is None:
        raise Hidden
    return found


def _of_secretariat(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may_keep_alliance(actor):
        raise Refused("not_your_place")
    return actor
