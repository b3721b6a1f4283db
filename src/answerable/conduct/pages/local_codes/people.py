"""Who takes part: people, whole organisations, the writing group."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries import naming
from answerable.alliance.queries.choosing import among_organisations
from answerable.alliance.queries.merging import HOME, kept_record
from answerable.alliance.queries.organisations import known_to
from answerable.alliance.queries.people import seen_by as people_seen_by
from answerable.kit.asking import Question, ask

from ...actions.local_codes import inviting as acts
from ...models import TakingPart
from ...permissions import may_adopt
from ...queries.standing import running
from . import forms
from .choosing import organisations_of_network, people_of_network
from .finding import Here, everybody, find, language

PARTS = {"contributes": (False, False), "writes": (True, False), "leads": (True, True)}


def taking_part_seen(here: Here) -> Any:
    """Returns who takes part, as far as the reader may read their names and know of the organisations."""
    seen = Q(person__in=people_seen_by(here.actor, here.today).values("pk")) | known_to(here.actor, "home")
    rows = TakingPart.objects.annotate(home=HOME).filter(seen, running(here.today), local_code=here.code)
    return rows.select_related("person", "organisation__merged_into__merged_into").prefetch_related(
        "organisation__texts", "organisation__merged_into__texts", "organisation__merged_into__merged_into__texts"
    )


def organisation_named(row: TakingPart) -> str:
    return naming.organisation_name(kept_record(row.organisation), language()) if row.organisation else ""


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Who takes part, and as what."""
    here = find(request, slug, pk, "inside")
    rows = list(taking_part_seen(here).order_by("-leads", "-writes", "person__name", "organisation__sort_key", "pk"))
    context = {
        "here": here, "way": here.way(), "who": everybody(), "may_invite": here.may.runs and here.is_open,
        "writing": [one for one in rows if one.person and one.writes],
        "contributing": [one for one in rows if one.person and not one.writes],
        "organisations": [(one, organisation_named(one)) for one in rows if one.organisation],
    }  # fmt: skip
    return render(request, "conduct/local/people.html", context)


@opens(SIGNED_IN)
def invite(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Inviting a person."""
    here = find(request, slug, pk, "runs")
    among, may_entrust = people_of_network(here), may_adopt(here.actor, here.network.path)
    question = Question(
        title=_("Invite a person"), button=_("Invite"), done=here.address("local_people"), saved=_("They are invited, and told."),
        way=here.way((here.address("local_people"), _("Who takes part"))), who=everybody(),
    )  # fmt: skip

    def act(form: forms.InvitePersonForm) -> object:
        writes, leads = PARTS[form.cleaned_data["part"]]
        person = form.cleaned_data["person"]
        return acts.invite_person(by=here.actor, code=here.code, person=person, writes=writes, leads=leads)

    return ask(request, question, lambda data: forms.InvitePersonForm(data, among=among, may_entrust=may_entrust), act)


@opens(SIGNED_IN)
def invite_organisations(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Inviting whole organisations of the network."""
    here = find(request, slug, pk, "runs")
    found = organisations_of_network(here)
    question = Question(
        title=_("Invite organisations"), button=_("Invite"), done=here.address("local_people"), saved=_("They are invited: everybody in them may contribute."),
        way=here.way((here.address("local_people"), _("Who takes part"))), who=_("An organisation is shown only to those who may know of it."),
    )  # fmt: skip

    def act(form: forms.InviteOrganisationsForm) -> object:
        invited = list(found) if form.cleaned_data["everybody"] else form.chosen()
        return acts.invite_organisations(by=here.actor, code=here.code, organisations=invited)

    among = among_organisations(found, language())
    return ask(request, question, lambda data: forms.InviteOrganisationsForm(data, among=among), act)


@opens(SIGNED_IN)
def end(request: HttpRequest, slug: str, pk: int, row_pk: int) -> HttpResponseBase:
    """Ending an invitation."""
    here = find(request, slug, pk, "runs")
    row = taking_part_seen(here).filter(pk=row_pk).first()
    if row is None:
        raise Hidden
    row.local_code = here.code
    name = row.person.name if row.person else organisation_named(row)
    question = Question(
        title=_("End taking part"), button=_("End it"), done=here.address("local_people"), saved=_("It is ended. What was said stays."),
        way=here.way((here.address("local_people"), _("Who takes part"))), who=everybody(), danger=True, lead=name,
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: acts.end_taking_part(by=here.actor, row=row))
