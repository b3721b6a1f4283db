"""Words, stems and terms: what the index holds of a text, without any database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.search import Document, Hit, SearchKind, Text, asking, marked, read
from answerable.kit.search.stems import ALGORITHMS, stems
from answerable.kit.search.terms import IN_NAME, KIND, standing_of, terms_of
from answerable.kit.search.words import words

LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
KIND_OF_TEST = SearchKind("test.text", label="Texts", documents=lambda _things: [], show=lambda *_: {})
ALPHABET = "aeioudnprst áéñçãœ'’- ابتةىأإآءًـ مسكيگ हिन्दीमहल् 19٣९ αβ ประ"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "women woman women's womens"),
        ("en", "organisation organisations"),
        ("es", "protección proteccion protecciones"),
        ("es", "mujer mujeres"),
        ("es", "jóvenes joven"),
        ("fr", "responsabilité responsabilités"),
        ("fr", "responsabilite responsabilites"),
        ("pt", "organização organizações"),
        ("pt", "organizacao organizacoes"),
        ("pt", "homem homens"),
        ("pt", "mulher mulheres"),
        ("pt", "nacional nacionais"),
        ("pt", "lei leis"),
        ("ar", "المساءلة مساءلة للمساءلة والمساءلة مُساءلة"),
        ("ar", "منظمة منظمات المنظمات"),
        ("ar", "النساء نساء"),
        ("hi", "महिला महिलाओं महिलाएं"),
        ("hi", "हिन्दी हिंदी"),
        ("hi", "अधिकार अधिकारों"),
    ],
)
def test_forms_of_one_word_share_a_stem(language: str, forms: str) -> None:
    found = [set(stems(form, language)) for form in forms.split()]
    assert set.intersection(*found)


def test_accents_do_not_matter_to_stems() -> None:
    assert set(stems("responsabilité", "fr")) & set(stems("responsabilite", "fr"))
    assert set(stems("organizações", "pt")) & set(stems("organizacoes", "pt"))


def test_a_language_stems_only_its_own_letters() -> None:
    assert stems("women", "ar") == stems("نساء", "en") == stems("महिला", "es") == stems("2026", "en") == ()
    assert stems("mwanamke", "sw") == ()


@pytest.mark.parametrize("language", sorted(ALGORITHMS))
def test_every_stemmer_is_there(language: str) -> None:
    stems("something", language)


def test_words_are_found_in_every_script() -> None:
    text = "Red de protección — l’équité, हिन्दी महिलाओं का संगठन; للمساءلةِ men_and-boys ٣٤"
    assert [word.forms[0] for word in words(text)] == [
        "red", "de", "proteccion", "lequite", "हिन्दी", "महिलाओं", "का", "संगठन", "للمساله", "men", "and", "boys", "34",
    ]  # fmt: skip


def test_an_elided_word_is_found_with_and_without_what_stands_before_it() -> None:
    (word,) = words("l’organisation")
    assert word.forms == ("lorganisation", "organisation")
    assert [one.forms for one in words("N'Djamena O'Brien")] == [("ndjamena", "djamena"), ("obrien",)]


def test_scripts_without_spaces_become_pairs_of_letters() -> None:
    assert [word.text for word in words("公民社会")] == ["公民", "民社", "社会"]
    assert [word.text for word in words("水")] == ["水"]


@given(st.text(max_size=80) | st.text(alphabet=ALPHABET, max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    found = list(words(text))
    assert all(text[word.start : word.end].replace("_", " ") == word.text for word in found)
    assert all(form and " " not in form for word in found for form in word.forms)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_a_term_is_one_piece_for_every_database(text: str, language: str) -> None:
    """Nothing that FTS5 would cut, nothing that a tsquery would read as its own."""
    line = terms_of(Document(1, [Text(text, language)], [Text(text)]), KIND_OF_TEST)
    assert "  " not in line
    for term in line.split(" "):
        plain = [letter for letter in term if letter.isascii()]
        assert term
        assert term == term.strip()
        assert all(letter.isalnum() and letter == letter.lower() for letter in plain)


def test_terms_say_the_kind_the_audience_and_what_stands_in_a_name() -> None:
    document = Document(1, [Text("Casa Común", "es")], [Text("Mujeres", "es")], audience=("org7", "0001A"))
    assert terms_of(document, KIND_OF_TEST).split(" ") == [
        f"{KIND}testtext", "§0001a", "§org7", "¦", "casa", "comun", "¦", "mujeres", "¦", f"{IN_NAME}casa",
        f"{IN_NAME}comun", f"{IN_NAME}es·cas", f"{IN_NAME}es·comun", "es·cas", "es·comun", "es·muj",
    ]  # fmt: skip


def test_short_names_stand_first_then_the_alphabet() -> None:
    names = ["Kenya", "Kenya Youth", "Álamo", "Zoe", ""]
    standings = {name: standing_of(Document(1, [Text(name)])) for name in names}
    assert sorted(names, key=lambda name: standings[name]) == ["", "Álamo", "Kenya", "Zoe", "Kenya Youth"]
    assert all(0 <= one < 2**63 for one in standings.values())


def test_little_words_are_left_out_unless_nothing_else_is_asked() -> None:
    assert [one.forms for one in read("the house of women", LANGUAGES).words] == [("house",), ("women",)]
    assert [one.forms for one in read("la", LANGUAGES).words] == [("la",)]


def test_quotation_marks_of_every_language_make_a_phrase() -> None:
    for typed in ('"rights house"', "“rights house”", "«rights house»", "„rights house“", '"rights house'):
        question = read(typed, LANGUAGES)
        assert (question.words, question.phrases) == ((), (("rights", "house"),))


@given(st.text(max_size=300))
def test_whatever_is_typed_can_be_read_and_written(typed: str) -> None:
    question = read(typed, LANGUAGES)
    assert len(question.words) <= asking.MOST_WORDS
    for match in (asking.anywhere(question), asking.named(question), asking.beginning(question)):
        assert "'" not in asking.for_sqlite(match)
        assert asking.for_postgresql(match).count("'") % 2 == 0


def test_marks_show_the_word_in_its_own_writing() -> None:
    question = read("proteccion responsabilite", LANGUAGES)
    hit = Hit("Red de Protección", "es", texts=[Text("La responsabilité des uns.", "fr")])
    shown = marked(question, hit, LANGUAGES)
    assert [part.words for part in shown.title if part.is_marked] == ["Protección"]
    assert [(part.words, part.is_marked) for part in shown.excerpt] == [
        ("La ", False), ("responsabilité", True), (" des uns.", False),
    ]  # fmt: skip
    assert shown.excerpt_language == "fr"


def test_a_name_in_another_language_is_shown_where_it_fits_better() -> None:
    hit = Hit("Common Thread", "en", names=[Text("Common Thread", "en"), Text("خيط مشترك", "ar")])
    shown = marked(read("المشترك", LANGUAGES), hit, LANGUAGES)
    assert "".join(part.words for part in shown.also) == "خيط مشترك"
    assert marked(read("thread", LANGUAGES), hit, LANGUAGES).also == ()


def test_an_excerpt_is_cut_around_what_was_found() -> None:
    text = " ".join(["before"] * 50 + ["women"] + ["after"] * 90)
    excerpt = marked(read("women", LANGUAGES), Hit("x", texts=[Text(text, "en")]), LANGUAGES).excerpt
    whole = "".join(part.words for part in excerpt)
    assert whole.startswith("… before")
    assert whole.endswith("after …")
    assert len(whole.split()) < 60


@given(st.text(alphabet=ALPHABET, max_size=60), st.text(alphabet=ALPHABET, max_size=20))
def test_marking_changes_no_letter_of_a_title(title: str, typed: str) -> None:
    shown = marked(read(typed, LANGUAGES), Hit(title, "es"), LANGUAGES)
    assert "".join(part.words for part in shown.title) == title
