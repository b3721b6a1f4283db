"""The named, invented people whom tests use, in a small alliance made by the rooms' own actions.

the alliance "Common Thread"
└── region "Lakes"              Amara Diallo coordinates it
    ├── country "Kenya"         Wanjiru Otieno coordinates it
    │   └── local "Kisumu"
    │   Tumaini Circle (members may know it), Quiet Shelter (at risk: only its own people and keepers)
    └── country "Uganda"        Okello Mugisha coordinates it
        Nile Youth (public)
"""

import datetime as dt
from dataclasses import dataclass, field

from answerable.access import actions as access
from answerable.access.actors import Actor, actor_for
from answerable.access.models import Account
from answerable.alliance.actions import bodies, networks, offices, organisations, people, setting_up
from answerable.alliance.actions.sign_in import set_sign_in_rules
from answerable.alliance.models import (
    Body,
    CompositionRule,
    Membership,
    Network,
    Organisation,
    Person,
    Profile,
    Seat,
    Term,
)
from answerable.alliance.rules.words import BodyKind, Level, Measure, Office, Visibility
from answerable.kit import clock

from .again import once

CONSOLE = Actor.of_system("console")
PASSWORD = "seven lanterns over the harbour"

# Each office, and who holds it where. `here` is Kenya and Tumaini Circle, `elsewhere` Uganda and Nile Youth.
NAMES = {
    "secretariat": "Ingrid Solheim",
    "coordinator_above": "Amara Diallo",
    "coordinator_here": "Wanjiru Otieno",
    "coordinator_elsewhere": "Okello Mugisha",
    "focal_point_here": "Neema Kisanga",
    "focal_point_elsewhere": "Juma Lweno",
    "partner_here": "Salma Haddad",
    "facilitator_here": "Tomás Quispe",
    "editor_here": "Priya Raman",
    "board_member": "Léa Fontaine",
    "committee_member_here": "Daniel Mwangi",
    "member_here": "Zawadi Njeri",
    "member_elsewhere": "Grace Akello",
    "ex_coordinator_here": "Peter Kamau",
    "disabled_coordinator_here": "Rose Chebet",
    "stranger": "Nobody in particular",
}


@dataclass
class Alliance:
    """What there is, and the account of each of the cast."""

    profile: Profile
    root: Network
    region: Network
    here: Network
    elsewhere: Network
    local: Network
    circle: Organisation
    shelter: Organisation
    nile: Organisation
    body: Body
    seat: Seat
    rule: CompositionRule
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    term: Term | None = None

    def actor(self, role: str) -> Actor:
        """Returns one of the cast as those who act today."""
        return actor_for(self.accounts[role].pk, on=clock.today())

    @property
    def membership(self) -> Membership:
        """Tumaini Circle in Kenya."""
        return Membership.objects.get(organisation=self.circle, network=self.here)


def small_alliance() -> Alliance:
    """Makes the alliance and its people, by the console."""
    return once(_small_alliance)


def _small_alliance() -> Alliance:
    alliance = _places()
    for role, name in NAMES.items():
        _person(alliance, role, name)
    _offices(alliance)
    alliance.term = bodies.seat_person(
        by=CONSOLE, seat=alliance.seat, person=alliance.people["committee_member_here"], organisation=alliance.circle
    )
    access.disable_account(by=CONSOLE, account=alliance.accounts["disabled_coordinator_here"])
    set_sign_in_rules(by=CONSOLE, offices=(), grace_days=14, wait_hours=24)  # tests that ask for a second factor say so
    return alliance


def _places() -> Alliance:
    profile = setting_up.set_up_alliance(
        by=CONSOLE, name="Common Thread", languages=("en", "es", "ar"), time_zone="Africa/Nairobi"
    )
    root = Network.objects.get(depth=1)
    region = _network(root, Level.REGION, "Lakes")
    here = _network(region, Level.COUNTRY, "Kenya", "KE")
    elsewhere = _network(region, Level.COUNTRY, "Uganda", "UG")
    local = _network(here, Level.LOCAL, "Kisumu")
    circle = _organisation("Tumaini Circle", here, Visibility.MEMBERS, kinds=("womens_rights",))
    shelter = _organisation("Quiet Shelter", here, Visibility.NETWORK, at_risk=True)
    nile = _organisation("Nile Youth", elsewhere, Visibility.PUBLIC, kinds=("youth",))
    body = bodies.open_body(by=CONSOLE, network=here, kind=BodyKind.STEERING, name="Steering committee of Kenya")
    seat = bodies.open_seat(by=CONSOLE, body=body, role="Chair")
    rule = bodies.set_rule(
        by=CONSOLE, network=here, body_kind=BodyKind.STEERING, measure=Measure.YOUTH, at_least_percent=20
    )
    return Alliance(profile, root, region, here, elsewhere, local, circle, shelter, nile, body, seat, rule)


def _network(under: Network, level: str, name: str, country: str = "") -> Network:
    parent = Network.objects.get(pk=under.pk)
    return networks.open_network(by=CONSOLE, under=parent, level=level, name=name, country=country)


def _organisation(
    name: str, network: Network, visibility: str, *, kinds: tuple[str, ...] = (), at_risk: bool = False
) -> Organisation:
    card = organisations.Card(
        name=name, kinds=kinds, country=network.country, women_led=True, womens_rights_core="womens_rights" in kinds
    )
    return organisations.welcome_organisation(
        by=CONSOLE, card=card, network=network, visibility=visibility, at_risk=at_risk
    )


def twin_of(alliance: Alliance) -> Organisation:
    """Tumaini Circle, written down a second time."""
    return _organisation("Tumaini Circle CBO", alliance.here, Visibility.MEMBERS)


def _person(alliance: Alliance, role: str, name: str) -> None:
    email = f"{role.replace('_', '.')}@example.org"
    if role == "stranger":  # an account that no record of a person belongs to
        alliance.accounts[role] = access.create_account(by=CONSOLE, email=email, password=PASSWORD)
        return
    person = people.welcome_person(by=CONSOLE, name=name, email=email, place=alliance.root.path)
    alliance.people[role] = person
    alliance.accounts[role] = people.give_account(by=CONSOLE, person=person, password=PASSWORD, language="en")
    home = alliance.nile if role.endswith("elsewhere") else alliance.circle
    people.affiliate(by=CONSOLE, person=person, organisation=home)


def _offices(alliance: Alliance) -> None:
    at_network = {
        "secretariat": (Office.SECRETARIAT, alliance.root),
        "coordinator_above": (Office.COORDINATOR, alliance.region),
        "coordinator_here": (Office.COORDINATOR, alliance.here),
        "coordinator_elsewhere": (Office.COORDINATOR, alliance.elsewhere),
        "facilitator_here": (Office.FACILITATOR, alliance.here),
        "editor_here": (Office.EDITOR, alliance.here),
        "board_member": (Office.BOARD, alliance.root),
        "committee_member_here": (Office.COMMITTEE, alliance.here),
        "disabled_coordinator_here": (Office.COORDINATOR, alliance.here),
    }
    for role, (office, network) in at_network.items():
        offices.grant_office(by=CONSOLE, person=alliance.people[role], office=office, network=network)
    at_organisation = {
        "focal_point_here": (Office.FOCAL_POINT, alliance.circle),
        "focal_point_elsewhere": (Office.FOCAL_POINT, alliance.nile),
        "partner_here": (Office.PARTNER, alliance.circle),
    }
    for role, (office, organisation) in at_organisation.items():
        offices.grant_office(by=CONSOLE, person=alliance.people[role], office=office, organisation=organisation)
    today = clock.today()
    offices.grant_office(
        by=CONSOLE, person=alliance.people["ex_coordinator_here"], office=Office.COORDINATOR, network=alliance.here,
        starts=today - dt.timedelta(days=400), ends=today - dt.timedelta(days=1),
    )  # fmt: skip
