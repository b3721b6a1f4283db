"""Evidence as a spreadsheet: rehearsed, brought in, brought in again, taken back; every row is accounted for."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from answerable.access.refusals import Unacceptable
from answerable.kit import imports
from answerable.kit.imports import Fate
from answerable.kit.models import ImportRun
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from answerable.standards.actions.claiming import confirm, take_back
from answerable.standards.actions.evidence_lists import EVIDENCE, SHOWN
from answerable.standards.actions.rebuilding import reckon_all
from answerable.standards.models import Claim, Duty, Subject, Turn
from answerable.standards.rules.words import Basis, Level, State
from tests import cast

from .given import days, duty, forget_what_was_reckoned, stands, written

pytestmark = pytest.mark.django_db

OWN = f"""Duty,What,Link,From,To,How many,Begun only,ID
X1,We met in Kisumu,,{days(-20)},{days(-20)},2,,a1
X1,,example.org/minutes,2026-03,,,,a2
x2,We planned it,,,,,yes,a3
X9,Who knows,,,,,,a4
X1,,,,,,,a5
X1,Tomorrow,,{days(5)},,,,a6
X1,Backwards,,{days(-5)},{days(-9)},,,a7
X1,Once more,,,,,,a1
X2,Much,,,,5000,,a8
,No duty,,,,,,a9
""".encode()


@pytest.fixture
def duties(alliance: cast.Alliance) -> tuple[Duty, Duty]:
    return duty("X1"), duty("X2", levels=(Level.ORGANISATION, Level.NATIONAL))


def begun(alliance: cast.Alliance, data: bytes = OWN, *, role: str = "focal_point_here", scope: str = "") -> ImportRun:
    scope = scope or f"o-{alliance.circle.slug}"
    return imports.begin(EVIDENCE, by=alliance.actor(role), file_name="list.csv", data=data, scope=scope)


def brought_in(alliance: cast.Alliance, data: bytes = OWN, **facts: Any) -> ImportRun:
    run, by = begun(alliance, data, **facts), alliance.actor(facts.get("role", "focal_point_here"))
    imports.rehearse(run, by=by)
    imports.bring_in(run, by=by)
    return run


def codes(run: ImportRun) -> dict[int, str]:
    return {one.row: one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)}


def test_every_row_is_accounted_for_and_nothing_is_changed(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    run, subjects = begun(alliance), Subject.objects.count()
    totals = imports.rehearse(run, by=alliance.actor("focal_point_here")).totals
    assert (totals.added, totals.unchanged, totals.left_out) == (3, 0, 7)
    assert codes(run) == {
        5: "duty_unknown", 6: "evidence_needed", 7: "in_the_future", 8: "ends_before_it_starts", 9: "same_as_row",
        10: "number_out_of_range", 11: "required_empty",
    }  # fmt: skip
    assert (Claim.objects.count(), Subject.objects.count()) == (0, subjects)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_reason_has_words(alliance: cast.Alliance, duties: tuple[Duty, Duty], language: str) -> None:
    run = begun(alliance)
    with override(language):
        imports.rehearse(run, by=alliance.actor("focal_point_here"))
        told = [imports.explain(EVIDENCE, one.problems[0]) for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)]
    assert len(told) == 7
    assert all(told)
    assert not any(code in told for code in codes(run).values())


def test_a_list_is_one_act_and_counts_at_once(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    Notice.objects.all().delete()
    run = brought_in(alliance)
    made = {one.external_id: one for one in Claim.objects.all()}
    assert {key: (one.duty.number, one.kind, one.many, one.only_started) for key, one in made.items()} == {
        "a1": ("X1", "words", 2, False), "a2": ("X1", "link", 1, False), "a3": ("X2", "words", 1, True),
    }  # fmt: skip
    assert {one.shown for one in made.values()} == {"keepers"}
    assert (made["a2"].about_from.isoformat(), made["a2"].link) == ("2026-03-01", "https://example.org/minutes")
    entries = Entry.objects.filter(act__contains="evidence")
    assert [one.act for one in entries] == ["standards.bring_in_evidence"]
    assert json.loads(entries[0].detail) == {"added": 3, "left_out": 7, "fingerprint": run.fingerprint}
    assert not Entry.objects.filter(act="standards.claim").exists()
    assert not Notice.objects.exists()
    judged = stands(alliance.circle, duties[0])
    assert judged is not None
    assert (judged.state, judged.bases) == (State.IN_PLACE, frozenset({Basis.DECLARED}))
    assert Turn.objects.filter(subject__organisation=alliance.circle, duty=duties[0], state=State.IN_PLACE).exists()


def test_what_is_reckoned_is_what_would_be_reckoned_anew(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    brought_in(alliance)
    before = written()
    forget_what_was_reckoned()
    reckon_all()
    assert written() == before


def test_bringing_it_in_again_changes_nothing(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    brought_in(alliance)
    run = begun(alliance)
    totals = imports.rehearse(run, by=alliance.actor("focal_point_here")).totals
    assert (totals.added, totals.unchanged, totals.left_out) == (0, 3, 7)
    imports.bring_in(run, by=alliance.actor("focal_point_here"))
    assert Claim.objects.count() == 3


READ = f"""Duty,What,From,ID,Who may read it
X1,We met,{days(-9)},r1,Everybody who belongs to the alliance
X1,We met again,{days(-8)},r2,Quienes llevan los registros
X1,And again,{days(-7)},r3,
X1,And once more,{days(-6)},r4,the whole world
""".encode()


def test_a_list_may_say_who_reads_each_row(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    run = brought_in(alliance, READ)
    assert dict(Claim.objects.values_list("external_id", "shown")) == {
        "r1": "members",
        "r2": "keepers",
        "r3": "keepers",
    }
    assert codes(run) == {5: "not_one_of"}
    (left,) = imports.outcomes(run, Fate.LEFT_OUT, page=1)
    assert imports.explain(EVIDENCE, left.problems[0]).startswith(
        "Use one of: Those who keep the records, Everybody who belongs to the alliance."
    )


def test_who_reads_a_row_is_shown_before_it_is_brought_in(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    columns = client.post(
        f"/evidence/new?for=o-{alliance.circle.slug}", {"file": SimpleUploadedFile("list.csv", READ)}
    )["Location"]
    client.get(columns)
    shown = client.get(columns.removesuffix("/columns") + "?fate=added").content.decode()
    assert shown.count("Who may read it: Everybody who belongs to the alliance") == 1
    assert shown.count("Who may read it: Those who keep the records") == 2


@pytest.mark.parametrize("language", ["en", "es", "ar", "fr", "pt", "hi"])
def test_who_reads_a_row_is_said_in_the_words_of_the_page(alliance: cast.Alliance, language: str) -> None:
    column = EVIDENCE.column("shown")
    assert column is not None
    context = imports.Context(begun(alliance), by=alliance.actor("focal_point_here"))
    with override(language):
        assert {code: column.parse(str(label), context) for code, label in SHOWN.items()} == {
            code: code for code in SHOWN
        }


def test_row_that_is_there_and_is_to_be_read_by_others_is_left_out(
    alliance: cast.Alliance, duties: tuple[Duty, Duty]
) -> None:
    brought_in(alliance, READ)
    changed = f"Duty,What,From,ID,Visibility\nX1,We met,{days(-9)},r1,keepers\nX1,We met again,{days(-8)},r2,\n"
    run = begun(alliance, changed.encode())
    totals = imports.rehearse(run, by=alliance.actor("focal_point_here")).totals
    assert (codes(run), totals.unchanged) == ({2: "read_by_others"}, 1)
    (left,) = imports.outcomes(run, Fate.LEFT_OUT, page=1)
    assert imports.explain(EVIDENCE, left.problems[0]).startswith("This was said before, and others may read it")


def test_the_same_number_with_other_words_is_left_out(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    brought_in(alliance)
    run = begun(alliance, f"Duty,What,From,ID\nX1,We met in Nakuru,{days(-20)},a1\n".encode())
    imports.rehearse(run, by=alliance.actor("focal_point_here"))
    assert codes(run) == {2: "said_otherwise"}


def test_without_numbers_the_same_words_are_known_again(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    data = f"Duty,What,From\nX1,We met,{days(-3)}\nX1,We met,{days(-3)}\nX1,We met again,{days(-2)}\n".encode()
    brought_in(alliance, data)
    run = begun(alliance, data)
    totals = imports.rehearse(run, by=alliance.actor("focal_point_here")).totals
    assert (codes(run), totals.added, totals.unchanged, Claim.objects.count()) == ({3: "row_repeated"}, 0, 2, 2)


def test_taking_it_back_leaves_what_others_worked_on(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    run = brought_in(alliance)
    confirm(by=alliance.actor("coordinator_here"), claim=Claim.objects.get(external_id="a1"))
    undone = imports.undo(run, by=alliance.actor("focal_point_here"))
    assert (undone.taken_back, undone.kept) == (2, 1)
    left = Claim.objects.get(taken_back_on=None)
    assert left.external_id == "a1"
    assert set(Claim.objects.exclude(pk=left.pk).values_list("words", "link")) == {("", "")}
    assert [one.act for one in Entry.objects.filter(act__contains="evidence").order_by("n")] == [
        "standards.bring_in_evidence", "standards.undo_evidence",
    ]  # fmt: skip
    again = begun(alliance)
    totals = imports.rehearse(again, by=alliance.actor("focal_point_here")).totals
    assert (totals.added, totals.unchanged) == (2, 1)


KEPT = b"""Organisation,Duty,What was done,ID
Tumaini Circle,X1,They met,1
Kenya,X2,We met,2
Nile Youth,X1,Not ours,3
Tumaini Cirlce,X1,Misspelt,4
Quiet Shelter,X1,They met too,5
,X2,Ourselves,6
"""


def test_those_who_keep_the_records_bring_in_for_those_they_keep(
    alliance: cast.Alliance, duties: tuple[Duty, Duty]
) -> None:
    facts = {"role": "coordinator_here", "scope": f"n-{alliance.here.slug}"}
    run = brought_in(alliance, KEPT, **facts)
    assert codes(run) == {4: "who_unknown", 5: "who_unknown"}
    near = next(one for one in imports.outcomes(run, Fate.LEFT_OUT, page=1) if one.row == 5)
    assert near.problems[0].suggestion == "Tumaini Circle"
    made = {one.external_id: one for one in Claim.objects.select_related("subject")}
    assert {key: one.subject.kind for key, one in made.items()} == {
        "1": "organisation", "2": "network", "5": "organisation", "6": "network",
    }  # fmt: skip
    judged = stands(alliance.circle, duties[0])
    assert judged is not None
    assert judged.bases == {Basis.DECLARED}


def test_keeper_confirms_not_what_they_said_for_others_and_another_may(
    alliance: cast.Alliance, duties: tuple[Duty, Duty]
) -> None:
    brought_in(alliance, KEPT, role="coordinator_here", scope=f"n-{alliance.here.slug}")
    one = Claim.objects.get(external_id="1")
    with pytest.raises(Unacceptable) as refusal:
        confirm(by=alliance.actor("coordinator_here"), claim=one)
    assert refusal.value.code == "not_ones_own"
    confirm(by=alliance.actor("coordinator_above"), claim=one)
    judged = stands(alliance.circle, duties[0])
    assert judged is not None
    assert judged.bases == {Basis.CONFIRMED}


def test_whom_it_is_about_may_take_it_back(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    run = brought_in(alliance, KEPT, role="coordinator_here", scope=f"n-{alliance.here.slug}")
    take_back(by=alliance.actor("focal_point_here"), claim=Claim.objects.get(external_id="1"))
    undone = imports.undo(run, by=alliance.actor("coordinator_here"))
    assert (undone.taken_back, undone.kept) == (4, 0)
    assert not Claim.objects.filter(taken_back_on=None).exists()


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("coordinator_elsewhere", "n-kenya"), ("focal_point_here", "n-kenya"), ("coordinator_here", "o-tumaini-circle"),
        ("member_here", "o-tumaini-circle"), ("focal_point_elsewhere", "o-tumaini-circle"), ("coordinator_here", "x-nothing"),
    ],
)  # fmt: skip
def test_nobody_brings_in_for_whom_they_may_not(
    alliance: cast.Alliance, duties: tuple[Duty, Duty], role: str, scope: str
) -> None:
    run = begun(alliance, role=role, scope=scope)
    totals = imports.rehearse(run, by=alliance.actor(role)).totals
    assert totals.added == 0
    assert codes(run)[2] == "not_your_place"


def test_a_list_goes_by_page_from_file_to_taking_back(alliance: cast.Alliance, duties: tuple[Duty, Duty]) -> None:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    begin = f"/evidence/new?for=o-{alliance.circle.slug}"
    assert client.get(begin).status_code == 200
    columns = client.post(begin, {"file": SimpleUploadedFile("list.csv", OWN)})["Location"]
    assert client.get(columns).status_code == 200
    run = columns.removesuffix("/columns")
    shown = client.get(run).content.decode()
    assert "There is no duty of this number." in shown
    assert client.post(f"{run}/bring-in").status_code == 303
    assert client.get(run).status_code == 200
    assert client.get(f"{run}/left-out.csv").status_code == 200
    assert client.get(f"{run}/undo").status_code == 200
    assert client.post(f"{run}/undo").status_code == 303
    assert not Claim.objects.filter(taken_back_on=None).exists()
    other = Client()
    other.force_login(alliance.accounts["coordinator_here"])
    assert other.get(run).status_code == 404
    assert other.get(begin).status_code == 403
