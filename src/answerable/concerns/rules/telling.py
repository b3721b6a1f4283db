"""The order of questions when somebody tells: each may be passed over, and only one sentence is needed.

Whoever is under 18 is asked less; whoever may be in danger is shown help first; whoever tells for another is asked about
that person's agreement, unless they said that it is there. An answer that no longer follows from the others is not kept.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from .promises import Limits
from .words import AboutMe, Danger, ForWhom, TheirConsent, Want

Answers = Mapping[str, str]
YES = "yes"


class Question(StrEnum):
    """A page each. `HELP` asks nothing: it shows where help is now."""

    WANT = "want"
    UNDER_18 = "under_18"
    READERS = "readers"
    DANGER = "danger"
    HELP = "help"
    HAPPENED = "happened"
    ABOUT = "about"
    WHEN_WHERE = "when_where"
    FOR_WHOM = "for_whom"
    THEIR_CONSENT = "their_consent"
    ABOUT_ME = "about_me"
    REACH = "reach"
    RHYTHM = "rhythm"
    WISHES = "wishes"
    FILES = "files"


BEFORE_THE_RECEIPT = (Question.WANT, Question.UNDER_18, Question.READERS)
OF_A_CONCERN = (
    Question.HAPPENED, Question.ABOUT, Question.WHEN_WHERE, Question.DANGER, Question.HELP, Question.ABOUT_ME,
    Question.REACH, Question.RHYTHM, Question.FOR_WHOM, Question.THEIR_CONSENT, Question.WISHES, Question.FILES,
)  # fmt: skip
UNDER_18 = (
    Question.DANGER, Question.HELP, Question.HAPPENED, Question.ABOUT, Question.ABOUT_ME, Question.REACH, Question.FILES,
)  # fmt: skip
TO_TALK = (
    Question.DANGER, Question.HELP, Question.HAPPENED, Question.ABOUT_ME, Question.REACH, Question.RHYTHM,
    Question.WISHES,
)  # fmt: skip
OF_FEEDBACK = (Question.HAPPENED, Question.ABOUT, Question.ABOUT_ME, Question.REACH, Question.FILES)

# A question with no page of its own question is no answer; neither is the one that shows help.
ASKED_NOTHING = frozenset({Question.HELP})
WITH_WORDS = frozenset({Question.HAPPENED, Question.ABOUT, Question.WHEN_WHERE, Question.REACH})
WRITTEN = {Question.ABOUT.value: 3}  # lines that one answer is made of: a person, an organisation, and whatever else


def order(answers: Answers) -> tuple[Question, ...]:
    """Returns the pages that somebody is shown, as far as their answers tell."""
    return (*BEFORE_THE_RECEIPT, *(one for one in _asked_of(answers) if _follows(one, answers)))


def _asked_of(answers: Answers) -> tuple[Question, ...]:
    if answers.get(Question.UNDER_18) == YES:
        return UNDER_18
    if answers.get(Question.WANT) == Want.TALK:
        return TO_TALK
    return OF_FEEDBACK if answers.get(Question.WANT) == Want.FEEDBACK else OF_A_CONCERN


def _follows(one: Question, answers: Answers) -> bool:
    """Whether a question follows from another's answer; most stand by themselves."""
    needed: Mapping[Question, tuple[Question, tuple[str, ...]]] = {
        Question.HELP: (Question.DANGER, (Danger.YES, Danger.UNSURE)),
        Question.REACH: (Question.ABOUT_ME, (AboutMe.REACHABLE, AboutMe.NAMED)),
        Question.THEIR_CONSENT: (Question.FOR_WHOM, (ForWhom.UNAWARE, ForWhom.CHILD)),
    }
    if one not in needed or (one == Question.HELP and answers.get(Question.UNDER_18) == YES):
        return True
    before, answer = needed[one]
    return answers.get(before) in answer


def ruled_out(answers: Answers, question: Question) -> frozenset[str]:
    """Returns the choices of a question that an answer before it leaves no sense: who knows nothing of it did not agree."""
    unaware = question == Question.THEIR_CONSENT and answers.get(Question.FOR_WHOM) == ForWhom.UNAWARE
    return frozenset({TheirConsent.AGREED}) if unaware else frozenset()


def with_sense(answers: Answers) -> dict[str, str]:
    """Returns the answers without those that an answer before them leaves no sense."""
    return {key: said for key, said in answers.items() if said not in ruled_out(answers, Question(key))}


def asked_anew(answers: Answers, changed: Question) -> Question | None:
    """Returns the question that a changed answer opens, where nothing is said to it: whether the other person agrees."""
    coming = following(answers, changed)
    is_open = changed == Question.FOR_WHOM and coming == Question.THEIR_CONSENT and not answers.get(coming)
    return coming if is_open else None


def following(answers: Answers, now: Question) -> Question | None:
    """Returns the page after one, None where the answers are checked next."""
    pages = order(answers)
    at = pages.index(now) + 1
    return pages[at] if at < len(pages) else None


def preceding(answers: Answers, now: Question) -> Question | None:
    pages = order(answers)
    at = pages.index(now)
    return pages[at - 1] if at else None


def progress(answers: Answers, now: Question) -> tuple[int, int]:
    """Returns the number of a question and how many there are, as the bar above it says."""
    asked = [one for one in order(answers) if one not in ASKED_NOTHING]
    seen = [one for one in order(answers)[: order(answers).index(now) + 1] if one not in ASKED_NOTHING]
    return max(1, len(seen)), len(asked)


def kept(answers: Answers) -> dict[str, str]:
    """Returns what is saved or sent: answers to questions that still follow and have sense, and nothing left empty.

    Whoever chose to say nothing of themselves after all leaves no way to reach them behind.
    """
    pages = {one.value for one in order(answers)}
    return {
        key: said
        for key, said in with_sense({key: said for key, said in answers.items() if key in pages}).items()
        if said.strip()
    }


def may_send(answers: Answers, limits: Limits) -> tuple[bool, str]:
    """Whether it can be sent: with one sentence, anywhere; nothing else is required."""
    said = kept(answers)
    if not any(any(sign.isalnum() for sign in said.get(one, "")) for one in WITH_WORDS - {Question.REACH}):
        return False, "one_sentence"
    if too_long(said, limits):
        return False, "too_long"
    return True, ""


def too_long(answers: Answers, limits: Limits) -> tuple[str, ...]:
    """Returns the questions whose answer is longer than can be kept; it is shown again, never cut."""
    return tuple(key for key, said in answers.items() if len(said) > longest(key, limits))


def longest(key: str, limits: Limits) -> int:
    """Returns the characters that an answer may have: as many as all that is written to its question, line after line."""
    if key == Question.HAPPENED:
        return limits.characters
    written = WRITTEN.get(key, 1)
    return written * limits.answer_characters + written - 1


def why_not_files(sizes: Iterable[int], already: Iterable[int], limits: Limits) -> str:
    """Returns why files cannot be added to those of a case, or nothing."""
    new, there = list(sizes), list(already)
    if any(size > limits.file_bytes for size in new):
        return "file_too_large"
    if len(new) + len(there) > limits.files:
        return "too_many_files"
    return "case_too_large" if sum(new) + sum(there) > limits.case_bytes else ""
