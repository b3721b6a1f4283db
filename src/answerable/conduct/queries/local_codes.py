"""Local codes with their clauses, moments and figures."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Network

from ..models import Clause, ClauseEdit, ClauseText, Contribution, LocalCode, Moment, TemplateMoment, Version
from ..rules import fingerprints
from ..rules.local_codes import FIRST_MOMENTS, OPEN_STATES
from ..rules.versions import STANDING
from ..rules.words import VersionState
from .standing import read_by, taken_part_in

MOST_OF_MINE = 10


def with_surroundings(codes: QuerySet[LocalCode]) -> QuerySet[LocalCode]:
    """Returns local codes with what every page of them says: network, name, version and parent."""
    return codes.select_related(
        "version__instrument__network", "parent__instrument__network"
    ).prefetch_related(
        "version__instrument__network__texts", "version__instrument__texts", "parent__instrument__texts", "moments"
    )  # fmt: skip


def why_not_yet(network: Network) -> str:
    """Returns why a network cannot end: it has a local code that is neither adopted nor given up."""
    is_writing = LocalCode.objects.filter(version__instrument__network=network, closed_on=None).exists()
    return "work_unfinished" if is_writing else ""


def by_pk(pk: int) -> LocalCode | None:
    return with_surroundings(LocalCode.objects.filter(pk=pk)).first()


def of_network(network: Network, actor: Actor, on: dt.date) -> list[LocalCode]:
    """Returns the local codes of a network that an actor may read: those being written first, then the newest."""
    found = with_surroundings(read_by(actor, on).filter(version__instrument__network=network))
    listed = found.exclude(version__state=VersionState.DROPPED).order_by("-begun_on", "-pk")
    return sorted(listed, key=lambda one: one.version.state not in OPEN_STATES)


def of_all_networks() -> list[LocalCode]:
    """Returns every local code that is being written."""
    return list(with_surroundings(LocalCode.objects.filter(version__state__in=OPEN_STATES)).order_by("pk"))


def open_to(actor: Actor, on: dt.date) -> list[LocalCode]:
    """Returns the local codes being written in which somebody takes part, in person or through an organisation."""
    mine = LocalCode.objects.filter(pk__in=taken_part_in(actor, on).values("local_code"))
    return list(
        with_surroundings(mine.filter(version__state__in=OPEN_STATES)).order_by("-begun_on", "-pk")[:MOST_OF_MINE]
    )


def is_open(code: LocalCode) -> bool:
    return code.version.state in OPEN_STATES


def clauses_of(version: Version) -> list[Clause]:
    """Returns the clauses of a version in their order, with their texts."""
    return list(version.clauses.prefetch_related("texts"))


def taken_out_of(version: Version) -> list[Clause]:
    """Returns what was taken out of a draft and can be put back."""
    return list(Clause.every.filter(version=version).exclude(taken_out_on=None).prefetch_related("texts"))


def text_of(clause: Clause, *languages: str) -> ClauseText | None:
    """Returns a clause in the first of some languages in which it is; its texts should be prefetched."""
    rows = {one.language: one for one in clause.texts.all()}
    return next((rows[one] for one in languages if one in rows), None)


def words_of(clause: Clause, *languages: str) -> str:
    found = text_of(clause, *languages)
    return found.body if found else ""


def compared_of(clauses: Iterable[Clause], language: str) -> str:
    """Returns what the words of some clauses are known by, so that a later change of one is noticed."""
    texts = [text_of(one, language) for one in sorted(clauses, key=lambda one: str(one.line))]
    return fingerprints.fingerprint("\n".join(fingerprints.of_clause(one.heading, one.body) for one in texts if one))


def edits_of(text: ClauseText) -> QuerySet[ClauseEdit]:
    """Returns every wording that a clause had in a draft, the newest first."""
    return ClauseEdit.objects.filter(text=text).order_by("-revision")


def template() -> list[TemplateMoment]:
    """Returns the moments that a new local code begins with; before an alliance edits them, the four that are shipped."""
    kept = list(TemplateMoment.objects.prefetch_related("texts"))
    return kept or [TemplateMoment(kind=kind, order=at) for at, kind in enumerate(FIRST_MOMENTS, start=1)]


def moments_of(code: LocalCode) -> list[Moment]:
    return list(code.moments.all())


def moment_now(moments: Iterable[Moment]) -> Moment | None:
    """Returns the first moment that was not held yet."""
    return next((one for one in moments if one.held_on is None), None)


def given_up(network: Network) -> QuerySet[LocalCode]:
    """Returns what a network gave up and can take up again: nothing else was begun or adopted in its place since."""
    later = Version.objects.filter(
        Q(state__in=OPEN_STATES) | Q(state__in=STANDING, number__gt=OuterRef("version__number")),
        instrument=OuterRef("version__instrument"),
    )
    left = LocalCode.objects.filter(
        ~Exists(later), version__instrument__network=network, version__instrument__closed_on=None,
        version__state=VersionState.DROPPED,
    )  # fmt: skip
    return with_surroundings(left).order_by("-closed_on", "-pk")


@dataclass(frozen=True)
class Beginning:
    """A version that a network may make its own, and its own text in force, if it has one."""

    parent: Version
    own: Version | None


def beginnings(network: Network) -> list[Beginning]:
    """Returns what a network may begin from: adopted texts of the networks above, where none is being written already."""
    steps = [network.path[:end] for end in range(Network.steplen, len(network.path), Network.steplen)]
    texts = Version.objects.filter(
        state=VersionState.ADOPTED, instrument__network__path__in=steps, instrument__closed_on=None
    )
    own = Version.objects.filter(instrument__network=network, instrument__adapts__isnull=False)
    busy = set(own.filter(state__in=OPEN_STATES).values_list("instrument__adapts", flat=True))
    in_force = {one.instrument.adapts_id: one for one in own.filter(state="adopted").select_related("instrument")}
    listed = texts.select_related("instrument__network").prefetch_related("instrument__texts", _clause_texts())
    ordered = listed.order_by("-instrument__network__path", "instrument__order", "pk")
    return [Beginning(one, in_force.get(one.instrument_id)) for one in ordered if one.instrument_id not in busy]


def _clause_texts() -> "Prefetch[str]":
    return Prefetch("clauses", queryset=Clause.objects.prefetch_related("texts"))


def counted(code: LocalCode) -> dict[str, int]:
    """Returns how many contributions there are, and how many wait for an answer; what was taken back is not counted."""
    made = Contribution.objects.filter(local_code=code, taken_back_on=None)
    waiting = made.filter(answers=None).count()
    return {"all": made.count(), "waiting": waiting}
