"""Saying yes to whoever asked: an introduction becomes an office, an application an organisation of the alliance."""

import datetime as dt
from typing import cast

from django.db import transaction
from django.db.models import QuerySet

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import Application, Introduction, Invitation, Kind, Organisation, Person, PlaceRequest
from ..permissions import ROOT_PATH, may_keep_network, may_keep_organisation, require
from ..queries import retention
from ..queries.organisations import network_paths
from ..rules.words import ApproachState, MembershipState, Office, Visibility
from .accepting import Myself, person_behind, take_office
from .approaching import Approach, answer
from .cards import Card
from .recording import enter
from .welcoming import welcome_organisation

BY_REQUEST = Actor.of_system("request")


@transaction.atomic
def confirm_introduction(
    *, by: Actor, introduction: Introduction, organisation: Organisation | None = None,
    office: str = Office.FOCAL_POINT, words: str = "",
) -> Introduction:  # fmt: skip
    """Says that somebody does work where they say, and entrusts them with an office there."""
    require(may_keep_network(by, introduction.place.path))
    found = organisation or introduction.organisation
    if found is None:
        raise Unacceptable("organisation_needed", field="organisation")
    require(may_keep_organisation(by, found.pk, network_paths(found)))
    introduction.organisation, introduction.office = found, office
    introduction.save(update_fields=["organisation", "office"])
    person = _let_in(introduction)
    take_office(by=by, person=person, office=office, organisation=found, title=introduction.title)
    answered = answer(
        by=by, about=introduction, state=ApproachState.ACCEPTED, words=words, verb="confirm_introduction",
        detail={"office": str(office)},
    )  # fmt: skip
    return cast(Introduction, answered)


@transaction.atomic
def accept_application(
    *,
    by: Actor,
    application: Application,
    state: str = MembershipState.PROVISIONAL,
    visibility: str = Visibility.MEMBERS,
    office: str = Office.FOCAL_POINT,
    words: str = "",
    same_as: Organisation | None = None,
) -> Application:
    """Welcomes an organisation that asked to join, with whoever asked as its contact.

    `same_as` is the organisation it turned out to be already: then only its contact is new.
    """
    require(may_keep_network(by, application.place.path))
    if same_as is not None:
        require(may_keep_organisation(by, same_as.pk, network_paths(same_as)))
    organisation = same_as or _welcomed(by, application, state, visibility)
    application.organisation = organisation
    application.save(update_fields=["organisation"])
    person = _let_in(application)
    take_office(by=by, person=person, office=office, organisation=organisation, title=application.title)
    detail: dict[str, str | int | bool | list[str]] = {"office": str(office), "new": same_as is None}
    answered = answer(
        by=by, about=application, state=ApproachState.ACCEPTED, words=words, verb="accept_application", detail=detail
    )
    return cast(Application, answered)


def _welcomed(by: Actor, application: Application, state: str, visibility: str) -> Organisation:
    known = set(Kind.objects.filter(code__in=application.kinds).values_list("code", flat=True))
    card = Card(
        name=application.organisation_name, name_language=application.name_language, country=application.country,
        kinds=tuple(code for code in application.kinds if code in known), website=application.website,
        email=application.email, languages=(application.language,) if application.language else (),
    )  # fmt: skip
    return welcome_organisation(
        by=by, card=card, network=application.place, state=state, at_risk=application.at_risk,
        visibility=Visibility.NETWORK if application.at_risk else visibility,
    )  # fmt: skip


def _let_in(about: Approach) -> Person:
    """Returns the person who asked, with the way in that the address they proved gives them."""
    return person_behind(
        by=BY_REQUEST, account_id=about.account_id, known=None, email=about.email, place=about.place.path,
        myself=Myself(about.name, about.language, Visibility.MEMBERS, title=about.title),
    )  # fmt: skip


@transaction.atomic
def forget_old_requests(*, by: Actor, on: dt.date | None = None) -> int:
    """Deletes requests and invitations that ended long ago, and requests that nobody answered for over a year."""
    today = on or clock.today()
    numbers = {
        "introductions": _deleted(retention.introductions_long_over(today)),
        "applications": _deleted(retention.applications_long_over(today)),
        "invitations": _deleted(retention.invitations_long_over(today)),
        "place_requests": _deleted(retention.place_requests_long_over(today)),
    }
    detail: dict[str, str | int | bool | list[str]] = dict(numbers)
    if any(numbers.values()):
        enter(by, "forget_old_requests", subject=("network", ROOT_PATH), place=ROOT_PATH, detail=detail)
    return sum(numbers.values())


def _deleted(
    rows: "QuerySet[Introduction] | QuerySet[Application] | QuerySet[Invitation] | QuerySet[PlaceRequest]",
) -> int:
    listed = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=listed).delete()
    return len(listed)
