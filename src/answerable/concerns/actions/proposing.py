"""The desk puts something to whoever raised it: how it was understood, or a question of consent. Nothing follows before their answer."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable

from ..queries.cases import AtTheDesk, OpenCase
from ..queries.promised import PROMISES
from ..queries.sealed import THREAD
from ..rules.consents import ASKABLE, WITH_RECIPIENT
from ..rules.data_classes import DataClass
from ..rules.entries import What
from ..rules.words import Purpose
from .book import enter
from .writing import _clear_to_write, _require_open, _set_due, _write

LONGEST_RECIPIENT = 120  # letters of a name


@transaction.atomic
def summarise(*, by: AtTheDesk, case: UUID, words: str, once: str = "") -> None:
    """Writes down how it was understood; whoever raised it says whether that is right."""
    found = _clear_to_write(by, case)
    if not words.strip():
        raise Unacceptable("one_sentence", field="words")
    if len(words) > PROMISES.limits.answer_characters:
        raise Unacceptable("too_long", field="words")
    _put(found, What.SUMMARY, {"words": words, "once": once})


@transaction.atomic
def ask_for_consent(
    *, by: AtTheDesk, case: UUID, purpose: Purpose, recipient: str = "", classes: Collection[DataClass], once: str = ""
) -> None:
    """Asks for one purpose, one recipient and named parts; until the person says yes, it is no."""
    found, name = _clear_to_write(by, case), recipient.strip()
    if (purpose in WITH_RECIPIENT) != bool(name) or len(name) > LONGEST_RECIPIENT:
        raise Unacceptable("say_to_whom", field="recipient")
    if not classes or not ASKABLE.issuperset(classes):
        raise Unacceptable("say_which_parts", field="classes")
    said: dict[str, object] = {"purpose": purpose.value, "recipient": name, "classes": sorted(classes), "once": once}
    _put(found, What.ASKED_CONSENT, said)


def _put(found: OpenCase, what: What, said: dict[str, object]) -> None:
    once = said["once"]
    if once and any(one.body.get("once") == once and one.author == found.by.id for one in found.thread.entries):
        return
    _require_open(found)
    _write(found.secrets[THREAD][0], what, said, author=found.by.keys)
    _set_due(found.case, *found.secrets[THREAD])
    enter(what.value, by=found.by, case=found.case)
