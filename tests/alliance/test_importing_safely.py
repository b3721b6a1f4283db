"""Imports by those who do not know everything: nothing hidden shows, and nothing of others' is touched."""

import pytest
from django.test import Client

from answerable.alliance.actions import organisations
from answerable.alliance.models import Organisation
from answerable.kit import imports
from answerable.kit.imports import Fate
from answerable.kit.models import ImportRun
from tests.cast import CONSOLE, Alliance

from .test_directory import brought_in, run_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def begun_by_the_secretariat(cast: Alliance) -> ImportRun:
    """A list for Uganda that the secretariat rehearsed: it knows of what is alike in Kenya, also at risk."""
    run = run_of(b"name,country\nQuiet Shelters,\n", by=cast.actor("secretariat"), network="uganda")
    imports.rehearse(run, by=cast.actor("secretariat"))
    assert imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].title == "Quiet Shelter"
    return run


@pytest.mark.parametrize("page", ["", "/row/2", "/left-out.csv", "?fate=maybe_same"])
def test_rehearsal_of_the_secretariat_tells_a_coordinator_nothing_of_one_at_risk(cast: Alliance, page: str) -> None:
    """Candidates are those whom the reader may know of, whoever began the run."""
    run, client = begun_by_the_secretariat(cast), Client()
    client.force_login(cast.accounts["coordinator_elsewhere"])
    answer = client.get(f"/imports/{run.key}{page}", follow=True)
    assert answer.status_code == 200
    assert b"Quiet Shelter<" not in answer.content
    assert f"same:{cast.shelter.pk}".encode() not in answer.content


def test_answer_that_names_one_at_risk_is_no_answer_of_a_coordinator(cast: Alliance) -> None:
    """Posted by hand: it is neither taken nor told from one that never was."""
    run, client = begun_by_the_secretariat(cast), Client(raise_request_exception=False)
    client.force_login(cast.accounts["coordinator_elsewhere"])
    client.get(f"/imports/{run.key}")
    hidden = client.post(f"/imports/{run.key}/row/2", {"decision": f"same:{cast.shelter.pk}"})
    missing = client.post(f"/imports/{run.key}/row/2", {"decision": "same:999999"})
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)
    client.post(f"/imports/{run.key}/bring-in")
    cast.shelter.refresh_from_db()
    assert (cast.shelter.name, cast.shelter.memberships.count()) == ("Quiet Shelter", 1)


def test_candidate_whom_others_keep_shows_what_everybody_may_read(cast: Alliance) -> None:
    card = organisations.Card(name="Nile Youth", country="UG", city="Jinja", email="only@keepers.example")
    organisations.change_card(by=CONSOLE, organisation=cast.nile, card=card)
    run = run_of(
        b"name,city,email,visibility\nNile Youths,Jinja,a@b.example,members\n",
        by=cast.actor("coordinator_here"),
        network="kenya",
    )
    imports.rehearse(run, by=cast.actor("coordinator_here"))
    lines = imports.outcomes(run, Fate.MAYBE_SAME)[0].candidates[0].lines
    assert {"city", "name"} <= {one.column for one in lines}
    assert not {"email", "visibility"} & {one.column for one in lines}


def test_undo_keeps_one_that_was_put_at_risk_since(cast: Alliance) -> None:
    """Its keepers worked on it: the import is not taken back over their head."""
    run = brought_in(b"name\nPaper Boats\n")
    made = Organisation.objects.get(name="Paper Boats")
    organisations.set_visibility(by=CONSOLE, organisation=made, visibility="public", at_risk=True)
    assert imports.undo(run, by=CONSOLE).kept == 1
    made.refresh_from_db()
    assert made.at_risk
