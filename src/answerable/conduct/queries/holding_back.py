"""What holds people back from signing: their own words and the answers, for themselves and for those they chose to tell.

Whoever was told is written down with the words: who moves on, or stands above, reads nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from answerable import vault
from answerable.access.actors import Actor
from answerable.alliance.models import Affiliation, Network, OfficeTerm, Organisation, Person
from answerable.alliance.permissions import organisation_path
from answerable.alliance.queries.merging import kept_record, of_organisations
from answerable.alliance.queries.people import nearest_keepers, of_account
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.memberships import LIVE
from answerable.kit import clock

from ..models import HoldBack, HoldBackReply, ToldTo, Version
from ..permissions import speaks_for_organisation
from .partners import speakers_of

PURPOSE, REPLY = "conduct.hold_back", "conduct.hold_back_reply"


@dataclass(frozen=True)
class HeldBack:
    """What somebody said, unsealed for one who may read it."""

    row: HoldBack
    words: str


@dataclass(frozen=True)
class Turn:
    """One answer or further word, unsealed; `own`: of whoever holds back."""

    row: HoldBackReply
    words: str

    @property
    def own(self) -> bool:
        return self.row.own


@dataclass(frozen=True)
class Talk:
    """What somebody said to one of those they told, and what both said since."""

    told: ToldTo
    first: HeldBack
    turns: tuple[Turn, ...]

    @property
    def is_answered(self) -> bool:
        """Whether the last word was that of whoever was told; whoever asks further is owed another answer."""
        return bool(self.turns) and not self.turns[-1].own


def bound_to(person: Person, version: Version) -> str:
    return f"{person.key}:{version.pk}"


def bound_to_reply(told: ToldTo, key: UUID) -> str:
    return f"{told.key}:{key}"


def opened(row: HoldBack) -> HeldBack:
    words = vault.unseal(PURPOSE, bytes(row.sealed), bound_to=bound_to(row.person, row.version)).decode()
    return HeldBack(row, words)


def talk_of(told: ToldTo) -> Talk:
    return Talk(told, opened(told.held_back), tuple(turn_of(one) for one in told.replies.all()))


def turn_of(row: HoldBackReply) -> Turn:
    return Turn(row, vault.unseal(REPLY, bytes(row.sealed), bound_to=bound_to_reply(row.told, row.key)).decode())


def own(person: Person, version: Version) -> HeldBack | None:
    """Returns what somebody said themselves, for their own eyes."""
    row = HoldBack.objects.filter(person=person, version=version).select_related("person", "version").first()
    return opened(row) if row else None


def answered_of_person(person: Person, versions: Iterable[int]) -> dict[int, bool]:
    """Returns, by version, whether what held somebody back was answered last; nothing is unsealed for it."""
    newest = HoldBackReply.objects.filter(told=OuterRef("told")).order_by("-pk").values("pk")[:1]
    last = HoldBackReply.objects.filter(told__held_back=OuterRef("pk"), pk=Subquery(newest), own=False)
    rows = HoldBack.objects.filter(person=person, version__in=versions).annotate(is_answered=Exists(last))
    return dict(rows.values_list("version", "is_answered"))


def talks_of_person(person: Person, version: Version) -> list[Talk]:
    """Returns one talk for each of those whom somebody told."""
    return _talks(ToldTo.objects.filter(held_back__person=person, held_back__version=version))


def talks_of_organisation(organisation: Organisation, actor: Actor) -> list[Talk]:
    """Returns what people wanted those to read who speak for an organisation; nobody reads their own there."""
    here = ToldTo.objects.filter(of_organisations([organisation.pk]))
    return _others(here, actor) if speaks_for(actor, organisation.pk) else []


def talks_of_network(network: Network, actor: Actor) -> list[Talk]:
    """Returns what people wanted those to read who keep a network's records: the nearest, and nobody above them."""
    return _others(ToldTo.objects.filter(network=network), actor) if is_nearest(actor, network) else []


def find(key: UUID, actor: Actor) -> tuple[Talk, bool] | None:
    """Returns a talk that this actor may read, and whether it is their own; every other one does not exist for them."""
    told = _loaded(ToldTo.objects.filter(key=key)).first()
    person = of_account(actor.account_id)
    if told is None:
        return None
    if person is not None and told.held_back.person_id == person.pk:
        return talk_of(told), True
    return (talk_of(told), False) if may_answer(actor, told) else None


def may_answer(actor: Actor, told: ToldTo) -> bool:
    """Whether somebody is one of those who were told, and not who told it."""
    if actor.account_id is None or told.held_back.person.account_id == actor.account_id:
        return False
    if told.organisation is not None:
        return speaks_for(actor, kept_record(told.organisation).pk)
    return told.network is not None and is_nearest(actor, told.network)


def speaks_for(actor: Actor, organisation_id: int) -> bool:
    return speaks_for_organisation.covers(actor, organisation_path(organisation_id)) and not actor.system


def is_nearest(actor: Actor, network: Network) -> bool:
    return actor.account_id is not None and actor.account_id in nearest_keepers(network.path, clock.today())


def _others(listed: "QuerySet[ToldTo]", actor: Actor) -> list[Talk]:
    if actor.account_id is None:
        return []
    return _talks(listed.exclude(held_back__person__account_id=actor.account_id))


def _talks(listed: "QuerySet[ToldTo]") -> list[Talk]:
    return [talk_of(one) for one in _loaded(listed).order_by("-held_back__written_on", "pk")]


def _loaded(listed: "QuerySet[ToldTo]") -> "QuerySet[ToldTo]":
    return listed.select_related(
        "held_back__person", "held_back__version__instrument", "organisation", "network"
    ).prefetch_related(
        "held_back__version__instrument__texts", "organisation__texts", "network__texts",
        Prefetch("replies", queryset=HoldBackReply.objects.order_by("pk")),
    )  # fmt: skip


def places_of(person: Person, *, focal_point: bool, keepers: bool) -> tuple[list[Organisation], Network | None]:
    """Returns whom somebody means by whoever speaks for their organisation, and by those who keep their records."""
    today = clock.today()
    rows = Affiliation.objects.filter(standing(today), person=person).select_related("organisation").order_by("pk")
    homes = list(dict.fromkeys(one.organisation for one in rows))
    return homes if focal_point else [], _nearest(person, homes) if keepers else None


def readers(told: ToldTo) -> list[UUID]:
    """Returns the accounts of those who were told, today."""
    today, itself = clock.today(), told.held_back.person.account_id
    if told.organisation is not None:
        found = speakers_of(kept_record(told.organisation), today)
    else:
        found = nearest_keepers(told.network.path, today) if told.network else []
    return [one for one in found if one != itself]


def names_of(talks: Iterable[Talk]) -> dict[str, str]:
    """Returns who answered, by account, for whoever told them."""
    accounts = {turn.row.by for talk in talks for turn in talk.turns if turn.row.by and not turn.own}
    found = Person.objects.filter(account_id__in=[UUID(one) for one in accounts if len(one) == 36])
    return {str(account): name for account, name in found.values_list("account_id", "name")}


def _nearest(person: Person, homes: list[Organisation]) -> Network | None:
    """Returns the network whose keepers are nearest to somebody: of their organisation, else of their office."""
    network = Network.objects.filter(memberships__organisation__in=homes, memberships__state__in=LIVE)
    found: Network | None = network.order_by("-depth", "path").first()
    if found:
        return found
    term = OfficeTerm.objects.filter(running(clock.today()), person=person, network__isnull=False).first()
    return term.network if term else None
