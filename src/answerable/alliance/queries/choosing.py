"""People and organisations who may be chosen, with what tells them apart: only what the one who chooses may know anyway."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import countries
from answerable.kit.choosing import Among, Choice
from answerable.kit.text import fold

from ..models import Affiliation, Membership, OfficeTerm, Organisation, Person
from ..rules.memberships import BELONGS
from . import naming, organisations, people
from .posts import running

MOST_SAID = 3
Stands = dict[int, list[str]]
Ways = Sequence[tuple[str, Any]]


def among_people(seen: QuerySet[Person], actor: Actor, on: dt.date, language: str, *, ways: Ways = ()) -> Among[Person]:
    """Lets a form choose among these people, whose names the actor may read."""
    return Among(
        seen, key="key", order="folded", names=lambda one: [one.name],
        show=lambda those: people_said(those, actor, on, language), ways=ways,
    )  # fmt: skip


def among_organisations(listed: QuerySet[Organisation], language: str, *, ways: Ways = ()) -> Among[Organisation]:
    """Lets a form choose among these organisations, of which the actor may know."""
    return Among(
        listed.prefetch_related("texts"), key="slug", order="sort_key", names=_names_of,
        show=lambda those: organisations_said(those, language), ways=ways,
    )  # fmt: skip


def _names_of(one: Organisation) -> list[str]:
    return [one.name, *(text.name for text in one.texts.all()), *([one.short_name] if one.short_name else [])]


def people_said(listed: Sequence[Person], actor: Actor, on: dt.date, language: str) -> list[Choice]:
    """Says each person with where they stand; two who seem the same with their address or day, if the reader keeps both."""
    stands = _standing([one.pk for one in listed], actor, on, language)
    said = [
        Choice(str(one.key), one.name, " · ".join(list(dict.fromkeys(stands[one.pk]))[:MOST_SAID])) for one in listed
    ]
    often = Counter((fold(one.name), one.hint) for one in said)
    same = [one.pk for one, words in zip(listed, said, strict=True) if often[fold(words.name), words.hint] > 1]
    private = _private(same, actor, on) if same else {}
    return [_with(words, private.get(one.pk, "")) for one, words in zip(listed, said, strict=True)]


def _with(choice: Choice, more: str) -> Choice:
    return replace(choice, hint=" · ".join(filter(None, (choice.hint, more)))) if more else choice


def _private(people_pks: list[int], actor: Actor, on: dt.date) -> dict[int, str]:
    """Returns, for those whose records the actor keeps, the address they read there, or else the day of the record."""
    kept = Person.objects.filter(people.kept_by(actor, on), pk__in=people_pks)
    return {
        pk: email or _("recorded on %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        for pk, email, day in kept.values_list("pk", "email", "created_on")
    }


def _standing(people_pks: list[int], actor: Actor, on: dt.date, language: str) -> Stands:
    """Returns each person's offices, organisations and seats, as pages show them to this actor."""
    stands: Stands = defaultdict(list)
    homes: dict[int, set[int]] = defaultdict(set)
    for held in people.offices_shown(actor).filter(person__in=people_pks):
        stands[held.person_id].append(_office(held, language))
        homes[held.person_id].add(held.organisation_id or 0)
    for one in _affiliations(people_pks, actor, on):
        if one.organisation_id not in homes[one.person_id]:
            stands[one.person_id].append(naming.organisation_name(one.organisation, language))
    for seat in people.seats_shown().filter(person__in=people_pks):
        stands[seat.person_id or 0].append(naming.body_name(seat.seat.body, language))
    return stands


def _office(term: OfficeTerm, language: str) -> str:
    place = naming.network_name(term.network, language) if term.network else ""
    if term.organisation:
        place = naming.organisation_name(term.organisation, language)
    return _(", ").join((str(naming.OFFICES[term.office]), place))


def _affiliations(people_pks: list[int], actor: Actor, on: dt.date) -> list[Affiliation]:
    """Who works where, of the people and the organisations whose records the actor keeps; each asked for by itself, of a few."""
    rows = Affiliation.objects.filter(running(on), person__in=people_pks).select_related("organisation")
    listed = list(rows.prefetch_related("organisation__texts").order_by("starts", "pk"))
    homes = {one.organisation_id for one in listed}
    seen = set(organisations.seen_by(actor).filter(pk__in=homes).values_list("pk", flat=True))
    kept_homes = Organisation.objects.filter(organisations.kept_by(actor), pk__in=seen)
    kept_people = Person.objects.filter(people.kept_by(actor, on), pk__in=people_pks)
    kept = set(kept_homes.values_list("pk", flat=True)), set(kept_people.values_list("pk", flat=True))
    return [
        one for one in listed
        if one.organisation_id in seen and (one.organisation_id in kept[0] or one.person_id in kept[1])
    ]  # fmt: skip


def organisations_said(listed: Sequence[Organisation], language: str) -> list[Choice]:
    """Says each organisation with its place and its networks, as its own page does."""
    networks: dict[int, list[str]] = defaultdict(list)
    held = Membership.objects.filter(organisation__in=[one.pk for one in listed], state__in=BELONGS).order_by("pk")
    for one in held.select_related("network").prefetch_related("network__texts"):
        networks[one.organisation_id].append(naming.network_name(one.network, language))
    return [Choice(one.slug, naming.organisation_name(one, language), _where(one, networks[one.pk], language)) for one in listed]  # fmt: skip


def _where(one: Organisation, networks: list[str], language: str) -> str:
    country = countries.name(one.country, language) if one.country else ""
    return " · ".join(dict.fromkeys(filter(None, (one.short_name, one.city, country, *networks[:MOST_SAID]))))
