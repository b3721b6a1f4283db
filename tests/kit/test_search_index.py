"""The same questions to both databases: what is found, in which order, and what the index forgets."""

from collections.abc import Collection
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.kit import search, touching
from answerable.kit.models import SearchRow, SearchState
from answerable.kit.search import Document, SearchKind, Text, documents, finding, ordering, ranking
from answerable.kit.search.asking import Match, anywhere, beginning, in_terms, named
from answerable.kit.search.terms import standing_of, terms_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
NAMES = {
    1: [Text("Red de Protección", "es")], 2: [Text("Centre pour la responsabilité", "fr")],
    3: [Text("شبكة المساءلة", "ar"), Text("Accountability Network", "en")], 4: [Text("महिला संगठन", "hi")],
    5: [Text("Organização de Mulheres", "pt")], 6: [Text("Tumaini Circle", "sw")], 7: [Text("Women’s House", "en")],
    8: [Text("House of Tumaini Women", "en")],
}  # fmt: skip
TEXTS = {6: [Text("A house for women; rights of women, house by house.", "en")], 7: [Text("Rights at home", "en")]}


class Shelf:
    """Documents in memory, as a room would have them."""

    def __init__(self) -> None:
        self.documents = {one: Document(one, NAMES[one], TEXTS.get(one, ())) for one in NAMES}
        self.kind = SearchKind(
            "test.text", label="Texts", documents=self.some, show=lambda *_: {}, about={"text": self.of, "many": self.of},
            later=frozenset({"many"}), audiences=lambda reader: reader or ("all",), common=frozenset({"all", "members"}),
        )  # fmt: skip

    def some(self, things: Collection[int] | None) -> list[Document]:
        return [one for one in self.documents.values() if things is None or one.thing in things]

    def of(self, keys: Collection[str]) -> list[int]:
        return [int(key) for key in keys]

    def find(self, typed: str, *audiences: str) -> list[int]:
        return list(search.find(search.read(typed, LANGUAGES), self.kind, audiences).things)


@pytest.fixture
def shelf(db: None, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    made = Shelf()
    monkeypatch.setattr(documents, "_declared", {})
    search.declare(made.kind)
    search.rebuild(made.kind)
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("proteccion", [1]), ("protección", [1]), ("PROTECCIONES", [1]), ("responsabilite", [2]), ("responsabilités", [2]),
        ("مساءلة", [3]), ("المساءلة", [3]), ("مُساءَلَة", [3]), ("مســاءلة", [3]), ("للمساءلة", [3]), ("महिलाओं", [4]), ("संगठनों", [4]),
        ("organizações", [5]), ("organizacoes", [5]), ("mulher", [5]), ("tumai", [6, 8]), ("tumaini", [6, 8]), ("circle tumai", [6]),
        ("house women", [7, 8, 6]), ("woman", [7, 8, 6]), ('"rights of women"', [6]), ('"rights women"', []), ('"house by" tumaini', [6]),
        ('"women house"', [6]), ('"women by"', []), ("accountability", [3]), ("zyzzyva", []), ("tumaini zyzzyva", []), ("", []), ("—", []), ("a", [6]),
    ],
)  # fmt: skip
def test_finds_what_is_meant_in_one_order(shelf: Shelf, typed: str, found: list[int]) -> None:
    assert shelf.find(typed) == found


def test_digits_are_the_same_in_every_script(shelf: Shelf) -> None:
    shelf.documents = {1: Document(1, [Text("قانون ٢٠٢٦", "ar")]), 2: Document(2, [Text("नियम २०२६", "hi")])}
    search.rebuild(shelf.kind)
    assert shelf.find("2026") == [1, 2]


def test_an_audience_finds_only_what_is_for_it(shelf: Shelf) -> None:
    shelf.documents = {
        1: Document(1, [Text("One lamp")], audience=("members",)), 2: Document(2, [Text("Two lamp")], audience=("00010002",)),
        3: Document(3, [Text("Three lamp")], audience=("org1",)), 4: Document(4, [Text("Four lamp")], audience=("org12",)),
    }  # fmt: skip
    search.rebuild(shelf.kind)
    assert shelf.find("lamp") == []
    assert shelf.find("lamp", "members") == [1]
    assert shelf.find("lamp", "0001*") == shelf.find("lamp", "00010002*") == [2]
    assert shelf.find("lamp", "00010003*") == []
    assert shelf.find("lamp", "org1") == [3]


WORDS = st.sampled_from(
    [
        "casa",
        "Casas",
        "mujer",
        "mujeres",
        "women",
        "woman",
        "rights",
        "مساءلة",
        "المساءلة",
        "महिला",
        "महिलाओं",
        "cas",
        "mu",
        "de",
    ]
)
LINES = st.lists(WORDS, max_size=5).map(" ".join)
AUDIENCES = st.sampled_from([("all",), ("members",), ("org1", "00010002"), ("0002",)])
READERS = st.sampled_from([("all",), ("all", "members"), ("all", "members", "org1", "0002*"), ("0001*",)])
DOCUMENTS = st.lists(st.tuples(LINES, LINES, st.sampled_from(LANGUAGES), AUDIENCES), max_size=8)
TYPED = st.lists(WORDS | st.tuples(WORDS, WORDS).map(lambda two: f'"{two[0]} {two[1]}"'), min_size=1, max_size=3).map(
    " ".join
)
# How many are ranked here, how many are few, how many are read at once, what is dense, how many are asked for at once.
WAYS = {
    "ranked": (250, 400, 400, 0.3, 0.05, 250),
    "few": (0, 600, 800, 0.25, 0.05, 600),
    "read": (0, 0, 2, 0, 0, 2),
    "thinly sown": (0, 0, 1, 0.9, 0, 1),
    "asked for": (0, 0, 2, 2, 0, 2),
    "put in order": (0, 0, 2, 2, 3, 2),
}


def plainly(typed: str, made: list[Document], kind: SearchKind, reader: tuple[str, ...]) -> list[int]:
    """What must be found, worked out without a database."""
    question, ranked = search.read(typed, LANGUAGES), []

    def holds(terms: str, match: Match) -> bool:
        have = set(terms.split(" "))
        return all(
            have & set(one.terms) or any(term.startswith(one.beginnings) for term in have if one.beginnings)
            for one in match
        )

    def is_for(one: Document) -> bool:
        begun = tuple(code[:-1] for code in reader if code.endswith("*"))
        return any(code in reader or code.startswith(begun) for code in one.audience)

    for one in made:
        terms = terms_of(one, kind)
        if (
            is_for(one)
            and holds(terms, anywhere(question))
            and all(in_terms(phrase) in terms for phrase in question.phrases)
        ):
            tier = 0 if holds(terms, named(question)) else 1 if holds(terms, beginning(question)) else 2
            ranked.append((tier, standing_of(one), one.thing))
    return [thing for _tier, _standing, thing in sorted(ranked)]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The way in which rows are put in order; a small number makes few rows many."""
    ranked, *others = WAYS[request.param]
    monkeypatch.setattr(ranking, "FEW", dict.fromkeys(ranking.FEW, ranked))
    for name, number in zip(("FEW", "STRIDE", "DENSE", "SPARSE", "SLICE"), others, strict=True):
        monkeypatch.setattr(ordering, name, number)
    return str(request.param)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, TYPED, READERS)
def test_both_databases_answer_as_the_plain_rule_says(
    shelf: Shelf,
    way: str,
    made: list[tuple[str, str, str, tuple[str, ...]]],
    typed: str,
    reader: tuple[str, ...],
) -> None:
    """B02: whichever way the rows are gone through, a reader finds what is for them, in one order."""
    shelf.documents = {
        at: Document(at, [Text(name, language)], [Text(text, language)], audience)
        for at, (name, text, language, audience) in enumerate(made, start=1)
    }
    search.rebuild(shelf.kind)
    assert shelf.find(typed, *reader) == plainly(typed, list(shelf.documents.values()), shelf.kind, reader)


def test_a_word_that_stands_everywhere_costs_no_reading_of_everything(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read does not grow with how many there are, and others' rows are not even looked at."""
    for name, number in (("FEW", 3), ("STRIDE", 4), ("SLICE", 3)):
        monkeypatch.setattr(ordering, name, number)
    for name, number in (("MOST", 3), ("AT_ONCE", 4)):
        monkeypatch.setattr(finding, name, number)
    monkeypatch.setattr(ranking, "FEW", dict.fromkeys(ranking.FEW, 3))
    shelf.documents = {
        at: Document(at, [Text(f"Lamp {at}")], audience=("members" if at % 2 else "all",)) for at in range(100, 200)
    }
    search.rebuild(shelf.kind)
    with CaptureQueriesContext(connection) as asked:
        assert shelf.find("lamp") == [100, 102, 104]
    assert len(asked) <= 5
    assert any("'members'" in one["sql"] for one in asked) is False


def test_what_is_for_a_common_audience_is_for_no_other(shelf: Shelf) -> None:
    """Else it would be looked for among both, and found among neither."""
    shelf.documents[1] = Document(1, [Text("Lantern")], audience=("all", "org1"))
    with pytest.raises(ValueError, match=r"test\.text 1"):
        search.rebuild(shelf.kind)


def test_rows_of_an_older_index_learn_their_audience(shelf: Shelf) -> None:
    shelf.documents = {
        1: Document(1, [Text("One")]), 2: Document(2, [Text("Two")], audience=("members",)),
        3: Document(3, [Text("Three")], audience=("org1", "0001")),
    }  # fmt: skip
    search.rebuild(shelf.kind)
    SearchRow.objects.update(audience="")
    import_module("answerable.kit.migrations.0006_audiences_of_search_rows").say(apps, connection.schema_editor())
    assert list(SearchRow.objects.order_by("thing").values_list("audience", flat=True)) == ["all", "members", ""]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_a_search(shelf: Shelf, typed: str) -> None:
    shelf.find(typed)
    shelf.find(f'"{typed}" {typed}')


def test_an_act_is_followed_at_once(shelf: Shelf) -> None:
    shelf.documents[1] = Document(1, [Text("Lantern", "en")])
    touching.touched("text", 1)
    assert (shelf.find("lantern"), shelf.find("proteccion")) == ([1], [])
    del shelf.documents[1]
    touching.touched("text", 1)
    assert shelf.find("lantern") == []


def test_many_acts_are_followed_once(shelf: Shelf, django_assert_max_num_queries: Any) -> None:
    shelf.documents |= {at: Document(at, [Text(f"Lantern {at}", "en")]) for at in range(20, 60)}
    with django_assert_max_num_queries(8), touching.once_for_all():
        for at in range(20, 60):
            touching.touched("text", at)
        assert shelf.find("lantern") == []
    assert len(shelf.find("lantern")) == 40


def test_what_touches_very_many_is_left_to_the_queue(shelf: Shelf) -> None:
    from answerable.kit import queue

    shelf.documents[1] = Document(1, [Text("Lantern", "en")])
    touching.touched("many", 1)
    assert shelf.find("lantern") == []
    queue.run_ready()
    assert shelf.find("lantern") == [1]


def test_a_rebuild_writes_only_what_differs(shelf: Shelf) -> None:
    assert search.rebuild(shelf.kind) == search.Renewed(0, 0)
    shelf.documents[1] = Document(1, [Text("Lantern", "en")])
    del shelf.documents[2]
    SearchRow.objects.create(kind="test.gone", thing=1, standing=0, terms="x")
    assert search.rebuild_all() == search.Renewed(1, 2)
    assert (shelf.find("lantern"), shelf.find("responsabilite")) == ([1], [])
    assert set(SearchRow.objects.values_list("kind", flat=True)) == {"test.text"}


def test_an_index_of_an_older_version_is_made_anew(shelf: Shelf) -> None:
    assert search.out_of_date() == []
    SearchState.objects.update(version="0")
    SearchRow.objects.all().delete()
    assert search.out_of_date() == [shelf.kind]
    search.catch_up.call()
    assert (shelf.find("tumaini"), search.out_of_date()) == ([6, 8], [])


def laid() -> Any:
    """An index as the migration lays it on SQLite, with a connection that commits."""
    if connection.vendor != "sqlite":
        pytest.skip("a row of PostgreSQL goes with its vector")
    migration = import_module("answerable.kit.migrations.0004_search_index")
    made = connection.Database.connect(":memory:", isolation_level=None)  # type: ignore[attr-defined] # of SQLite
    made.execute("CREATE TABLE kit_searchrow (id integer PRIMARY KEY, terms text)")
    for statement in (*migration.SQLITE, migration.SECURE_DELETE):
        made.execute(statement)
    made.executemany("INSERT INTO kit_searchrow VALUES (?, ?)", [(at, f"§all lantern {at}canary") for at in range(9)])
    return made


def held(index: Any, term: str) -> list[int]:
    asked = index.execute("SELECT rowid FROM kit_searchterms WHERE kit_searchterms MATCH ?", [f'"{term}"'])
    return [row for (row,) in asked]


def test_what_is_deleted_is_gone_from_the_index_itself() -> None:
    """B17 for the search index: the database keeps no word of it, not even until a next merge."""
    index = laid()
    index.execute("UPDATE kit_searchrow SET terms = '§all rosalindcanary' WHERE id = 7")
    index.execute("DELETE FROM kit_searchrow WHERE id = 7")
    assert (held(index, "rosalindcanary"), held(index, "7canary")) == ([], [])
    blocks = [bytes(block) for (block,) in index.execute("SELECT block FROM kit_searchterms_data")]
    assert [word for word in (b"salindcanary", b"7canary") if any(word in block for block in blocks)] == []


def test_one_statement_over_several_rows_leaves_no_old_term() -> None:
    """Who may find something must follow its change: an FTS5 index without columns kept the old audience here."""
    index = laid()
    index.execute("UPDATE kit_searchrow SET terms = CASE id WHEN 2 THEN '§all' ELSE '§members' END WHERE id < 5")
    assert (held(index, "§all"), held(index, "§members")) == ([2, 5, 6, 7, 8], [0, 1, 3, 4])
    assert held(index, "lantern") == [5, 6, 7, 8]


def test_index_that_has_lost_its_rows_is_mended(shelf: Shelf) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a row of PostgreSQL goes with its vector")
    assert not search.mend()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kit_searchterms(kit_searchterms) VALUES ('delete-all')")
    assert shelf.find("tumaini") == []
    assert search.mend()
    assert (shelf.find("tumaini"), search.mend()) == ([6, 8], False)


def test_two_kinds_of_one_name_are_a_mistake(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match=r"test\.text"):
        search.declare(Shelf().kind)


def test_more_than_can_be_shown_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    found = search.find(search.read("house", LANGUAGES), shelf.kind, ())
    assert (len(found), found.is_cut) == (2, True)
