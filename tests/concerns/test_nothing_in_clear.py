"""What a thief of the database finds: ids that tell nothing, days, codes, and not a word."""

import ast
import datetime as dt
from base64 import b64encode

import pytest
from django.db import connection, models

from answerable.concerns import actions
from answerable.concerns.models import Case, Record
from answerable.concerns.models.hidden import Nothing
from answerable.concerns.rules.words import Conflict, Rhythm
from answerable.vault.case_files import About
from tests.house.source import SOURCE, python_files

from .world import PASSPHRASE, actor, declared, every_value, of_the_room, raised, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
FINER = (models.DateTimeField, models.TimeField, models.DurationField, models.AutoField, models.BigAutoField)


def written_as(needle: str) -> set[bytes]:
    """Returns the bytes in which a text could lie somewhere."""
    plain = needle.encode()
    forms = {
        plain,
        needle.encode("utf-16-le"),
        needle.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
    }
    for start in range(3):
        forms.add(b64encode(b"x" * start + plain)[4 if start else 0 : -4])
    return {one for one in forms if len(one) >= 6}


def test_no_word_lies_in_any_column_of_any_table() -> None:
    """B01, invariant 58: texts, names, file names and bodies, receipts, passphrases, recovery words, in every form."""
    passphrase = PASSPHRASE.format("canary-passphrase")
    of = team_of(3, passphrase=passphrase)
    receipts = [actions.new_receipt() for _ in range(5)]
    needles = [passphrase, *of.recovery, *receipts, *(one.replace("-", "") for one in receipts)]
    for number, receipt in enumerate(receipts):
        words = [
            f"canary-{what}-{number}-Rosalind"
            for what in ("told", "name", "more", "file", "body", "note", "answer", "ties", "done")
        ]
        needles += words
        made = raised(receipt, happened=words[0], name=words[1]).raiser
        actions.add_words(made, words=words[2])
        actions.add_file(made, chunks=[words[4].encode()], about=About(words[3], "text/canary", len(words[4])))
        actions.choose_rhythm(made, rhythm=Rhythm.MONTHLY)
        first, second = declared(of, made.case)
        actions.read_case(by=first, case=made.case)
        actions.note(by=first, case=made.case, words=words[5])
        actions.answer(by=second, case=made.case, words=words[6])
        actions.declare_conflict(by=second, case=made.case, value=Conflict.UNSURE, words=words[7])
    forms = {form: needle for needle in needles for form in written_as(needle)}
    hits = set()
    for place, value in every_value():
        data = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        hits |= {(place, forms[form]) for form in forms if form in data}
    assert hits == set()
    assert len(needles) >= 50


def test_search_for_words_finds_what_lies_in_clear() -> None:
    """B01 bites: a word in clear is found, in the forms in which the search looks for it."""
    team = team_of(2).team
    team.place = "canary-in-clear"
    team.save()
    assert any(form in str(value).encode() for _, value in every_value() for form in written_as("canary-in-clear"))


def test_nothing_finer_than_a_day_is_kept() -> None:
    """B40, invariant 58: no column of the room holds a moment or a count of rows, and no value looks like one."""
    for model in of_the_room():
        for field in model._meta.concrete_fields:
            assert not isinstance(field, FINER) or model.__name__ == "BookHead", field
            assert not getattr(field, "auto_now", False)
            assert not getattr(field, "auto_now_add", False)
    of = team_of(2)
    made = raised().raiser
    declared(of, made.case)
    year = str(dt.datetime.now(dt.UTC).year)
    for place, value in every_value():
        if place.startswith("concerns_") and not isinstance(value, bytes | memoryview):
            text = str(value)
            assert not (text.startswith(year) and ":" in text), place
            assert not isinstance(value, dt.datetime), place


def test_ids_tell_no_order() -> None:
    """B41: 1,000 ids against the order in which they were drawn; no hidden number beside them."""
    team = team_of(2).team
    made = []
    for _ in range(1000):
        case = Case(team=team, day=dt.date(2026, 3, 1), raiser_box=b"", raiser_verify=b"", vouched=b"")
        case.save(force_insert=True)
        made.append(case.pk)
    assert len(set(made)) == 1000
    assert all(one.version == 4 for one in made)
    assert abs(_correlation([one.int for one in made])) < 0.12  # 1,000 by chance: 0.12 is nearly four deviations
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE 'concerns_%'")
            numbered = {name for name, sql in cursor.fetchall() if not sql.rstrip().endswith("WITHOUT ROWID")}
            cursor.execute("SELECT id FROM concerns_case")
            as_they_lie = [row[0] for row in cursor.fetchall()]
        assert numbered == {"concerns_bookentry", "concerns_bookhead"}, "the book is a chain: its order is its sense"
        assert as_they_lie == sorted(as_they_lie)


def _correlation(values: list[int]) -> float:
    ranks = {value: at for at, value in enumerate(sorted(values))}
    mean = (len(values) - 1) / 2
    top = sum((at - mean) * (ranks[value] - mean) for at, value in enumerate(values))
    return top / sum((at - mean) ** 2 for at in range(len(values)))


def test_texts_of_every_length_are_one_length() -> None:
    """B37 of what is told: 1 to 4,000 letters."""
    team_of(2)
    for length in (1, 500, 600, 3000):
        raised(happened="x" * length)
    told = {len(bytes(one.blob)) for one in Record.held.filter(sequence=1)}
    assert len(told) == 1


def test_rows_answer_to_this_room_alone() -> None:
    """Whoever asks a table in passing finds nothing, and no other room asks it otherwise."""
    team_of(2)
    raised()
    for model in of_the_room():
        if model.__name__ != "BookHead":
            assert isinstance(model._default_manager, Nothing)
            assert not model.objects.exists()  # type: ignore[attr-defined] # every model has it
            assert str(model()) == model()._meta.label.lower() or str(model()).islower()
    asking = {
        path.relative_to(SOURCE).parts[:2]
        for path in python_files("src")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "held"
    }
    assert asking == {("concerns", "actions"), ("concerns", "queries")}
    assert actor().is_known
