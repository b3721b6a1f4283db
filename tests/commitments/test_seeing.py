"""Who may know of a commitment: lists, pages, search, downloads, and the same 404 for everybody else."""

import io

import pytest
from django.http import HttpResponse
from django.test import Client

from answerable.access.actors import Actor
from answerable.alliance.actions.joining import merge_networks
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.organisations import set_visibility
from answerable.alliance.models import Network
from answerable.commitments import actions as acts
from answerable.commitments.models import Commitment
from answerable.commitments.queries import seeing
from answerable.commitments.queries.sides import sides_of
from answerable.commitments.rules.words import Origin, Shown
from answerable.kit import search
from tests import cast
from tests.cast import CONSOLE, twin_of

from .given import WHAT, of_circle, of_kenya, of_zawadi, promise

EVERYBODY = [*cast.NAMES]
IN_KENYA = {
    "secretariat", "coordinator_above", "coordinator_here", "focal_point_here", "partner_here", "facilitator_here", "editor_here",
    "board_member", "committee_member_here", "member_here",
}  # fmt: skip
KEEPERS_ABOVE = {"secretariat", "coordinator_above"}


def seers(alliance: cast.Alliance, made: Commitment) -> set[str]:
    seen = {role for role in EVERYBODY if seeing.seen_by(alliance.actor(role)).filter(pk=made.pk).exists()}
    return seen | ({"anybody"} if seeing.seen_by(Actor.nobody()).filter(pk=made.pk).exists() else set())


def test_a_public_one_of_a_public_owner_is_everybodys(alliance: cast.Alliance) -> None:
    assert seers(alliance, of_kenya(alliance, shown=Shown.PUBLIC)) == {*EVERYBODY, "anybody"}


def test_the_page_says_everyone_only_where_everyone_may_know_the_owner(alliance: cast.Alliance) -> None:
    made, client = of_circle(alliance, shown=Shown.PUBLIC), Client()
    client.force_login(alliance.accounts["focal_point_here"])
    page = f"/commitments/{made.key}"
    assert "Those who may know of Tumaini Circle, and" in client.get(page).content.decode()
    assert Client().get(page).status_code == 404
    set_visibility(by=CONSOLE, organisation=alliance.circle, visibility="public", at_risk=False)
    assert "Everyone." in client.get(page).content.decode()
    assert Client().get(page).status_code == 200


def test_a_public_one_goes_no_further_than_its_owner(alliance: cast.Alliance) -> None:
    """B03: Tumaini Circle is known to members alone, and so is what it promises."""
    seen = seers(alliance, of_circle(alliance, shown=Shown.PUBLIC))
    assert {"anybody", "stranger"} & seen == set()
    assert {"member_elsewhere", "member_here"} <= seen


def test_one_of_a_network_is_read_there(alliance: cast.Alliance) -> None:
    seen = seers(alliance, of_kenya(alliance, to=(acts.To(),)))
    assert seen >= IN_KENYA
    assert {"anybody", "stranger", "coordinator_elsewhere", "focal_point_elsewhere", "member_elsewhere"} & seen == set()


def test_those_it_was_made_to_read_it_wherever_they_are(alliance: cast.Alliance) -> None:
    assert "focal_point_elsewhere" in seers(alliance, of_kenya(alliance))


def test_a_private_one_is_its_two_sides_alone(alliance: cast.Alliance) -> None:
    """B03, B10: no keeper, nobody above, no member of the organisation."""
    assert seers(alliance, of_circle(alliance, shown=Shown.PRIVATE)) == {
        "focal_point_here",
        "partner_here",
        "focal_point_elsewhere",
    }
    assert seers(alliance, of_zawadi(alliance, shown=Shown.PRIVATE)) == {"member_here", "focal_point_elsewhere"}
    # the office at the very place, and nobody above it; who is disabled holds it still, and cannot sign in
    at_the_place = {"coordinator_here", "disabled_coordinator_here", "focal_point_elsewhere"}
    assert seers(alliance, of_kenya(alliance, shown=Shown.PRIVATE)) == at_the_place


def test_lists_and_single_questions_agree(alliance: cast.Alliance) -> None:
    """Whoever speaks for a side may know of it, whatever it is shown to."""
    made = [make(alliance, shown=shown) for make in (of_circle, of_kenya, of_zawadi) for shown in Shown]
    for role in EVERYBODY:
        actor = alliance.actor(role)
        seen = set(seeing.seen_by(actor).values_list("pk", flat=True))
        assert {one.pk for one in made if sides_of(actor, one).any} <= seen, role


def page(client: Client, made: Commitment, path: str = "") -> HttpResponse:
    answer = client.get(f"/commitments/{made.key}{path}")
    assert isinstance(answer, HttpResponse)
    return answer


def of(alliance: cast.Alliance, role: str) -> Client:
    client = Client()
    client.force_login(alliance.accounts[role])
    return client


@pytest.mark.parametrize(
    "role", ["", "coordinator_here", "coordinator_above", "secretariat", "member_here", "stranger"]
)
@pytest.mark.parametrize("path", ["", "/done", "/comment", "/evidence", "/readers"])
def test_a_private_one_answers_like_none(alliance: cast.Alliance, role: str, path: str) -> None:
    """B03: byte for byte, on every page of it."""
    client, made = of(alliance, role) if role else Client(), of_circle(alliance, shown=Shown.PRIVATE)
    there = page(client, made, path)
    Commitment.objects.all().delete()
    gone = page(client, made, path)
    assert (there.status_code, there.content) == (gone.status_code, gone.content)
    assert there.status_code == (303 if not role and path else 404)


def test_a_private_ones_words_are_in_no_title(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, shown=Shown.PRIVATE)
    client = of(alliance, "focal_point_here")
    for path in ("", "/done", "/not-kept", "/comment"):
        shown = page(client, made, path).content.decode()
        assert WHAT not in shown.split("</title>")[0]
    assert WHAT in page(client, made).content.decode()


def test_an_owner_at_risk_is_known_to_nobody_by_its_promises(alliance: cast.Alliance) -> None:
    """B03: neither a list, a count, a search nor a download tells of it."""
    owner = acts.Owner(organisation=alliance.shelter)
    made = acts.make_commitment(by=CONSOLE, owner=owner, promise=promise(alliance, shown=Shown.PUBLIC))
    assert seers(alliance, made) & {"anybody", "member_here", "member_elsewhere", "focal_point_here"} == set()
    for address in ("/commitments", "/commitments?format=csv", "/search?q=helpline"):
        assert WHAT not in body(of(alliance, "member_here"), address)
    assert WHAT not in body(
        of(alliance, "coordinator_here"), "/commitments?format=csv"
    )  # no list that leaves the house


def test_a_party_at_risk_is_not_named_to_others(alliance: cast.Alliance) -> None:
    made = of_kenya(alliance, to=(acts.To(organisation=alliance.shelter), acts.To()), shown=Shown.PUBLIC)
    assert "Quiet Shelter" not in body(Client(), f"/commitments/{made.key}")
    assert "Quiet Shelter" not in body(Client(), "/commitments")
    assert "Quiet Shelter" in body(of(alliance, "coordinator_here"), f"/commitments/{made.key}")
    assert "Quiet Shelter" not in body(of(alliance, "coordinator_here"), "/commitments?format=csv")
    assert WHAT not in body(Client(), "/commitments?to=quiet+shelter")


def test_an_organisation_that_hides_takes_its_promises_along(alliance: cast.Alliance) -> None:
    made = acts.make_commitment(
        by=alliance.actor("focal_point_elsewhere"), owner=acts.Owner(organisation=alliance.nile),
        promise=promise(alliance, to=(acts.To(),), shown=Shown.PUBLIC),
    )  # fmt: skip
    assert WHAT in body(Client(), "/commitments")
    set_visibility(by=CONSOLE, organisation=alliance.nile, visibility="network", at_risk=True)
    assert WHAT not in body(Client(), "/commitments")
    assert Client().get(f"/commitments/{made.key}").status_code == 404


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()  # type: ignore[attr-defined] # a stream has it


def test_the_name_of_a_person_is_read_as_they_chose(alliance: cast.Alliance) -> None:
    made = of_zawadi(alliance, shown=Shown.PUBLIC, to=(acts.To(),))
    assert "Zawadi Njeri" not in body(Client(), f"/commitments/{made.key}")
    assert "Zawadi Njeri" in body(of(alliance, "member_elsewhere"), f"/commitments/{made.key}")


def test_what_is_between_the_two_sides_stays_there(alliance: cast.Alliance) -> None:
    made, owner = of_kenya(alliance, shown=Shown.PUBLIC), alliance.actor("coordinator_here")
    acts.say(by=owner, commitment=made, words="Only for you", between_us=True)
    laid = acts.lay_before(by=owner, commitment=made, file=io.BytesIO(b"abc"), words="For both", between_us=True)
    open_one = acts.lay_before(by=owner, commitment=made, file=io.BytesIO(b"abc"))
    shown, inside = (
        body(Client(), f"/commitments/{made.key}"),
        body(of(alliance, "focal_point_elsewhere"), f"/commitments/{made.key}"),
    )
    assert ("Only for you" in shown, "For both" in shown) == (False, False)
    assert ("Only for you" in inside, "For both" in inside) == (True, True)
    assert Client().get(f"/commitments/{made.key}/evidence/{laid.key}").status_code == 404
    assert of(alliance, "member_here").get(f"/commitments/{made.key}/evidence/{laid.key}").status_code == 404
    assert Client().get(f"/commitments/{made.key}/evidence/{open_one.key}").status_code == 200


def test_a_file_is_never_shown_in_the_page(alliance: cast.Alliance) -> None:
    """B27: whatever it is called and whatever it holds."""
    given = io.BytesIO(b"<script>alert(1)</script>")
    given.name = "../\u202egpj.html"
    made = of_kenya(alliance, shown=Shown.PUBLIC)
    laid = acts.lay_before(by=alliance.actor("coordinator_here"), commitment=made, file=given)
    answer = Client().get(f"/commitments/{made.key}/evidence/{laid.key}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    elsewhere = of_kenya(alliance, shown=Shown.PUBLIC)
    assert Client().get(f"/commitments/{elsewhere.key}/evidence/{laid.key}").status_code == 404


def test_that_it_came_from_harm_is_told_to_the_two_sides_alone(alliance: cast.Alliance) -> None:
    made = of_kenya(alliance, shown=Shown.PUBLIC, origin=Origin.AMENDS, origin_words="what happened in March")
    shown, inside = (
        body(Client(), f"/commitments/{made.key}"),
        body(of(alliance, "coordinator_here"), f"/commitments/{made.key}"),
    )
    assert ("amends" in shown, "in March" in shown) == (False, False)
    assert ("amends" in inside, "in March" in inside) == (True, True)
    assert "in March" not in body(of(alliance, "coordinator_here"), "/commitments?format=csv")
    assert WHAT in body(Client(), "/commitments?origin=amends")  # no question finds them by it: it is passed over
    assert WHAT in body(Client(), "/commitments?origin=own")  # and none finds that it is of no other origin


def test_a_duplicates_promises_become_the_kept_ones(alliance: cast.Alliance) -> None:
    twin = twin_of(alliance)
    made = acts.make_commitment(
        by=CONSOLE, owner=acts.Owner(organisation=twin), promise=promise(alliance, shown=Shown.PRIVATE)
    )
    assert not seeing.seen_by(alliance.actor("focal_point_here")).filter(pk=made.pk).exists()
    merge_organisations(by=CONSOLE, kept=alliance.circle, gone=twin, reason="The same people.")
    acts.say_done(by=alliance.actor("focal_point_here"), commitment=made)
    assert "Tumaini Circle" in body(of(alliance, "focal_point_elsewhere"), f"/commitments/{made.key}")


def test_what_a_merged_network_promised_is_the_kept_ones(alliance: cast.Alliance) -> None:
    made = of_kenya(alliance, shown=Shown.PRIVATE)
    merge_networks(
        by=CONSOLE,
        gone=Network.objects.get(pk=alliance.here.pk),
        kept=Network.objects.get(pk=alliance.elsewhere.pk),
        reason="One from now on.",
        bodies_close=True,
        offices_end=True,
    )
    coordinator = alliance.actor("coordinator_elsewhere")
    assert seeing.seen_by(coordinator).filter(pk=made.pk).exists()
    acts.say_done(by=coordinator, commitment=made)


def test_search_finds_what_one_may_read(alliance: cast.Alliance) -> None:
    """B02: a private one is not even indexed."""
    of_circle(alliance, shown=Shown.PRIVATE)
    assert search.renew(search.kind_named("commitments.commitment"), []).written == 0  # type: ignore[arg-type] # it is declared
    assert WHAT not in body(of(alliance, "focal_point_here"), "/search?q=helpline+posters")
    of_kenya(alliance, to=(acts.To(),))
    assert WHAT.split()[0] in body(of(alliance, "member_here"), "/search?q=helpline")
    for client in (Client(), of(alliance, "member_elsewhere"), of(alliance, "stranger")):
        assert "/commitments/" not in body(client, "/search?q=helpline")
    made = of_kenya(alliance, what="Plant forty mango trees", shown=Shown.PUBLIC)
    assert f"/commitments/{made.key}" in body(Client(), "/search?q=mango")
    acts.change_shown(
        by=alliance.actor("coordinator_here"), commitment=made, shown=Shown.PRIVATE, words="Somebody was threatened."
    )
    assert f"/commitments/{made.key}" not in body(Client(), "/search?q=mango")
