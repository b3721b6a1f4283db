"""A list of support services as a spreadsheet: rehearsed, brought in, brought in again, taken back."""

import pytest
from django.utils.translation import override

from answerable.access.actors import Actor
from answerable.alliance.actions import services as acts
from answerable.alliance.actions.service_lists import SERVICES
from answerable.alliance.actions.service_lists.columns import COSTS, WHOM
from answerable.alliance.actions.services import ServiceWords
from answerable.alliance.models import SupportService
from answerable.alliance.pages import words
from answerable.kit import imports
from answerable.kit.imports import Fate, Totals
from answerable.kit.models import ImportRun
from answerable.kit.text import fold
from answerable.ledger.models import Entry
from tests.cast import Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
LIST = b"""ID,Name,Needs,Country,Telephone,Languages,For whom,Cost,24 hours
1,Open Ear,Somebody to talk to; legal,Kenya; Uganda,+999 555 0100,Swahili; English,women; everybody,free,yes
2,Far Line,talk,everywhere,15,,,,
3,No Way,talk,Kenya,,,,,
4,Words,talk,Kenya,ask Rosa,,,,
5,Nowhere,talk,Wakanda,15,,,,
6,What,a lift home,Kenya,15,,,,
2,Twice,talk,Kenya,15,,,,
"""


def begun(cast: Alliance, by: Actor, data: bytes = LIST) -> ImportRun:
    return imports.begin(SERVICES, by=by, file_name="services.csv", data=data, scope=cast.here.slug)


def brought_in(cast: Alliance, data: bytes = LIST) -> tuple[ImportRun, Totals]:
    by = cast.actor("coordinator_here")
    run = begun(cast, by, data)
    imports.rehearse(run, by=by)
    return run, imports.bring_in(run, by=by)


def test_every_row_is_accounted_for(cast: Alliance) -> None:
    by = cast.actor("coordinator_here")
    run = begun(cast, by)
    totals = imports.rehearse(run, by=by).totals
    assert (totals.added, totals.left_out, SupportService.objects.exists()) == (2, 5, False)
    assert {one.row: one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)} == {
        4: "way_to_reach_needed", 5: "telephone_unclear", 6: "country_unknown", 7: "need_unknown", 8: "identity_twice",
    }  # fmt: skip


def test_it_is_one_act(cast: Alliance) -> None:
    before = Entry.objects.count()
    brought_in(cast)
    assert list(Entry.objects.order_by("n").values_list("act", flat=True))[before:] == ["alliance.bring_in_services"]
    one, other = SupportService.objects.order_by("external_id")
    assert (one.countries, one.languages, one.serves, one.day_and_night, one.texts.get().name) == (
        ["KE", "UG"], ["en", "sw"], ["women", "everybody"], True, "Open Ear",
    )  # fmt: skip
    assert (sorted(one.needs.values_list("code", flat=True)), other.everywhere) == (["legal", "talk"], True)


def test_bringing_it_in_again_changes_nothing(cast: Alliance) -> None:
    brought_in(cast)
    _run, totals = brought_in(cast)
    assert (totals.added, totals.changed, totals.unchanged, SupportService.objects.count()) == (0, 0, 2, 2)


def test_a_changed_row_is_changed_and_taken_back(cast: Alliance) -> None:
    brought_in(cast)
    run, totals = brought_in(cast, b"ID,Name,Needs,Country,Telephone\n2,Far Line,legal,everywhere,16\n")
    assert (totals.changed, SupportService.objects.get(external_id="2").telephone) == (1, "16")
    imports.undo(run, by=cast.actor("coordinator_here"))
    back = SupportService.objects.get(external_id="2")
    assert (back.telephone, list(back.needs.values_list("code", flat=True))) == ("15", ["talk"])


def test_what_somebody_worked_on_since_stays(cast: Alliance) -> None:
    run, _totals = brought_in(cast)
    one = SupportService.objects.get(external_id="1")
    by = cast.actor("coordinator_here")
    acts.say_service(by=by, service=one, language=one.language, words=ServiceWords("Wide Open Ear"))
    imports.undo(run, by=by)
    assert list(SupportService.objects.values_list("external_id", flat=True)) == ["1"]


def test_nobody_brings_in_elsewhere(cast: Alliance) -> None:
    by = cast.actor("coordinator_elsewhere")
    run = begun(cast, by)
    assert imports.rehearse(run, by=by).totals.added == 0


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi"])
def test_what_a_page_calls_it_is_read_in_a_list(language: str) -> None:
    """A list that was taken along can be brought in again, whatever language it was taken along in."""
    with override(language):
        shown = [
            (known, code, str(label))
            for known, labels in ((COSTS, words.COSTS), (WHOM, words.SERVES))
            for code, label in labels.items()
        ]
    assert [label for known, code, label in shown if fold(label) not in map(fold, (code, *known[code]))] == []
