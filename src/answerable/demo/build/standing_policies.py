"""Policies of organisations: adopted over two years, some looked at again, some still to be, some made known."""

from collections.abc import Mapping
from typing import Any

from answerable.kit import clock
from answerable.standards.actions.policies import Adopted, adopt_policy, make_known, review_policy
from answerable.standards.models import Policy
from answerable.standards.rules.saying import PolicyKind, Told

from ..picking import Picker
from .world import Member, World

YEARS = 3  # until a policy is to be looked at again
LOOKED_AT_AGAIN = 50  # of a hundred whose day came
EAGER_REGIONS, SLOW_REGIONS = frozenset({"abya_yala", "lakes"}), frozenset({"danube", "maghreb"})


def adopt_all(world: World, told: dict[str, Any]) -> None:
    for country in world.countries:
        share = told["policy_share"] * (
            1.5 if country.region in EAGER_REGIONS else 0.4 if country.region in SLOW_REGIONS else 1
        )
        for member in world.members[country.code]:
            if member.belongs and not member.made.key:
                _adopt_some(world, member, told, share, Picker("policies", country.code, member.organisation.name))
    for one in told["policies_told"]:
        if one["of"] in world.by_key:
            _adopt_told(world, world.by_key[one["of"]], told, one)


def _adopt_some(world: World, member: Member, told: dict[str, Any], share: float, pick: Picker) -> None:
    """Whoever has one has mostly two; some were to be looked at again this year."""
    if not pick.chance(share):
        return
    for kind in pick.shuffled([PolicyKind(one) for one in told["policies"]])[: pick.one((1, 1, 2, 4))]:
        adopted = -pick.between(40, 1300)
        due = adopted + YEARS * 365
        made = _adopt(world, member, told, kind, (adopted, due))
        if due < 0 and pick.chance(LOOKED_AT_AGAIN):
            _look_at_again(world, made, due - pick.number(20), due + YEARS * 365)
        if pick.chance(35):
            staff = pick.between(3, 30)
            make_known(
                by=world.by, policy=made, whom=pick.one((Told.ALL_STAFF, Told.NEW_STAFF, Told.VOLUNTEERS)),
                on=world.ahead(min(0, adopted + pick.between(3, 90))), reached=staff - pick.number(3), of=staff,
            )  # fmt: skip


def _adopt(world: World, member: Member, told: dict[str, Any], kind: PolicyKind, days: tuple[int, int]) -> Policy:
    """Records a policy that was adopted on the first day, counted from today, and is looked at again on the second."""
    titles, language = told["policies"][kind], member.organisation.name_language
    language = language if language in titles else "en"
    return adopt_policy(
        by=world.by, organisation=member.organisation,
        adopted=Adopted(
            about=kind, title=titles[language], adopted_on=world.ahead(days[0]), review_due=world.ahead(days[1]),
            words=told["policy_words"].get(language, told["policy_words"]["en"]), language=language,
        ),
    )  # fmt: skip


def _look_at_again(world: World, policy: Policy, day: int, due: int) -> None:
    with clock.on(world.ahead(day)):
        review_policy(by=world.by, policy=policy, review_due=world.ahead(due))


def _adopt_told(world: World, member: Member, told: dict[str, Any], one: Mapping[str, Any]) -> None:
    """Tells of a policy of those one can come in as."""
    with clock.on(world.ahead(one["at"])):
        made = _adopt(world, member, told, PolicyKind(one["about"]), (one["at"], one["due"]))
    if again := one.get("reviewed"):
        _look_at_again(world, made, again["at"], again["due"])
    for known in one["told"]:
        with clock.on(world.ahead(known["at"])):
            make_known(
                by=world.by, policy=made, whom=Told(known["whom"]), on=world.ahead(known["at"]), reached=known.get("reached"),
                of=known.get("of"),
            )  # fmt: skip
