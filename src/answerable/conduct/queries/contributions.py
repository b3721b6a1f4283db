"""What was said of a local code, and by whom, as far as that is known to anybody."""

import datetime as dt
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from answerable import vault
from answerable.access.actors import Actor
from answerable.alliance.models import Organisation, Person
from answerable.alliance.queries import naming
from answerable.alliance.queries.merging import what_stayed
from answerable.alliance.queries.organisations import seen_by as organisations_seen_by
from answerable.alliance.queries.posts import standing

from ..models import Answer, Contribution, LocalCode, TakingPart
from ..rules.local_codes import outcomes_of
from ..rules.words import ShownAs
from .standing import taken_part_in

MARK = "conduct.contribution"


def mark_of(person: Person, contribution_key: object) -> str:
    """Returns the mark by which a person finds a contribution again: of the server's key, theirs and its own.

    Two contributions of one person have nothing in common, and without all three nobody can tell whose one is.
    """
    return vault.fingerprint(f"{person.key}\0{contribution_key}".encode(), purpose=MARK)


def mark_of_nobody() -> str:
    """Returns a mark that looks like any other, and by which nobody finds anything."""
    return vault.fingerprint(secrets.token_bytes(32), purpose=MARK)


def is_maker(person: Person, one: Contribution) -> bool:
    if one.shown_as == ShownAs.NAME:
        return one.person_id == person.pk
    return bool(one.maker_mark) and hmac.compare_digest(one.maker_mark, mark_of(person, one.key))


def made_by(person: Person) -> list[Contribution]:
    """Returns everything a person contributed, the newest first; what shows no name is found by its mark."""
    marked = Contribution.objects.exclude(maker_mark="").only("pk", "key", "shown_as", "maker_mark")
    own = [one.pk for one in marked.iterator(chunk_size=1000) if is_maker(person, one)]
    return list(with_answers(Contribution.objects.filter(Q(person=person) | Q(pk__in=own))).order_by("-made_on", "pk"))


def with_answers(listed: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return listed.select_related("clause", "person", "local_code__version__instrument__network").prefetch_related(
        "answers__merged_with__clause__texts", "clause__texts", "local_code__version__instrument__texts"
    )


def of_code(code: LocalCode) -> QuerySet[Contribution]:
    """Returns what was said of a local code, by day; within a day in no order."""
    return with_answers(Contribution.objects.filter(local_code=code)).order_by("made_on", "pk")


def narrowed(listed: QuerySet[Contribution], which: str, today: dt.date) -> QuerySet[Contribution]:
    """Narrows to what is `waiting`, `overdue` or `answered`; anything else leaves all."""
    answered = Exists(Answer.objects.filter(contribution=OuterRef("pk")))
    conditions = {
        "waiting": ~answered & Q(taken_back_on=None),
        "overdue": ~answered & Q(taken_back_on=None, answer_by__lt=today),
        "answered": Q(answered),
    }
    return listed.filter(conditions[which]) if which in conditions else listed


def organisations_named(listed: Iterable[Contribution], actor: Actor, language: str) -> dict[int, str]:
    """Returns the names of the organisations among some contributions that an actor may know of."""
    wanted = {one.organisation_id for one in listed if one.organisation_id}
    homes = {one: one for one in wanted} | what_stayed(wanted)
    seen = organisations_seen_by(actor).filter(pk__in=homes.values()).prefetch_related("texts")
    names = {one.pk: naming.organisation_name(one, language) for one in seen}
    return {one: names[home] for one, home in homes.items() if home in names}


def organisations_of(person: Person, on: dt.date) -> list[Organisation]:
    """Returns the organisations for which somebody may speak here: those they are in."""
    rows = person.affiliations.filter(standing(on)).values("organisation")
    return list(Organisation.objects.filter(pk__in=rows).prefetch_related("texts").order_by("name"))


def figures_of(code: LocalCode) -> dict[str, Any]:
    """Returns how much was said and what became of it, by the first answer; what was taken back is left out."""
    said = Contribution.objects.filter(local_code=code, taken_back_on=None).prefetch_related("answers")
    first = [next(iter(one.answers.all()), None) for one in said]
    return {"all": len(first), "answered": sum(1 for one in first if one), "outcomes": outcomes_of(one.outcome for one in first if one)}  # fmt: skip


def about(person: Person) -> list[dict[str, object]]:
    """Returns what a person contributed and how it was answered, for their own file."""
    return [
        {
            "network": one.local_code.version.instrument.network.name, "on": one.made_on.isoformat(), "kind": one.kind,
            "clause": one.clause.number if one.clause else one.about, "words": one.words, "wording": one.wording,
            "shown_as": one.shown_as, "taken_back_on": one.taken_back_on.isoformat() if one.taken_back_on else None,
            "answers": [{"on": each.on.isoformat(), "outcome": each.outcome, "words": each.words} for each in one.answers.all()],
        }
        for one in made_by(person)
    ]  # fmt: skip


def numbers_by_clause(code: LocalCode) -> dict[int, tuple[int, int]]:
    """Returns, by clause, how many contributions there are and how many of them wait for an answer."""
    rows = (
        Contribution.objects.filter(local_code=code, taken_back_on=None)
        .order_by()
        .values("clause")
        .annotate(all=Count("pk", distinct=True), waiting=Count("pk", filter=Q(answers=None), distinct=True))
    )
    return {one["clause"] or 0: (one["all"], one["waiting"]) for one in rows}


def waiting_for(actor: Actor, codes: Iterable[LocalCode], on: dt.date) -> dict[int, int]:
    """Returns, by local code, how many contributions wait for an answer where the actor is of the writing group."""
    writes = taken_part_in(actor, on).filter(Q(writes=True) | Q(leads=True), local_code__in=[one.pk for one in codes])
    rows = (
        Contribution.objects.filter(local_code__in=writes.values("local_code"), taken_back_on=None, answers=None)
        .order_by()
        .values("local_code")
        .annotate(number=Count("pk", distinct=True))
    )
    return {one["local_code"]: one["number"] for one in rows}


def taking_part(person: Person) -> list[dict[str, object]]:
    """Returns in which local codes a person takes part by name, for their own file."""
    rows = TakingPart.objects.filter(person=person).select_related("local_code__version__instrument__network")
    return [
        {
            "network": one.local_code.version.instrument.network.name, "writes": one.writes, "leads": one.leads,
            "since": one.since.isoformat(), "until": one.until.isoformat() if one.until else None,
        }
        for one in rows.order_by("since", "pk")
    ]  # fmt: skip
