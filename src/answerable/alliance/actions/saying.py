"""Saying in more languages what was written in one: what a seat is called, and where a figure comes from."""

from collections.abc import Mapping

from django.db import transaction

from answerable.access.actors import Actor
from answerable.kit import clock

from ..models import CountClaim, CountClaimText, Seat, SeatText
from ..permissions import may_keep_network, require
from .recording import enter


@transaction.atomic
def name_seat(*, by: Actor, seat: Seat, names: Mapping[str, str]) -> Seat:
    """Says by language what a seat is called; an empty name is taken away, a language not named stays as it is."""
    place = seat.body.network.path
    require(may_keep_network(by, place))
    said = {code: words.strip() for code, words in names.items()}
    if seat.role_language in said:
        seat.role = said.pop(seat.role_language)
        seat.save(update_fields=["role"])
    seat.texts.filter(language__in=said).delete()
    today = clock.today()
    SeatText.objects.bulk_create(
        SeatText(seat=seat, language=code, role=words, updated_on=today) for code, words in said.items() if words
    )
    enter(by, "name_seat", subject=("seat", seat.pk), place=place, detail={"languages": sorted(names)})
    return seat


@transaction.atomic
def say_source(*, by: Actor, claim: CountClaim, sources: Mapping[str, str]) -> CountClaim:
    """Says by language where a figure comes from; the words it was recorded with stay, as the figure does."""
    require(may_keep_network(by, claim.network.path))
    said = {code: words.strip() for code, words in sources.items() if code != claim.source_language}
    claim.texts.filter(language__in=said).delete()
    today = clock.today()
    CountClaimText.objects.bulk_create(
        CountClaimText(claim=claim, language=code, source=words, updated_on=today)
        for code, words in said.items()
        if words
    )
    enter(
        by, "say_source", subject=("network", claim.network_id), place=claim.network.path,
        detail={"languages": sorted(said)},
    )  # fmt: skip
    return claim
