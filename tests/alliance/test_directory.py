"""The directory as a spreadsheet: every row accounted for, again and again, out and in, and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from answerable.access.actors import Actor
from answerable.alliance.actions import organisations
from answerable.alliance.actions.directory import DIRECTORY, HEADINGS, Scope, rows
from answerable.alliance.models import Membership, Network, Organisation
from answerable.alliance.queries.todo import gaps
from answerable.alliance.rules.words import Visibility
from answerable.kit import imports, sheets
from answerable.kit.imports import Decision, Fate, Verdict
from answerable.kit.models import ImportRun
from answerable.ledger.models import Entry
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

# As real lists are: Windows-1252, semicolons, countries in everyday forms or missing, one name in many countries.
MESSY = """Organisation name;Country
Círculo de Mujeres del Río;Perú
Sœurs du Fleuve;Côte d’Ivoire
Harbour Fathers;USA
Harbour Fathers;United Kingdom
Harbour Fathers;Tanzania
Quiet Lantern;
Quiet Lantern;
Paper Boats;Atlantis
;Kenya
Mountain Aunties;Kenya
""".encode("cp1252")


def run_of(data: bytes, *, by: Actor = CONSOLE, network: str = "common-thread", name: str = "list.csv") -> ImportRun:
    return imports.begin(DIRECTORY, by=by, file_name=name, data=data, scope=Scope(network, Visibility.PUBLIC).text())


def brought_in(data: bytes, *, by: Actor = CONSOLE, network: str = "common-thread") -> ImportRun:
    run = run_of(data, by=by, network=network)
    imports.rehearse(run, by=by)
    imports.bring_in(run, by=by)
    return run


def test_messy_list_accounts_for_every_row(cast: Alliance) -> None:
    run = run_of(MESSY)
    totals = imports.rehearse(run, by=CONSOLE).totals
    assert (totals.added, totals.left_out, totals.rows) == (7, 3, 10)
    reasons = {one.row: one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT)}
    assert reasons == {8: "row_repeated", 9: "country_unknown", 10: "required_empty"}


def test_import_opens_the_networks_of_new_countries_and_uses_those_there_are(cast: Alliance) -> None:
    brought_in(MESSY)
    opened = set(Network.objects.filter(level_kind="country").values_list("country", flat=True))
    assert opened == {"KE", "UG", "PE", "CI", "US", "GB", "TZ"}
    assert Membership.objects.get(organisation__name="Mountain Aunties").network_id == cast.here.pk
    assert Organisation.objects.filter(name="Harbour Fathers").count() == 3


def test_what_is_missing_becomes_the_secretariats_list(cast: Alliance) -> None:
    before = {gap.code: gap.number for gap in gaps(CONSOLE, cast.root)}
    brought_in(MESSY)
    after = {gap.code: gap.number for gap in gaps(CONSOLE, cast.root)}
    assert after["organisations_without_country"] == before.get("organisations_without_country", 0) + 1
    assert after["networks_without_coordinator"] == before.get("networks_without_coordinator", 0) + 5


def everything() -> list[tuple[object, ...]]:
    held = Membership.objects.order_by("pk").values_list("organisation_id", "network_id", "state", "since")
    cards = Organisation.objects.order_by("pk").values_list(
        "pk", "name", "country", "visibility", "folded", "external_id"
    )
    return [*cards, *held, *Network.objects.order_by("pk").values_list("pk", "path", "numchild")]


def test_second_import_of_the_same_file_changes_nothing(cast: Alliance) -> None:
    brought_in(MESSY)
    before = everything()
    run = brought_in(MESSY)
    assert imports.totals_of(run).brought_in == 0
    assert everything() == before


def test_export_brought_in_again_changes_nothing(cast: Alliance) -> None:
    brought_in(MESSY)
    organisations.name_organisation(by=CONSOLE, organisation=cast.nile, language="ar", name="شباب النيل")
    for write in (sheets.write_csv, sheets.write_xlsx):
        run = run_of(b"".join(write(HEADINGS, rows(CONSOLE))))
        totals = imports.rehearse(run, by=CONSOLE).totals
        assert (totals.unchanged, totals.rows) == (9, 9)


def test_export_never_holds_an_organisation_at_risk(cast: Alliance) -> None:
    names = {row[1] for row in rows(CONSOLE)}
    assert names == {"Tumaini Circle", "Nile Youth"}


def test_formula_leaves_and_returns_as_the_text_it_is(cast: Alliance) -> None:
    """B47's spirit: `=1+1` is a name, never a formula."""
    card = organisations.Card(name="=1+1 Collective", country="KE")
    organisations.welcome_organisation(by=CONSOLE, card=card, network=cast.here)
    written = b"".join(sheets.write_csv(HEADINGS, rows(CONSOLE)))
    assert b"\n=1+1" not in written
    assert b",=1+1" not in written
    assert imports.rehearse(run_of(written), by=CONSOLE).totals.unchanged == 3


def test_whole_import_can_be_taken_back(cast: Alliance) -> None:
    before = everything()
    run = brought_in(MESSY)
    undone = imports.undo(run, by=CONSOLE)
    assert (undone.taken_back, undone.kept) == (7, 0)
    assert everything() == before


def test_undo_keeps_what_somebody_worked_on_since(cast: Alliance) -> None:
    run = brought_in(MESSY)
    worked_on = Organisation.objects.get(name="Mountain Aunties")
    organisations.name_organisation(by=CONSOLE, organisation=worked_on, language="sw", name="Mashangazi wa Mlima")
    assert imports.undo(run, by=CONSOLE).kept == 1
    assert Organisation.objects.filter(pk=worked_on.pk).exists()


def test_change_is_taken_back_to_what_it_was(cast: Alliance) -> None:
    before = everything()
    run = brought_in(f"id,name,city,kinds\n{cast.nile.key},Nile Youth,Jinja,youth; research\n".encode())
    cast.nile.refresh_from_db()
    assert cast.nile.city == "Jinja"
    imports.undo(run, by=CONSOLE)
    assert everything() == before


def test_empty_cell_leaves_what_is_recorded(cast: Alliance) -> None:
    brought_in(f"id,name,country\n{cast.nile.key},Nile Youth,\n".encode())
    cast.nile.refresh_from_db()
    assert cast.nile.country == "UG"


def test_similar_name_asks_whether_it_is_the_same(cast: Alliance) -> None:
    run = run_of(b"name,country,city\nNile Youths,Uganda,Gulu\n")
    assert imports.rehearse(run, by=CONSOLE).totals.maybe_same == 1
    outcome = imports.outcomes(run, Fate.MAYBE_SAME)[0]
    assert [one.title for one in outcome.candidates] == ["Nile Youth"]
    imports.decide(run, row=outcome.row, decision=Decision(Verdict.SAME, outcome.candidates[0].key))
    assert imports.bring_in(run, by=CONSOLE).changed == 1
    cast.nile.refresh_from_db()
    assert (cast.nile.name, cast.nile.city) == ("Nile Youths", "Gulu")


def test_import_is_one_act_in_the_ledger_with_its_fingerprint_and_counts(cast: Alliance) -> None:
    before = Entry.objects.count()
    run = brought_in(MESSY)
    entry = Entry.objects.order_by("-n")[0]
    assert (Entry.objects.count(), entry.act) == (before + 1, "alliance.bring_in_directory")
    assert run.fingerprint in entry.detail
    assert '"added": 7' in entry.detail
    assert "Mountain" not in entry.detail


def test_coordinator_brings_in_for_their_own_network_only(cast: Alliance) -> None:
    by = cast.actor("coordinator_elsewhere")
    run = run_of(b"name,network\nLate Rain,kenya\nEarly Rain,uganda\n", by=by, network="uganda")
    totals = imports.rehearse(run, by=by).totals
    assert (totals.added, totals.left_out) == (1, 1)


def test_row_that_names_an_organisation_of_others_tells_nothing_of_one_at_risk(cast: Alliance) -> None:
    by = cast.actor("coordinator_elsewhere")
    run = run_of(b"name,country\nQuiet Shelter,Uganda\nTumaini Circle,Kenya\n", by=by, network="uganda")
    imports.rehearse(run, by=by)
    assert [one.title for one in imports.outcomes(run, Fate.ADDED)] == ["Quiet Shelter"]
    assert [one.problems[0].code for one in imports.outcomes(run, Fate.LEFT_OUT)] == ["kept_by_others"]


@pytest.fixture
def keeper(cast: Alliance) -> Client:
    client = Client()
    client.force_login(cast.accounts["secretariat"])
    return client


def upload(client: Client, content: bytes, name: str = "list.csv") -> str:
    """Sends a file to the first page; returns where it leads, or the page."""
    sent = {"file": SimpleUploadedFile(name, content), "visibility": "public"}
    response = client.post("/n/common-thread/import", sent)
    return response.headers.get("Location", "") or response.content.decode()


def test_page_leads_from_file_to_records_and_back(cast: Alliance, keeper: Client) -> None:
    """The whole way by page, without a script: choose, match, check, bring in, take back."""
    columns = upload(keeper, MESSY)
    assert columns.endswith("/columns")
    assert keeper.post(columns, {"c0": "name", "c1": "country"}).status_code == 303
    run = columns.removesuffix("/columns")
    assert "Perú" not in keeper.get(run).headers.get("Location", "")
    assert keeper.get(run).status_code == 200
    assert keeper.get(f"{run}?fate=added").content.decode().count("Harbour Fathers") == 3
    assert b"Atlantis" in keeper.get(f"{run}/left-out.csv").content
    assert keeper.post(f"{run}/bring-in").status_code == 303
    assert Organisation.objects.filter(name="Sœurs du Fleuve", visibility="public").count() == 1
    assert keeper.post(f"{run}/undo").status_code == 303
    assert not Organisation.objects.filter(name="Sœurs du Fleuve").exists()


def test_page_asks_about_a_lookalike_and_takes_the_answer(cast: Alliance, keeper: Client) -> None:
    columns = upload(keeper, b"name,country\nNile Youths,Uganda\n")
    keeper.post(columns, {"c0": "name", "c1": "country"})
    run = columns.removesuffix("/columns")
    assert keeper.get(run).status_code == 200
    assert keeper.post(f"{run}/row/2", {}).status_code == 200  # no answer: asked again
    assert keeper.post(f"{run}/row/2", {"decision": f"same:{cast.nile.pk}"}).status_code == 303
    keeper.post(f"{run}/bring-in")
    assert Organisation.objects.get(pk=cast.nile.pk).name == "Nile Youths"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("paper.pdf", b"%PDF-1.7\n"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("broken.xlsx", b"PK\x03\x04broken"),
        ("torn.csv", b"\xef\xbb\xbfname\n\xc3"),
        ("nul.csv", b"name\n\x00\x00\n"),
    ],
)
def test_file_that_cannot_be_read_is_refused_beside_its_field(
    cast: Alliance, keeper: Client, name: str, content: bytes
) -> None:
    page = upload(keeper, content, name)
    assert 'class="err"' in page
    assert 'value="public" required' not in page
    assert 'value="public" id="id_visibility_0" checked' in page or "checked" in page


# As lists in Arabic are: their own commas and semicolons, adjectives in place of names, official names of states.
ARABIC = """اسم المنظمة,البلد,النوع,اللغات
نسيج النهر,المملكة الأردنية الهاشمية,حقوق المرأة؛ شباب,"العربية، الإنجليزية"
بيت الحوار,جمهورية مصر العربية,شباب,عربي؛ فرنسي
جذور,السودان,شباب,العربيا
""".encode()


def test_list_in_arabic_is_read_as_it_is_written(cast: Alliance) -> None:
    brought_in(ARABIC)
    weave, house = Organisation.objects.get(name="نسيج النهر"), Organisation.objects.get(name="بيت الحوار")
    assert (weave.country, weave.languages, house.country, house.languages) == ("JO", ["ar", "en"], "EG", ["ar", "fr"])
    assert {kind.code for kind in weave.kinds.all()} == {"womens_rights", "youth"}


def test_language_is_suggested_as_the_reader_calls_it(cast: Alliance) -> None:
    run = run_of(ARABIC)
    with override("ar"):
        imports.rehearse(run, by=CONSOLE)
    assert [one.problems[0].suggestion for one in imports.outcomes(run, Fate.LEFT_OUT)] == ["العربية"]


def test_names_are_in_the_language_of_the_network_they_come_into(cast: Alliance) -> None:
    Network.objects.filter(slug="common-thread").update(name_language="fr")
    brought_in(MESSY)
    assert Organisation.objects.get(name="Sœurs du Fleuve").name_language == "fr"


def test_name_is_in_a_language_of_its_letters_where_the_networks_own_is_written_otherwise(cast: Alliance) -> None:
    Network.objects.filter(slug="common-thread").update(name_language="fr")
    brought_in("name,country,languages\nنسيج,Maroc,\nमहिला मंच,Inde,\nچراغ,Iran,fa\nSœurs,Sénégal,wo\n".encode())
    told = dict(Organisation.objects.values_list("name", "name_language"))
    assert [told[name] for name in ("نسيج", "महिला मंच", "چراغ", "Sœurs")] == ["ar", "hi", "fa", "fr"]


# A column of networks that holds countries: of one that has its network, and of those that have none yet.
BY_NETWORK = """Nom;Réseau
Mountain Aunties;Kenia
Sœurs du Fleuve;Sénégal
Voix du Littoral;السنغال
Harbour Fathers;Pérou
Harbour Fathers;Tanzanie
Paper Boats;Atlantis
""".encode()


def test_country_in_the_column_of_networks_means_its_network(cast: Alliance) -> None:
    run = brought_in(BY_NETWORK)
    assert imports.totals_of(run).added == 5
    assert Membership.objects.get(organisation__name="Mountain Aunties").network_id == cast.here.pk
    opened = Network.objects.filter(level_kind="country").exclude(country__in=("KE", "UG"))
    assert sorted(opened.values_list("country", flat=True)) == ["PE", "SN", "TZ"]
    assert Organisation.objects.get(name="Voix du Littoral").country == "SN"
    [bad] = imports.outcomes(run, Fate.LEFT_OUT)
    assert "name of a network or of a country" in imports.explain(DIRECTORY, bad.problems[0])
    again = brought_in(BY_NETWORK)
    assert (imports.totals_of(again).unchanged, imports.totals_of(again).brought_in) == (5, 0)
    assert imports.undo(run, by=CONSOLE).kept == 0


def test_country_whose_network_others_keep_is_no_network_to_bring_into(cast: Alliance) -> None:
    by = cast.actor("coordinator_elsewhere")
    run = run_of(b"name,network\nLate Rain,Kenia\nDry Season,Togo\nEarly Rain,Ouganda\n", by=by, network="uganda")
    imports.rehearse(run, by=by)
    assert [one.title for one in imports.outcomes(run, Fate.ADDED)] == ["Early Rain"]


def test_running_number_of_a_list_is_no_identifier(cast: Alliance) -> None:
    """Next year the same number stands before another organisation."""
    run = run_of(b"No;Name;Country\n1;Paper Boats;Kenya\n")
    assert [one.column for one in imports.matching(run).columns] == ["", "name", "country"]


def test_huge_file_is_refused_with_its_limit(cast: Alliance, keeper: Client, settings: object) -> None:
    settings.IMPORT_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined] # pytest-django's own
    page = upload(keeper, b"name\n" + b"x" * 1_200_000)
    assert "1 MB" in page


def test_run_of_another_place_is_refused(cast: Alliance) -> None:
    run = brought_in(MESSY)
    client = Client()
    client.force_login(cast.accounts["coordinator_here"])
    assert client.get(f"/imports/{run.key}").status_code == 403
    assert Client().get(f"/imports/{run.key}").status_code == 303


DATES = b"Name;Country;Member since;Type\nPaper Boats;Kenya;03/04/2015;youth\n"


def test_page_says_how_dates_are_read_once_it_was_said(cast: Alliance, keeper: Client) -> None:
    columns = upload(keeper, DATES)
    show = columns.removesuffix("/columns")
    keeper.post(columns, {"c0": "name", "c1": "country", "c2": "member_since", "c3": "kinds"})
    assert "Which comes first in the dates" in keeper.get(show).content.decode()
    page = keeper.post(f"{show}/dates", {"order": "day_first"}, follow=True).content.decode()
    assert "Dates are read with the day first" in page
    assert 'value="day_first"' not in page


def test_what_differs_is_told_in_words_not_in_codes(cast: Alliance, keeper: Client) -> None:
    brought_in(b"Name;Country;Type;Languages\nPaper Boats;Kenya;youth;sw\n")
    columns = upload(keeper, b"Name;Country;Type;Languages\nPaper Boats;Kenya;disability;fr\n")
    keeper.post(columns, {"c0": "name", "c1": "country", "c2": "kinds", "c3": "languages"})
    page = keeper.get(f"{columns.removesuffix('/columns')}?fate=changed").content.decode()
    for words in ("Swahili", "French", "Youth-led"):
        assert words in page
    assert ">sw<" not in page
