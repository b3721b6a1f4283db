"""How an import ends on the page: what was left out can be mended, taking back is asked, what stays is named."""

from string import ascii_lowercase

import pytest
from django.test import Client
from django.urls import reverse

from answerable.alliance.models import Organisation
from answerable.kit import imports
from answerable.kit.imports.storing import PAGE
from answerable.kit.models import ImportFile, ImportState
from tests.cast import CONSOLE, Alliance

from .test_directory import MESSY, brought_in, keeper, run_of

__all__ = ["keeper"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_page_leads_to_the_rows_left_out_as_long_as_the_file_is_there(cast: Alliance, keeper: Client) -> None:
    run = run_of(MESSY)
    keeper.get(f"/imports/{run.key}")
    link = f"/imports/{run.key}/left-out.csv"
    page = keeper.post(f"/imports/{run.key}/bring-in", follow=True).content.decode()
    assert ("3 rows are left out" in page, link in page) == (True, True)
    assert link in keeper.get(f"/imports/{run.key}").content.decode()
    ImportFile.objects.all().delete()
    assert link not in keeper.get(f"/imports/{run.key}").content.decode()


def test_taking_back_is_asked_before_it_is_done(cast: Alliance, keeper: Client) -> None:
    run = brought_in(MESSY)
    page = keeper.get(f"/imports/{run.key}/undo").content.decode()
    assert "Take this import back?" in page
    assert Organisation.objects.filter(name="Mountain Aunties").exists()
    keeper.post(f"/imports/{run.key}/undo")
    assert not Organisation.objects.filter(name="Mountain Aunties").exists()
    assert keeper.get(f"/imports/{run.key}/undo").status_code == 409


def test_rows_that_stay_are_named_and_led_to(cast: Alliance, keeper: Client) -> None:
    run = brought_in(MESSY)
    Organisation.objects.filter(name="Mountain Aunties").update(city="Embu")
    for page in (keeper.post(f"/imports/{run.key}/undo", follow=True), keeper.get(f"/imports/{run.key}")):
        shown = page.content.decode()
        assert "1 stays because somebody worked on it since" in shown
        assert f'href="{reverse("desk_organisation", args=["mountain-aunties"])}"' in shown


def test_row_that_stays_names_nothing_to_those_who_may_not_know_of_it(cast: Alliance) -> None:
    run = brought_in(b"name\nMountain Aunties\n", network="kenya")
    Organisation.objects.filter(name="Mountain Aunties").update(visibility="network", at_risk=True)
    Organisation.objects.get(name="Mountain Aunties").memberships.all().delete()
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    page = client.post(f"/imports/{run.key}/undo", follow=True).content.decode()
    assert ("1 stays" in page, "Mountain Aunties" in page) == (True, False)


def test_rehearsal_of_taking_back_changes_nothing(cast: Alliance) -> None:
    run = brought_in(MESSY)
    before = (Organisation.objects.count(), run.state)
    undone = imports.rehearse_undo(run, by=CONSOLE)
    assert (undone.taken_back, undone.kept) == (7, 0)
    assert (Organisation.objects.count(), run.state) == before


def test_page_loaded_again_brings_nothing_in_again(cast: Alliance, keeper: Client) -> None:
    run = run_of(MESSY)
    keeper.get(f"/imports/{run.key}")
    assert keeper.post(f"/imports/{run.key}/bring-in").headers["Location"] == f"/imports/{run.key}"
    assert "It is in the records" in keeper.get(f"/imports/{run.key}").content.decode()
    again = keeper.post(f"/imports/{run.key}/bring-in")
    assert (again.status_code, "brought in already" in again.content.decode()) == (409, True)


def test_why_rows_stay_out_is_told_only_with_the_eyes_of_whoever_brought_them_in(cast: Alliance) -> None:
    """What was looked up for one keeper may name what another may not know of."""
    run = brought_in(MESSY, by=cast.actor("secretariat"), network="uganda")
    client, keeper = Client(), Client()
    client.force_login(cast.accounts["coordinator_elsewhere"])
    keeper.force_login(cast.accounts["secretariat"])
    link = f"/imports/{run.key}/left-out.csv"
    assert [link in one.get(f"/imports/{run.key}").content.decode() for one in (client, keeper)] == [False, True]
    assert [one.get(link).status_code for one in (client, keeper)] == [303, 200]


def test_import_that_broke_off_goes_on_by_page(cast: Alliance, keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from answerable.kit.imports import bringing_in

    run = run_of(MESSY)
    keeper.get(f"/imports/{run.key}")
    monkeypatch.setattr(bringing_in, "_finish", lambda work: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keeper.post(f"/imports/{run.key}/bring-in")
    monkeypatch.undo()
    run.refresh_from_db()
    assert run.state == ImportState.BRINGING_IN
    page = keeper.get(f"/imports/{run.key}").content.decode()
    assert ("This is not finished" in page, f'action="/imports/{run.key}/bring-in"' in page) == (True, True)
    page = keeper.post(f"/imports/{run.key}/bring-in", follow=True).content.decode()
    assert "It is in the records" in page


def test_columns_that_are_missing_lead_back_to_the_columns(cast: Alliance, keeper: Client) -> None:
    run = run_of(b"country\nKenya\n")
    page = keeper.get(f"/imports/{run.key}").content.decode()
    assert ("A column that is needed" in page, f'href="/imports/{run.key}/columns"' in page) == (True, True)


def test_every_row_that_asks_or_stays_out_is_reached_however_many_there_are(cast: Alliance, keeper: Client) -> None:
    alike = [form.format(letter) for letter in ascii_lowercase for form in ("Tumaini Circle{}", "{}Tumaini Circle")]
    asks = "".join(f"{name},Kenya\n" for name in alike[: PAGE + 2])
    bad = "".join(f"Paper Boats {number},Atlantis\n" for number in range(PAGE + 1))
    run = run_of(f"name,country\n{asks}{bad}".encode())
    page = keeper.get(f"/imports/{run.key}").content.decode()
    assert ["?fate=maybe_same&amp;page=2" in page, "?fate=left_out&amp;page=2" in page] == [True, True]
    assert f"/row/{PAGE + 3}" in keeper.get(f"/imports/{run.key}?fate=maybe_same&page=2").content.decode()
    last = PAGE + 1  # the last row of the first page leads to the first of the second
    decided = keeper.post(f"/imports/{run.key}/row/{last}", {"decision": "leave_out:"})
    assert decided.headers["Location"] == f"/imports/{run.key}/row/{last + 1}"
