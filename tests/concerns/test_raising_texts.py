"""What a person reads who tells what happened: all of it, in every language, in plain words that blame nobody."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from answerable.concerns.queries.raising import FILE, FILLED_IN, Raising, raising, read
from answerable.concerns.rules.telling import ASKED_NOTHING, OF_A_CONCERN, UNDER_18, Question
from answerable.concerns.rules.words import Stage
from answerable.standards.queries.shipped_files import WrongContent

LANGUAGES = ["ar", "en", "es", "fr", "hi", "pt"]
LETTERS = {"ar": re.compile(r"[\u0600-\u06ff]"), "hi": re.compile(r"[\u0900-\u097f]")}
# Words that judge before anything is decided, or that make somebody defend what they say.
NEVER = {
    "en": r"\b(why|complain\w*|alleg\w+|victims?|perpetrators?|accus\w+|guilty|denounc\w+|informers?|anonymous\w*)\b",
    "es": r"\b(por qué|quejas?|denunci\w*|víctimas?|agresor\w*|acusad\w*|culpables?|anónim\w*)\b",
    "fr": r"\b(pourquoi|plaintes?|allégu\w*|dénonc\w*|victimes?|agresseurs?|accus\w*|coupables?|anonym\w*)\b",
    "pt": r"\b(por que|por quê|queixas?|denúncia\w*|denunci\w*|vítimas?|agressor\w*|acusad\w*|culpad\w*|anônim\w*)\b",
    "ar": r"\b(?:ال|لل|بال)?(لماذا|شكوى|شكاوى|ضحية|ضحايا|متهم|جاني|بلاغ|مجهول)",
    "hi": r"(क्यों(?!क)|शिकायत|पीड़ित|आरोपी|अपराधी|दोषी|गुमनाम)",
}
FILLED = {
    "asks", "childrens_helpline", "contact", "day", "desk", "emergency", "helpline", "least", "megabytes", "name", "names",
    "number", "of", "parts", "pass_on", "readers", "recipient", "said", "sum", "time", "workdays",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Raising:
    return raising()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pages, to be damaged."""
    content = Path(settings.CONTENT)
    for path in [content / FILE, *content.glob(f"*/{FILE}")]:
        copy = tmp_path / path.relative_to(content)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def test_every_language_says_everything_in_words_of_its_own(shipped: Raising) -> None:
    assert sorted(shipped.words) == LANGUAGES
    english = shipped.words["en"]
    for language in LANGUAGES:
        words = shipped.words[language]
        assert set(words) == set(english)
        same = {place for place in words if words[place] == english[place]}
        assert language == "en" or same <= {
            "questions.danger.choices.no.says",
            "questions.under_18.choices.no",
            "consent_answers.no",
        }


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_what_is_written_is_in_its_own_script(shipped: Raising, language: str) -> None:
    for place, said in shipped.words[language].items():
        assert LETTERS[language].search(FILLED_IN.sub("", said)), place


@pytest.mark.parametrize("language", sorted(NEVER))
def test_nobody_is_judged_and_nobody_is_asked_to_defend_themselves(shipped: Raising, language: str) -> None:
    for place, said in shipped.words[language].items():
        assert not re.search(NEVER[language], said, re.IGNORECASE), (place, said)


def test_english_sentences_are_short(shipped: Raising) -> None:
    for place, said in shipped.words["en"].items():
        for sentence in re.split(r"[.?!:;]\s", said):
            assert len(sentence.split()) <= 26, (place, sentence)
    words = [word for said in shipped.words["en"].values() for word in re.findall(r"[a-z’]+", said.lower())]
    assert sum(len(word) for word in words) / len(words) < 4.4


def test_everything_filled_in_is_known(shipped: Raising) -> None:
    found = {name for said in shipped.words["en"].values() for name in FILLED_IN.findall(said)}
    assert found == FILLED
    for language in LANGUAGES:
        for place in shipped.words[language]:
            assert shipped.say(language, place, **dict.fromkeys(FILLED, "x"))


def test_each_residual_risk_is_said_plainly(shipped: Raising) -> None:
    """Bar B92: all sixteen, by their number, in every language."""
    for language in LANGUAGES:
        said = [shipped.say(language, f"cannot_promise.T{number}") for number in range(1, 17)]
        assert len(set(said)) == 16


def test_each_stage_says_what_comes_by_when_and_what_one_can_do(shipped: Raising) -> None:
    assert len(shipped.lists["stages"]) == len(Stage) == 13
    for language in LANGUAGES:
        for stage in Stage:
            assert "{day}" in shipped.words[language][f"stages.{stage}.by_when"]


def test_questions_come_in_the_order_in_which_they_are_asked(shipped: Raising) -> None:
    assert set(shipped.questions) == set(Question)
    assert set(UNDER_18) <= {code for code, asked in shipped.questions.items() if asked.under_18}
    for code in ASKED_NOTHING:
        assert not shipped.questions[code].choices
    assert set(OF_A_CONCERN) <= set(shipped.questions)


def test_a_language_without_words_reads_the_first(shipped: Raising) -> None:
    assert shipped.say("sw", "buttons.leave") == shipped.say("en", "buttons.leave")


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        (FILE, "choices: [talk, feedback, concern]", "choices: [talk, feedback]", "choices are missing: concern"),
        (FILE, "choices: [talk,", "choices: [chat, talk,", "names chat"),
        (FILE, "  want:", "  wants:", "nobody knows what this means here: wants"),
        (FILE, "  - paused\n", "", "stages lacks: paused"),
        (FILE, "T15, T16]", "T15]", "cannot_promise lacks: T16"),
        (FILE, "  when_where: {}\n", "", "these are missing: when_where"),
        (f"en/{FILE}", "  leave: Leave now\n", "", "buttons.leave: it is missing"),
        (f"en/{FILE}", "  leave: Leave now\n", "  leave: Leave now\n  exit: Go\n", "buttons.exit"),
        (f"es/{FILE}", "{day}", "{date}", "differs from its English"),
        (f"en/{FILE}", "Leave now\n", f"{'L' * 321}\n", "320 at most"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(folder: Path, file: str, before: str, after: str, says: str) -> None:
    replace(folder / file, before, after)
    with pytest.raises(WrongContent) as wrong:
        read(folder)
    assert says in str(wrong.value)
    assert Path(file).name in str(wrong.value)


def test_without_its_first_language_there_is_nothing_to_read(folder: Path) -> None:
    (folder / "en" / FILE).unlink()
    with pytest.raises(WrongContent, match="there is no en"):
        read(folder)
