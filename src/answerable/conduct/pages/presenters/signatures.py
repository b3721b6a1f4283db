"""Signatures in words: who signed, as they want to be shown, what of it stands, and how many there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from answerable.alliance.queries import naming
from answerable.alliance.queries.merging import kept_record
from answerable.kit.languages import own_name
from answerable.kit.pictures.bars import share_of

from ...models import Signature, Version
from ...queries import instruments
from ...queries.signatures import Share
from ...rules.fingerprints import grouped
from ...rules.words import Signer
from ..signing_words import ENDS, OFFICES, SIGNERS, WAYS


@dataclass(frozen=True)
class Signed:
    """One signature as a page shows it. `who` is empty for a former member; `for_it` signed for an organisation."""

    key: str
    who: str
    who_language: str
    for_it: str
    office: str | Promise
    text: str
    text_language: str
    label: str
    href: str
    on: dt.date
    language: str
    fingerprint: str
    way: str | Promise
    stands: bool
    ended: str | Promise
    ended_on: dt.date | None

    @property
    def status(self) -> str:
        return "ok" if self.stands else "na"

    @property
    def proof(self) -> str:
        return reverse("signature", args=[self.key])


def signed(one: Signature, language: str) -> Signed:
    """Returns a signature's words; it comes from `queries.signatures.whole`."""
    who, tongue = _who(one, language)
    end = getattr(one, "end", None)
    version = one.version
    return Signed(
        key=str(one.key), who=who, who_language=tongue, for_it=one.name if one.kind == Signer.ORGANISATION else _body(one, language),
        office=OFFICES.get(one.office, ""), text=instruments.name_of(version.instrument, language),
        text_language=instruments.name_language_of(version.instrument, language), label=version.label,
        href=reverse("promise_version", args=[version.instrument.slug, version.slug]), on=one.signed_on,
        language=own_name(one.language), fingerprint=grouped(one.fingerprint), way=WAYS[one.way], stands=one.stands,
        ended=ENDS[end.kind] if end else "", ended_on=end.on if end else None,
    )  # fmt: skip


def _who(one: Signature, language: str) -> tuple[str, str]:
    if one.kind == Signer.ORGANISATION and one.organisation:
        home = kept_record(one.organisation)
        return naming.organisation_name(home, language), naming.organisation_name_language(home, language)
    if one.kind == Signer.NETWORK and one.network:
        return naming.network_name(one.network, language), naming.network_name_language(one.network, language)
    return one.name, ""


def _body(one: Signature, language: str) -> str:
    return naming.body_name(one.adoption.body, language) if one.adoption else ""


def all_signed(found: Iterable[Signature], language: str) -> list[Signed]:
    return [signed(one, language) for one in found]


@dataclass(frozen=True)
class Counted:
    """How many of a group signed; `share` is None where so few are not told."""

    label: str | Promise
    share: int | None
    number: int | None
    of: int | None


def counted(shares: Iterable[Share]) -> list[Counted]:
    return [
        Counted(
            SIGNERS[one.kind],
            None if one.number is None or one.of is None else share_of(one.number, one.of),
            one.number,
            one.of,
        )
        for one in shares
        if one.of != 0
    ]


def title_of(version: Version, language: str) -> str:
    """Returns a text with its version, for lists and choices."""
    return _("%(text)s, version %(label)s") % {
        "text": instruments.name_of(version.instrument, language),
        "label": version.label,
    }
