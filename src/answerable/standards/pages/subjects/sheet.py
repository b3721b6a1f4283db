"""How one subject stands, duty by duty, as a spreadsheet: what its desk says."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ...models import Subject
from ...queries.standing import Stands
from ...rules.words import State
from ..mapping.sheets import Row
from ..saying import bases_words, why_of
from ..words import STATES
from .finding import asked_on


def headings() -> list[str]:
    return [_("Number"), _("Duty"), _("How it stands"), _("Why"), _("What it rests on"), _("By when"), _("As of")]


def rows(found: Iterable[Stands], day: dt.date) -> Iterator[Row]:
    """Yields a row for each duty, in the order of the duties."""
    for one in found:
        judged, (_asking, words) = one.judgement, asked_on(one.duty, day)
        state, bases = str(STATES[State(judged.state)]), "; ".join(bases_words(judged.bases))
        yield [one.duty.number, words.name, state, why_of(judged, day), bases, judged.due, day]


def file_name(subject: Subject) -> str:
    """Returns what the file is called: as the subject's page is; a person's file names nobody."""
    place = subject.organisation or subject.network
    return f"standing-{place.slug}" if place else "standing"
