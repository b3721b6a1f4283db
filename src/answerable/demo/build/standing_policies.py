"""Policies of organisations: adopted over two years, some to be looked at again, some made known."""

from typing import Any

from answerable.standards.actions.policies import Adopted, adopt_policy, make_known
from answerable.standards.rules.saying import PolicyKind, Told

from ..picking import Picker
from .world import Member, World

YEARS = 3  # until a policy is to be looked at again
EAGER_REGIONS, SLOW_REGIONS = frozenset({"abya_yala", "lakes"}), frozenset({"danube", "maghreb"})


def adopt_all(world: World, told: dict[str, Any]) -> None:
    for country in world.countries:
        share = told["policy_share"] * (
            1.5 if country.region in EAGER_REGIONS else 0.4 if country.region in SLOW_REGIONS else 1
        )
        for member in world.members[country.code]:
            if member.belongs:
                _adopt(world, member, told, share, Picker("policies", country.code, member.organisation.name))


def _adopt(world: World, member: Member, told: dict[str, Any], share: float, pick: Picker) -> None:
    """Whoever has one has mostly two; some were to be looked at again this year."""
    if not pick.chance(share):
        return
    kinds = pick.shuffled([PolicyKind(one) for one in told["policies"]])[: pick.one((1, 1, 2, 4))]
    language = member.organisation.name_language
    for kind in kinds:
        titles = told["policies"][kind]
        language = language if language in titles else "en"
        adopted = -pick.between(40, 1300)
        made = adopt_policy(
            by=world.by, organisation=member.organisation,
            adopted=Adopted(
                about=kind, title=titles[language], adopted_on=world.ahead(adopted), review_due=world.ahead(adopted + YEARS * 365),
                words=told["policy_words"].get(language, told["policy_words"]["en"]), language=language,
            ),
        )  # fmt: skip
        if pick.chance(35):
            staff = pick.between(3, 30)
            make_known(
                by=world.by, policy=made, whom=pick.one((Told.ALL_STAFF, Told.NEW_STAFF, Told.VOLUNTEERS)),
                on=world.ahead(min(0, adopted + pick.between(3, 90))), reached=staff - pick.number(3), of=staff,
            )  # fmt: skip
