"""People and offices at a network's desk."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access import lost_factor
from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens, proof_asked
from answerable.access.refusals import Hidden
from answerable.kit import clock
from answerable.notices.queries import fails as mail_fails

from ...actions import offices as office_acts
from ...actions import people as acts
from ...actions import sign_in as sign_in_acts
from ...models import OfficeTerm, Person
from ...permissions import keeps, speaks_for_organisation
from ...queries import naming, networks, people
from ...queries.days import today_at, todays_where
from ..forms import people as forms
from ..presenters.people import names_seen
from ..words import OFFICE_DEEDS, OFFICES
from .asking import Question, ask, kept_network, language
from .network import KEEPERS, way_to

GRANTERS = office(*keeps.offices, step_up=True)
WELCOMERS = office(*keeps.offices, *speaks_for_organisation.offices)
WELCOMING_GRANTERS = office(*keeps.offices, *speaks_for_organisation.offices, step_up=True)


def who_sees() -> str:
    return _(
        "You and the others who keep these records. A name is shown to others only as the person chose; an e-mail never is."
    )


@require_safe
@opens(KEEPERS)
def at_network(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who holds which office here, and the people of this network and of those below it."""
    found, actor = kept_network(request, slug)
    today = clock.today()
    terms = list(people.offices_at(found, today_at(found.path)))
    coming = list(people.offices_coming(today_at(found.path), network=found))
    names = names_seen({term.person_id for term in (*terms, *coming)}, actor, today)
    listed = people.seen_by(actor, today).filter(people.near((found.path,), today)).order_by("name")
    words = request.GET.get("q", "").replace("\x00", "")[:80]
    shown = people.matching(listed, words)
    context = {
        "network": found, "way": way_to(found), "who": who_sees(), "words": words,
        "offices": [
            (term, names.get(term.person_id, ""), OFFICES[term.office], OFFICE_DEEDS[term.office], may_pass_on(actor, term))
            for term in terms
        ],
        "coming": [(term, names.get(term.person_id, ""), OFFICES[term.office]) for term in coming],
        "people": list(shown[:100]), "number": shown.count(),
    }  # fmt: skip
    return render(request, "alliance/desk/people.html", context)


@opens(KEEPERS)
def welcome(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Welcoming a person at a network; a way in asks once more who gives it."""
    found, actor = kept_network(request, slug)
    if "may_sign_in" in request.POST and (asked := proof_asked(request)) is not None:
        return asked

    def act(form: forms.WelcomePersonForm) -> object:
        typed = form.cleaned_data
        return acts.welcome_whole_person(
            by=actor, name=typed["name"], email=typed["email"], place=found.path, languages=tuple(typed["languages"]),
            visibility=typed["visibility"], organisation=typed["organisation"], title=typed["title"],
            may_sign_in=typed["may_sign_in"],
        )  # fmt: skip

    question = Question(
        title=_("Welcome a person"), button=_("Add the person"), done=reverse("desk_network_people", args=[slug]),
        saved=_("The person is in the records."), way=[*way_to(found), (reverse("desk_network_people", args=[slug]), _("People"))],
        who=who_sees(),
    )  # fmt: skip
    return ask(
        request,
        question,
        lambda data: forms.WelcomePersonForm(data, actor=actor, network=found, language=language()),
        act,
    )


@opens(GRANTERS)
def grant(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Entrusting somebody with an office at a network."""
    found, actor = kept_network(request, slug)

    def act(form: forms.OfficeForm) -> object:
        return office_acts.grant_office(by=actor, network=found, **form.cleaned_data)

    question = Question(
        title=_("Entrust somebody with an office"), button=_("Grant the office"), done=reverse("desk_network_people", args=[slug]),
        saved="", after=lambda term: lead_on(request, term, _("The office is granted. The person is told."), reverse("desk_network_people", args=[slug])),
        way=[*way_to(found), (reverse("desk_network_people", args=[slug]), _("People"))],
        who=_("Everyone sees that the office is held; the name only as the person chose."),
        lead=_("No office opens a concern: those are read only by the people assigned to each."),
    )  # fmt: skip
    first = {"starts": today_at(found.path)}
    return ask(request, question, lambda data: forms.OfficeForm(data, initial=first, actor=actor, network=found), act)


def lead_on(request: HttpRequest, term: OfficeTerm, words: Promise | str, back: str) -> str:
    """Says that an office is granted, and leads on: to the record of whoever cannot be told, to give them a way in."""
    if term.person.account_id is not None:
        messages.success(request, str(words))
        return back
    unreached = _(
        "The office is granted. The person has no way to sign in, so that nobody could tell them by mail: let them sign in, or tell them yourself."
    )
    messages.warning(request, unreached)
    return reverse("desk_person", args=[term.person.key])


def kept_person(request: HttpRequest, key: str) -> tuple[Person, Actor]:
    """Returns a person whose record the reader keeps; anybody else does not exist for them here."""
    actor, today = actor_of(request), clock.today()
    person = people.seen_by(actor, today).filter(key=key).select_related("account").first()
    if person is None or not acts.may_see_private(actor, person):
        raise Hidden
    return person, actor


def way_to_person(person: Person) -> list[tuple[str, str]]:
    return [(reverse("desk_person", args=[person.key]), person.name)]


@require_safe
@opens(WELCOMERS)
def person(request: HttpRequest, key: str) -> HttpResponseBase:
    """One person's record: what is known, where they stand, whether they can sign in."""
    found, actor = kept_person(request, key)
    root = networks.root()
    context = {
        "person": found, "who": who_sees(), "may_sign_in": found.account_id is not None,
        "affiliations": [(one, naming.organisation_name(one.organisation, language())) for one in people.affiliations_of(found, actor)],
        "offices": office_lines(list(people.offices_seen(found, actor)), actor),
        "root": root, "lost": _awaits_confirming(found, actor),
        "mail_fails": mail_fails(found.account_id),
    }  # fmt: skip
    return render(request, "alliance/desk/person.html", context)


def _awaits_confirming(person: Person, actor: Actor) -> bool:
    is_open = person.account_id is not None and lost_factor.open_of(person.account_id) is not None
    return is_open and sign_in_acts.may_confirm(actor, person)


def office_lines(terms: list[OfficeTerm], actor: Actor) -> list[tuple[OfficeTerm, Promise, str, bool, bool, bool]]:
    """Says each office with its place, whether the reader may end it and hand it over, and whether it still runs."""
    return [
        (one, OFFICES[one.office], place_of(one), *may_pass_on(actor, one), one.ends is None or one.ends >= today)
        for one, today in zip(terms, todays_where(terms), strict=True)
    ]


def may_pass_on(actor: Actor, term: OfficeTerm) -> tuple[bool, bool]:
    """Whether the reader may end an office, and whether they may hand it over: a holder may lay down what others grant."""
    return office_acts.may_end_office(actor, term), office_acts.may_hand_over_office(actor, term)


def place_of(term: OfficeTerm) -> str:
    if term.network:
        return naming.network_name(term.network, language())
    return naming.organisation_name(term.organisation, language()) if term.organisation else ""


@opens(WELCOMERS)
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    """Changing a person's record."""
    found, actor = kept_person(request, key)
    initial = {"name": found.name, "email": found.email, "languages": found.languages, "visibility": found.visibility}

    def act(form: forms.PersonForm) -> object:
        typed = form.cleaned_data
        return acts.change_person(
            by=actor,
            person=found,
            name=typed["name"],
            email=typed["email"],
            languages=tuple(typed["languages"]),
            visibility=typed["visibility"],
        )

    question = Question(
        title=_("A person’s record"), button=_("Keep the changes"), done=reverse("desk_person", args=[key]), saved=_("The changes are kept."),
        way=way_to_person(found), who=who_sees(),
    )  # fmt: skip
    return ask(request, question, lambda data: forms.PersonForm(data, initial=initial, language=language()), act)


@opens(WELCOMING_GRANTERS)
def account(request: HttpRequest, key: str) -> HttpResponseBase:
    """Letting a person sign in."""
    found, actor = kept_person(request, key)
    question = Question(
        title=_("Let this person sign in"), button=_("Give them a way in"), done=reverse("desk_person", args=[key]),
        saved=_("They can sign in now: a code is sent to their address each time."), way=way_to_person(found), who=who_sees(),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.AccountForm(data, initial={"email": found.email}),
        lambda form: acts.give_account(by=actor, person=found, email=form.cleaned_data["email"], language=language()),
    )  # fmt: skip


@opens(WELCOMERS)
def affiliate(request: HttpRequest, key: str) -> HttpResponseBase:
    """Recording that a person is in an organisation."""
    found, actor = kept_person(request, key)
    root = networks.root()
    if root is None:
        raise Hidden

    def act(form: forms.AffiliationForm) -> object:
        return acts.affiliate(by=actor, person=found, **form.cleaned_data)

    question = Question(
        title=_("In an organisation"), button=_("Record it"), done=reverse("desk_person", args=[key]), saved=_("It is recorded."),
        way=way_to_person(found), who=who_sees(),
    )  # fmt: skip
    return ask(request, question, lambda data: forms.AffiliationForm(data, actor=actor, network=root), act)


@opens(WELCOMING_GRANTERS)
def end_affiliation(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """Ending a person's time in an organisation."""
    found, actor = kept_person(request, key)
    affiliation = people.affiliations_of(found, actor).filter(pk=pk).select_related("person").first()
    if affiliation is None:
        raise Hidden
    question = Question(
        title=_("End of an affiliation"), button=_("End it"), done=reverse("desk_person", args=[key]), saved=_("It ends on that day."),
        way=way_to_person(found), lead=_("Offices held for this organisation end the same day."), who=who_sees(), danger=True,
    )  # fmt: skip
    return ask(
        request,
        question,
        forms.EndTermForm,
        lambda form: acts.end_affiliation(by=actor, affiliation=affiliation, ends=_day(form)),
    )


def _day(form: forms.EndTermForm) -> dt.date:
    day: dt.date = form.cleaned_data["ends"]
    return day
