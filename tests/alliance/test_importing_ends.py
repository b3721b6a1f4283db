"""How an import ends on the page: what was left out can be mended, taking back is asked, what stays is named."""

import pytest
from django.test import Client
from django.urls import reverse

from answerable.alliance.models import Organisation
from answerable.kit import imports
from answerable.kit.models import ImportFile
from tests.cast import CONSOLE, Alliance

from .test_directory import MESSY, brought_in, keeper, run_of

__all__ = ["keeper"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_page_leads_to_the_rows_left_out_as_long_as_the_file_is_there(cast: Alliance, keeper: Client) -> None:
    run = run_of(MESSY)
    keeper.get(f"/imports/{run.key}")
    link = f"/imports/{run.key}/left-out.csv"
    page = keeper.post(f"/imports/{run.key}/bring-in").content.decode()
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
    for page in (keeper.post(f"/imports/{run.key}/undo"), keeper.get(f"/imports/{run.key}")):
        shown = page.content.decode()
        assert "1 stays because somebody worked on it since" in shown
        assert f'href="{reverse("desk_organisation", args=["mountain-aunties"])}"' in shown


def test_row_that_stays_names_nothing_to_those_who_may_not_know_of_it(cast: Alliance) -> None:
    run = brought_in(b"name\nMountain Aunties\n", network="kenya")
    Organisation.objects.filter(name="Mountain Aunties").update(visibility="network", at_risk=True)
    Organisation.objects.get(name="Mountain Aunties").memberships.all().delete()
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    page = client.post(f"/imports/{run.key}/undo").content.decode()
    assert ("1 stays" in page, "Mountain Aunties" in page) == (True, False)


def test_rehearsal_of_taking_back_changes_nothing(cast: Alliance) -> None:
    run = brought_in(MESSY)
    before = (Organisation.objects.count(), run.state)
    undone = imports.rehearse_undo(run, by=CONSOLE)
    assert (undone.taken_back, undone.kept) == (7, 0)
    assert (Organisation.objects.count(), run.state) == before
