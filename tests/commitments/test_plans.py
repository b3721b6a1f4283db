"""A plan as a spreadsheet: rehearsed, brought in, brought in again, taken back; every row is accounted for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from answerable.commitments import actions as acts
from answerable.commitments.actions.plans import PLAN
from answerable.commitments.models import Commitment
from answerable.kit import imports
from answerable.kit.imports import Fate
from answerable.kit.models import ImportRun
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from tests import cast

from .given import days

PLANNED = f"""What,By when,To whom,Others,Steps,Done on,Why not,Shown to,Said on
Print the helpline,{days(40)},Nile Youth; Uganda,,Find a printer; Hang them up,,,public,
Open the evening,2026-02-01,the public,,,2026-01-20,,,2025-11-01
Pay travel,2026-01-10,,the market women,,,The money came late.,,2025-12-01
Say it to nobody,{days(40)},,,,,,,
Say it to Nile,{days(40)},Nile,,,,,,
In the spring,2027-04,Nile Youth,,,,,,
In secret,{days(40)},everyone,,,,,two sides,
Print the helpline,{days(40)},Uganda,,,,,,
,{days(40)},Uganda,,,,,,
""".encode()


def begun(alliance: cast.Alliance, role: str = "focal_point_here") -> ImportRun:
    return imports.begin(
        PLAN, by=alliance.actor(role), file_name="plan.csv", data=PLANNED, scope=f"o-{alliance.circle.slug}"
    )


def codes(run: ImportRun) -> dict[int, str]:
    return {one.row: one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT, page=1)}


def test_every_row_is_accounted_for(alliance: cast.Alliance) -> None:
    run, actor = begun(alliance), alliance.actor("focal_point_here")
    totals = imports.rehearse(run, by=actor).totals
    assert (totals.added, totals.unchanged, totals.left_out) == (3, 0, 6)
    assert codes(run) == {
        5: "to_whom", 6: "party_unknown", 7: "day_needed", 8: "private_to_the_public", 9: "same_as_row", 10: "required_empty",
    }  # fmt: skip
    assert Commitment.objects.count() == 0


def test_a_plan_is_one_act_and_tells_nobody_row_by_row(alliance: cast.Alliance) -> None:
    run, actor = begun(alliance), alliance.actor("focal_point_here")
    imports.rehearse(run, by=actor)
    Notice.objects.all().delete()
    imports.bring_in(run, by=actor)
    made = {one.texts.get().what: one for one in Commitment.objects.all()}
    assert {what: one.state for what, one in made.items()} == {
        "Print the helpline": "open",
        "Open the evening": "done",
        "Pay travel": "not_kept",
    }
    first = made["Print the helpline"]
    assert (first.organisation, first.shown, first.steps.count(), first.owed.count()) == (
        alliance.circle,
        "public",
        2,
        2,
    )
    assert list(Entry.objects.filter(act__startswith="commitments.").values_list("act", flat=True)) == [
        "commitments.bring_in_plan"
    ]
    assert not Notice.objects.exists()


def test_bringing_it_in_again_changes_nothing(alliance: cast.Alliance) -> None:
    actor = alliance.actor("focal_point_here")
    for number in range(2):
        run = begun(alliance)
        totals = imports.rehearse(run, by=actor).totals
        assert (totals.added, totals.unchanged) == (
            (0, 4) if number else (3, 0)
        )  # a row that stands twice is there as well
        imports.bring_in(run, by=actor)
    assert Commitment.objects.count() == 3


def test_what_somebody_worked_on_stays_when_it_is_taken_back(alliance: cast.Alliance) -> None:
    run, actor = begun(alliance), alliance.actor("focal_point_here")
    imports.rehearse(run, by=actor)
    imports.bring_in(run, by=actor)
    touched = Commitment.objects.get(state="open")
    acts.say(by=alliance.actor("focal_point_elsewhere"), commitment=touched, words="Thank you.")
    undone = imports.undo(run, by=actor)
    assert (undone.taken_back, undone.kept) == (2, 1)
    assert list(Commitment.objects.all()) == [touched]


def test_nobody_brings_in_a_plan_for_whom_they_do_not_speak(alliance: cast.Alliance) -> None:
    run, other = begun(alliance), alliance.actor("coordinator_here")
    totals = imports.rehearse(run, by=other).totals
    assert totals.added == 0
    assert codes(run)[2] == "not_your_place"


@pytest.fixture
def client(alliance: cast.Alliance) -> Client:
    client = Client()
    client.force_login(alliance.accounts["focal_point_here"])
    return client


def test_a_plan_goes_by_page_from_file_to_taking_back(alliance: cast.Alliance, client: Client) -> None:
    chosen = client.post(
        f"/commitments/plan?as=o-{alliance.circle.slug}", {"file": SimpleUploadedFile("plan.csv", PLANNED)}
    )
    address = chosen["Location"]
    assert client.get(address).status_code == 200
    plan = address.removesuffix("/columns")
    shown = client.get(plan).content.decode()
    assert "Nobody of this name is recorded where you may see it: Nile." in shown
    assert "Did you mean" in shown
    assert b"Say it to Nile" in client.get(f"{plan}/left-out.csv").content
    assert client.post(f"{plan}/bring-in").status_code == 303
    assert Commitment.objects.count() == 3
    assert client.post(f"{plan}/undo").status_code == 303
    assert Commitment.objects.count() == 0
    bad = client.post(
        f"/commitments/plan?as=o-{alliance.circle.slug}",
        {"file": SimpleUploadedFile("plan.xlsx", b"PK\x03\x04nothing")},
    )
    assert bad.status_code == 200


@pytest.mark.parametrize("role", ["coordinator_here", "focal_point_elsewhere", "secretariat", "stranger"])
def test_a_plan_is_hidden_from_others(alliance: cast.Alliance, role: str) -> None:
    """B03."""
    run, client = begun(alliance), Client()
    client.force_login(alliance.accounts[role])
    assert client.get(f"/plans/{run.key}").status_code == 404


def done(alliance: cast.Alliance) -> ImportRun:
    run, actor = begun(alliance), alliance.actor("focal_point_here")
    imports.rehearse(run, by=actor)
    imports.bring_in(run, by=actor)
    return run


def test_a_plan_that_came_in_is_told_at_its_own_address(alliance: cast.Alliance, client: Client) -> None:
    """Loaded again, the page sends nothing again; what is left out can be mended from there."""
    run = begun(alliance)
    client.get(f"/plans/{run.key}")
    assert client.post(f"/plans/{run.key}/bring-in").headers["Location"] == f"/plans/{run.key}"
    page = client.get(f"/plans/{run.key}").content.decode()
    assert ("It is said" in page, f'href="/plans/{run.key}/left-out.csv"' in page) == (True, True)
    assert client.post(f"/plans/{run.key}/bring-in").status_code == 409
    assert Commitment.objects.count() == 3


def test_taking_a_plan_back_is_asked_before_it_is_done(alliance: cast.Alliance, client: Client) -> None:
    run = done(alliance)
    assert f'href="/plans/{run.key}/undo"' in client.get(f"/plans/{run.key}").content.decode()
    assert "Take this import back?" in client.get(f"/plans/{run.key}/undo").content.decode()
    assert Commitment.objects.count() == 3
    touched = Commitment.objects.get(state="open")
    acts.say(by=alliance.actor("focal_point_elsewhere"), commitment=touched, words="Thank you.")
    page = client.post(f"/plans/{run.key}/undo", follow=True).content.decode()
    assert ("1 stays because" in page, f'href="/commitments/{touched.key}"' in page) == (True, True)
    assert client.get(f"/plans/{run.key}/undo").status_code == 409


def test_a_plan_is_found_again_by_those_who_may_see_it(alliance: cast.Alliance, client: Client) -> None:
    """B03: of one’s own plans nobody else learns."""
    shared, own = done(alliance), imports.begin(
        PLAN, by=alliance.actor("member_here"), file_name="plan.csv", data=PLANNED, scope="me"
    )  # fmt: skip
    listed = client.get(f"/commitments/plan?as=o-{alliance.circle.slug}").content.decode()
    assert (f"/plans/{shared.key}" in listed, f"/plans/{own.key}" in listed) == (True, False)
    assert f"/plans/{own.key}" not in client.get("/commitments/plan?as=me").content.decode()
    client.force_login(alliance.accounts["member_here"])
    assert f"/plans/{own.key}" in client.get("/commitments/plan?as=me").content.decode()


@pytest.mark.parametrize("role", ["coordinator_here", "focal_point_elsewhere", "secretariat", "stranger"])
@pytest.mark.parametrize("page", ["", "/undo", "/left-out.csv"])
def test_what_became_of_a_plan_is_hidden_from_others(alliance: cast.Alliance, role: str, page: str) -> None:
    """B03."""
    run, client = done(alliance), Client()
    client.force_login(alliance.accounts[role])
    assert client.get(f"/plans/{run.key}{page}").status_code == 404
