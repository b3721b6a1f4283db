"""What the addresses of signing name: a signature of Zawadi Njeri, what holds Priya Raman back and is for those to read
who keep Kenya's records, a rule, and a list that is being brought in."""

from typing import Any

from answerable.access.actors import actor_for
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.actions.signature_lists import SIGNATURES
from answerable.conduct.actions.signature_lists import Scope as OldList
from answerable.conduct.actions.signing import Shown, sign
from answerable.conduct.actions.signing_rules import set_signing_rule
from answerable.conduct.models import Instrument, ToldTo
from answerable.conduct.queries import instruments, reading
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
