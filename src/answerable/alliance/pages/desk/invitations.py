"""The invitations of a place, each with how it stands; sending one again, taking it back."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.kit import clock
from answerable.kit.languages import name as language_name
from answerable.kit.tables import Column, Filter, Table
from answerable.kit.text import fold

from ...actions import invitation_steps as steps
from ...actions import inviting as acts
from ...actions import setting_up
from ...models import Invitation
from ...permissions import may_keep_organisation, require
from ...queries import invitations as queries
from ...queries import naming, organisations
from ...rules.invitations import LIVE, PAUSE_DAYS, why_not_sent_again
from ...rules.words import Office
from ..forms import invitations as forms
from ..forms.networks import AllianceForm
from ..words import INVITATION_STATUS, INVITATIONS, OFFICES, REFUSALS
from .asking import Question, ask, home_network, kept_network, kept_organisation, language, post_stands
from .inviting import sample
from .network import KEEPERS, way_to
from .organisations import GRANTERS, way_to_organisation, who_sees
from .secretariat import SECRETARIAT, insiders, of_secretariat, way

CAREFUL = office(*KEEPERS.offices, step_up=True)


def name_of(invitation: Invitation) -> str:
    """The place to which somebody is invited."""
    if invitation.network:
        return naming.network_name(invitation.network, language())
    return naming.organisation_name(invitation.organisation, language()) if invitation.organisation else ""


def _matching(rows: QuerySet[Invitation], words: str) -> QuerySet[Invitation]:
    for word in fold(words).split()[:8]:
        rows = rows.filter(organisation__folded__contains=word)
    return rows


@require_safe
@opens(KEEPERS)
def listed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every invitation here and below, the newest first."""
    found, actor = kept_network(request, slug)
    kept = queries.within(queries.kept_by(actor), found)
    columns = [
        Column[Invitation]("name", _("Invited"), name_of, href=lambda one: reverse("desk_invitation", args=[one.key])),
        Column[Invitation]("office", _("To be"), lambda one: OFFICES[one.office]),
        Column[Invitation]("sent", _("Sent on"), lambda one: one.sent_on, sort="sent_on"),
        Column[Invitation]("ends", _("Until"), lambda one: one.ends_on, sort="ends_on"),
    ]
    filters = [
        Filter[Invitation]("q", _("Name of the organisation"), _matching),
        Filter[Invitation]("state", _("State"), lambda rows, code: rows.filter(state=code), choices=list(INVITATIONS.items())),
    ]  # fmt: skip
    rows = kept.select_related("organisation", "network").prefetch_related("organisation__texts", "network__texts")
    table = Table(request, rows, columns, filters, order=("-sent_on", "-pk"))
    numbers = dict(kept.order_by().values_list("state").annotate(number=Count("pk")))
    context = {
        "network": found, "way": way_to(found), "table": table, "who": _("You and the others who keep these records."),
        "totals": [(numbers[code], INVITATION_STATUS[code], words) for code, words in INVITATIONS.items() if code in numbers],
        "rows": [(one, name_of(one), OFFICES[one.office], INVITATION_STATUS[one.state], INVITATIONS[one.state]) for one in table.page.object_list],
    }  # fmt: skip
    return render(request, "alliance/desk/invitations.html", context)


def kept_invitation(request: HttpRequest, key: str) -> tuple[Invitation, Actor]:
    """Returns an invitation whose office the reader may grant; any other does not exist for them."""
    actor = actor_of(request)
    found = queries.kept_by(actor).filter(key=key).select_related("organisation", "network", "person").first()
    if found is None or not steps.may_keep_invitation(actor, found):
        raise Hidden
    return found, actor


@require_safe
@opens(KEEPERS)
def one(request: HttpRequest, key: str) -> HttpResponseBase:
    """One invitation: to whom, how it stands, what can be done."""
    found, _actor = kept_invitation(request, key)
    why_not = why_not_sent_again(found.state, sent_on=found.sent_on, times=found.times, today=clock.today())
    words = str(REFUSALS[why_not]) if why_not else ""
    context = {
        "invitation": found, "name": name_of(found), "office": OFFICES[found.office], "is_live": found.state in LIVE,
        "language": language_name(found.language, language()), "status": INVITATION_STATUS[found.state],
        "state": INVITATIONS[found.state], "steps": [(INVITATIONS[step.state], step.on) for step in found.steps.all()],
        "why_not": words % {"pause": PAUSE_DAYS} if "%(" in words else words, "way": _way_to(found),
        "who": _("You and the others who keep these records."),
    }  # fmt: skip
    return render(request, "alliance/desk/invitation.html", context)


def _way_to(invitation: Invitation) -> list[tuple[str, str]]:
    home = invitation.network or (home_network(invitation.organisation) if invitation.organisation else None)
    if home is None:
        return []
    return [*way_to(home), (reverse("desk_invitations", args=[home.slug]), _("Invitations"))]


@opens(CAREFUL)
def send_again(request: HttpRequest, key: str) -> HttpResponseBase:
    """Mailing it once more; the link before stops working."""
    found, actor = kept_invitation(request, key)
    question = Question(
        title=_("Send it again"), button=_("Send it again"), done=reverse("desk_invitation", args=[key]),
        saved=_("It is on its way, with a new link."), way=_way_to(found), lead=_("The link in the mail before stops working."),
        who=_("You and the others who keep these records."),
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: acts.send_again(by=actor, invitation=found))


@opens(KEEPERS)
def withdraw(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking an invitation back."""
    found, actor = kept_invitation(request, key)
    question = Question(
        title=_("Take the invitation back"), button=_("Take it back"), done=reverse("desk_invitation", args=[key]),
        saved=_("It is taken back; its link works no more."), way=_way_to(found), danger=True,
        lead=_("Its link stops working at once. Nobody is told."), who=_("You and the others who keep these records."),
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: steps.withdraw_invitation(by=actor, invitation=found))


@opens(KEEPERS)
def came_back(request: HttpRequest, key: str) -> HttpResponseBase:
    """Noting that the mail came back."""
    found, actor = kept_invitation(request, key)
    question = Question(
        title=_("The mail came back"), button=_("Note that it came back"), done=reverse("desk_invitation", args=[key]),
        saved=_("It is noted. Mend the address, then invite anew."), way=_way_to(found),
        lead=_("Its link stops working. Mend the address on the organisation’s card, then invite it anew."),
        who=_("You and the others who keep these records."),
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: steps.record_bounce(by=actor, invitation=found))


@opens(GRANTERS)
def invite_to_organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Inviting one person to an office of an organisation, the one at risk too."""
    found, actor = kept_organisation(request, slug)
    require(may_keep_organisation(actor, found.pk, organisations.network_paths(found)))
    first = queries.language_for(found)

    def act(form: forms.OneForm) -> object:
        typed = form.cleaned_data
        known = queries.people_without_account([found], clock.today())
        return acts.invite_person(
            by=actor, organisation=found, person=known.get((found.pk, typed["email"].lower())), **typed
        )

    question = Question(
        title=_("Invite somebody"), button=_("Send the invitation"), done=reverse("desk_organisation_people", args=[slug]),
        saved=_("The invitation is on its way."), way=way_to_organisation(found), who=who_sees(found),
        lead=_("This organisation is at risk. Ask first, by a way you trust, which address is safe: a mail alone can endanger somebody.") if found.at_risk else "",
        context={"letter": sample(first), "post": post_stands(actor)}, template="alliance/desk/invite_one.html",
    )  # fmt: skip
    initial = {"email": "" if found.at_risk else found.email, "office": Office.FOCAL_POINT.value, "language": first}
    return ask(
        request, question,
        lambda data: forms.OneForm(data, initial=initial, offered=queries.languages_offered(), language=language(), at_organisation=True), act,
    )  # fmt: skip


@opens(GRANTERS)
def invite_to_network(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Inviting one person to an office of the network."""
    found, actor = kept_network(request, slug)
    first = queries.language_for(None)
    question = Question(
        title=_("Invite somebody"), button=_("Send the invitation"), done=reverse("desk_invitations", args=[slug]),
        saved=_("The invitation is on its way."), way=way_to(found), context={"letter": sample(first), "post": post_stands(actor)},
        who=_("You and the others who keep these records."), template="alliance/desk/invite_one.html",
    )  # fmt: skip
    initial = {"office": request.GET.get("office", Office.COORDINATOR.value), "language": first}
    return ask(
        request, question,
        lambda data: forms.OneForm(data, initial=initial, offered=queries.languages_offered(), language=language(), at_organisation=False),
        lambda form: acts.invite_person(by=actor, network=found, **form.cleaned_data),
    )  # fmt: skip


@opens(SECRETARIAT)
def days(request: HttpRequest) -> HttpResponseBase:
    """For how long invitations stand, and what is over is kept."""
    kept, actor = of_secretariat(request)
    question = Question(
        title=_("Invitations and requests"), button=_("Keep the changes"), done=reverse("secretariat"),
        saved=_("The changes are kept."), way=way(), who=insiders(),
    )  # fmt: skip
    initial = {"invitation_days": kept.invitation_days, "requests_kept_days": kept.requests_kept_days}
    return ask(
        request, question, lambda data: forms.DaysForm(data, initial=initial),
        lambda form: setting_up.set_days(by=actor, profile=kept, **form.cleaned_data),
    )  # fmt: skip
