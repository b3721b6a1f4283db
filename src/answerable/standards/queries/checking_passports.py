"""What is so of a passport that somebody saved: whether it is unchanged, of this server, good today, and of an organisation that still belongs."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, NoReturn

from django.db.models import Q

from answerable import vault
from answerable.alliance.models import Organisation
from answerable.alliance.queries.days import today_of
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.naming import organisation_name
from answerable.kit import clock

from ..rules import passports as rules
from . import passport_links as links

SOUND, BAD, OPEN = "sound", "bad", "open"  # what is so, what is not, what cannot be told here


class NoPassport(Exception):  # noqa: N818 - it is an answer, not an error
    """What was given is no passport that this program understands."""


@dataclass(frozen=True)
class Saved:
    """A passport as it was saved: its words are anybody's until its signature holds."""

    content: dict[str, Any]
    fingerprint: str
    signature: bytes
    key: bytes
    ends: dt.date

    def says(self, name: str) -> str:
        return str(self.content.get(name) or "")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `about` and `code` name it, `facts` fill its sentence."""

    about: str
    state: str
    code: str
    facts: dict[str, str]


def read(text: bytes) -> Saved:
    """Reads a saved passport; what has another form, or the same name twice, is none."""
    try:
        return _read(json.loads(text, object_pairs_hook=_once, parse_constant=_nothing))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise NoPassport from wrong


def _read(told: dict[str, Any]) -> Saved:
    if told["schema"] != rules.SCHEMA:
        raise NoPassport
    content, verify = told["passport"], told["verify"]
    rules.canonical(content)  # what cannot be written in its plain form was never signed
    return Saved(
        content, verify["fingerprint"], bytes.fromhex(verify["signature"]), bytes.fromhex(verify["public_key"]), dt.date.fromisoformat(content["expires"])
    )  # fmt: skip


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Takes an object whose names stand once: of two, a reader might see one and the signature cover the other."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NoPassport
    return found


def _nothing(_word: str) -> NoReturn:
    raise NoPassport  # NaN and its like are not JSON


def check(saved: Saved, *, key: bytes | None = None) -> list[Finding]:
    """Says what is so of a passport. `key`: of the server that is said to have signed it, where that is another than this."""
    signed = _signature(saved, key)
    if signed.state == BAD:
        return [signed]  # whatever else it says, anybody may have written
    if key is not None and key != vault.public_key():
        return [signed, _expiry(saved, clock.today()), Finding("organisation", OPEN, "elsewhere", _named(saved))]
    organisation, way = _whose(saved)
    today = today_of(organisation) if organisation else clock.today()
    return [signed, _expiry(saved, today), _organisation(saved, organisation), *way]


def _signature(saved: Saved, key: bytes | None) -> Finding:
    mark = rules.fingerprint(saved.content)
    if mark != saved.fingerprint:
        return Finding("signature", BAD, "changed", {})
    if not vault.signature_holds(rules.message(mark), saved.signature, of=saved.key):
        return Finding("signature", BAD, "not_signed", {})
    expected = vault.public_key() if key is None else key
    code = "signed" if saved.key == expected else "other_key"
    return Finding("signature", SOUND if code == "signed" else BAD, code, {"key": saved.key.hex()})


def _expiry(saved: Saved, today: dt.date) -> Finding:
    code = "good" if today <= saved.ends else "over"
    return Finding("expiry", SOUND if code == "good" else BAD, code, {"day": saved.ends.isoformat()})


def _named(saved: Saved) -> dict[str, str]:
    return {"organisation": saved.says("organisation"), "alliance": saved.says("alliance")}


def _whose(saved: Saved) -> tuple[Organisation | None, list[Finding]]:
    """Returns the organisation by the link that the passport names, or where it came by none by its name; and what became of the link."""
    address = saved.says("address")
    if not address:
        return _by_name(saved.says("organisation")), []
    found = links.by_token(
        address.rpartition("/")[2]
    )  # this server signed it, so the link was its own, wherever it stood
    if found is None:
        return _by_name(saved.says("organisation")), [Finding("link", BAD, "leads_nowhere", {})]
    return found[1], [Finding("link", SOUND, "leads_there", {})]


def _by_name(name: str) -> Organisation | None:
    """Returns an organisation of a name that belongs; of several, one."""
    called = Organisation.objects.filter(Q(name=name) | Q(texts__name=name)).distinct().order_by("pk")
    kept = (kept_record(one) for one in called.select_related("merged_into__merged_into"))
    return next((one for one in kept if links.belongs_now(one)), None)


def _organisation(saved: Saved, organisation: Organisation | None) -> Finding:
    facts = _named(saved)
    if organisation is None:
        return Finding("organisation", BAD, "belongs_not", facts)
    names = {organisation.name, *organisation.texts.values_list("name", flat=True)}
    if facts["organisation"] in names:
        return Finding("organisation", SOUND, "belongs", facts)
    return Finding(
        "organisation", SOUND, "renamed", {**facts, "now": organisation_name(organisation, saved.says("language"))}
    )
