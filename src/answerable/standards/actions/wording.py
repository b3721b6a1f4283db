"""Says a duty in a language: better in its first, or for the first time in another. What is asked stays what it is."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import ROOT_PATH
from answerable.kit import clock, touching
from answerable.kit.meanwhile import look_again
from answerable.kit.translations import TextState
from answerable.ledger import actions as ledger

from ..models import Duty, DutyAsking, DutyText
from ..permissions import acting_office, may_edit_duties, require, writes_duties
from .duties import Words, locked

SAID = ("name", "what", "proof", "example")


def said_now(text: DutyText | None) -> dict[str, str]:
    """Returns what a duty reads in a language, field by field."""
    return {name: str(getattr(text, name, "")) for name in SAID}


@transaction.atomic
def say_duty(*, by: Actor, duty: Duty, asking: DutyAsking, language: str, words: Words, began: str = "") -> DutyText:
    """Says how a duty is asked in a language. Where its first language reads otherwise, the others are out of date."""
    require(may_edit_duties(by), "needs_secretariat")
    locked(duty)
    if not words.name.strip():
        raise Unacceptable("name_needed", field="name")
    there = DutyText.objects.filter(asking=asking, language=language).first()
    typed = {name: getattr(words, name).strip() for name in SAID}
    look_again(began, now=said_now(there), typed=typed)
    made, _new = DutyText.objects.update_or_create(
        asking=asking, language=language, defaults={**typed, "state": TextState.REVIEWED, "updated_on": clock.today()}
    )
    if language == asking.language and there is not None and said_now(there) != typed:
        asking.texts.exclude(language=language).update(state=TextState.STALE)
    ledger.record(
        by, "standards.say_duty", subject=("duty", duty.number), office=acting_office(by, ROOT_PATH, writes_duties),
        place=ROOT_PATH, detail={"language": language},
    )  # fmt: skip
    touching.touched("duty", duty.number)
    return made
