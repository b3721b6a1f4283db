"""The organisation desk: the card, names, who may know of it, memberships, its people."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock, countries
from answerable.kit.languages import name as language_name

from ...actions import offices as office_acts
from ...actions import organisations as acts
from ...actions.cards import Card
from ...models import Membership, Network, Organisation
from ...permissions import keeps, may_keep_network, may_keep_organisation, speaks_for_organisation
from ...queries import merging, naming, organisations, people
from ...queries.days import today_of
from ..forms import organisations as forms
from ..forms.people import OrganisationOfficeForm
from ..presenters.organisations import card
from ..presenters.people import names_seen
from ..words import INVITATION_STATUS, INVITATIONS, OFFICES, STATES, VISIBILITIES
from .asking import Question, ask, home_network, kept_network, kept_organisation, language
from .network import KEEPERS, way_to
from .people import lead_on

EDITORS = office(*keeps.offices, *speaks_for_organisation.offices)
GRANTERS = office(*keeps.offices, step_up=True)


def way_to_organisation(organisation: Organisation) -> list[tuple[str, str]]:
    return [
        (reverse("desk_organisation", args=[organisation.slug]), naming.organisation_name(organisation, language()))
    ]


def who_sees(organisation: Organisation) -> str:
    if organisation.at_risk:
        return _("Its own people and those who keep its records, nobody else: it is at risk.")
    return str(VISIBILITIES[organisation.visibility])


@opens(KEEPERS)
def welcome(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Welcoming an organisation into a network."""
    found, actor = kept_network(request, slug)

    def act(form: forms.WelcomeForm) -> object:
        typed = form.cleaned_data
        if not typed["another"]:
            _see_that_it_is_new(actor, form.card())
        return acts.welcome_organisation(
            by=actor, card=form.card(), network=found, state=typed["state"], since=typed["member_since"],
            visibility=typed["visibility"], at_risk=typed["at_risk"],
        )  # fmt: skip

    question = Question(
        title=_("Welcome an organisation"), button=_("Add it to the records"), done=reverse("desk_network_organisations", args=[slug]),
        saved=_("The organisation is in the records."), way=way_to(found),
        who=_("Whoever you choose below; those who keep these records always."), template="alliance/desk/organisation_new.html",
    )  # fmt: skip
    initial = {"country": found.country, "name_language": language(), "state": "provisional", "visibility": "members"}
    return ask(request, question, lambda data: forms.WelcomeForm(data, initial=initial, language=language()), act)


def _see_that_it_is_new(actor: Actor, typed: Card) -> None:
    """Asks back where an organisation that the reader may see has nearly this name."""
    found = organisations.alike(actor, typed.name, typed.country)
    if found:
        told = [(one, naming.organisation_name(one, language()), _where(one)) for one in found]
        raise Unacceptable("looks_like_one", field="another", alike=told)


def _where(organisation: Organisation) -> str:
    country = countries.name(organisation.country, language()) if organisation.country else ""
    return " · ".join(filter(None, (organisation.city, country)))


@require_safe
@opens(EDITORS)
def desk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The desk's front page: what the card says, what is missing, what can be done. A duplicate's leads on."""
    if kept := merging.leads_to(slug, actor_of(request)):
        return redirect("desk_organisation", kept.slug)
    found, actor = kept_organisation(request, slug)
    paths = organisations.network_paths(found)
    memberships = (
        found.memberships.select_related("network").prefetch_related("network__texts", "statuses").order_by("pk")
    )
    context = {
        "organisation": found, "card": card(found, language()), "who": who_sees(found), "email": found.email,
        "missing": _missing(found), "texts": [(language_name(text.language, language()), text) for text in found.texts.all()],
        "memberships": [
            (one, naming.network_name(one.network, language()), STATES[one.state], may_keep_network(actor, one.network.path),
             [(STATES[step.state], step) for step in one.statuses.all()])
            for one in memberships
        ],
        "merges": [(one, one.undone_on is None and one.undo_until >= clock.today()) for one in merging.merges_told(found, actor)],
        "may_keep": may_keep_organisation(actor, found.pk, paths), "visibility": VISIBILITIES[found.visibility],
    }  # fmt: skip
    return render(request, "alliance/desk/organisation.html", context)


def _missing(organisation: Organisation) -> list[str]:
    """Says what the card still lacks, in the order in which it helps others most."""
    lacking = [
        (not organisation.country, _("its country")), (not organisation.kinds.exists(), _("what kind of organisation it is")),
        (not organisation.languages, _("the languages it works in")), (not organisation.website, _("a website, if it has one")),
        (organisation.women_led is None, _("whether women lead it")),
    ]  # fmt: skip
    return [words for lacks, words in lacking if lacks]


@opens(EDITORS)
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Changing the card."""
    found, actor = kept_organisation(request, slug)
    question = Question(
        title=_("The organisation’s card"), button=_("Keep the changes"), done=reverse("desk_organisation", args=[slug]),
        saved=_("The changes are kept."), way=way_to_organisation(found), who=who_sees(found),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.CardForm(data, language=language(), organisation=found),
        lambda form: acts.change_card(by=actor, organisation=found, card=form.card()),
    )  # fmt: skip


@opens(EDITORS)
def name(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The name and description in one more language."""
    found, actor = kept_organisation(request, slug)
    code = request.GET.get("in", language())[:12]
    text = found.texts.filter(language=code).first()
    initial = {"language": code, "name": text.name if text else "", "about": text.about if text else ""}
    question = Question(
        title=_("Name in one more language"), button=_("Keep this text"), done=reverse("desk_organisation", args=[slug]),
        saved=_("The text is kept."), way=way_to_organisation(found), who=who_sees(found),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.NameForm(data, initial=initial, language=language()),
        lambda form: acts.name_organisation(by=actor, organisation=found, **form.cleaned_data),
    )  # fmt: skip


@opens(EDITORS)
def visibility(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who may know of the organisation."""
    found, actor = kept_organisation(request, slug)
    question = Question(
        title=_("Who may know of this organisation"), button=_("Keep this"), done=lambda kept: reverse("desk_organisation", args=[kept.slug]),
        saved=_("It is kept, and holds from now on."), way=way_to_organisation(found), who=who_sees(found),
        lead=_("What was public may have been copied elsewhere: hiding it now does not call that back."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.VisibilityForm(data, now=found),
        lambda form: acts.set_visibility(by=actor, organisation=found, **form.asked()),
    )  # fmt: skip


@opens(KEEPERS)
def join(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Giving the organisation a place in one more network."""
    found, actor = kept_organisation(request, slug)

    def act(form: forms.JoinForm) -> object:
        typed = form.cleaned_data
        network = Network.objects.get(slug=typed["network"])
        return acts.join_network(
            by=actor, organisation=found, network=network, state=typed["state"], since=typed["since"]
        )

    question = Question(
        title=_("A place in a network"), button=_("Give it this place"), done=reverse("desk_organisation", args=[slug]),
        saved=_("The organisation has its place."), way=way_to_organisation(found), who=who_sees(found),
    )  # fmt: skip
    return ask(request, question, lambda data: forms.JoinForm(data, actor=actor, language=language()), act)


@opens(KEEPERS)
def membership(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Moving a membership to its next state."""
    found, actor = kept_organisation(request, slug)
    one = Membership.objects.filter(pk=pk, organisation=found).select_related("network", "organisation").first()
    if one is None:
        raise Hidden
    question = Question(
        title=_("Change the membership"), button=_("Change it"), done=lambda moved: _after_moving(moved, actor),
        saved=_("The membership has changed; what it was stays in its history."), way=way_to_organisation(found), who=who_sees(found),
        lead=naming.network_name(one.network, language()),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.MembershipForm(data, membership=one),
        lambda form: acts.move_membership(by=actor, membership=one, **form.cleaned_data),
    )  # fmt: skip


def _after_moving(moved: Membership, actor: Actor) -> str:
    """Leads back to the organisation; whoever does not keep it any more, since it left, to their own network's list."""
    paths = organisations.network_paths(moved.organisation)
    if may_keep_organisation(actor, moved.organisation_id, paths):
        return reverse("desk_organisation", args=[moved.organisation.slug])
    return reverse("desk_network_organisations", args=[moved.network.slug])


@require_safe
@opens(EDITORS)
def its_people(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The people of an organisation and the offices they hold for it."""
    found, actor = kept_organisation(request, slug)
    today = clock.today()
    terms = list(people.offices_in(found, today_of(found)))
    coming = list(people.offices_coming(today_of(found), organisation=found))
    affiliations = list(people.affiliations_in(found, today))
    names = names_seen(
        {term.person_id for term in (*terms, *coming)} | {one.person_id for one in affiliations}, actor, today
    )
    may_keep = may_keep_organisation(actor, found.pk, organisations.network_paths(found))
    context = {
        "organisation": found, "way": way_to_organisation(found), "name": naming.organisation_name(found, language()),
        "offices": [(term, names.get(term.person_id, ""), OFFICES[term.office]) for term in terms],
        "coming": [(term, names.get(term.person_id, ""), OFFICES[term.office]) for term in coming],
        "affiliations": [(one, names.get(one.person_id, "")) for one in affiliations],
        "may_keep": may_keep,
        "invitations": [
            (one, OFFICES[one.office], INVITATION_STATUS[one.state], INVITATIONS[one.state]) for one in found.invitations.all()[:20]
        ] if may_keep else [],
    }  # fmt: skip
    return render(request, "alliance/desk/organisation_people.html", context)


@opens(GRANTERS)
def grant(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Entrusting somebody with an office at the organisation."""
    found, actor = kept_organisation(request, slug)

    def act(form: OrganisationOfficeForm) -> object:
        return office_acts.grant_office(by=actor, organisation=found, **form.cleaned_data)

    question = Question(
        title=_("Entrust somebody with an office"), button=_("Grant the office"), done=reverse("desk_organisation_people", args=[slug]),
        saved="", way=way_to_organisation(found),
        after=lambda term: lead_on(request, term, _("The office is granted. The person is told."), reverse("desk_organisation_people", args=[slug])),
        who=_("Those who may know of the organisation see that the office is held; the name only as the person chose."),
    )  # fmt: skip
    first = {"starts": today_of(found)}
    return ask(
        request,
        question,
        lambda data: OrganisationOfficeForm(data, initial=first, actor=actor, network=home_network(found)),
        act,
    )
