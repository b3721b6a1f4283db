"""Builds the whole demo, through the rooms' own actions only."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation, Person, Profile
from answerable.jobs.daily import remind_of_duties
from answerable.kit import touching
from answerable.kit.overview import look_over
from answerable.standards.actions.rebuilding import reckon_all
from answerable.standards.actions.recording import as_one_act
from answerable.standards.actions.summing_up import sum_up

from ..reading import read
from .bodies import fill_all
from .commitments import promise_all
from .concerns import tell_concerns
from .copies import welcome_copies
from .named import welcome_named
from .offices import entrust_all
from .organisations import welcome_all
from .outside import invite_and_ask
from .post import write_first_mails
from .services import list_services
from .signing import sign_all
from .standing import stand_all
from .texts import promise
from .tree import plant
from .world import Progress, World

ORGANISATIONS = 700
PARTS = (
    plant,
    welcome_all,
    welcome_named,
    fill_all,
    entrust_all,
    promise,
    sign_all,
    invite_and_ask,
    promise_all,
    stand_all,
    list_services,
    tell_concerns,
)


@dataclass(frozen=True)
class Summary:
    """What there is when all is built."""

    networks: int
    organisations: int
    people: int


def is_loaded() -> bool:
    """Whether there is an alliance already: then nothing is built over it."""
    return Profile.objects.exists()


def load(*, progress: Progress, today: dt.date, scale: int = 1, organisations: int = ORGANISATIONS) -> Summary:
    """Builds the invented alliance in one transaction: after an interruption there is nothing, and one starts over.

    `progress` gets the code of a part (networks, organisations, bodies, offices, copies), how much of it is done, and
    out of how much. With `scale` N there are N times the organisations, the further ones with numbered names.
    """
    world = World(by=Actor.of_system("demo"), today=today, progress=progress, organisations=organisations)
    world.names |= {one["name"] for one in read("named")["people"].values()}
    with as_one_act(), transaction.atomic(), touching.once_for_all():
        for part in PARTS:
            part(world)
            look_over()
    if scale == 1:  # many more are left to whoever measures how long it takes
        reckon_all()
        sum_up()
        remind_of_duties.run()
    write_first_mails(world)
    if scale > 1:
        welcome_copies(world, scale)
        sum_up()  # pages add up no changes of so many
    return Summary(Network.objects.count(), Organisation.objects.count(), Person.objects.count())
