"""Links by which organisations show their passports, and one that was ended."""

from collections.abc import Iterable, Mapping
from typing import Any

from answerable.kit import clock
from answerable.standards.actions.passports import end_share, share_passport

from .world import World


def share_all(world: World, told: Iterable[Mapping[str, Any]]) -> None:
    """Makes the links that are told; where they lead nobody knows, since only a fingerprint is kept."""
    for one in told:
        member = world.by_key.get(one["of"])
        if member is None or not member.belongs:
            continue
        with clock.on(world.ahead(one["at"])):
            made = share_passport(
                by=world.by, organisation=member.organisation, ends=world.ahead(one["ends"]), for_whom=one["for"]
            )
        if "ended" in one:
            with clock.on(world.ahead(one["ended"])):
                end_share(by=world.by, share=made.share)
