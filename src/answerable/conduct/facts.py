"""What is told of texts: who signed which version, what a network adopted, which local codes were begun.

A signature's source is its version, and so is that of its adoption: whoever asks whether a version was signed compares them.
That a text has a new version is told of the text alone (`text:…`), however many are asked to sign it.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from answerable.alliance.queries.merging import keys_that_stayed, records_of
from answerable.facts.subjects import NETWORK, ORGANISATION, PERSON, TEXT, each, keys_of, numbers_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from .models import Adoption, Instrument, LocalCode, Signature, Version
from .permissions import EVERYBODY_READS
from .rules.words import InstrumentKind, Signer

K = InstrumentKind
DAY = dt.timedelta(days=1)
SIGNED = {
    K.PRINCIPLES: Kind("principles.signed", _("Core principles were signed.")),
    K.DEFINITION: Kind("definition.signed", _("A definition was signed.")),
    K.CODE: Kind("code.signed", _("A code of conduct was signed.")),
    K.STANDARDS: Kind("standards.signed", _("Standards were signed.")),
    K.OTHER: Kind("other.signed", _("A text was signed.")),
}
ADOPTED = {
    K.PRINCIPLES: Kind("principles.adopted", _("The network has adopted core principles.")),
    K.DEFINITION: Kind("definition.adopted", _("The network has adopted a definition.")),
    K.CODE: Kind("code.adopted", _("The network has adopted a code of conduct.")),
    K.STANDARDS: Kind("standards.adopted", _("The network has adopted standards.")),
    K.OTHER: Kind("other.adopted", _("The network has adopted a text.")),
}
VERSION_ADOPTED = {
    K.PRINCIPLES: Kind("principles.version_adopted", _("A version of core principles was adopted.")),
    K.DEFINITION: Kind("definition.version_adopted", _("A version of a definition was adopted.")),
    K.CODE: Kind("code.version_adopted", _("A version of a code of conduct was adopted.")),
    K.STANDARDS: Kind("standards.version_adopted", _("A version of standards was adopted.")),
    K.OTHER: Kind("other.version_adopted", _("A version of a text was adopted.")),
}
LOCAL_ADOPTED = Kind("local_code.adopted", _("The network has adopted a local code of its own."))
LOCAL_BEGUN = Kind("local_code.begun", _("The network is writing a local code of its own."))


def numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def tell_signed(subjects: Collection[str] | None) -> Iterator[Told]:
    """Yields who signed what. A later version ends no signature: whether it was signed too is another question."""
    rows = Signature.objects.order_by("pk")
    if subjects is None:
        yield from _signed(rows, keys_that_stayed())
        return
    if people := keys_of(subjects, PERSON):
        yield from _signed(rows.filter(kind=Signer.PERSON, person__key__in=people), {})
    if networks := numbers_of(subjects, NETWORK):
        yield from _signed(rows.filter(kind=Signer.NETWORK, network__in=networks), {})
    if keys := keys_of(subjects, ORGANISATION):
        records = records_of(keys)
        yield from _signed(rows.filter(kind=Signer.ORGANISATION, organisation__in=list(records)), records)


def _signed(rows: QuerySet[Signature], records: dict[int, str]) -> Iterator[Told]:
    told = rows.values_list(
        "kind", "person__key", "network_id", "organisation_id", "organisation__key", "version_id",
        "version__instrument__kind", "signed_on", "stands", "end__on",
    )  # fmt: skip
    for kind, person, network, organisation, key, version, text, starts, stands, ended in told.iterator(
        chunk_size=1000
    ):
        of = _signer(kind, person, network, records.get(organisation or 0) or key)
        ends = None if stands or ended is None else ended - DAY
        if of and (ends is None or ends >= starts):
            yield Told(of, SIGNED[K(text)].name, subject("version", version), starts, ends)


def _signer(kind: str, person: UUID | None, network: int | None, organisation: UUID | str | None) -> str:
    """Returns who signed; nobody where it was a person who has deleted their data."""
    sort, key = {
        Signer.PERSON: (PERSON, person), Signer.NETWORK: (NETWORK, network), Signer.ORGANISATION: (ORGANISATION, organisation),
    }[Signer(kind)]  # fmt: skip
    return subject(sort, key) if key else ""


def signers_of(keys: Collection[str]) -> list[str]:
    """Returns who gave these signatures, an organisation by the record that stayed."""
    rows = Signature.objects.filter(key__in=list(keys))
    told = list(rows.values_list("kind", "person__key", "network_id", "organisation_id", "organisation__key"))
    merged = keys_that_stayed({organisation for *_rest, organisation, _key in told if organisation})
    return [
        of for kind, person, network, organisation, key in told
        if (of := _signer(kind, person, network, merged.get(organisation or 0) or key))
    ]  # fmt: skip


def _deciders(keys: Collection[str]) -> list[str]:
    rows = Adoption.objects.filter(pk__in=numbers(keys), signs=True)
    return [subject(NETWORK, network) for network in rows.values_list("network_id", flat=True)]


def tell_versions(subjects: Collection[str] | None) -> Iterator[Told]:
    """Yields which versions were adopted, of their texts; and of the networks from when to when theirs were in force."""
    adopted = Q(state__in=EVERYBODY_READS, adopted_on__isnull=False)
    if subjects is None:
        yield from _versions(adopted, texts=True, networks=True)
        return
    if texts := numbers_of(subjects, TEXT):
        yield from _versions(adopted & Q(instrument__in=texts), texts=True)
    if networks := numbers_of(subjects, NETWORK):
        yield from _versions(adopted & Q(instrument__network__in=networks), networks=True)


def _versions(which: Q, *, texts: bool = False, networks: bool = False) -> Iterator[Told]:
    rows = Version.objects.filter(which).select_related("instrument", "local_code").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        kind, source = K(one.instrument.kind), subject("version", one.pk)
        if texts and one.adopted_on:
            yield Told(subject(TEXT, one.instrument_id), VERSION_ADOPTED[kind].name, source, one.adopted_on)
        if networks:
            yield from _in_force(one, ADOPTED[kind].name, source)


def _in_force(one: Version, kind: str, source: str) -> Iterator[Told]:
    over = min((day for day in (one.superseded_on, one.instrument.closed_on) if day), default=None)
    ends = over - DAY if over else None
    starts, of = one.adopted_on, subject(NETWORK, one.instrument.network_id)
    if starts and (ends is None or ends >= starts):
        yield Told(of, kind, source, starts, ends)
        if one.instrument.adapts_id:
            yield Told(of, LOCAL_ADOPTED.name, source, starts, ends)


def tell_begun(subjects: Collection[str] | None) -> Iterator[Told]:
    codes = LocalCode.objects.order_by("pk")
    if subjects is not None:
        codes = codes.filter(version__instrument__network__in=numbers_of(subjects, NETWORK))
    rows = codes.values_list("pk", "version__instrument__network_id", "begun_on", "closed_on")
    for pk, network, begun, closed in rows.iterator(chunk_size=500):
        ends = max(begun, closed) if closed else None
        yield Told(subject(NETWORK, network), LOCAL_BEGUN.name, subject("local_code", pk), begun, ends)


def _of_texts(where: Callable[[Collection[str]], Q]) -> Callable[[Collection[str]], list[str]]:
    """Returns what finds texts, and their networks, by the keys of what an act touched."""

    def find(keys: Collection[str]) -> list[str]:
        rows = Instrument.objects.filter(where(keys)).values_list("pk", "network_id").distinct()
        return [one for pk, network in rows for one in (subject(TEXT, pk), subject(NETWORK, network))]

    return find


of_instruments = _of_texts(lambda keys: Q(pk__in=numbers(keys)))
of_versions = _of_texts(lambda keys: Q(versions__in=numbers(keys), versions__state__in=EVERYBODY_READS))
of_local_codes = _of_texts(lambda keys: Q(versions__local_code__in=numbers(keys)))

declare(
    Teller(
        "conduct.signed", kinds=tuple(SIGNED.values()), of=frozenset({PERSON, ORGANISATION, NETWORK}), tell=tell_signed,
        about={
            "signature": signers_of, "adoption": _deciders, "person": each(PERSON), "organisation": each(ORGANISATION),
        },
    )
)  # fmt: skip
declare(
    Teller(
        "conduct.versions", kinds=(*ADOPTED.values(), *VERSION_ADOPTED.values(), LOCAL_ADOPTED),
        of=frozenset({TEXT, NETWORK}), tell=tell_versions, about={"instrument": of_instruments, "version": of_versions},
    )
)  # fmt: skip
declare(
    Teller(
        "conduct.local_codes", kinds=(LOCAL_BEGUN,), of=frozenset({NETWORK}), tell=tell_begun,
        about={"local_code": of_local_codes},
    )
)  # fmt: skip
