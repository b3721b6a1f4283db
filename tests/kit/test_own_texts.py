"""Texts in own words: what may stand in a text's place, how it is shown, taken along and brought back."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, ngettext, override
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit import languages, own_texts
from answerable.kit.models import OwnText
from answerable.kit.own_texts import Entry
from answerable.kit.own_texts.merging import is_laid
from answerable.site import wording

NAMED = Entry("Read by %(name)s on %(day)s.")
COUNTED = Entry("%(n)s text", "%(n)s texts")
MARKED = Entry('To <bdi dir="ltr">%(to)s</bdi>')
PLAIN = Entry("Sign in")
SHIPPED_TOO = ("en", "es", "ar")


@pytest.fixture(autouse=True)
def as_shipped_afterwards() -> Iterator[None]:
    yield
    own_texts.lay_over(own_texts.version_of_nothing)


def codes(entry: Entry, *forms: str) -> list[str]:
    return [one.code for one in own_texts.problems(entry, forms, expected=len(forms))]


@pytest.mark.parametrize(
    ("entry", "text", "wrong"),
    [
        (NAMED, "Am %(day)s gelesen von %(name)s.", []),
        (NAMED, "Gelesen von %(name)s.", ["text_lacks"]),
        (NAMED, "%(day)s %(name)s %(address)s", ["text_unknown"]),
        (NAMED, "%(day)d %(name)s", ["text_unknown", "text_lacks"]),
        (NAMED, "%(day)s %(name)s 50 %", ["text_per_cent"]),
        (NAMED, "%(day)s %(name)s 50 % of it", ["text_per_cent"]),
        (NAMED, "%(day)s %(name)s 50 %%", []),
        (NAMED, "%(day)s %(name)s %s", ["text_per_cent"]),
        (NAMED, "%(day)s %(name", ["text_lacks", "text_per_cent"]),
        (PLAIN, "100 %", ["text_no_per_cent"]),
        (PLAIN, "%(name)s", ["text_unknown", "text_no_per_cent"]),
        (PLAIN, "", ["text_empty"]),
        (PLAIN, "   ", ["text_empty"]),
        (PLAIN, "x" * 500, ["text_too_long"]),
        (PLAIN, "two\nlines", ["text_lines"]),
        (PLAIN, "a \u202e turned around", ["text_control"]),
        (PLAIN, "a \x07 bell", ["text_control"]),
        (MARKED, 'An <bdi dir="ltr">%(to)s</bdi>', []),
        (MARKED, "An %(to)s", ["text_markup"]),
        (MARKED, 'An </bdi>%(to)s<bdi dir="ltr">', ["text_markup"]),
        (MARKED, 'An <bdi dir="ltr" onclick="go()">%(to)s</bdi>', ["text_markup"]),
        (MARKED, 'An <bdi dir="ltr">%(to)s</bdi><script>', ["text_markup"]),
    ],
)
def test_text_is_refused_for_what_is_wrong_with_it(entry: Entry, text: str, wrong: list[str]) -> None:
    assert codes(entry, text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<b>", "a < b", "a > b", '" onmouseover="go()', "&lt;script&gt;", "&#60;b&#62;",
        "<!-- ", "<img src=x", "</p", '"><a href="https://example.org">', "x" + '"',
    ],
)  # fmt: skip
def test_text_cannot_bring_markup(text: str) -> None:
    assert codes(PLAIN, text) != []


@given(st.text(max_size=60))
def test_what_is_accepted_holds_no_sign_that_could_begin_markup_or_end_an_attribute(text: str) -> None:
    if not own_texts.problems(PLAIN, [text], expected=1):
        assert not set(text) & set('<>"%\n\x00')


@given(st.text(alphabet='ab%()s{}d <>"&;n', max_size=30))
def test_what_is_accepted_can_always_be_filled_in(text: str) -> None:
    if not own_texts.problems(NAMED, [text], expected=1):
        assert "Ana" in text % {"name": "Ana", "day": "today"}


def test_form_for_one_may_say_the_number_in_words_but_not_the_last() -> None:
    assert codes(COUNTED, "ein Text", "%(n)s Texte") == []
    assert codes(COUNTED, "%(n)s Text", "Texte") == ["text_lacks"]


@pytest.mark.parametrize("language", SHIPPED_TOO)
def test_shipped_texts_keep_the_same_rule(language: str) -> None:
    """So nobody is shown a text that could not be kept as it is; Django's own have straight quotes here and there."""
    wrong = {
        (entry.source, problem.code)
        for entry in own_texts.entries()
        if "< " not in entry.source and (said := own_texts.shipped(entry, language))
        for problem in own_texts.problems(entry, own_texts.settled(entry, said), expected=entry.forms_in(language))
    }
    assert {one for one in wrong if one[1] != "text_quote"} == set()


def keep(language: str, entry: Entry, *forms: str, version: str = "one") -> None:
    own_texts.keep(language, [(entry, forms)])
    own_texts.lay_over(version)


@pytest.mark.django_db
def test_own_words_are_said_at_once_and_given_up_again() -> None:
    keep("es", PLAIN, "Entre")
    with override("es"):
        assert gettext("Sign in") == "Entre"
    own_texts.given_up("es", [PLAIN.key])
    own_texts.lay_over("two")
    with override("es"):
        assert gettext("Sign in") != "Entre"


@pytest.mark.django_db
def test_own_english_is_what_other_languages_fall_back_to() -> None:
    keep("en", PLAIN, "Come in")
    with override("so"):
        assert gettext("Sign in") == "Come in"
    with override("es"):
        assert gettext("Sign in") != "Come in"


@pytest.mark.django_db
def test_arabic_has_its_six_forms() -> None:
    entry = Entry("%(n)s organisation", "%(n)s organisations")
    keep("ar", entry, *(f"form {at} %(n)s" for at in range(6)))
    with override("ar"):
        said = [ngettext(entry.source, entry.many, n) for n in (0, 1, 2, 3, 11, 100)]
    assert said == [f"form {at} %(n)s" for at in range(6)]


@pytest.mark.django_db
def test_language_that_nobody_ships_counts_by_its_own_rule() -> None:
    entry = Entry("%(n)s organisation", "%(n)s organisations")
    keep("lt", entry, "vienas %(n)s", "keli %(n)s", "daug %(n)s")
    with override("lt"):
        said = [ngettext(entry.source, entry.many, n) for n in (1, 3, 10, 21)]
    assert said == ["vienas %(n)s", "keli %(n)s", "daug %(n)s", "vienas %(n)s"]


@pytest.mark.django_db
def test_words_that_are_wrong_in_the_database_are_passed_over() -> None:
    """However they came there: a template prints a text as it is."""
    keep("es", PLAIN, "<script>alert(1)</script>")
    keep("es", NAMED, "%(day)s <b>%(name)s</b>", version="two")
    with override("es"):
        shown = Template('{% load i18n %}<a title="{% translate "Sign in" %}">{% translate "Sign in" %}</a>').render(
            Context()
        )
        assert "script" not in shown
    assert not is_laid("es")


@pytest.mark.django_db
def test_version_that_is_shown_already_asks_the_database_nothing() -> None:
    keep("es", PLAIN, "Entre")
    with CaptureQueriesContext(connection) as asked:
        own_texts.lay_over("one")
        with override("es"):
            gettext("Sign in")
    assert len(asked) == 0
    with CaptureQueriesContext(connection) as asked:
        own_texts.lay_over("two")
    assert len(asked) == 1


@pytest.mark.django_db
def test_own_words_are_marked_when_the_shipped_text_changed() -> None:
    keep("es", PLAIN, "Entre")
    assert not own_texts.kept_in("es")[PLAIN.key].is_behind
    OwnText.objects.update(was=["Acceder"])
    assert own_texts.kept_in("es")[PLAIN.key].is_behind


@pytest.mark.django_db
def test_own_words_for_what_is_not_said_any_more_are_marked() -> None:
    own_texts.keep("es", [(Entry("Nobody says this any more"), ("Nadie",))])
    kept = next(iter(own_texts.kept_in("es").values()))
    assert kept.entry is None
    assert kept.is_behind


@pytest.mark.parametrize("language", [*SHIPPED_TOO, "sw", "ur"])
def test_file_brings_back_what_was_taken_along(language: str) -> None:
    said = [(entry, own_texts.shipped(entry, language)) for entry in own_texts.entries()]
    expected = {entry.key: forms or ("",) * entry.forms_in(language) for entry, forms in said}
    table = b"".join(own_texts.as_csv(language, said))
    assert {one.key: one.forms for one in own_texts.words_of_sheet(table, "t.csv", language)} == expected
    words = own_texts.as_po(language, said)
    assert {one.key: one.forms for one in own_texts.words_of_po(words, language)} == expected


def test_cells_that_look_like_formulas_stay_text() -> None:
    table = b"".join(own_texts.as_csv("es", [(PLAIN, ("=1+1",))])).decode("utf-8-sig")
    assert '"\'=1+1"' in table


def test_forms_of_a_file_with_another_rule_are_brought_to_ours() -> None:
    theirs = "nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);"
    file = f'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Plural-Forms: {theirs}\\n"\n\nmsgid "%(n)s text"\nmsgid_plural "%(n)s texts"\nmsgstr[0] "ninguno"\nmsgstr[1] "uno"\nmsgstr[2] "%(n)s"\n'
    (word,) = own_texts.words_of_po(file.encode(), "es")
    assert word.forms == ("uno", "ninguno")  # 1; 0 stands for every other number


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"nothing of the kind", "texts_no_po"),
        (b"/etc/passwd", "texts_no_po"),
        (b"msgid \xff", "texts_encoding"),
        (b"msgid \x00", "texts_no_po"),
        (b'msgid "a"\nmsgstr "b" c "d"\nwhat', "texts_broken_po"),
        (b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "texts_other_language"),
        (b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=__import__(1);\\n"\n', "texts_plural_rule"),
        (b"msgid" + b"x" * 5_000_001, "texts_too_large"),
    ],
)
def test_file_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(own_texts.UnreadableFile) as refused:
        own_texts.words_of_po(data, "es")
    assert refused.value.code == code


def test_rules_of_number_are_those_of_the_shipped_files() -> None:
    for language, header in wording.PLURALS.items():
        shipped, ours = languages.rule_from(header), languages.number_rule(language)
        assert [ours.form_of(n) for n in languages.SAMPLES] == [shipped.form_of(n) for n in languages.SAMPLES], language


def test_every_language_has_a_name_and_a_rule_of_number() -> None:
    for code in languages.known():
        assert languages.own_name(code)
        assert languages.name(code, "ar")
        assert languages.number_rule(code).forms >= 1


def test_text_is_shown_with_its_places_filled() -> None:
    assert own_texts.shown_as(NAMED, "%(day)s: %(name)s, 5 %%") == "‹day›: ‹name›, 5 %"
    assert own_texts.shown_as(MARKED, 'An <bdi dir="ltr">%(to)s</bdi>') == "An ‹to›"


def test_texts_stand_by_their_words_and_those_without_any_last() -> None:
    listed = [entry.source for entry in own_texts.entries()]
    assert listed[0][:1].isalpha()
    assert not any(sign.isalpha() for sign in re.sub(r"%\(\w+\)\w", "", listed[-1]))


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u200d", "\ufeff", "\u3164", "\u2800", "\u034f", "\u200f "])
def test_text_that_nobody_would_see_is_none(text: str) -> None:
    """A button without a word on it."""
    assert codes(PLAIN, text) == ["text_empty"]
