"""What is found with a code shows neither by when the answer comes nor by how long it is (bars B38 and B39)."""

import time

import pytest
from pytest_django import Settings

from answerable.concerns import actions
from answerable.concerns.models import Case
from answerable.concerns.pages.coming_back import entering, evenly
from answerable.concerns.pages.coming_back.evenly import STEP, at_boundary
from answerable.concerns.rules.words import State

from .coming_back import Person, told_one
from .world import declared, raised

pytestmark = pytest.mark.django_db


class Alone:
    """The clock of a machine on which nothing else is done: what this thread computed, and what it waited for on purpose."""

    def __init__(self) -> None:
        self.slept = 0.0

    def monotonic(self) -> float:
        return time.thread_time() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def wrong_codes() -> dict[str, str]:
    """Returns codes that lead nowhere, each for another reason."""
    exchanged, gone = actions.new_receipt(), actions.new_receipt()
    actions.change_code(raised(exchanged).raiser, code=actions.new_receipt())
    Case.held.filter(pk=raised(gone).raiser.case).update(state=State.ANONYMISED)
    unknown = actions.new_receipt()
    swapped = unknown[1] + unknown[0] + unknown[2:]
    return {
        "unknown": unknown, "exchanged": exchanged, "gone": gone, "mistyped": swapped, "short": unknown[:-1], "nothing": "",
        "words": "what is this", "very long": "x" * 5000, "signs": "\u202e\u0000<b>", "nobody's": "000000-000000-000000",
    }  # fmt: skip


def test_codes_that_lead_nowhere_are_answered_with_the_same_bytes() -> None:
    """B38: body, size, status and headers, whatever the reason."""
    told_one()
    answers = {}
    for why, code in wrong_codes().items():
        person = Person().come_back(code)
        answers[why] = (person.status, person.page, tuple(sorted(person.headers.items())))
    assert len(set(answers.values())) == 1, {why: len(page) for why, (_, page, _) in answers.items()}


def test_answer_comes_at_a_whole_step_whatever_was_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """B38: a code that opens, one that does not, and one that is none, within one step; nothing finer is to be seen."""
    told, clock = told_one(), Alone()
    Person().come_back(told.code)  # the first page of all reads its templates
    settings.CODE_ANSWER_SECONDS = 0.6
    monkeypatch.setattr(evenly, "time", clock)
    monkeypatch.setattr(entering, "time", clock)
    took = {}
    for why, code in {"right": told.code, **wrong_codes()}.items():
        begun = clock.monotonic()
        Person().come_back(code)
        took[why] = clock.monotonic() - begun
    assert {int(one // 0.6) for one in took.values()} == {1}, took
    assert max(took.values()) - min(took.values()) < 0.3, took


@pytest.mark.parametrize("passed", [0.0, 0.05, 0.13])
def test_boundary_is_the_next_whole_one(settings: Settings, monkeypatch: pytest.MonkeyPatch, passed: float) -> None:
    settings.CODE_ANSWER_SECONDS, clock = 0.1, Alone()
    monkeypatch.setattr(evenly, "time", clock)
    begun = clock.monotonic()
    clock.sleep(passed)
    at_boundary(begun)
    over = (clock.monotonic() - begun) % 0.1
    assert over < 0.05


@pytest.mark.parametrize("language", ["en", "es", "ar", "hi"])
def test_inbox_is_as_long_with_no_reply_as_with_five(language: str) -> None:
    """B39: whole steps of 8 KiB, unpacked, also where a proxy packs pages."""
    told = told_one()
    _first, second = declared(told.of, told.case)
    lengths = []
    for replies in range(6):
        person = Person(language=language).come_back(told.code)
        lengths.append(len(person.page))
        assert person.headers["Content-Encoding"] == "identity"
        assert person.page.count(b"We hear you") == replies
        actions.answer(
            by=second, case=told.made.raiser.case, words=f"We hear you, number {replies}. " + "So it is. " * 9
        )
    assert len(set(lengths)) == 1, lengths
    assert lengths[0] == 2 * STEP


@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_every_page_within_a_visit_fills_whole_steps(language: str) -> None:
    """B39: none of them tells by its length what was pressed, as far as the step."""
    told = told_one()
    person = Person(language=language).come_back(told.code)
    for page in ("back.inbox", "back.pace", "back.reader", "back.code", "back.stop"):
        assert len(person.press(page).page) % STEP == 0, page


def test_long_conversation_grows_by_whole_steps() -> None:
    told = told_one()
    person = Person().come_back(told.code)
    before = len(person.page)
    person.press("back.add", words="x" * 19000)
    assert len(person.page) > before
    assert (len(person.page) - before) % STEP == 0
