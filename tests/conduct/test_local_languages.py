"""A local code is written in several languages at once: side by side, with what is out of date, and contributions in each."""

import pytest

from answerable.access.refusals import Hidden, Unacceptable
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.languages import begin_language, show_language
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.answering import take_up_wording
from answerable.conduct.actions.local_codes.beginning import begin_local_code
from answerable.conduct.models import Clause, ClauseText, Contribution, PublishedText
from answerable.conduct.queries import instruments
from answerable.conduct.queries.reading import read, standings
from tests import cast
from tests.cast import CONSOLE, Alliance
from tests.house.written import fresh

from . import signed
from .local import WELL, Writing, consent, writing
from .test_local_pages import address, client

pytestmark = pytest.mark.django_db
SPANISH = ("Ninguna violencia.", "Mostramos lo que hacemos.", "Pedimos permiso.")


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    """Kenya writes in English and, clause by clause, in Spanish."""
    made = writing(alliance)
    begin_language(by=made.actor("editor_here"), version=made.fresh.version, language="es")
    for clause, words in zip(made.clauses, SPANISH, strict=True):
        put(made, clause, words)
    return made


def put(local: Writing, clause: Clause, words: str, language: str = "es", revision: int = 0) -> ClauseText:
    return write_clause(
        by=local.actor("editor_here"), clause=fresh(clause), language=language, wording=Wording("", words), revision=revision
    )  # fmt: skip


def shown(local: Writing, role: str, name: str, *more: object, text: str = "", lang: str = "en") -> str:
    browser = client(local, role)
    browser.cookies["language"] = lang
    found = browser.get(
        f"{address(local, name, *more)}{f'?text={text}' if text else ''}", headers={"accept-language": lang}
    )
    assert found.status_code == 200
    return str(found.content.decode())


def test_local_code_begins_in_every_language_of_the_text_above(alliance: Alliance) -> None:
    parent = signed.code(alliance).first
    code = begin_local_code(by=CONSOLE, network=alliance.here, parent=parent, name="Ours", language="en")
    found = {one.language: one for one in standings(instruments.whole(code.version_id), drafts=True)}
    assert sorted(found) == ["ar", "en"]
    assert (found["ar"].missing, found["ar"].behind, found["ar"].is_public) == (0, 0, False)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_out_of_date_above_is_so_below(alliance: Alliance, language: str) -> None:
    made = signed.code(alliance)
    ClauseText.objects.filter(clause__version=made.first, language="ar", heading="السلامة").update(made_from="0" * 64)
    code = begin_local_code(by=CONSOLE, network=alliance.here, parent=made.first, name="Ours", language=language)
    other = {"en": "ar", "ar": "en"}[language]
    reading = read(instruments.whole(code.version_id), other)
    assert [one.is_behind for one in reading.clauses] == [False, True]


def test_draft_is_read_in_the_readers_language_beside_its_source(local: Writing) -> None:
    first = local.clauses[0]
    page = shown(local, "member_here", "local_clause", first.pk, text="es")
    assert SPANISH[0] in page
    assert "We use no violence of any kind." in page
    assert "This translation is out of date" not in page
    whole = shown(local, "member_here", "local_language", "es")
    assert all(words in whole for words in SPANISH)
    assert "local_clause_in" not in whole


def test_a_translation_says_that_its_source_was_changed_and_how_it_differs(local: Writing) -> None:
    first, second = local.clauses[:2]
    put(local, first, "No violence, at home or at work.", "en", revision=1)
    write_clause(
        by=local.actor("editor_here"), clause=fresh(second), language="es", revision=1,
        wording=Wording("", SPANISH[1], differs=True, difference="Dice «mostramos»."),
    )  # fmt: skip
    for page in (
        shown(local, "member_here", "local_clause", first.pk, text="es"),
        shown(local, "member_here", "local_language", "es"),
    ):
        assert "ut of date" in page
    assert "Dice «mostramos»." in shown(local, "member_here", "local_clause", second.pk, text="es")
    editor = shown(local, "editor_here", "local_clause_in", first.pk, "es")
    assert "What changed in the source since this was translated" in editor
    assert "1 clause out of date" in shown(local, "editor_here", "local_code_one")


def test_a_wording_is_proposed_and_taken_up_in_its_language(local: Writing) -> None:
    """The contribution is compared with the words of the language it is for, and goes there."""
    first = local.clauses[0]
    member = client(local, "member_here")
    page = address(local, "local_clause", first.pk)
    form = shown(local, "member_here", "local_clause", first.pk, text="es")
    assert f">{SPANISH[0]}</textarea>" in form.replace("\n", "")
    sent = {
        "kind": "wording", "wording": "Ninguna violencia, nunca.", "said": "Es más claro.", "language": "es", "tongue": "es",
        "shown_as": "name",
    }  # fmt: skip
    assert member.post(f"{page}?text=es", sent).status_code == 303
    made = Contribution.objects.get()
    assert (made.wording_language, made.language) == ("es", "es")
    assert "Español" in shown(local, "editor_here", "local_said", made.key)
    take_up_wording(by=local.actor("editor_here"), contribution=made, revision=1, words="Sí.")
    texts = dict(first.texts.values_list("language", "body"))
    assert texts == {"en": "We use no violence of any kind.", "es": "Ninguna violencia, nunca."}


def test_the_words_of_the_draft_are_no_proposal_in_any_language(local: Writing) -> None:
    with pytest.raises(Unacceptable, match="wording_same"):
        local.say("member_here", "wording", wording=SPANISH[0], wording_language="es")
    with pytest.raises(Hidden):
        local.say("member_here", "wording", wording="Aucune.", wording_language="fr")
    local.say("member_here", "wording", wording=SPANISH[0])
    assert Contribution.objects.get().wording_language == ""


def test_one_says_it_in_any_of_the_alliances_languages(local: Writing) -> None:
    page = address(local, "local_clause", local.clauses[0].pk)
    sent = {"kind": "comment", "said": "أضيفوا المال.", "language": "ar", "shown_as": "name"}
    assert client(local, "member_here").post(page, sent).status_code == 303
    assert 'lang="ar"' in shown(local, "editor_here", "local_clause", local.clauses[0].pk)


def test_a_language_is_begun_written_and_ready_by_page(local: Writing) -> None:
    writer = client(local, "editor_here")
    begun = writer.post(address(local, "local_language_add"), {"language": "ar"})
    assert begun.headers["Location"] == address(local, "local_language", "ar")
    ready = address(local, "local_language_ready", "ar")
    assert "Some clauses are not translated yet" in writer.post(ready).content.decode()
    for clause in local.clauses:
        sent = {"body": "كلمات", "revision": "0"}
        assert writer.post(address(local, "local_clause_in", clause.pk, "ar"), sent).status_code == 303
    assert writer.post(ready).status_code == 303
    assert local.fresh.version.texts.get(language="ar").state == "reviewed"
    assert writer.post(address(local, "local_language_not_ready", "ar")).status_code == 303
    assert local.fresh.version.texts.get(language="ar").state == "draft"


def test_what_is_ready_is_adopted_with_the_text_and_nothing_else(local: Writing) -> None:
    begin_language(by=CONSOLE, version=local.fresh.version, language="ar")
    show_language(by=local.actor("editor_here"), version=local.fresh.version, language="es")
    assert "Español" in shown(local, "coordinator_here", "local_decide")
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    published = PublishedText.objects.filter(version=local.fresh.version).values_list("language", flat=True)
    assert sorted(published) == ["en", "es"]


def test_history_of_a_language_is_its_own(local: Writing) -> None:
    first = local.clauses[0]
    put(local, first, "Sin violencia.", revision=1)
    page = shown(local, "member_here", "local_clause_history", first.pk, text="es")
    assert "Sin violencia." in page
    assert "We use no violence" not in page


def test_nobody_without_a_part_writes_a_language(local: Writing) -> None:
    for name, more in (
        ("local_language_add", ()),
        ("local_clause_in", (local.clauses[0].pk, "es")),
        ("local_language_ready", ("es",)),
    ):
        assert client(local, "member_here").get(address(local, name, *more)).status_code == 403
        assert client(local, "coordinator_elsewhere").get(address(local, name, *more)).status_code == 404
    for tongue in ("en", "fr", "zz"):
        assert client(local, "editor_here").get(address(local, "local_language", tongue)).status_code == 404
