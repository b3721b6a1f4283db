"""What the addresses of signing name: a signature of Zawadi Njeri, what holds Priya Raman back and is for those to read
who keep Kenya's records, a rule, and a list that is being brought in."""

from typing import Any

from answerable import vault
from answerable.access.actors import actor_for
from answerable.alliance.actions.offices import grant_office
from answerable.alliance.actions.people import affiliate, welcome_person
from answerable.alliance.models import Network, Organisation, Person
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signature_lists import SIGNATURES
from answerable.conduct.actions.signature_lists import Scope as OldList
from answerable.conduct.actions.signing import Shown, sign
from answerable.conduct.actions.signing_rules import set_signing_rule
from answerable.conduct.models import HoldBack, Instrument, Signature, ToldTo, Version
from answerable.conduct.queries import holding_back, instruments, reading
from answerable.kit import clock, imports
from tests.cast import CONSOLE, Alliance

LIST = b"Name,Date\nZawadi Njerri,2026-01-01\n"


def parameters(alliance: Alliance, slug: str) -> dict[str, Any]:
    """`slug` names a text of Kenya that is in force."""
    text = Instrument.objects.select_related("network").get(slug=slug)
    version = instruments.in_force(text)
    assert version is not None
    read = reading.read(instruments.whole(version.pk), "en")
    made = sign(
        by=actor_for(alliance.accounts["member_here"].pk, on=clock.today()), version=version,
        shown=Shown("en", read.fingerprint), name="Zawadi",
    )  # fmt: skip
    rule = set_signing_rule(by=CONSOLE, instrument=text, office="coordinator")
    hold_back(
        by=actor_for(alliance.accounts["editor_here"].pk, on=clock.today()), version=version, words="Not yet.", tell_keepers=True
    )  # fmt: skip
    run = imports.begin(
        SIGNATURES, by=CONSOLE, file_name="old.csv", data=LIST, scope=OldList(alliance.here.slug, version.pk).text()
    )
    return {
        "signatures.key": made.key, "secretariat.pk": rule.pk, "o.instrument": slug, "n.instrument": slug,
        "held-back.key": ToldTo.objects.get().key, "signature-lists.key": run.key, "signature-lists.row": 2,
    }  # fmt: skip


def grow(alliance: Alliance, number: int) -> None:
    """One more person, organisation and network that signed, one in office who must, and one whom something holds back."""
    text = Instrument.objects.get(network=alliance.here, name="Code of Kenya")
    version, today = Version.objects.get(instrument=text, state="adopted"), clock.today()
    person, group = Person.objects.get(name=f"Person {number}"), Organisation.objects.get(name=f"Group {number}")
    if not text.signing_rules.filter(office="intern").exists():
        set_signing_rule(by=CONSOLE, instrument=text, office="intern")
    signed: dict[str, Any] = {
        "version": version, "signed_on": today, "entered_on": today, "language": "en", "fingerprint": version.fingerprint,
        "public": True, "by": "system:console",
    }  # fmt: skip
    ward = Network.objects.get(name=f"Ward {number}")
    Signature.objects.create(kind="person", person=person, name=person.name, **signed)
    Signature.objects.create(kind="organisation", organisation=group, name=person.name, **signed)
    Signature.objects.create(kind="network", network=ward, **signed)
    other = welcome_person(by=CONSOLE, name=f"Other {number}", place=alliance.here.path)
    affiliate(by=CONSOLE, person=other, organisation=alliance.circle)
    grant_office(by=CONSOLE, person=other, office="intern", network=alliance.here)
    sealed = vault.seal(holding_back.PURPOSE, b"Not yet.", bound_to=holding_back.bound_to(other, version))
    kept = HoldBack.objects.create(version=version, person=other, sealed=sealed, written_on=today)
    ToldTo.objects.create(held_back=kept, organisation=alliance.circle)
    ToldTo.objects.create(held_back=kept, network=alliance.here)
