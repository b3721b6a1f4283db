"""Many more organisations with numbered names, to see how a far larger alliance behaves. Memory stays the same."""

from django.db import transaction

from answerable.alliance.actions.cards import Card
from answerable.alliance.actions.recording import as_one_act
from answerable.alliance.actions.welcoming import Joining, Newcomer, welcome_organisations
from answerable.alliance.rules.words import Visibility
from answerable.ledger import actions as ledger

from ..inventing import organisations_of
from ..picking import Picker
from .organisations import shared_out
from .world import World


def welcome_copies(world: World, scale: int) -> None:
    """Welcomes each country’s organisations again, `scale` - 1 times; one transaction and one entry a country."""
    numbers = shared_out(world.countries, world.organisations)
    done, total = 0, (scale - 1) * len(world.countries)
    for copy in range(2, scale + 1):
        for country in world.countries:
            world.progress("copies", done, total)
            _copy(world, country.code, copy, numbers[country.code])
            done += 1


@transaction.atomic
def _copy(world: World, code: str, copy: int, number: int) -> None:
    country = next(one for one in world.countries if one.code == code)
    pick = Picker("copy", code, copy)
    with as_one_act():
        newcomers = []
        for made in organisations_of(country, number):
            card = Card(
                name=f"{made.name} {copy}", name_language=made.tongue, kinds=made.kinds, country=code, city=made.city,
                languages=country.tongues, women_led=made.led or None, womens_rights_core=made.led or None,
            )  # fmt: skip
            visibility = pick.weighted(((Visibility.PUBLIC, 45), (Visibility.MEMBERS, 40), (Visibility.NETWORK, 15)))
            newcomers.append(Newcomer(card, (Joining(world.networks[code]),), visibility))
        welcome_organisations(by=world.by, newcomers=newcomers)
    ledger.record(
        world.by, "demo.welcome_copies", place=world.networks[code].path, detail={"count": number, "copy": copy}
    )
