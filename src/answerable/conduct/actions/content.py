"""Taking in a text that comes with the program: as a draft, which a body then adopts, changes or leaves."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import may_keep_alliance
from answerable.alliance.queries.networks import root
from answerable.alliance.queries.profile import profile
from answerable.kit import clock
from answerable.kit.translations import TextState

from ..models import Clause, ClauseText, Instrument, InstrumentText, Version, VersionText
from ..permissions import require
from ..queries.content import Shipped, names, not_taken_in, shipped
from ..rules.fingerprints import of_clause, tidy
from .instruments import Signers, open_instrument
from .recording import as_one_act, enter
from .settling import place_of, settle
from .versions import begin_version


@transaction.atomic
def take_in(*, by: Actor, text: str, label: str = "") -> Version:
    """Takes a shipped text in, in every language it comes in, as a draft of the alliance; only once."""
    require(may_keep_alliance(by), "needs_secretariat")
    top, kept = root(), profile()
    if text not in names() or top is None:
        raise Unacceptable("adopts_no_such")
    if Instrument.objects.filter(slug=text).exists():
        raise Unacceptable("opened_already")
    one = shipped(text)
    original = one.in_language(kept.languages[0] if kept and kept.languages else "en")
    with as_one_act():
        words = one.languages[original]
        instrument = open_instrument(
            by=by, network=top, kind=one.kind, name=words.name, language=original, about=words.about, slug=text,
            signers=Signers(**dict.fromkeys(one.signers, True)),
        )  # fmt: skip
        version = begin_version(
            by=by, instrument=instrument, label=label or str(clock.today().year), language=original, shipped=True,
            sources=one.sources,
        )  # fmt: skip
        _write(version, one, original)
        settle(version)
    detail: dict[str, str | int | bool | list[str]] = {"text": text, "languages": sorted(one.languages)}
    enter(by, "take_in", subject=("version", version.pk), place=place_of(version), detail=detail)
    return version


def _write(version: Version, one: Shipped, original: str) -> None:
    """Writes all clauses in all languages at once."""
    today = clock.today()
    source = one.languages[original]
    made = Clause.objects.bulk_create(
        Clause(version=version, line=one.line(clause.key), order=at, number=str(at))
        for at, clause in enumerate(source.clauses, start=1)
    )
    by_key = dict(zip((clause.key for clause in source.clauses), made, strict=True))
    prints = {clause.key: of_clause(clause.heading, clause.body) for clause in source.clauses}
    ClauseText.objects.bulk_create(
        ClauseText(
            clause=by_key[clause.key], language=language, heading=tidy(clause.heading), body=tidy(clause.body),
            made_from="" if language == original else prints[clause.key], updated_on=today,
        )
        for language, words in one.languages.items()
        for clause in words.clauses
    )  # fmt: skip
    version.texts.all().delete()
    VersionText.objects.bulk_create(
        VersionText(
            version=version, language=language, state=TextState.REVIEWED, preamble=tidy(words.preamble),
            came_about=tidy(words.came_about), updated_on=today,
        )
        for language, words in one.languages.items()
    )  # fmt: skip
    InstrumentText.objects.bulk_create(
        InstrumentText(
            instrument=version.instrument, language=language, name=words.name, about=words.about, updated_on=today
        )
        for language, words in one.languages.items()
        if language != original
    )


@transaction.atomic
def take_in_all(*, by: Actor) -> list[Version]:
    """Takes in every shipped text that is not there yet, as drafts: what an alliance begins with."""
    return [take_in(by=by, text=text) for text, _title in not_taken_in()]
