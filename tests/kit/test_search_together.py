"""Several kinds asked for in one question."""

from collections.abc import Collection, Mapping

import pytest

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
    monkeypatch.setattr(ranking, "FEW", 3)
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
