"""What is told of rounds: that one was answered, and that it was understood. Only of those that are over, and by what is shown."""

from collections.abc import Collection, Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import keys_that_stayed, records_of
from answerable.facts.queries import subjects_from
from answerable.facts.subjects import NETWORK, ORGANISATION, keys_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from .models import Round
from .queries.results import Results, results_of_many
from .rules.understanding import is_understood
from .rules.words import READ

ANSWERED = Kind("questions.answered", _("Five people or more answered short questions."), passing=True)
UNDERSTOOD = Kind(
    "questions.understood",
    _("Five people or more answered short questions, and more than half knew each answer."),
    passing=True,
)
AT_ONCE = 200


def tell(subjects: Collection[str] | None) -> Iterator[Told]:
    """Yields of each round that is over and has results what came of it, on the day on which it was over."""
    rows = Round.objects.exclude(closed_on=None).exclude(told_of="").order_by("pk")
    if subjects is None:
        yield from _told(rows, _named(keys_that_stayed()))
        return
    keys = keys_of(subjects, ORGANISATION)
    gone = Organisation.objects.filter(key__in=keys).exclude(merged_into=None).values_list("pk", flat=True)
    stayed = _named(records_of(keys)) | _named(keys_that_stayed(list(gone)) if gone else {})
    found = _told(rows.filter(told_of__in=sorted({*subjects, *stayed})), stayed)
    yield from (one for one in found if one.subject in set(subjects))


def _named(records: dict[int, str]) -> dict[str, str]:
    """Returns, by each record of an organisation, the organisation it is."""
    keys = Organisation.objects.filter(pk__in=list(records)).values_list("pk", "key") if records else ()
    return {subject(ORGANISATION, key): subject(ORGANISATION, records[pk]) for pk, key in keys}


def _told(rows: QuerySet[Round], stayed: dict[str, str]) -> Iterator[Told]:
    listed = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(listed, AT_ONCE)):
        results = results_of_many(some)
        for one in some:
            if one.pk in results:
                of, source = stayed.get(one.told_of, one.told_of), subject("round", one.key)
                yield Told(of, ANSWERED.name, source, one.closed_on, one.closed_on)
                if _is_understood(results[one.pk]):
                    yield Told(of, UNDERSTOOD.name, source, one.closed_on, one.closed_on)


def _is_understood(results: Results) -> bool:
    return is_understood((one.understood() for one in results.questions if one.key != READ), results.answered)


def of_rounds(keys: Collection[str]) -> list[str]:
    """Returns whom facts of these rounds are about; of one that was deleted, whom they were about."""
    own = set(Round.objects.filter(key__in=list(keys)).exclude(told_of="").values_list("told_of", flat=True))
    stayed = _named(keys_that_stayed()) if own else {}
    return [*(stayed.get(one, one) for one in own), *subjects_from(subject("round", key) for key in keys)]


def of_organisations(keys: Collection[str]) -> list[str]:
    """Returns whom rounds about these organisations may be told of now; most have none, which one question tells."""
    rows = Round.objects.filter(told_of__in=[subject(ORGANISATION, key) for key in keys])
    found = [str(key) for key in rows.values_list("key", flat=True)]
    return of_rounds(found) if found else []


declare(
    Teller(
        "questions.rounds", kinds=(ANSWERED, UNDERSTOOD), of=frozenset({ORGANISATION, NETWORK}), tell=tell,
        about={"round": of_rounds, "organisation": of_organisations},
    )
)  # fmt: skip
