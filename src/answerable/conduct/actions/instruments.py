"""Texts as such: opening, naming, who is asked to sign, closing."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.kit.text import slug as slug_of
from answerable.kit.translations import TextState

from ..models import Instrument, InstrumentText
from ..permissions import may_adopt, may_write_texts, require
from .recording import enter


@dataclass(frozen=True)
class Signers:
    """Who is asked to sign a text."""

    people: bool = False
    organisations: bool = False
    networks: bool = False


NOBODY = Signers()
PARTS = frozenset({"new", "shipped"})  # of addresses at the desk


@transaction.atomic
def open_instrument(
    *,
    by: Actor,
    network: Network,
    kind: str,
    name: str,
    language: str = "en",
    about: str = "",
    signers: Signers = NOBODY,
    adapts: Instrument | None = None,
    slug: str = "",
) -> Instrument:
    """Opens a text of a network: principles, a definition, a code, standards; it has no version yet."""
    require(may_write_texts(by, network.path))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    made = Instrument.objects.create(
        kind=kind, network=network, adapts=adapts, name=name.strip(), name_language=language,
        people_sign=signers.people, organisations_sign=signers.organisations, networks_sign=signers.networks,
        order=Instrument.objects.filter(network=network).count(), opened_on=clock.today(),
        slug=slug_of(slug or name, lambda taken: taken in PARTS or Instrument.objects.filter(slug=taken).exists()),
    )  # fmt: skip
    InstrumentText.objects.create(
        instrument=made, language=language, name=made.name, about=about.strip(), updated_on=clock.today()
    )
    enter(by, "open_instrument", subject=("instrument", made.pk), place=network.path, detail={"kind": str(kind)})
    return made


@transaction.atomic
def name_instrument(
    *, by: Actor, instrument: Instrument, language: str, name: str, about: str = "", began: str = ""
) -> InstrumentText:
    """Gives a text its name and says what it is for, in a language. `began`: what stood there when they began to write."""
    require(may_write_texts(by, instrument.network.path))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    now = named_now(instrument.texts.filter(language=language).first())
    look_again(began, now=now, typed={"name": name, "about": about})
    text, _ = InstrumentText.objects.update_or_create(
        instrument=instrument,
        language=language,
        defaults={
            "name": name.strip(),
            "about": about.strip(),
            "state": TextState.REVIEWED,
            "updated_on": clock.today(),
        },
    )
    if language == instrument.name_language:
        instrument.name = name.strip()
        instrument.save(update_fields=["name"])
    enter(
        by, "name_instrument", subject=("instrument", instrument.pk), place=instrument.network.path,
        detail={"language": language},
    )  # fmt: skip
    return text


def named_now(text: InstrumentText | None) -> dict[str, str]:
    return {"name": text.name if text else "", "about": text.about if text else ""}


@transaction.atomic
def set_signers(*, by: Actor, instrument: Instrument, signers: Signers, began: str = "") -> Instrument:
    """Says who is asked to sign a text: people, organisations, networks, or nobody."""
    require(may_adopt(by, instrument.network.path))
    fresh = Instrument.objects.select_for_update().get(pk=instrument.pk)
    look_again(began, now=signers_now(fresh), typed=vars(signers))
    instrument.people_sign, instrument.organisations_sign = signers.people, signers.organisations
    instrument.networks_sign = signers.networks
    instrument.save(update_fields=["people_sign", "organisations_sign", "networks_sign"])
    asked = [name for name, is_asked in vars(signers).items() if is_asked]
    enter(by, "set_signers", subject=("instrument", instrument.pk), place=instrument.network.path, detail={"of": asked})
    return instrument


def signers_now(one: Instrument) -> dict[str, bool]:
    return {"people": one.people_sign, "organisations": one.organisations_sign, "networks": one.networks_sign}


@transaction.atomic
def close_instrument(*, by: Actor, instrument: Instrument, ends: dt.date | None = None) -> Instrument:
    """Closes a text: nobody is asked to sign it any more. What was adopted stays readable."""
    require(may_adopt(by, instrument.network.path))
    if instrument.closed_on:
        raise Unacceptable("instrument_closed")
    instrument.closed_on = ends or clock.today()
    instrument.save(update_fields=["closed_on"])
    enter(by, "close_instrument", subject=("instrument", instrument.pk), place=instrument.network.path)
    return instrument


@transaction.atomic
def reopen_instrument(*, by: Actor, instrument: Instrument) -> Instrument:
    """Opens a text again that was closed."""
    require(may_adopt(by, instrument.network.path))
    instrument.closed_on = None
    instrument.save(update_fields=["closed_on"])
    enter(by, "reopen_instrument", subject=("instrument", instrument.pk), place=instrument.network.path)
    return instrument
