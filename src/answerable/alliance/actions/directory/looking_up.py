"""What a run knows of the records before it plans a row: whom a row may be, and where it belongs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from babel import Locale

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.imports import Context
from answerable.kit.text import Lookalikes, fold

from ...models import Kind, Network, Organisation
from ...permissions import keeps
from ...queries.former_names import former_names
from ...queries.merging import what_stayed
from ...queries.networks import open_networks
from ...queries.organisations import seen_by
from ...queries.profile import profile
from ...rules.words import Level
from .columns import KIND_WORDS, LANGUAGE_WORDS, NAME_LANGUAGES, Room, shipped_kinds, telling
from .places import scope_network


@dataclass(frozen=True)
class Known:
    """A recorded organisation as the planner needs it."""

    pk: int
    name: str
    folded: str
    country: str


@dataclass
class Records:
    """The organisations the importing person may see, by every way a row may name one."""

    by_id: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[int, Known] = field(default_factory=dict)
    alike: Lookalikes = field(default_factory=Lookalikes)
    by_former_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def prepare(context: Context) -> None:
    """Fills the run's room: kinds, languages and networks by their words, and the records by id and name."""
    actor = acting(context)
    context.room = Room(kinds=_kinds(), more={"languages": _languages()})
    listed = list(open_networks(clock.today()).filter(keeps.filter(actor, "path")).prefetch_related("texts"))
    context.room.more["networks"] = _networks(listed)
    context.room.more["network_by_pk"] = {one.pk: one for one in listed}
    context.room.more["by_country"] = {
        one.country: one.pk for one in listed if one.level_kind == Level.COUNTRY and one.country
    }
    context.room.more["kept_elsewhere"] = _kept_elsewhere(context.room.more["by_country"])
    context.room.more["records"] = _records(actor)
    context.room.more["in_file"] = {}
    context.room.more["ahead"] = {}
    context.room.more["to_open"] = set()
    context.room.more["made"] = set()
    context.room.more["name_language"] = scope_network(context).name_language
    context.room.more["alliance_languages"] = tuple(kept.languages) if (kept := profile()) else ()


def acting(context: Context) -> Actor:
    if not isinstance(context.by, Actor):
        raise TypeError("the directory is imported by an actor")
    return context.by


def _kinds() -> dict[str, str]:
    known: dict[str, str] = {}
    shipped = shipped_kinds()
    for kind in Kind.objects.prefetch_related("texts"):
        words = (
            kind.code,
            kind.code.replace("_", " "),
            *KIND_WORDS.get(kind.code, ()),
            *shipped.get(kind.code, ()),
            *(text.name for text in kind.texts.all()),
        )
        for word in words:
            known.setdefault(telling(word) or fold(word), kind.code)
        known.update({fold(word): kind.code for word in words})
    return known


def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for locale in NAME_LANGUAGES:
        names = {str(code): str(name) for code, name in Locale(locale).languages.items()}
        known.update({fold(name): code for code, name in names.items() if len(code) <= 3})
    known = {_without_article(name): code for name, code in known.items()} | known
    known = {name.removesuffix("ه"): code for name, code in known.items()} | known
    known |= {fold(word): code for code, words in LANGUAGE_WORDS.items() for word in words}
    return known | {code: code for code in known.values()}


def _without_article(name: str) -> str:
    """عربية and عربي stand beside العربية in lists."""
    return name.removeprefix("ال")


def _kept_elsewhere(by_country: dict[str, int]) -> set[str]:
    """Returns the countries whose network others keep: no second one can be opened for them."""
    there = open_networks(clock.today()).filter(level_kind=Level.COUNTRY).values_list("country", flat=True)
    return set(there) - by_country.keys()


def _networks(listed: list[Network]) -> dict[str, int]:
    known: dict[str, int] = {}
    for one in reversed(listed):
        names = [text.name for text in one.texts.all()]
        for word in (one.name, *names, one.slug, one.external_id):
            if word:
                known[fold(word)] = one.pk
    return known


def _records(actor: Actor) -> Records:
    records = Records()
    fields = ("pk", "key", "external_id", "name", "country")
    for pk, key, external_id, name, country in seen_by(actor).values_list(*fields).iterator():
        remember(records, Known(pk, name, fold(name), country), str(key), external_id)
    stayed = what_stayed()
    merged = Organisation.objects.exclude(merged_into=None).values_list("pk", "key", "external_id")
    for pk, key, external_id in merged:  # the ids of a duplicate mean the one that stayed
        if (kept := stayed.get(pk)) in records.by_pk and kept is not None:
            for one in filter(None, (str(key), external_id)):
                records.by_id[one].append(kept)
    for former in former_names():
        if former.kept in records.by_pk:
            records.by_former_name[fold(former.name)].add(former.kept)
    return records


def remember(records: Records, known: Known, *ids: str) -> None:
    for one in ids:
        if one:
            records.by_id[one].append(known.pk)
    records.by_name[known.folded].append(known)
    records.by_pk[known.pk] = known
    records.alike.add(str(known.pk), known.name)


def recorded(pk: int) -> Organisation:
    return all_recorded([pk])[pk]


def all_recorded(pks: Sequence[int]) -> dict[int, Organisation]:
    """Returns organisations with all that a row may speak of; the number of queries does not grow with theirs."""
    found = Organisation.objects.prefetch_related("texts", "kinds", "memberships__network")
    return found.in_bulk(pks)
