"""A page asks the database no more often for thirty things than for a few."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from answerable.alliance.actions import bodies, networks, organisations, people
from answerable.alliance.actions.approaching import Applicant, Asker, apply_to_join, introduce_oneself
from answerable.alliance.actions.inviting import invite_person
from answerable.alliance.models import Network, Organisation
from answerable.alliance.rules.words import BodyKind, Level
from answerable.commitments import actions as commitments
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment
from answerable.kit import clock
from answerable.notices.actions import notify
from tests import cast
from tests.conduct import local
from tests.reduced import IS_ON_POSTGRESQL

from . import signatures, written
from .visiting import Visits, every_door, prepare

FEW, MANY = range(4), range(4, 34)  # a few hold one of each kind, so that whatever is told of it is asked for
SLACK = (
    4  # a second page of rows is counted, and what is shown first may be of another kind; a row each would be thirty
)
EVERYBODY = ("focal_point_here",) if IS_ON_POSTGRESQL else ("secretariat", "anonymous", "focal_point_here")
DOORS = [door for door in every_door() if not door.thing]


@pytest.fixture
def visits(db: None) -> Visits:
    return prepare(cast.small_alliance())


def grow(alliance: cast.Alliance, numbers: range) -> None:
    """So many of everything that a list shows, each with what a row of it shows."""
    for number in numbers:
        here = Network.objects.get(pk=alliance.here.pk)
        network = networks.open_network(by=cast.CONSOLE, under=here, level=Level.LOCAL, name=f"Ward {number}")
        card = organisations.Card(
            name=f"Group {number}", kinds=("youth", "research"), country="KE", languages=("en", "sw")
        )
        group = organisations.welcome_organisation(by=cast.CONSOLE, card=card, network=here, visibility="public")
        person = people.welcome_person(by=cast.CONSOLE, name=f"Person {number}", place=here.path)
        people.affiliate(by=cast.CONSOLE, person=person, organisation=alliance.circle)
        people.affiliate(by=cast.CONSOLE, person=person, organisation=group)
        body = bodies.open_body(by=cast.CONSOLE, network=here, kind=BodyKind.WORKING, name=f"Group of work {number}")
        seat = bodies.open_seat(by=cast.CONSOLE, body=alliance.body, role=f"Seat {number}")
        bodies.seat_person(by=cast.CONSOLE, seat=seat, person=person, organisation=group)
        bodies.open_seat(by=cast.CONSOLE, body=body)
        invite_person(by=cast.CONSOLE, email=f"one{number}@example.org", office="focal_point", organisation=group)
        asker = Asker(f"Asker {number}", f"asker{number}@example.org")
        introduce_oneself(by=cast.CONSOLE, asker=asker, organisation_name=group.name, country="KE", proof="Ask.")
        apply_to_join(by=cast.CONSOLE, asker=asker, applicant=Applicant(f"New group {number}", here, why="Because."))
        networks.claim_count(
            by=cast.CONSOLE, network=here, counted="organisations", number=number, as_of="2026", source="a letter"
        )
        local.grow(alliance, number)
        written.grow(alliance, number)
        signatures.grow(alliance, number)
        _promise(alliance, group, number)
        if number % 2:
            networks.close_network(by=cast.CONSOLE, network=network)
        with transaction.atomic():
            notify(
                "alliance.office_granted", to=[alliance.accounts["secretariat"].pk], url=f"/n/{number}", by=cast.CONSOLE
            )


def _promise(alliance: cast.Alliance, group: Organisation, number: int) -> None:
    """One more commitment of, and to, whomever pages show; and one more of everything that the page of one shows."""
    today = clock.today()
    for owner, to in (
        (commitments.Owner(organisation=alliance.circle), group),
        (commitments.Owner(organisation=group), alliance.circle),
        (commitments.Owner(network=alliance.here), alliance.circle),
        (commitments.Owner(person=alliance.people["focal_point_here"]), group),
    ):
        promise = commitments.Promise(
            what=f"Thing {number}", due=today, to=(commitments.To(organisation=to), commitments.To(network=alliance.elsewhere)), shown="public",
            steps=(NewStep("One"),), texts={"es": ("Cosa", "")},
        )  # fmt: skip
        commitments.make_commitment(by=cast.CONSOLE, owner=owner, promise=promise)
    one = Commitment.objects.order_by("pk")[0]
    commitments.add_steps(by=cast.CONSOLE, commitment=one, steps=[NewStep(f"Step {number}")])
    commitments.say(by=cast.CONSOLE, commitment=one, words="Said.", party=one.owed.first())
    commitments.lay_before(by=cast.CONSOLE, commitment=one, words="Laid before.", party=one.owed.first())
    commitments.move_day(by=cast.CONSOLE, commitment=one, due=today + dt.timedelta(days=60 + number), words="Later.")


def counts(visits: Visits, role: str) -> dict[str, int]:
    """Returns how many questions each page asks, once everything that is kept is kept.

    Time stands still: else the note that a session was used, once a minute, is counted now and then.
    """
    with time_machine.travel(clock.now(), tick=False):
        return _counts(visits, role)


def _counts(visits: Visits, role: str) -> dict[str, int]:
    found = {}
    for door in DOORS:
        path = visits.path(door)
        client = visits.client(role)
        if client.get(path).status_code == 200:
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            found[str(door)] = len(asked)
    return found


def test_pages_ask_no_more_for_thirty_than_for_a_few(visits: Visits) -> None:
    """One alliance is asked as each of them: to let it grow takes as long as to ask it."""
    grow(visits.alliance, FEW)
    few = {role: counts(visits, role) for role in EVERYBODY}
    grow(visits.alliance, MANY)
    for role, before in few.items():
        many = counts(visits, role)
        more = {name: (asked, many[name]) for name, asked in before.items() if many.get(name, 0) > asked + SLACK}
        assert more == {}, role


def test_a_page_that_asks_for_each_row_would_be_found(visits: Visits) -> None:
    """The comparison bites."""

    def asked(view: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            view()
        return len(captured)

    def parent_name(network: Network) -> str:
        parent: Network = network.get_parent()
        return parent.name

    few = asked(lambda: [parent_name(one) for one in Network.objects.exclude(depth=1)])
    for number in MANY:
        here = Network.objects.get(pk=visits.alliance.here.pk)
        networks.open_network(by=cast.CONSOLE, under=here, level=Level.LOCAL, name=f"Ward {number}")
    assert asked(lambda: [parent_name(one) for one in Network.objects.exclude(depth=1)]) > few + SLACK
