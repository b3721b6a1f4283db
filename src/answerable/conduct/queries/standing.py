"""What somebody may do at a local code: everybody's standing follows from offices, invitations and being asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import NEVER
from answerable.alliance.models import Affiliation, Person
from answerable.alliance.permissions import MEMBER, belongs, keeps
from answerable.alliance.queries.merging import HOME, of_organisations
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.posts import running as running_on

from ..models import LocalCode, PartnerAsked, TakingPart
from ..permissions import EVERYBODY_READS, may_write_texts, writes
from ..rules.local_codes import SMALLEST_TOLD


@dataclass(frozen=True)
class Standing:
    """`reads`: the text; `inside`: also what was said, heard and answered; `writes`: edits, answers, compares, asks partners; `runs`: invites as well; `decides`: opens, gives up, and writes
    down what a body decided; `asked`: those of one's organisations that were asked before adoption."""

    reads: bool = False
    inside: bool = False
    contributes: bool = False
    writes: bool = False
    runs: bool = False
    decides: bool = False
    asked: frozenset[int] = frozenset()


def own_organisations(actor: Actor) -> list[int]:
    """Returns the organisations an actor is in."""
    return [int(path[4:]) for path in actor.paths(MEMBER) if path.startswith("org:")]


def running(on: dt.date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def is_of_network(actor: Actor, path: str) -> bool:
    """Whether somebody belongs to a network or to one below it, or keeps its records."""
    below = any(one.startswith(path) for one in actor.paths(*belongs.offices) if not one.startswith("org:"))
    return below or keeps.covers(actor, path)


def standing_of(actor: Actor, code: LocalCode, on: dt.date) -> Standing:
    """Returns what an actor may do at a local code today; one that was adopted everybody reads."""
    path = code.version.instrument.network.path
    mine = invitations_of(actor, code, on)
    decides = keeps.covers(actor, path)
    runs = decides or any(one.leads for one in mine)
    writes = runs or may_write_texts(actor, path) or any(one.writes for one in mine)
    asked = _asked(actor, code)
    inside = writes or bool(mine) or bool(asked) or is_of_network(actor, path)
    return Standing(
        reads=inside or code.version.state in EVERYBODY_READS, inside=inside,
        contributes=writes or bool(mine), writes=writes, runs=runs, decides=decides, asked=asked,
    )  # fmt: skip


def invitations_of(actor: Actor, code: LocalCode, on: dt.date) -> list[TakingPart]:
    """Returns by what an actor takes part: in person, or as one of an organisation that was invited."""
    if actor.account_id is None:
        return []
    own = Q(person__account_id=actor.account_id)
    through = Q(person=None) & of_organisations(own_organisations(actor))
    return list(TakingPart.objects.filter(running(on), own | through, local_code=code))


def _asked(actor: Actor, code: LocalCode) -> frozenset[int]:
    own = own_organisations(actor)
    if not own:
        return frozenset()
    rows = PartnerAsked.objects.filter(of_organisations(own), local_code=code)
    return frozenset(rows.values_list("organisation_id", flat=True))


def read_by(actor: Actor, on: dt.date) -> QuerySet[LocalCode]:
    """Returns the local codes that an actor may read: the same test as `standing_of`, for a list."""
    network = "version__instrument__network__path"
    sees = Q(version__state__in=EVERYBODY_READS) | writes.filter(actor, network)
    for post in actor.posts:
        steps = [post.path[:end] for end in range(4, len(post.path) + 1, 4)] if not post.path.startswith("org:") else []
        sees |= Q(**{f"{network}__in": steps}) if steps and post.office in belongs.offices else NEVER
    if actor.account_id:
        sees |= Q(pk__in=taken_part_in(actor, on).values("local_code"))
        sees |= Q(pk__in=PartnerAsked.objects.filter(of_organisations(own_organisations(actor))).values("local_code"))
    return LocalCode.objects.filter(sees)


def taken_part_in(actor: Actor, on: dt.date) -> QuerySet[TakingPart]:
    own = Q(person__account_id=actor.account_id) | (Q(person=None) & of_organisations(own_organisations(actor)))
    return TakingPart.objects.filter(running(on), own)


def writing_group(code: LocalCode, on: dt.date) -> list[UUID]:
    """Returns the accounts of those who draft and answer: where nobody was named, those who keep the records."""
    rows = TakingPart.objects.filter(Q(writes=True) | Q(leads=True), running(on), local_code=code)
    named = [one for one in rows.values_list("person__account_id", flat=True) if one]
    return named or nearest_keepers(code.version.instrument.network.path, on)


def everybody_invited(code: LocalCode, on: dt.date) -> list[UUID]:
    """Returns the accounts of all who may contribute, whether they did or not."""
    rows = TakingPart.objects.filter(running(on), local_code=code)
    people = Person.objects.filter(pk__in=rows.values("person")).values_list("account_id", flat=True)
    homes = rows.filter(person=None).annotate(home=HOME).values("home")
    inside = Affiliation.objects.filter(running_on(on), organisation__in=homes)
    return sorted({one for one in (*people, *inside.values_list("person__account_id", flat=True)) if one})


def are_few_invited(code: LocalCode, on: dt.date, few: int = SMALLEST_TOLD) -> bool:
    """Whether so few may contribute that one could guess who spoke without a name; asks for no more than it needs."""
    rows = TakingPart.objects.filter(running(on), local_code=code)
    people = Person.objects.filter(pk__in=rows.values("person"), account__isnull=False)
    homes = rows.filter(person=None).values("organisation")
    inside = Affiliation.objects.filter(running_on(on), organisation__in=homes, person__account__isnull=False)
    found = set(people.values_list("pk", flat=True)[:few])
    found |= set(inside.order_by().values_list("person_id", flat=True).distinct()[:few])
    return len(found) < few


def accounts_named(accounts: Iterable[str]) -> list[UUID]:
    """Returns those of some opaque ids that are accounts."""
    return [UUID(one) for one in accounts if len(one) == 36 and not one.startswith("system:")]
