"""A text on its way: begun, translated, read by the members, adopted, superseded; and never changed once adopted."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Refused, Unacceptable
from answerable.alliance.actions import bodies
from answerable.alliance.models import Body
from answerable.alliance.rules.words import BodyKind
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import (
    Wording,
    add_clause,
    count_clauses,
    number_clause,
    place_clause,
    remove_clause,
    write_clause,
)
from answerable.conduct.actions.instruments import open_instrument
from answerable.conduct.actions.languages import Around, begin_language, hide_language, show_language, write_around
from answerable.conduct.actions.versions import back_to_draft, begin_version, drop_version, open_consultation
from answerable.conduct.models import Clause, Instrument, PublishedText, Version, VersionMove
from answerable.conduct.queries import instruments
from answerable.conduct.queries.reading import canonical_of, read, standings
from answerable.conduct.rules.fingerprints import fingerprint, of_clause
from answerable.kit import clock, queue
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def board(alliance: Alliance) -> Body:
    return bodies.open_body(by=CONSOLE, network=alliance.root, kind=BodyKind.BOARD, name="Board")


@pytest.fixture
def code(alliance: Alliance) -> Instrument:
    return open_instrument(by=CONSOLE, network=alliance.root, kind="code", name="Code of conduct")


@pytest.fixture
def draft(code: Instrument) -> Version:
    made = begin_version(by=CONSOLE, instrument=code, label="2024")
    for heading, body in (("Free of violence", "We use no violence."), ("Open", "We show what we do.")):
        add_clause(by=CONSOLE, version=made, wording=Wording(heading, body))
    return made


def adopted(version: Version, board: Body) -> Version:
    return adopt_version(by=CONSOLE, version=version, body=board, came_about="Written at three meetings.")


def clause(version: Version, number: str) -> Clause:
    return Clause.objects.select_related("version__instrument__network").get(version=version, number=number)


def translated(version: Version, language: str, *bodies_of: str) -> None:
    for at, body in enumerate(bodies_of, start=1):
        write_clause(
            by=CONSOLE, clause=clause(version, str(at)), language=language, wording=Wording("", body), revision=0
        )


def test_adopting_fixes_the_fingerprint_and_supersedes_the_one_before(draft: Version, board: Body) -> None:
    first = adopted(draft, board)
    second = begin_version(by=CONSOLE, instrument=draft.instrument, label="2026", copy_of=first)
    adopted(second, board)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.superseded_on) == ("superseded", clock.today())
    assert second.state == "adopted"
    assert second.fingerprint == fingerprint(canonical_of(read(instruments.whole(second.pk), "en")))
    assert [one.state for one in VersionMove.objects.filter(version=first)] == ["draft", "adopted", "superseded"]


def test_new_version_begins_as_a_copy_on_the_same_lines(draft: Version, board: Body) -> None:
    translated(draft, "es", "Sin violencia.", "Mostramos lo que hacemos.")
    first = adopted(draft, board)
    second = begin_version(by=CONSOLE, instrument=draft.instrument, label="2026", copy_of=first)
    for language in ("en", "es"):
        before, after = (read(instruments.whole(one.pk), language) for one in (first, second))
        assert [one.side for one in after.clauses] == [one.side for one in before.clauses]


def test_only_one_version_is_written_at_a_time(draft: Version) -> None:
    with pytest.raises(Unacceptable, match="one_version_is_open"):
        begin_version(by=CONSOLE, instrument=draft.instrument, label="2026")


def test_adopted_words_are_never_changed(draft: Version, board: Body) -> None:
    one = adopted(draft, board)
    first = clause(one, "1")
    acts = (
        lambda: write_clause(by=CONSOLE, clause=first, language="en", wording=Wording("", "Other"), revision=1),
        lambda: add_clause(by=CONSOLE, version=one, wording=Wording("", "More")),
        lambda: place_clause(by=CONSOLE, clause=first, place=1),
        lambda: number_clause(by=CONSOLE, clause=first, number="7"),
        lambda: count_clauses(by=CONSOLE, version=one),
        lambda: remove_clause(by=CONSOLE, clause=first),
        lambda: write_around(by=CONSOLE, version=one, language="en", words=Around("Preamble"), revision=1),
    )
    for act in acts:
        with pytest.raises(Unacceptable, match="version_not_open"):
            act()
    for step in (open_consultation, back_to_draft, drop_version):
        with pytest.raises(Unacceptable, match="version_moves_not_so"):
            step(by=CONSOLE, version=one)


@pytest.mark.parametrize(
    "fields",
    [{"fingerprint": "0" * 64}, {"adopted_on": dt.date(2000, 1, 1)}, {"state": "draft"}, {"original_language": "fr"}],
)
def test_database_itself_refuses_to_change_an_adopted_version(
    draft: Version, board: Body, fields: dict[str, object]
) -> None:
    one = adopted(draft, board)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=one.pk).update(**fields)


def test_database_itself_keeps_what_was_published(draft: Version, board: Body) -> None:
    adopted(draft, board)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedText.objects.update(form="other words")
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedText.objects.all().delete()


def test_what_was_published_has_its_fingerprint(draft: Version, board: Body) -> None:
    translated(draft, "es", "Sin violencia.", "Mostramos lo que hacemos.")
    show_language(by=CONSOLE, version=draft, language="es")
    adopted(draft, board)
    found = {one.language: one for one in PublishedText.objects.all()}
    assert sorted(found) == ["en", "es"]
    assert all(fingerprint(one.form) == one.fingerprint for one in found.values())


def test_translation_put_right_later_leaves_what_was_signed(draft: Version, board: Body) -> None:
    translated(draft, "es", "Sin violencia.", "Mostramos lo que hacemos.")
    show_language(by=CONSOLE, version=draft, language="es")
    one = adopted(draft, board)
    write_clause(
        by=CONSOLE, clause=clause(one, "1"), language="es", wording=Wording("", "Sin ninguna violencia."), revision=1
    )
    forms = [row.form for row in PublishedText.objects.filter(language="es")]
    assert ["Sin violencia." in form for form in forms] == [True, False]
    assert read(instruments.whole(one.pk), "en").fingerprint == one.fingerprint


def test_translation_is_out_of_date_once_its_source_says_something_else(draft: Version) -> None:
    translated(draft, "es", "Sin violencia.", "Mostramos lo que hacemos.")
    write_clause(
        by=CONSOLE, clause=clause(draft, "1"), language="en", revision=1,
        wording=Wording("Free of violence", "We use no violence of any kind."),
    )  # fmt: skip
    spanish = next(one for one in standings(instruments.whole(draft.pk), drafts=True) if one.language == "es")
    assert (spanish.behind, spanish.missing) == (1, 0)
    source = of_clause("Free of violence", "We use no violence of any kind.")
    wording = Wording("", "Sin violencia de ningún tipo.", made_from=source)
    write_clause(by=CONSOLE, clause=clause(draft, "1"), language="es", wording=wording, revision=1)
    spanish = next(one for one in standings(instruments.whole(draft.pk), drafts=True) if one.language == "es")
    assert spanish.behind == 0


def test_translation_made_while_the_source_changed_says_so(draft: Version) -> None:
    seen = of_clause("Free of violence", "We use no violence.")
    write_clause(by=CONSOLE, clause=clause(draft, "1"), language="en", wording=Wording("", "Other words."), revision=1)
    wording = Wording("", "Sin violencia.", made_from=seen)
    write_clause(by=CONSOLE, clause=clause(draft, "1"), language="es", wording=wording, revision=0)
    assert read(instruments.whole(draft.pk), "es").clauses[0].is_behind


def test_translation_says_how_it_differs(draft: Version) -> None:
    wording = Wording("", "Sin violencia.", differs=True)
    with pytest.raises(Unacceptable, match="difference_needed"):
        write_clause(by=CONSOLE, clause=clause(draft, "1"), language="es", wording=wording, revision=0)
    wording = Wording("", "Sin violencia.", differs=True, difference="One word stands for two.")
    write_clause(by=CONSOLE, clause=clause(draft, "1"), language="es", wording=wording, revision=0)
    assert read(instruments.whole(draft.pk), "es").clauses[0].difference == "One word stands for two."


def test_two_who_write_one_clause_lose_nothing(alliance: Alliance, draft: Version) -> None:
    one, other = alliance.actor("secretariat"), alliance.actor("secretariat")
    write_clause(by=one, clause=clause(draft, "1"), language="en", wording=Wording("", "First words."), revision=1)
    with pytest.raises(Unacceptable, match="edited_meanwhile") as refused:
        write_clause(by=other, clause=clause(draft, "1"), language="en", wording=Wording("", "Mine."), revision=1)
    theirs = refused.value.facts["theirs"]
    assert theirs.body == "First words."  # type: ignore[attr-defined] # a text of a clause
    written = write_clause(
        by=other, clause=clause(draft, "1"), language="en", wording=Wording("", "First words. Mine."), revision=2
    )
    assert [edit.body for edit in written.edits.all()] == ["We use no violence.", "First words.", "First words. Mine."]


def test_saving_what_stands_already_is_no_conflict(draft: Version) -> None:
    write_clause(by=CONSOLE, clause=clause(draft, "1"), language="en", wording=Wording("", "Same."), revision=1)
    text = write_clause(by=CONSOLE, clause=clause(draft, "1"), language="en", wording=Wording("", "Same."), revision=1)
    assert text.revision == 2


def test_clauses_that_are_counted_go_on_being_counted(draft: Version) -> None:
    add_clause(by=CONSOLE, version=draft, wording=Wording("", "At the front."), place=0)
    assert [(one.number, one.texts.get().body) for one in draft.clauses.all()] == [
        ("1", "At the front."), ("2", "We use no violence."), ("3", "We show what we do."),
    ]  # fmt: skip
    remove_clause(by=CONSOLE, clause=clause(draft, "2"))
    number_clause(by=CONSOLE, clause=clause(draft, "2"), number="2a")
    place_clause(by=CONSOLE, clause=clause(draft, "2a"), place=0)
    assert [one.number for one in draft.clauses.all()] == ["2a", "1"]
    with pytest.raises(Unacceptable, match="number_taken"):
        number_clause(by=CONSOLE, clause=clause(draft, "2a"), number="1")


def test_language_is_shown_once_it_is_whole(draft: Version) -> None:
    begin_language(by=CONSOLE, version=draft, language="sw")
    translated(draft, "sw", "Hatutumii ukatili.")
    with pytest.raises(Unacceptable, match="language_not_whole"):
        show_language(by=CONSOLE, version=draft, language="sw")
    write_clause(by=CONSOLE, clause=clause(draft, "2"), language="sw", wording=Wording("", "Tunaonyesha."), revision=0)
    show_language(by=CONSOLE, version=draft, language="sw")
    assert [one.language for one in standings(instruments.whole(draft.pk))] == ["en", "sw"]
    hide_language(by=CONSOLE, version=draft, language="sw")
    assert [one.language for one in standings(instruments.whole(draft.pk))] == ["en"]


def test_adopting_asks_for_words_days_and_the_right_body(alliance: Alliance, draft: Version, board: Body) -> None:
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(Unacceptable, match="came_about_needed"):
        adopt_version(by=CONSOLE, version=draft, body=board)
    with pytest.raises(Unacceptable, match="in_the_future"):
        adopt_version(by=CONSOLE, version=draft, body=board, adopted_on=tomorrow, came_about="So.")
    with pytest.raises(Unacceptable, match="body_elsewhere"):
        adopt_version(by=CONSOLE, version=draft, body=alliance.body, came_about="So.")
    with pytest.raises(Unacceptable, match="in_force_before_adopted"):
        adopt_version(by=CONSOLE, version=draft, body=board, in_force_from=dt.date(2020, 1, 1), came_about="So.")
    one = adopt_version(by=CONSOLE, version=draft, body=board, in_force_from=tomorrow, came_about="So.")
    assert (one.adopted_on, one.in_force_from) == (clock.today(), tomorrow)


def test_empty_version_is_neither_read_nor_adopted(code: Instrument, board: Body) -> None:
    empty = begin_version(by=CONSOLE, instrument=code, label="2024")
    with pytest.raises(Unacceptable, match="no_clauses"):
        open_consultation(by=CONSOLE, version=empty)
    with pytest.raises(Unacceptable, match="no_clauses"):
        adopted(empty, board)


def test_draft_given_up_can_be_taken_up_again(draft: Version) -> None:
    drop_version(by=CONSOLE, version=draft)
    other = begin_version(by=CONSOLE, instrument=draft.instrument, label="2026")
    with pytest.raises(Unacceptable, match="one_version_is_open"):
        back_to_draft(by=CONSOLE, version=draft)
    drop_version(by=CONSOLE, version=other)
    assert back_to_draft(by=CONSOLE, version=draft).state == "draft"


WRITERS = {"secretariat"}
OF_ROOT_STATES = {
    "draft": WRITERS,
    "consultation": set(cast.NAMES) - {"stranger", "disabled_coordinator_here"} | WRITERS,
    "adopted": set(cast.NAMES) | {"nobody"},
}


@pytest.mark.parametrize("state", OF_ROOT_STATES)
def test_who_may_read_a_version(alliance: Alliance, draft: Version, board: Body, state: str) -> None:
    """Drafts: those who write; consultation: whoever belongs; adopted: everybody. One answer for a list and for one."""
    if state == "consultation":
        open_consultation(by=CONSOLE, version=draft)
    if state == "adopted":
        adopted(draft, board)
    draft.refresh_from_db()
    actors = {role: alliance.actor(role) for role in cast.NAMES if role != "disabled_coordinator_here"}
    actors["nobody"] = Actor.nobody()
    may = {role for role, actor in actors.items() if instruments.may_read_version(actor, draft)}
    assert may == OF_ROOT_STATES[state] & set(actors)
    assert {role for role, actor in actors.items() if instruments.readable(actor).exists()} == may


def test_texts_are_written_at_their_place(alliance: Alliance, draft: Version, board: Body) -> None:
    for role in ("coordinator_here", "editor_here", "member_here", "focal_point_here"):
        with pytest.raises(Refused):
            add_clause(by=alliance.actor(role), version=draft, wording=Wording("", "Mine."))
    own = open_instrument(by=alliance.actor("editor_here"), network=alliance.here, kind="code", name="Our code")
    version = begin_version(by=alliance.actor("editor_here"), instrument=own, label="1")
    add_clause(by=alliance.actor("editor_here"), version=version, wording=Wording("", "Ours."))
    with pytest.raises(Refused):
        adopt_version(by=alliance.actor("editor_here"), version=version, body=alliance.body, came_about="So.")
    with pytest.raises(Refused):
        add_clause(by=alliance.actor("coordinator_elsewhere"), version=version, wording=Wording("", "No."))
    adopt_version(by=alliance.actor("coordinator_here"), version=version, body=alliance.body, came_about="So.")


def test_acts_are_in_the_ledger_without_a_word_of_the_text(alliance: Alliance, draft: Version, board: Body) -> None:
    adopt_version(by=alliance.actor("secretariat"), version=draft, body=board, came_about="Written at three meetings.")
    entry = Entry.objects.get(act="conduct.adopt_version")
    assert (entry.office, entry.subject_kind, entry.subject_id) == ("secretariat", "version", str(draft.pk))
    assert not Entry.objects.filter(detail__contains="violence").exists()


def test_those_in_office_are_told_that_a_draft_can_be_read(alliance: Alliance, draft: Version) -> None:
    open_consultation(by=alliance.actor("secretariat"), version=draft)
    assert not Notice.objects.filter(kind="conduct.read_draft").exists()
    queue.run_ready()
    told = set(Notice.objects.filter(kind="conduct.read_draft").values_list("account", flat=True))
    assert alliance.accounts["focal_point_here"].pk in told
    assert alliance.accounts["coordinator_elsewhere"].pk in told
    assert told.isdisjoint(
        {alliance.accounts[role].pk for role in ("secretariat", "member_here", "ex_coordinator_here")}
    )
