"""Old signatures by spreadsheet: a rehearsal, row errors, choosing who is meant, and taking it all back."""

import pytest

from answerable.access.actors import Actor
from answerable.alliance.actions import merging, organisations, people
from answerable.conduct.actions.ending_signatures import withdraw_signature
from answerable.conduct.actions.signature_lists import SIGNATURES, Scope
from answerable.conduct.models import Signature
from answerable.kit import imports
from answerable.kit.imports import Decision, Fate, Verdict
from answerable.kit.models import ImportRun
from answerable.ledger.models import Entry
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code

pytestmark = pytest.mark.django_db


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def begun(code: Code, *lines: str, heading: str = "Name,Date", by: Actor | None = None) -> tuple[ImportRun, Actor]:
    actor = by or code.alliance.actor("coordinator_here")
    scope = Scope(code.alliance.here.slug, code.first.pk).text()
    data = "\n".join((heading, *lines)).encode()
    run = imports.begin(SIGNATURES, by=actor, file_name="old.csv", data=data, scope=scope)
    imports.rehearse(run, by=actor)
    return run, actor


def why_left_out(run: ImportRun) -> list[tuple[int, str]]:
    return [(one.row, one.problems[0].code) for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)]


def test_known_people_and_organisations_come_in(code: Code) -> None:
    """Real input: a spreadsheet of past signatures."""
    run, actor = begun(code, "Zawadi Njeri,2022-05-01", "tumaini circle,04/13/2022")
    totals = imports.bring_in(run, by=actor)
    rows = Signature.objects.order_by("pk").values_list("kind", "way", "name", "language", "version__label")
    assert totals.brought_in == 2
    assert list(rows) == [
        ("person", "imported", "Zawadi Njeri", "en", "2022"),
        ("organisation", "imported", "", "en", "2022"),
    ]
    assert Entry.objects.filter(act="conduct.bring_in_signatures").count() == 1


def test_rehearsal_changes_nothing(code: Code) -> None:
    begun(code, "Zawadi Njeri,2022-05-01")
    assert not Signature.objects.exists()


def test_unknown_people_are_named_row_by_row_and_the_rest_comes_in(code: Code) -> None:
    """Bad input: a file of signatures by unknown people."""
    run, actor = begun(code, "Xanthippe Unheard,2022-05-01", "Zawadi Njeri,2022-05-01")
    assert why_left_out(run) == [(2, "signer_unknown")]
    assert imports.bring_in(run, by=actor).brought_in == 1


def test_people_whom_others_keep_are_unknown_here(code: Code) -> None:
    """B10: a list tells nothing of whose records one does not keep."""
    run, _ = begun(code, "Zawadi Njeri,2022-05-01", by=code.alliance.actor("coordinator_elsewhere"))
    assert why_left_out(run) == [(2, "signer_unknown")]


def test_organisation_at_risk_is_found_by_its_keepers(code: Code) -> None:
    run, actor = begun(code, "Quiet Shelter,2022-05-01")
    assert imports.bring_in(run, by=actor).brought_in == 1


def test_misspelt_name_asks_who_is_meant(code: Code) -> None:
    run, actor = begun(code, "Zawadi Njerri,2022-05-01")
    asked = imports.outcome_of(run, row=2)
    assert asked is not None
    assert [one.title for one in asked.candidates] == ["Zawadi Njeri"]
    imports.decide(run, row=2, decision=Decision(Verdict.SAME, asked.candidates[0].key))
    imports.bring_in(run, by=actor)
    assert Signature.objects.get().person == code.alliance.people["member_here"]


def test_two_of_one_name_ask_who_is_meant_and_a_mail_address_tells(code: Code) -> None:
    twin = people.welcome_person(
        by=CONSOLE, name="Zawadi Njeri", email="zawadi.two@example.org", place=code.alliance.here.path
    )
    people.affiliate(by=CONSOLE, person=twin, organisation=code.alliance.circle)
    run, _ = begun(code, "Zawadi Njeri,2022-05-01")
    asked = imports.outcome_of(run, row=2)
    assert asked is not None
    assert len(asked.candidates) == 2
    run, actor = begun(code, "Zawadi Njeri,2022-05-01,zawadi.two@example.org", heading="Name,Date,E-mail")
    imports.bring_in(run, by=actor)
    assert Signature.objects.get().person == twin


def test_undecided_rows_stay_out(code: Code) -> None:
    run, actor = begun(code, "Zawadi Njerri,2022-05-01")
    assert imports.bring_in(run, by=actor).brought_in == 0


def test_doubles_come_in_once(code: Code) -> None:
    run, actor = begun(code, "Zawadi Njeri,2022-05-01", "ZAWADI NJERI,2022-06-01")
    assert why_left_out(run) == [(3, "same_as_row")]
    assert imports.bring_in(run, by=actor).brought_in == 1
    again, actor = begun(code, "Zawadi Njeri,2022-05-01")
    assert imports.bring_in(again, by=actor).unchanged == 1


def test_organisation_is_known_by_the_name_of_its_duplicate(code: Code) -> None:
    """Old lists call it as it was written down a second time."""
    alliance = code.alliance
    twin = organisations.welcome_organisation(
        by=CONSOLE, card=organisations.Card(name="Lantern", country="KE"), network=alliance.here, visibility="public"
    )
    merging.merge_organisations(by=CONSOLE, kept=alliance.circle, gone=twin, reason="Written down twice.")
    run, actor = begun(code, "LANTERN,2022-05-01")
    assert imports.bring_in(run, by=actor).brought_in == 1
    assert Signature.objects.get().organisation == alliance.circle


def test_superseded_version_is_recorded_as_such_if_the_day_fits(code: Code) -> None:
    """Bad input: a superseded version comes in as of its day, and no other."""
    signed.later_version(code)
    lines = ("Zawadi Njeri,2022-05-01,2022", "Priya Raman,2022-05-01,2026", "Tomás Quispe,2021-01-01,2022")
    run, actor = begun(code, *lines, heading="Name,Date,Version")
    assert why_left_out(run) == [(3, "signed_before_adopted"), (4, "signed_before_adopted")]
    assert [one.problems[0].suggestion for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)] == ["2022", ""]
    imports.bring_in(run, by=actor)
    assert [one.version.label for one in Signature.objects.all()] == ["2022"]


@pytest.mark.parametrize(
    ("day", "code_of"), [("2022", "day_needed"), ("someday", "date_unreadable"), ("2091-01-01", "in_the_future")]
)
def test_day_that_cannot_be_right_is_said(code: Code, day: str, code_of: str) -> None:
    run, _ = begun(code, f"Zawadi Njeri,{day}")
    assert why_left_out(run) == [(2, code_of)]


def test_whole_list_is_taken_back_but_for_what_was_changed_since(code: Code) -> None:
    run, actor = begun(code, "Zawadi Njeri,2022-05-01", "Priya Raman,2022-05-01")
    imports.bring_in(run, by=actor)
    theirs = Signature.objects.get(person=code.alliance.people["member_here"])
    withdraw_signature(by=code.alliance.actor("member_here"), signature=theirs, reason="I never did.")
    undone = imports.undo(run, by=actor)
    assert (undone.taken_back, undone.kept) == (1, 1)
    assert [one.pk for one in Signature.objects.all()] == [theirs.pk]


def test_list_comes_in_by_page(code: Code) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from .test_signing_pages import client_of

    client, slug = client_of(code, "coordinator_here"), code.alliance.here.slug
    file = SimpleUploadedFile("old.csv", b"Name,Date\nZawadi Njerri,2022-05-01\nNobody Known,2022-05-01\n")
    sent = client.post(f"/n/{slug}/signatures/import", {"file": file, "version": str(code.first.pk)})
    run = ImportRun.objects.get()
    assert sent.headers["Location"] == f"/signature-lists/{run.key}/columns"
    assert client.post(sent.headers["Location"], {"c0": "name", "c1": "signed_on"}).status_code == 303
    page = client.get(f"/signature-lists/{run.key}").content.decode()
    assert "We know nobody of this name" in page
    row = client.get(f"/signature-lists/{run.key}/row/2").content.decode()
    assert "Zawadi Njeri" in row
    key = f"p:{code.alliance.people['member_here'].pk}"
    assert client.post(f"/signature-lists/{run.key}/row/2", {"decision": f"same:{key}"}).status_code == 303
    assert client.post(f"/signature-lists/{run.key}/bring-in").status_code == 303
    assert Signature.objects.count() == 1
    assert b"Nobody Known" in client.get(f"/signature-lists/{run.key}/left-out.csv").content
    assert client.post(f"/signature-lists/{run.key}/undo").status_code == 303
    assert not Signature.objects.exists()
    assert client_of(code, "coordinator_elsewhere").get(f"/signature-lists/{run.key}").status_code == 403


def test_taking_a_list_back_is_asked_and_what_is_left_out_can_be_mended(code: Code) -> None:
    from .test_signing_pages import client_of

    run, actor = begun(code, "Zawadi Njeri,2022-05-01", "Nobody Known,2022-05-01")
    imports.bring_in(run, by=actor)
    client, here = client_of(code, "coordinator_here"), f"/signature-lists/{run.key}"
    page = client.get(here).content.decode()
    assert ["It is in the records" in page, f"{here}/left-out.csv" in page, f'href="{here}/undo"' in page] == [True] * 3
    assert here in client.get(f"/n/{code.alliance.here.slug}/signatures/import").content.decode()
    assert "Take this import back?" in client.get(f"{here}/undo").content.decode()
    assert Signature.objects.count() == 1
    assert "1 row was taken back" in client.post(f"{here}/undo", follow=True).content.decode()
    assert not Signature.objects.exists()
    assert client.get(f"{here}/undo").status_code == 409
    assert client_of(code, "coordinator_elsewhere").get(f"{here}/undo").status_code == 403
