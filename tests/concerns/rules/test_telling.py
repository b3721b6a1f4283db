"""The questions of telling: any of them may be passed over, and what no longer follows is not kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.promises import MEGABYTE, Limits
from answerable.concerns.rules.telling import (
    ASKED_NOTHING,
    BEFORE_THE_RECEIPT,
    Answers,
    Question,
    following,
    kept,
    may_send,
    order,
    preceding,
    progress,
    ruled_out,
    too_long,
    why_not_files,
)  # fmt: skip
from answerable.concerns.rules.words import AboutMe, Danger, ForWhom, TheirConsent, Want

LAW = settings(deadline=None, max_examples=120)
LIMITS = Limits()
CHOICES = {
    Question.WANT: [*Want], Question.UNDER_18: ["yes", "no"], Question.DANGER: [*Danger], Question.ABOUT_ME: [*AboutMe],
    Question.FOR_WHOM: [*ForWhom], Question.REACH: ["0700 000 000"], Question.HAPPENED: ["It rained.", " ", "…"],
    Question.ABOUT: ["Somebody."], Question.THEIR_CONSENT: ["yes"], Question.WISHES: ["stop"],
}  # fmt: skip
ANSWERS = st.fixed_dictionaries(
    {}, optional={question.value: st.sampled_from(["", *said]) for question, said in CHOICES.items()}
)


@LAW
@given(answers=ANSWERS)
def test_the_way_is_walked_to_its_end_and_back(answers: Answers) -> None:
    pages, now = order(answers), Question.WANT
    walked = [now]
    while (after := following(answers, now)) is not None:
        assert preceding(answers, after) == now
        walked.append(after)
        now = after
    assert tuple(walked) == pages
    assert len(set(pages)) == len(pages)
    assert pages[:3] == BEFORE_THE_RECEIPT


@LAW
@given(answers=ANSWERS)
def test_every_answer_is_asked_where_it_may_be_passed_over(answers: Answers) -> None:
    """Whatever is left out, the way goes on, and one sentence can be written."""
    for question in CHOICES:
        without = {key: said for key, said in answers.items() if key != question}
        assert Question.HAPPENED in order(without)
    assert may_send({**answers, Question.HAPPENED: "One sentence."}, LIMITS) == (True, "")


@LAW
@given(answers=ANSWERS)
def test_progress_grows_to_the_number_it_names(answers: Answers) -> None:
    said = [progress(answers, one) for one in order(answers) if one not in ASKED_NOTHING]
    assert [at for at, _ in said] == list(range(1, len(said) + 1))
    assert {of for _, of in said} == {len(said)}
    assert all(1 <= progress(answers, one)[0] <= len(said) for one in order(answers))


@LAW
@given(answers=ANSWERS)
def test_what_is_kept_is_what_was_said_and_still_follows(answers: Answers) -> None:
    found = kept(answers)
    assert found.items() <= dict(answers).items()
    assert kept(found) == found
    assert set(found) <= set(order(answers))
    if answers.get(Question.ABOUT_ME) not in {AboutMe.REACHABLE, AboutMe.NAMED}:
        assert Question.REACH not in found


def test_nothing_of_oneself_leaves_no_way_to_be_reached() -> None:
    said: dict[str, str] = {Question.ABOUT_ME: AboutMe.REACHABLE, Question.REACH: "0700 000 000"}
    assert Question.REACH in kept(said)
    assert Question.REACH not in kept({**said, Question.ABOUT_ME: AboutMe.NOTHING})


@pytest.mark.parametrize("want", Want)
def test_a_child_is_asked_less_and_shown_help_first(want: Want) -> None:
    grown, child = order({Question.WANT: Want.CONCERN}), order({Question.WANT: want, Question.UNDER_18: "yes"})
    assert len(child) < len(grown)
    assert child[3:5] == (Question.DANGER, Question.HELP)  # each of its answers is followed by what it promises
    assert Question.WHEN_WHERE not in child


@pytest.mark.parametrize("danger", Danger)
def test_whoever_may_be_in_danger_is_shown_help_next(danger: Danger) -> None:
    for want in (Want.CONCERN, Want.TALK):
        after = following({Question.WANT: want, Question.DANGER: danger}, Question.DANGER)
        assert (after == Question.HELP) == (danger in {Danger.YES, Danger.UNSURE})


@pytest.mark.parametrize("whom", ForWhom)
def test_another_persons_agreement_is_asked_about(whom: ForWhom) -> None:
    after = following({Question.WANT: Want.CONCERN, Question.FOR_WHOM: whom}, Question.FOR_WHOM)
    assert (after == Question.THEIR_CONSENT) == (whom in {ForWhom.UNAWARE, ForWhom.CHILD})


@pytest.mark.parametrize("whom", ForWhom)
def test_whoever_knows_nothing_of_it_is_not_said_to_have_agreed(whom: ForWhom) -> None:
    left_out = ruled_out({Question.FOR_WHOM: whom}, Question.THEIR_CONSENT)
    assert left_out == ({TheirConsent.AGREED} if whom == ForWhom.UNAWARE else set())


@pytest.mark.parametrize("whom", ForWhom)
def test_an_agreement_of_somebody_unaware_is_not_kept(whom: ForWhom) -> None:
    said: dict[str, str] = {Question.FOR_WHOM: whom, Question.THEIR_CONSENT: TheirConsent.AGREED}
    assert (Question.THEIR_CONSENT in kept(said)) == (whom == ForWhom.CHILD)
    assert Question.THEIR_CONSENT in kept({**said, Question.FOR_WHOM: ForWhom.CHILD})


@pytest.mark.parametrize("said", ["", " ", "…", "?!", "\n"])
def test_one_sentence_is_needed(said: str) -> None:
    assert may_send({Question.HAPPENED: said}, LIMITS) == (False, "one_sentence")


@pytest.mark.parametrize("said", ["He shouted.", "صرخ", "वह चिल्लाया", "3"])
def test_one_sentence_is_enough_in_any_script(said: str) -> None:
    assert may_send({Question.HAPPENED: said}, LIMITS) == (True, "")


def test_a_way_to_be_reached_alone_tells_nothing() -> None:
    said: dict[str, str] = {Question.ABOUT_ME: AboutMe.REACHABLE, Question.REACH: "0700"}
    assert may_send(said, LIMITS) == (False, "one_sentence")


def test_what_is_too_long_is_named() -> None:
    limits = Limits(characters=10, answer_characters=5)
    assert too_long({Question.HAPPENED: "a" * 10, Question.ABOUT: "\n".join(["a" * 5] * 3)}, limits) == ()
    assert too_long({Question.HAPPENED: "a" * 11, Question.ABOUT: "a" * 18}, limits) == (
        Question.HAPPENED,
        Question.ABOUT,
    )
    assert may_send({Question.HAPPENED: "a" * 11}, limits) == (False, "too_long")


@pytest.mark.parametrize(
    ("new", "already", "why"),
    [
        ([50 * MEGABYTE], [], ""), ([50 * MEGABYTE + 1], [], "file_too_large"), ([1] * 20, [], ""), ([1], [1] * 20, "too_many_files"),
        ([50 * MEGABYTE], [50 * MEGABYTE] * 3, ""), ([50 * MEGABYTE, 1], [50 * MEGABYTE] * 3, "case_too_large"),
    ],
)  # fmt: skip
def test_how_many_and_how_large_files_may_be(new: list[int], already: list[int], why: str) -> None:
    assert why_not_files(new, already, LIMITS) == why
