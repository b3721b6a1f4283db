"""What a list of signatures is compared with: the people and organisations in one's care, the versions, who signed already."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.db.models import Q

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Person
from answerable.alliance.queries import organisations
from answerable.alliance.queries.former_names import former_names
from answerable.alliance.queries.people import kept_by
from answerable.kit import clock
from answerable.kit import languages as tongues
from answerable.kit.imports import Context, RowRefused
from answerable.kit.text import Lookalikes, fold

from ...models import Version
from ...queries import asking, signatures
from ...rules.signing import Standing
from ...rules.words import Signer

LOCALES = ("en", "es", "fr", "pt", "ar", "hi")


@dataclass(frozen=True)
class Scope:
    """Where a run brings signatures in, and under which version those whose row does not say."""

    network: str
    version: int

    def text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Scope":
        return cls(**json.loads(text))

    @classmethod
    def beginning(cls, network: str) -> str:
        """Returns how the scopes of one network begin, whatever the version."""
        return cls(network, 0).text().removesuffix("0}")


@dataclass(frozen=True)
class Known:
    """Somebody who may have signed: `key` is `p:<pk>` or `o:<pk>`."""

    key: str
    name: str
    email: str = ""

    @property
    def kind(self) -> str:
        return Signer.PERSON if self.key.startswith("p:") else Signer.ORGANISATION

    @property
    def pk(self) -> int:
        return int(self.key[2:])


@dataclass
class Room:
    """What a run looks up once."""

    network: Network
    versions: dict[int, Version]
    versions_by_word: dict[str, int] = field(default_factory=dict)
    version_labels: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, Known] = field(default_factory=dict)
    by_key: dict[str, Known] = field(default_factory=dict)
    alike: Lookalikes = field(default_factory=Lookalikes)
    signed: dict[int, set[str]] = field(default_factory=dict)
    in_file: dict[tuple[str, int], int] = field(default_factory=dict)


def acting(context: Context) -> Actor:
    if not isinstance(context.by, Actor):
        raise TypeError("signatures are brought in by an actor")
    return context.by


def room_of(context: Context) -> Room:
    room: Room = context.room
    return room


def prepare(context: Context) -> None:
    """Fills the run's room: versions, languages, whoever may have signed, and who has."""
    scope, actor = Scope.of(context.scope), acting(context)
    network = Network.objects.filter(slug=scope.network).first()
    chosen = Version.objects.filter(pk=scope.version).select_related("instrument__network").first()
    if network is None or chosen is None:
        raise RowRefused("version_unknown")
    versions = {one.pk: one for one in signatures.versions_ever(chosen.instrument)}
    room = Room(network, versions, languages=_languages())
    for one in versions.values():
        room.versions_by_word |= {fold(one.label): one.pk, fold(one.slug): one.pk}
        room.version_labels.append(one.label)
    _remember(room, _people(network, actor))
    _remember(room, _organisations(network, actor))
    room.signed = {pk: _signed(one) for pk, one in versions.items()}
    context.room = room


def _people(network: Network, actor: Actor) -> Iterable[Known]:
    today = clock.today()
    here = Person.objects.filter(kept_by(actor, today), former_since=None).filter(
        asking.people_below(network.path, today) | Q(account__isnull=False, offices__network=network)
    )
    for pk, name, email, address in here.distinct().values_list("pk", "name", "email", "account__email"):
        yield Known(f"p:{pk}", name, (address or email or "").lower())


def _organisations(network: Network, actor: Actor) -> Iterable[Known]:
    kept = organisations.seen_by(actor).filter(organisations.kept_by(actor))
    found = organisations.in_network(kept, network).prefetch_related("texts")
    for one in found:
        for name in {one.name, *(text.name for text in one.texts.all())}:
            yield Known(f"o:{one.pk}", name)
    for former in former_names([one.pk for one in found]):  # an old list calls it as its duplicate was called
        yield Known(f"o:{former.kept}", former.name)


def _remember(room: Room, listed: Iterable[Known]) -> None:
    for one in listed:
        room.by_name[fold(one.name)].append(one)
        room.by_key.setdefault(one.key, one)
        room.alike.add(one.key, one.name)
        if one.email:
            room.by_email[one.email] = one


def _signed(version: Version) -> set[str]:
    people = {f"p:{pk}" for pk in signatures.signed_people(version)}
    return people | {f"o:{pk}" for pk in signatures.signed_organisations(version)}


def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for code in tongues.COMMON:
        known |= {fold(tongues.name(code, locale)): code for locale in LOCALES}
        known |= {fold(tongues.own_name(code)): code, code: code}
    return known


def standing_of(version: Version) -> Standing:
    return Standing(version.state, version.adopted_on, version.superseded_on)


def fitting(room: Room, day: dt.date) -> Version | None:
    """Returns the version that was in force on a day."""
    for one in room.versions.values():
        until = one.superseded_on or dt.date.max
        if one.adopted_on and one.adopted_on <= day <= until:
            return one
    return None
