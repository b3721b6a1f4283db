"""The database itself refuses to change what was adopted, decided or signed; the documented ways stay open."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from answerable.access.refusals import Unacceptable
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import Wording, add_clause, remove_clause, write_clause
from answerable.conduct.actions.ending_signatures import withdraw_signature
from answerable.conduct.actions.entering import Given, Hand, enter_signatures
from answerable.conduct.actions.forgetting_signers import NOBODY, forget_signer
from answerable.conduct.actions.languages import (
    Around,
    begin_language,
    hide_language,
    record_reading,
    show_language,
    write_around,
)
from answerable.conduct.actions.versions import begin_version
from answerable.conduct.migrations._guards import GUARDS
from answerable.conduct.models import (
    Adoption,
    Clause,
    ClauseEdit,
    ClauseText,
    PublishedText,
    Signature,
    SignatureEnd,
    Version,
    VersionMove,
    VersionText,
    Voice,
)
from answerable.conduct.queries.verifying import verify_all
from answerable.conduct.rules.words import Way
from answerable.kit import clock
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .past import guards_there
from .signed import Code

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def clauses(version: Version) -> list[Clause]:
    return list(Clause.objects.filter(version=version).select_related("version__instrument__network"))


def refused(rows: "QuerySet[Any]", **fields: object) -> None:
    """No update (or, without fields, no deletion) of these rows comes through."""
    assert rows.exists()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(**fields) if fields else rows.delete()


def test_every_guard_is_laid() -> None:
    """Making a table anew on SQLite drops its triggers: whoever does it lays them again."""
    wanted = {f"conduct_{name}" for name, *_rest in GUARDS}
    wanted |= {
        "conduct_published_update",
        "conduct_published_delete",
        "conduct_version_update",
        "conduct_version_delete",
    }
    assert wanted <= guards_there()


@pytest.mark.parametrize("superseded", [False, True])
def test_words_of_a_version_that_stands_do_not_change(code: Code, *, superseded: bool) -> None:
    if superseded:
        signed.later_version(code)
    texts = ClauseText.objects.filter(clause__version=code.first)
    english, arabic = texts.filter(language="en"), texts.filter(language="ar")
    refused(english, body="Other words.")
    refused(english, heading="Other")
    refused(english, differs=True)
    refused(arabic, body="كلمات أخرى")
    for rows in (
        english,
        arabic,
        Clause.objects.filter(version=code.first),
        ClauseEdit.objects.filter(text__in=english),
    ):
        refused(rows)
    refused(Clause.objects.filter(version=code.first), number="9")
    refused(ClauseEdit.objects.filter(text__in=english), body="Never said.")
    around = VersionText.objects.filter(version=code.first)
    refused(around.filter(language="en"), preamble="Before all:")
    refused(around.filter(language="en"), came_about="By one alone.")
    refused(around.filter(language="ar"), preamble="قبل كل شيء")
    refused(around)
    assert verify_all().is_sound


def test_no_clause_or_wording_is_slipped_into_a_version_that_stands(code: Code) -> None:
    clause = clauses(code.first)[0]
    for make in (
        lambda: Clause.objects.create(version=code.first, order=3, number="3"),
        lambda: ClauseText.objects.filter(clause=clause, language="ar").update(language="en-gb"),
        lambda: Clause.objects.filter(pk=clause.pk).update(taken_out_on=clock.today()),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            make()


@pytest.mark.parametrize(
    "fields",
    [{"label": "2023"}, {"adopted_by": None}, {"in_force_from": dt.date(2000, 1, 1)}, {"sources": ["none"]}, {"shipped": True}],
)  # fmt: skip
def test_facts_of_an_adopted_version_do_not_change(code: Code, fields: dict[str, object]) -> None:
    refused(Version.objects.filter(pk=code.first.pk), **fields)
    refused(VersionMove.objects.filter(version=code.first), on=dt.date(2000, 1, 1))
    refused(VersionMove.objects.filter(version=code.first))


def test_day_of_being_superseded_is_written_once(code: Code) -> None:
    signed.later_version(code)
    refused(Version.objects.filter(pk=code.first.pk), superseded_on=None)


def test_translation_of_an_adopted_version_is_put_right_with_the_wording_before_kept(code: Code) -> None:
    """The documented way: by the act, which keeps what was; by hand it is refused."""
    clause = clauses(code.first)[0]
    write_clause(by=CONSOLE, clause=clause, language="ar", wording=Wording("ع", "بلا عنف أبدًا."), revision=1)
    kept = ClauseEdit.objects.filter(text__clause=clause, text__language="ar").values_list("revision", "body")
    assert dict(kept) == {1: signed.CLAUSES[0][3], 2: "بلا عنف أبدًا."}
    text = ClauseText.objects.filter(clause=clause, language="ar")
    refused(text, body="كلمات أخرى")
    refused(text, body="كلمات أخرى", revision=9)
    assert PublishedText.objects.filter(version=code.first, language="ar").count() == 2


def test_languages_are_added_to_an_adopted_version_later(code: Code) -> None:
    begin_language(by=CONSOLE, version=code.first, language="es")
    for clause in clauses(code.first):
        write_clause(by=CONSOLE, clause=clause, language="es", wording=Wording("", "Así."), revision=0)
    row = VersionText.objects.get(version=code.first, language="es")
    write_around(by=CONSOLE, version=code.first, language="es", words=Around("Antes:"), revision=row.revision)
    show_language(by=CONSOLE, version=code.first, language="es")
    record_reading(by=CONSOLE, version=code.first, language="es", read_by="Two speakers", read_on=clock.today())
    hide_language(by=CONSOLE, version=code.first, language="es")
    assert verify_all().is_sound


def test_reading_is_recorded_of_a_superseded_version_and_nothing_else(code: Code) -> None:
    signed.later_version(code)
    record_reading(by=CONSOLE, version=code.first, language="ar", read_by="A speaker", read_on=clock.today())
    assert VersionText.objects.get(version=code.first, language="ar").read_by == "A speaker"
    with pytest.raises(Unacceptable, match="language_unknown"):
        record_reading(by=CONSOLE, version=code.first, language="fr", read_by="A speaker", read_on=clock.today())


def test_draft_is_still_written_and_thrown_away(code: Code) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code.first)
    first = clauses(draft)[0]
    write_clause(by=CONSOLE, clause=first, language="en", wording=Wording("", "None at all."), revision=1)
    remove_clause(by=CONSOLE, clause=clauses(draft)[1])
    add_clause(by=CONSOLE, version=draft, wording=Wording("", "And more."))
    adopt_version(by=CONSOLE, version=draft, body=code.board, came_about="By all.")
    refused(ClauseText.objects.filter(clause__version=draft), body="Not this.")


@pytest.mark.parametrize(
    "fields",
    [
        {"fingerprint": "0" * 64}, {"signed_on": dt.date(2022, 4, 1)}, {"language": "ar"}, {"way": "paper", "witness": "Me"},
        {"name": "Somebody else"}, {"office": "secretariat"}, {"by": "system:me"}, {"entered_on": dt.date(2022, 4, 1)},
    ],
)  # fmt: skip
def test_facts_of_a_signature_do_not_change(code: Code, fields: dict[str, object]) -> None:
    signed.signed_by(code, "member_here")
    refused(Signature.objects.all(), **fields)
    refused(Signature.objects.all(), person=code.alliance.people["editor_here"])


def test_signature_given_here_stays_and_so_does_its_end(code: Code) -> None:
    made = signed.signed_by(code, "member_here")
    withdraw_signature(by=code.alliance.actor("member_here"), signature=made, reason="Clause two.")
    refused(SignatureEnd.objects.all(), reason="Another.")
    refused(SignatureEnd.objects.all(), kind="revoked")
    refused(SignatureEnd.objects.all())
    refused(Signature.objects.all(), stands=True)
    refused(Signature.objects.all())


def test_signer_and_witness_are_still_forgotten(code: Code) -> None:
    """Deletion of personal data: the signature stays, of a former member, before a witness who is not named."""
    people = code.alliance.people
    own = signed.signed_by(code, "member_here", public=True)
    paper = Given(clock.today(), "en", Way.PAPER, witness="zawadi  NJERI")
    hand = Hand(person=people["facilitator_here"], name="Tomás")
    enter_signatures(by=CONSOLE, version=code.first, given=paper, signers=[hand], place=code.alliance.root.path)
    forget_signer(by=CONSOLE, person=people["member_here"])
    own.refresh_from_db()
    assert (own.person, own.name, own.public, own.stands) == (None, "", False, True)
    other = Signature.objects.get(way=Way.PAPER)
    assert (other.name, other.witness) == ("Tomás", NOBODY)


def test_name_typed_for_an_organisation_or_a_reading_is_forgotten(code: Code) -> None:
    """Deletion of personal data: also where somebody typed a name by hand, beside an organisation or a language."""
    paper = Given(clock.today(), "en", Way.PAPER, witness="Achieng Otieno")
    hand = Hand(organisation=code.alliance.circle, name="Zawadi  njeri")
    (made,) = enter_signatures(
        by=CONSOLE, version=code.first, given=paper, signers=[hand], place=code.alliance.root.path
    )
    record_reading(by=CONSOLE, version=code.first, language="ar", read_by="Zawadi Njeri", read_on=clock.today())
    forget_signer(by=CONSOLE, person=code.alliance.people["member_here"])
    made.refresh_from_db()
    assert (made.name, made.witness, made.stands) == ("", "Achieng Otieno", True)
    assert code.first.texts.get(language="ar").read_by == NOBODY


def test_decision_and_its_voices_stay(code: Code) -> None:
    decided = Adoption.objects.create(
        version=code.first, network=code.alliance.here, body=code.board, signs=True, procedure="consent",
        held_on=clock.today(), entitled=9, quorum=5, present=7, carried=True, by="system:test",
    )  # fmt: skip
    Voice.objects.create(adoption=decided, kind="dissent", words="Too weak.", name="Amara")
    refused(Adoption.objects.all(), present=9)
    refused(Adoption.objects.all())
    refused(Voice.objects.all(), words="Fine.")
    refused(Voice.objects.all(), name="Somebody")
    refused(Voice.objects.all())
    Voice.objects.update(name="")


def test_nothing_is_emptied_at_once(code: Code) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no other way to empty a table than to delete its rows")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute("TRUNCATE conduct_publishedtext CASCADE")
