"""What was kept goes on, in whatever form of the program it was kept; what is not whole is said to be so."""

import json
from typing import Any

import pytest

from answerable.concerns.models import Draft
from answerable.concerns.rules.words import Desk
from answerable.vault import drafts, receipts

from .coming_back import alliance as set_up
from .door import Visitor
from .world import team_of

pytestmark = pytest.mark.django_db
WORDS = "What I wrote last year."
BEGINNING = {
    "case": "5f0c7a52-3f6e-4b52-9f4e-2f6f0f3c9a11", "secret": "11" * 32,
    "files": [{"file": "0c6d7c1e-0a44-4a5e-8f0e-93dd5a6f2b10", "name": "a.txt", "size": 1, "is_original": False}],
}  # fmt: skip
# As the first drafts were: a receipt and whether it was noted by names of their own, and no form named.
FIRST = {
    "tale": {
        "values": {"want": "talk", "under_18": "no", "happened": WORDS}, "receipt": "", "noted": "noted", "checking": False,
        "beginning": BEGINNING,
    },
    "at": "ask:happened", "language": "en",
}  # fmt: skip


@pytest.fixture
def kept() -> str:
    """Something is kept; returns its code."""
    set_up()
    team_of(2, desk=Desk.GLOBAL, place="")
    somebody = Visitor().begins()
    code = somebody.gets_a_code()
    somebody.press("keep", happened="Kept today.")
    return code


def written_as(code: str, body: object) -> None:
    clear = body if isinstance(body, bytes) else json.dumps(body).encode()
    Draft.held.update(body=drafts.seal_draft(clear, receipts.look_up_and_key(code)))


def come_back(code: str) -> Visitor:
    return Visitor().comes().press("back").press("back.open", code=code)


def test_draft_of_the_first_form_goes_on(kept: str) -> None:
    written_as(kept, FIRST)
    later = come_back(kept)
    assert later.question == "happened"
    assert WORDS in later.page
    assert later.press("next", happened=WORDS).skips_to("").heading == "Read it once more"
    assert later.press("send").heading == "It has arrived"


@pytest.mark.parametrize(
    "more",
    [
        {"beginning": {}},
        {"beginning": {**BEGINNING, "files": [{"file": "x"}, {"size": "y", "file": "a", "name": "b"}]}},
        {"beginning": {**BEGINNING, "files": [{**BEGINNING["files"][0], "of_a_later_form": 1}]}},  # type: ignore[dict-item] # a list
        {"something": "new", "checking": None},
    ],
)
def test_what_is_not_known_of_a_draft_is_left(kept: str, more: dict[str, Any]) -> None:
    written_as(kept, {**FIRST, "form": 99, "later": [], "tale": {**FIRST["tale"], **more}})  # type: ignore[dict-item] # of dicts
    later = come_back(kept)
    assert WORDS in later.page
    assert later.press("keep", happened=WORDS).heading == "It is kept for you"
    assert WORDS in come_back(kept).page


@pytest.mark.parametrize("body", [{}, [], {"tale": []}, {"tale": {"values": 1}}, b"{cut off", b"\xff\xfe"])
def test_draft_that_is_not_whole_is_said_to_be_so(kept: str, body: object) -> None:
    written_as(kept, body)
    page = come_back(kept).page
    assert "Your code is right" in page
    assert "We find nothing" not in page


def test_draft_that_was_altered_is_said_to_be_so_and_stays(kept: str) -> None:
    Draft.held.update(body=bytes(Draft.held.get().body)[:-1] + b"\x00\x01")
    later = come_back(kept)
    assert "Your code is right" in later.page
    assert later.status == 200
    assert Draft.held.exists()
