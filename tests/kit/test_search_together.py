"""Several kinds asked for in one question."""

from collections.abc import Collection, Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.kit import search
from answerable.kit.search import Document, SearchKind, Text, documents, ranking

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
LANGUAGES = ("en",)


def kind_of(name: str, there: Mapping[int, Document]) -> SearchKind:
    def some(things: Collection[int] | None) -> list[Document]:
        return [there[one] for one in (there if things is None else things) if one in there]

    return SearchKind(name, label=name, documents=some, show=lambda *_: {}, audiences=lambda reader: reader)


@pytest.mark.parametrize("most", [750, 5, 0])
def test_kinds_are_asked_together_and_none_takes_the_place_of_another(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Of one kind very many hold a word, of another two: each is found as if it had been asked for by itself."""
    monkeypatch.setattr(ranking, "FEW", dict.fromkeys(ranking.FEW, 3))
    monkeypatch.setattr(ranking, "MOST", most)
    monkeypatch.setattr(documents, "_declared", {})
    lamps = {at: Document(at, [Text(f"Lamp {at}")]) for at in range(100, 120)}
    rare = {7: Document(7, [Text("Light")], [Text("A lamp")]), 8: Document(8, [Text("Lamps")])}
    shelf, other = search.declare(kind_of("test.lamp", lamps)), search.declare(kind_of("test.rare", rare))
    search.rebuild_all()
    question = search.read("lamp", LANGUAGES)
    many, few = search.find_each(question, [shelf, other], ("all",))
    assert many.things == tuple(range(100, 120))
    assert few.things == (8, 7)
    assert search.find_each(search.read("nothing", LANGUAGES), [shelf, other], ("all",))[1].things == ()
    assert search.find(question, shelf, ("members",)).things == ()


def test_kinds_for_the_same_audiences_are_looked_through_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that few hold is looked up once, however many kinds there are; those of other audiences are not passed by."""
    monkeypatch.setattr(documents, "_declared", {})
    kinds = []
    for at, name in enumerate(("test.lamp", "test.light", "test.torch"), start=1):
        there = {at: Document(at, [Text("Lamp")]), at + 10: Document(at + 10, [Text("Lamp")], audience=("some",))}
        kinds.append(search.declare(kind_of(name, there)))
    search.rebuild_all()
    with CaptureQueriesContext(connection) as asked:
        found = search.find_each(search.read("lamp", LANGUAGES), kinds, ("all",))
    assert [one.things for one in found] == [(1,), (2,), (3,)]
    assert [query["sql"].count("§all") for query in asked] == [1]


@pytest.mark.parametrize("few", [2, 3, 25, 45])
def test_several_kinds_of_very_many_leave_the_others_to_be_found(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(ranking, "FEW", dict.fromkeys(ranking.FEW, few))
    monkeypatch.setattr(documents, "_declared", {})
    there = {
        f"test.kind{size}": {size * 100 + at: Document(size * 100 + at, [Text(f"Lamp {at:02}")]) for at in range(size)}
        for size in (20, 21, 3, 2, 1)
    }
    kinds = [search.declare(kind_of(name, some)) for name, some in there.items()]
    search.rebuild_all()
    found = search.find_each(search.read("lamp", LANGUAGES), kinds, ("all",))
    assert {one.kind.name: set(one.things) for one in found} == {name: some.keys() for name, some in there.items()}
    assert all(list(one.things) == sorted(one.things) for one in found)
