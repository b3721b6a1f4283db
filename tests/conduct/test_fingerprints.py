"""What a text is known by: the same for the same words, another one for any other words."""

import hashlib
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from answerable.conduct.rules.fingerprints import Words, canonical, fingerprint, grouped, of_clause, of_text, tidy

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
NUMBERS = st.text(alphabet="0123456789ab", min_size=1, max_size=4)
CLAUSES = st.lists(st.builds(Words, NUMBERS, TEXTS, TEXTS), max_size=4)
CODE = (Words("1", "Free of violence", "We use no violence.\nNone at all."), Words("2", "", "We speak up."))


def test_form_can_be_read_and_made_again_by_hand() -> None:
    form = canonical(language="en", preamble="We promise:", clauses=CODE)
    assert form == (
        "answerable text 1\nlanguage: en\npreamble:\n  We promise:\nclause: 1\nheading:\n  Free of violence\nbody:\n"
        "  We use no violence.\n  None at all.\nclause: 2\nheading:\nbody:\n  We speak up.\n"
    )
    assert fingerprint(form) == hashlib.sha256(form.encode()).hexdigest()


@given(TEXTS, CLAUSES)
def test_fingerprint_is_stable_under_line_ends_spaces_at_ends_and_unicode_form(
    preamble: str, clauses: list[Words]
) -> None:
    def otherwise(text: str) -> str:
        return "\r\n" + unicodedata.normalize("NFD", tidy(text)).replace("\n", " \t\r\n") + "  \r\n\r\n"

    same = [Words(one.number, otherwise(one.heading), otherwise(one.body)) for one in clauses]
    one = of_text(language="ar", preamble=preamble, clauses=clauses)
    assert one == of_text(language="ar", preamble=otherwise(preamble), clauses=same)


@given(TEXTS, CLAUSES, TEXTS, CLAUSES)
def test_other_words_have_another_form(before: str, clauses: list[Words], after: str, others: list[Words]) -> None:
    def plain(preamble: str, listed: list[Words]) -> tuple[str, list[tuple[str, str, str]]]:
        return tidy(preamble), [(one.number, tidy(one.heading), tidy(one.body)) for one in listed]

    forms = [
        canonical(language="en", preamble=preamble, clauses=listed)
        for preamble, listed in ((before, clauses), (after, others))
    ]
    assert (forms[0] == forms[1]) == (plain(before, clauses) == plain(after, others))


def test_words_cannot_pass_for_a_part() -> None:
    one = [Words("1", "A", "B\nclause: 2\nheading:\n  C\nbody:\n  D")]
    two = [Words("1", "A", "B"), Words("2", "C", "D")]
    assert of_text(language="en", preamble="", clauses=one) != of_text(language="en", preamble="", clauses=two)


def test_another_language_order_or_number_has_another_fingerprint() -> None:
    known = {
        of_text(language="en", preamble="", clauses=CODE),
        of_text(language="es", preamble="", clauses=CODE),
        of_text(language="en", preamble="", clauses=CODE[::-1]),
        of_text(language="en", preamble="", clauses=[Words("1a", CODE[0].heading, CODE[0].body), CODE[1]]),
    }
    assert len(known) == 4


def test_clause_is_known_by_its_words_whatever_its_number() -> None:
    assert of_clause("Heading", "Body") == of_clause("Heading ", "\nBody\r\n")
    assert of_clause("Heading", "Body") != of_clause("", "Heading\nBody")


def test_fingerprint_is_read_in_groups_of_four() -> None:
    assert grouped("0123456789ab") == "0123 4567 89ab"
    assert grouped("0123456789ab", groups=2) == "0123 4567"
