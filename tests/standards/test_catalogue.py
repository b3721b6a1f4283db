"""The duties that come with the program: all of them, in every language, and a clear word on whatever is wrong in a file."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from answerable.facts.telling import kinds as kinds_told
from answerable.standards.queries.catalogue import FILE, MOST, Catalogue, catalogue, read
from answerable.standards.queries.shipped_files import WrongContent
from answerable.standards.rules.judging import judge
from answerable.standards.rules.shapes import Case, Happening
from answerable.standards.rules.words import Basis, Cadence, Level, State, Why

LANGUAGES = ["ar", "en", "es", "fr", "hi", "pt"]
POLICIES = ["O19a", "O19b", "O19c", "O19d"]
NUMBERS = [*(f"O{at}" for at in range(1, 19)), *POLICIES, *(f"O{at}" for at in range(20, 58))]
SINGLE_CASES = ["O37", "O38", "O39", "O40", "O41", "O55", "O56"]
DAY = dt.date(2026, 3, 1)
UNDERSTOOD = "standards.policies_understood"  # told once a round of questions has results
LETTERS = {"ar": re.compile(r"[\u0600-\u06ff]"), "hi": re.compile(r"[\u0900-\u097f]")}


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped duties, to be damaged."""
    content = Path(settings.CONTENT)
    for path in [content / FILE, *content.glob(f"*/{FILE}")]:
        copy = tmp_path / path.relative_to(content)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_every_duty_is_there_once_and_in_order(shipped: Catalogue) -> None:
    assert [one.number for one in shipped.duties] == NUMBERS
    assert len(NUMBERS) == 60
    assert [one.order for one in shipped.duties] == list(range(1, 61))


def test_every_duty_has_words_of_its_own_in_every_language(shipped: Catalogue) -> None:
    for one in shipped.duties:
        assert sorted(one.words) == LANGUAGES
        assert len({words.name for words in one.words.values()}) == len(LANGUAGES)
    for language in LANGUAGES:
        assert len({one.words[language].name for one in shipped.duties}) == 60


def test_words_are_short_and_in_their_script(shipped: Catalogue) -> None:
    for one in shipped.duties:
        for language, words in one.words.items():
            said = vars(words)
            assert [name for name, most in MOST.items() if not 0 < len(said[name]) <= most] == []
            if language in LETTERS:
                assert [name for name, text in said.items() if not LETTERS[language].search(text)] == []


def test_what_it_means_is_said_in_two_or_three_sentences(shipped: Catalogue) -> None:
    ends = re.compile(r"[.।](?=\s|$)")
    counted = {
        (one.number, language): len(ends.findall(words.what))
        for one in shipped.duties
        for language, words in one.words.items()
    }
    assert {key: found for key, found in counted.items() if not 2 <= found <= 3} == {}


def test_every_kind_of_fact_is_named_in_one_list(shipped: Catalogue) -> None:
    named = {kind for one in shipped.duties for kind in (*one.often.proofs, *one.often.begun_by, *one.often.events)}
    assert not set(shipped.told) & set(shipped.to_come)
    assert named == {*shipped.told, *shipped.to_come}


def test_kinds_that_are_to_come_are_told_by_no_room_yet(shipped: Catalogue) -> None:
    assert sorted(set(shipped.to_come) & set(kinds_told())) == []
    assert set(shipped.told) - set(kinds_told()) <= {UNDERSTOOD}


def test_fourteen_duties_are_shown_first_and_each_is_followed(shipped: Catalogue) -> None:
    first = [one for one in shipped.duties if one.main]
    assert len(first) == 14
    assert all(one.followed for one in first)
    assert {*POLICIES, "O1", "O3", "O17"} <= {one.number for one in first}


def test_single_cases_and_consciences_are_not_followed(shipped: Catalogue) -> None:
    why = {one.number: one.why_not_followed for one in shipped.duties if not one.followed}
    assert why == {**dict.fromkeys(SINGLE_CASES, "confidential"), "O46": "not_measured"}
    assert all(not one.often.proofs and not one.often.events for one in shipped.duties if not one.followed)


def test_no_duty_asks_for_what_stands_in_the_room_of_concerns(shipped: Catalogue) -> None:
    kinds = [kind for kind in (*shipped.told, *shipped.to_come) if kind.startswith("concerns.")]
    assert kinds == ["concerns.way_published"]


def test_meetings_are_asked_at_least_twice_in_any_twelve_months(shipped: Catalogue) -> None:
    often = shipped.duty("O1").often
    assert (often.cadence, often.times, often.months, often.window) == ("at_least", 2, 12, "rolling")
    assert often.stated


def test_two_seats_are_asked_of_country_networks_alone(shipped: Catalogue) -> None:
    seats = shipped.duty("O3")
    assert (seats.levels, seats.often.times, seats.often.checked_by) == ((Level.NATIONAL,), 2, "facts")


def test_who_signs_on_joining_is_named_by_office(shipped: Catalogue) -> None:
    assert sorted(shipped.duty("O24").offices) == ["board_member", "consultant", "intern", "secretariat"]


def test_a_source_fits_into_its_field(shipped: Catalogue) -> None:
    assert [one.number for one in shipped.duties if len(one.source) > 200] == []
    assert shipped.duty("O3").source.startswith("MenEngage Alliance: Accountability Standards and Guidelines, 2014")


@pytest.mark.parametrize("number", NUMBERS)
def test_nobody_who_told_nothing_is_overdue(shipped: Catalogue, number: str) -> None:
    rule = shipped.duty(number).rule(DAY)
    standing = judge(Case(rules=(rule,), applies=((DAY, None),)), DAY + dt.timedelta(days=4000))
    assert standing is not None
    assert standing.state in {State.NOT_REPORTED, State.NOT_APPLICABLE}


def test_what_proves_a_duty_puts_it_in_place(shipped: Catalogue) -> None:
    for one in shipped.duties:
        rule = one.rule(DAY)
        if one.followed and rule.cadence not in {Cadence.AFTER_EACH, Cadence.EACH_VERSION}:
            happened = tuple(
                Happening(kind=min(rule.kinds), starts=DAY + dt.timedelta(days=at), ends=None, source=f"{at}")
                for at in range(rule.times)
            )
            standing = judge(Case((rule,), happened, ((DAY, None),)), DAY + dt.timedelta(days=5))
            assert standing is not None
            assert (one.number, standing.state, standing.bases) == (one.number, State.IN_PLACE, frozenset({Basis.FACT}))


def test_a_new_version_is_to_be_signed_anew(shipped: Catalogue) -> None:
    rule = shipped.duty("O17").rule(DAY)
    later = DAY + dt.timedelta(days=500)
    happened = (
        Happening("code.version_adopted", DAY, None, "version:1"),
        Happening("code.signed", DAY, None, "version:1"),
        Happening("code.version_adopted", later, None, "version:2"),
    )
    standing = judge(Case((rule,), happened, ((DAY, None),)), later + dt.timedelta(days=91))
    assert standing is not None
    assert (standing.state, standing.why) == (State.OVERDUE, Why.NEW_VERSION)


def test_the_copy_reads_as_the_shipped_one(folder: Path, shipped: Catalogue) -> None:
    assert read(folder) == shipped


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (FILE, "cadence: at_least\n    times: 2", "cadence: twice", "duties.yaml, duties, O1: cadence is twice, and none of: once"),
        (FILE, "times: 2", "times: many", "duties, O1: times is many, and no number from 1 to 50"),
        (FILE, "times: 2", "tims: 2", "duties, O1: nobody knows what this means here: tims"),
        (FILE, "levels: [national]", "levels: [galactic]", "duties, O3: levels names galactic, which is none of: global"),
        (FILE, "levels: [national]", "levels: []", "duties, O3: it needs levels and sources"),
        (FILE, "proofs: [seat.womens_rights]", "proofs: [seat.taken]", "duties, O3: proofs names seat.taken, which is none of"),
        (FILE, "    proofs: [dialogue.outward]\n", "", "duties, O4: it needs the kinds of facts that prove it"),
        (FILE, "    events: [programme.planned]\n", "", "duties, O2: events go with after_each and each_version"),
        (FILE, "stated: true", "stated: certainly", "duties, O1: stated is certainly, and neither true nor false"),
        (FILE, "offices: [board_member,", "offices: [queen,", "duties, O24: offices names queen, which is none of: board_member"),
        (FILE, "why_not_followed: confidential", "why_not_followed: no", "duties, O37: why_not_followed is False"),
        (FILE, "why_not_followed: confidential", "main: true\n    why_not_followed: confidential", "O37: what is not followed is"),
        (FILE, "  O2:\n", "  O1:\n", "O1 stands twice"),
        (FILE, "  O2:\n", "  O-2:\n", "en/duties.yaml, O-2: it is missing"),
        (FILE, "to_come:\n", "to_come:\n  - code.signed\n", "listed twice among told and to_come: code.signed"),
        (FILE, "to_come:\n", "to_come:\n  - moon.walk\n", "no duty names these kinds of facts: moon.walk"),
        (FILE, "duties:\n  O1:\n", "duties:\n  O1: [\n", "duties.yaml, line "),
        ("fr/duties.yaml", "O3:\n", "O3b:\n", "fr/duties.yaml, O3: it is missing, or has no keys"),
        ("fr/duties.yaml", "O1:\n", "O99: {}\nO1:\n", "fr/duties.yaml: nobody knows what this means here: O99"),
        ("ar/duties.yaml", "  proof: >-", "  prof: >-", "ar/duties.yaml, O1: proof is missing or empty"),
        ("hi/duties.yaml", "  name: ", f"  name: {'क' * 60}", "hi/duties.yaml, O1: name has "),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_with_its_place(folder: Path, file: str, before: str, after: str, told: str) -> None:
    replace(folder / file, before, after)
    with pytest.raises(WrongContent, match=re.escape(told)):
        read(folder)


def test_a_repeated_number_is_told_with_its_line(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    line = text[: text.index("\n  O2:\n")].count("\n") + 2
    replace(folder / FILE, "  O2:\n", "  O1:\n")
    with pytest.raises(WrongContent, match=rf"duties\.yaml, line {line}: O1 stands twice"):
        read(folder)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "en" / FILE).unlink()
    with pytest.raises(WrongContent, match="the other languages follow it"):
        read(folder)
    (folder / FILE).write_text("", encoding="utf-8")
    with pytest.raises(WrongContent, match="it is empty, or no list of keys"):
        read(folder)
    (folder / FILE).unlink()
    with pytest.raises(WrongContent, match=r"duties\.yaml: it is not there"):
        read(folder)
