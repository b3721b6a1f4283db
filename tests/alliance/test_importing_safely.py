"""Imports by those who do not know everything: nothing hidden shows, and nothing of others' is touched."""

from dataclasses import replace

import pytest
from django.test import Client

from answerable.alliance.actions import merging, networks, organisations
from answerable.alliance.actions.directory import DIRECTORY
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries.paths import ways
from answerable.kit import imports
from answerable.kit.imports import Context, Fate, kinds
from answerable.kit.models import ImportFile, ImportOutcomes, ImportRun
from answerable.kit.partial_dates import Order
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


def test_own_number_of_a_hidden_organisation_is_free_for_another(cast: Alliance) -> None:
    """That it is taken would tell whoever imports a list that somebody is recorded under it."""
    Organisation.objects.filter(pk=cast.shelter.pk).update(external_id="M-7")
    by = cast.actor("coordinator_elsewhere")
    run = run_of(b"id,name\nM-7,Blue Door\n", by=by, network="uganda")
    assert imports.rehearse(run, by=by).totals.added == 1
    assert imports.bring_in(run, by=by).added == 1
    again = run_of(b"id,name\nM-7,Blue Doors\n", by=by, network="uganda")
    assert imports.rehearse(again, by=by).totals.changed == 1


def test_number_of_two_lists_means_the_one_of_that_name(cast: Alliance) -> None:
    Organisation.objects.filter(pk__in=[cast.shelter.pk, cast.nile.pk]).update(external_id="M-7")
    run = run_of(b"id,name,city\nM-7,Nile Youth,Jinja\n")
    assert imports.rehearse(run, by=CONSOLE).totals.changed == 1
    assert imports.outcomes(run, Fate.CHANGED)[0].key == str(cast.nile.pk)


def test_two_who_bring_in_the_same_list_record_it_once(cast: Alliance) -> None:
    """Both looked at it before either brought it in."""
    text = b"name,country\nPaper Boats,Uganda\nBlue Door,Uganda\nOpen Window,Uganda\nTall Reeds,Uganda\n"
    first, second = run_of(text), run_of(text)
    for run in (first, second):
        imports.rehearse(run, by=CONSOLE)
    began: list[bool] = []

    def late(context: Context) -> None:
        DIRECTORY.prepare(context)
        if not began:  # the other comes in between this one's look at the records and its first row
            began.append(True)
            imports.bring_in(second, by=CONSOLE)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kinds, "_declared", {DIRECTORY.name: replace(DIRECTORY, prepare=late)})
        totals = imports.bring_in(first, by=CONSOLE)
    assert (totals.added, totals.left_out) == (0, 4)
    assert Organisation.objects.filter(name="Paper Boats").count() == 1
    assert imports.outcomes(first, Fate.LEFT_OUT)[0].problems[0].code == "recorded_meanwhile"


def test_import_is_taken_back_no_further_than_one_keeps(cast: Alliance) -> None:
    """The secretariat's list for Kenya named Uganda's network as well."""
    joined = f"{cast.circle.name},kenya; uganda"
    run = brought_in(f"name,networks\nBlue Door,uganda\nOpen Window,kenya\n{joined}\n".encode(), network="kenya")
    assert imports.undo(run, by=cast.actor("coordinator_here")).taken_back == 1
    assert Organisation.objects.filter(name="Blue Door").exists()
    assert {one.network_id for one in cast.circle.memberships.all()} >= {cast.here.pk, cast.elsewhere.pk}
    problems = {one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT)}
    assert problems <= {"kept_by_others", "not_your_place", "changed_since"}


def test_taking_an_import_back_takes_no_record_along_that_was_merged_into_it(cast: Alliance) -> None:
    """The older record, with its history, became part of the one that the list brought."""
    run = brought_in(b"name\nTumaini Circle of Kisumu\n", network="kenya")
    made = Organisation.objects.get(name="Tumaini Circle of Kisumu")
    older = organisations.welcome_organisation(
        by=CONSOLE,
        card=organisations.Card(name="Tumaini Circle of Kisumu"),
        network=cast.here,
        visibility=made.visibility,
    )
    merging.merge_organisations(by=CONSOLE, kept=made, gone=older, reason="Written down twice.")
    assert imports.undo(run, by=CONSOLE).kept == 1
    assert Organisation.objects.filter(pk__in=[made.pk, older.pk]).count() == 2


def test_row_with_the_name_of_a_duplicate_is_asked_about(cast: Alliance) -> None:
    """An old list calls an organisation as its duplicate was called: no second record comes of it unasked."""
    twin = organisations.welcome_organisation(
        by=CONSOLE, card=organisations.Card(name="Lantern", country="KE"), network=cast.here, visibility="public"
    )
    merging.merge_organisations(by=CONSOLE, kept=cast.circle, gone=twin, reason="Written down twice.")
    run = run_of(b"name,country\nLANTERN,Kenya\n", network="kenya")
    imports.rehearse(run, by=CONSOLE)
    (asked,) = imports.outcomes(run, Fate.MAYBE_SAME)
    assert [(one.key, one.reasons[0]) for one in asked.candidates] == [(str(cast.circle.pk), "former_name")]


def test_network_that_an_import_opened_stays_once_something_is_recorded_of_it(cast: Alliance) -> None:
    run = brought_in(b"name,country\nPaper Boats,Peru\nBlue Door,Chile\n")
    peru, chile = (Network.objects.get(country=one) for one in ("PE", "CL"))
    networks.claim_count(
        by=CONSOLE, network=peru, counted="organisations", number=9, as_of="2026", source="Their letter"
    )
    imports.undo(run, by=CONSOLE)
    assert set(Network.objects.filter(country__in=["PE", "CL"]).values_list("country", flat=True)) == {"PE"}
    assert peru.claims.count() == 1
    assert ways().now([peru.path, chile.path]) == (peru.path,)
    assert networks.open_network(by=CONSOLE, under=cast.root, level="country", name="Chile").path > chile.path


@pytest.mark.parametrize(
    ("column", "most"),
    [("id", 80), ("name", 250), ("short_name", 80), ("city", 120), ("name_ar", 250), ("about", 4000)],
)
def test_cell_longer_than_its_field_is_left_out_with_its_limit(cast: Alliance, column: str, most: int) -> None:
    """On SQLite, too, where the database would take it."""
    for length, added in ((most, 1), (most + 1, 0), (100_000, 0)):
        first = "" if column == "name" else "name;"
        row = "" if column == "name" else f"Paper Boats {length};"
        run = run_of(f"{first}{column}\n{row}{'x' * length}\nplain{';' * bool(first)}\n".encode())
        assert imports.rehearse(run, by=CONSOLE).totals.added == 1 + added
        if not added:
            assert imports.outcomes(run, Fate.LEFT_OUT)[0].problems[0].code == "too_long"


@pytest.mark.parametrize("name", ["c99999999999", "c" + "9" * 500, "c200", "c-1", "c٣", "c"])
def test_column_that_no_sheet_has_is_no_column(cast: Alliance, name: str) -> None:
    """Neither a fault nor a page of a hundred thousand million columns."""
    run, client = run_of(b"name\nPaper Boats\n"), Client()
    client.force_login(cast.accounts["secretariat"])
    answer = client.post(f"/imports/{run.key}/columns", {name: "name"})
    assert answer.status_code in (200, 303)
    assert client.get(f"/imports/{run.key}/columns").content.count(b"<select") < 5


def test_questions_answered_on_a_page_that_is_too_old_are_no_fault(cast: Alliance) -> None:
    """In another window the file was brought in; later it is deleted: each answer leads to how it stands."""
    run = run_of(b"name,country,member since\nFoo House,KE,03/04/2020\nTumaini Circles,KE,\n", network="kenya")
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    here = f"/imports/{run.key}"
    client.get(here)
    assert client.post(f"{here}/row/3", {"decision": "leave_out"}).status_code == 303
    assert client.post(f"{here}/bring-in").status_code == 303
    before = ImportRun.objects.get().answers
    late = [client.post(f"{here}/dates", {"order": order}, follow=True) for order in Order]
    assert [b"It is in the records" in one.content for one in late] == [True] * len(late)
    assert client.post(f"{here}/columns", {"c0": "name"}).status_code == 200
    assert ImportRun.objects.get().answers == before
    ImportFile.objects.all().delete()
    ImportOutcomes.objects.all().delete()
    ImportRun.objects.update(sealed_about=b"", answers={})
    assert [client.get(f"{here}{page}").status_code for page in ("/columns", "", "/left-out.csv")] == [303, 200, 303]
    assert client.post(f"{here}/undo").status_code == 303


@pytest.mark.parametrize("decision", ["same:", "same:x", "another", "leave_out:x", "", "another:1"])
def test_row_that_can_only_be_left_out_takes_no_other_answer(cast: Alliance, decision: str) -> None:
    """An answer that fitted before, sent by hand once the row cannot be read any more."""
    run = run_of(b"name,country,member since\nTumaini Circles,KE,03/04/2020\n", network="kenya")
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    client.get(f"/imports/{run.key}")
    assert client.post(f"/imports/{run.key}/row/2", {"decision": decision}).status_code in {200, 303, 404}
    assert client.get(f"/imports/{run.key}").status_code == 200
