"""Saying how a duty stands, and what others say of that: by whom, with what weight, and what is left of what is taken back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.standards.actions.claiming import (
    Said,
    ask_back,
    claim,
    claim_many,
    confirm,
    take_back,
    vouch,
    withdraw_confirmation,
    withdraw_vouch,
)
from answerable.standards.actions.helping import end_offer, offer
from answerable.standards.models import Claim, ClaimStep, Document, DocumentPiece, Offer
from answerable.standards.rules.saying import ClaimMove, OfferKind
from answerable.standards.rules.words import Basis, Level, State
from tests import cast

from .given import CONSOLE, days, duty, said, stands, subject
from .visiting import got, of_claim, of_duty, page, sent, visitor

pytestmark = pytest.mark.django_db
CONTENT = b"Minutes of the meeting with Tumbili, 4 June."


def typed(**more: object) -> dict[str, object]:
    return {
        "state": "done", "said": "We met Tumbili.", "about_from": days(-3).isoformat(), "about_to": "", "link": "",
        "shown": "members", **more,
    }  # fmt: skip


def partner(alliance: cast.Alliance) -> Offer:
    """Nile Youth said that it may be asked to vouch in all of Lakes, so in Kenya too."""
    return offer(
        by=alliance.actor("focal_point_elsewhere"), organisation=alliance.nile, network=alliance.region, kind=OfferKind.VOUCH
    )  # fmt: skip


def test_focal_point_says_it_is_done_and_it_counts_as_declared(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    client = visitor(alliance, "focal_point_here")
    answer = sent(client, f"{where}/say", **typed())
    assert answer["Location"] == where
    made = Claim.objects.get()
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert (judged.state, judged.bases) == (State.IN_PLACE, frozenset({Basis.DECLARED}))
    assert "We met Tumbili." in got(client, of_claim(made))


def test_what_was_typed_stays_where_something_is_wrong(alliance: cast.Alliance) -> None:
    one = duty()
    where = f"{of_duty(subject(alliance.circle), one)}/say"
    client = visitor(alliance, "focal_point_here")
    empty = page(sent(client, where, **typed(said="")))
    assert "Write something, give a link, or choose a file." in empty
    nothing = page(sent(client, where, **typed(said="", about_from="")))
    assert "2 things need another look" in nothing
    ahead = page(sent(client, where, **typed(about_from=days(9).isoformat())))
    assert "This day is still to come." in ahead
    assert "We met Tumbili." in ahead
    before = page(sent(client, where, **typed(about_to=days(-9).isoformat())))
    assert "The end lies before the beginning." in before
    assert not Claim.objects.exists()


def test_only_those_who_speak_for_it_say_how_it_stands(alliance: cast.Alliance) -> None:
    one = duty()
    where = f"{of_duty(subject(alliance.circle), one)}/say"
    for role in ("coordinator_here", "coordinator_elsewhere", "member_here", "focal_point_elsewhere"):
        assert sent(visitor(alliance, role), where, **typed()).status_code == 403
        with pytest.raises(Refused):
            claim(by=alliance.actor(role), subject=subject(alliance.circle), duty=one, said=Said(words="We met."))
    assert not Claim.objects.exists()


def test_begun_counts_as_nothing_yet(alliance: cast.Alliance) -> None:
    one = duty()
    sent(visitor(alliance, "focal_point_here"), f"{of_duty(subject(alliance.circle), one)}/say", **typed(state="begun"))
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.state == State.STARTED


def test_coordinator_confirms_and_asks_for_more(alliance: cast.Alliance) -> None:
    one = duty()
    made = said(alliance, one)
    client = visitor(alliance, "coordinator_here")
    assert re.search(r"/confirm\"", got(client, of_claim(made)))
    assert sent(client, of_claim(made, "claim_ask_back"), said="").status_code == 200
    sent(client, of_claim(made, "claim_ask_back"), said="Whom did you meet?")
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.state == State.IN_PLACE  # it takes nothing away
    sent(client, of_claim(made, "claim_confirm"), said="I was there.")
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.bases == frozenset({Basis.CONFIRMED})
    assert '/confirm"' not in got(client, of_claim(made))
    assert "I was there." in got(visitor(alliance, "focal_point_here"), of_claim(made))
    assert "I was there." not in got(visitor(alliance, "member_elsewhere"), of_claim(made))
    again = page(sent(client, of_claim(made, "claim_confirm"), said=""))
    assert "This was said already." in again


@pytest.mark.parametrize("act", ["claim_confirm", "claim_ask_back", "claim_vouch"])
def test_one_sees_whole_what_one_says_something_of(alliance: cast.Alliance, act: str) -> None:
    partner(alliance)
    words = "We met Tumbili. " * 40 + "They were not content."
    upload = SimpleUploadedFile("minutes.txt", CONTENT)
    made = said(alliance, duty(), words=words, link="https://tumbili.example/june", file=upload)
    role = "focal_point_elsewhere" if act == "claim_vouch" else "coordinator_here"
    shown = got(visitor(alliance, role), of_claim(made, act))
    assert words in shown
    assert "https://tumbili.example/june" in shown
    assert of_claim(made, "claim_document") in shown
    assert "Talk with women’s-rights groups" in shown.split("<h1>")[1]


def test_whoever_keeps_the_records_takes_back_what_they_said_for_others(alliance: cast.Alliance) -> None:
    """What came with a list may be wrong in one row: the whole list need not go."""
    one, whom = duty(), subject(alliance.circle)
    keeper = alliance.actor("coordinator_here")
    (made,), _names = claim_many(by=keeper, rows=[(whom, one, Said(words="They met."))])
    assert "/back" not in got(visitor(alliance, "coordinator_above"), of_claim(made))
    assert sent(visitor(alliance, "coordinator_above"), of_claim(made, "claim_take_back")).status_code == 403
    client = visitor(alliance, "coordinator_here")
    assert of_claim(made, "claim_take_back") in got(client, of_claim(made))
    assert "They met." in got(client, of_claim(made, "claim_take_back"))
    assert sent(client, of_claim(made, "claim_take_back"))["Location"] == of_claim(made)
    made.refresh_from_db()
    assert made.taken_back_on


def test_nobody_confirms_their_own_word(alliance: cast.Alliance) -> None:
    one = duty(levels=(Level.NATIONAL,))
    place = subject(alliance.here)
    made = claim(by=alliance.actor("coordinator_here"), subject=place, duty=one, said=Said(words="We met."))
    with pytest.raises(Refused):
        confirm(by=alliance.actor("coordinator_here"), claim=made)
    above = claim(by=alliance.actor("coordinator_above"), subject=place, duty=one, said=Said(words="We met."))
    with pytest.raises(Unacceptable):
        confirm(by=alliance.actor("coordinator_above"), claim=above)
    assert (
        sent(visitor(alliance, "focal_point_here"), of_claim(said(alliance, duty("X2")), "claim_confirm")).status_code
        == 403
    )
    confirm(by=alliance.actor("coordinator_above"), claim=made)
    assert ClaimStep.objects.count() == 1


def test_coordinator_of_another_region_changes_nothing(alliance: cast.Alliance) -> None:
    made = said(alliance, duty())
    client = visitor(alliance, "coordinator_elsewhere")
    for act in ("claim_confirm", "claim_ask_back", "claim_vouch", "claim_take_back"):
        assert sent(client, of_claim(made, act), said="Mine.").status_code == 403, act
    for verb in (confirm, take_back):
        with pytest.raises(Refused):
            verb(by=alliance.actor("coordinator_elsewhere"), claim=made)
    with pytest.raises(Refused):
        ask_back(by=alliance.actor("coordinator_elsewhere"), claim=made, words="Why?")
    made.refresh_from_db()
    assert not ClaimStep.objects.exists()
    assert made.words == "We met."


def test_partner_vouches_only_where_it_offered_to(alliance: cast.Alliance) -> None:
    one = duty()
    made, unread = said(alliance, one), said(alliance, one, shown="keepers")
    actor = alliance.actor("focal_point_elsewhere")
    client = visitor(alliance, "focal_point_elsewhere")
    with pytest.raises(Refused):
        vouch(by=actor, claim=made, organisation=alliance.nile)
    assert "If you say nothing" not in got(client, of_claim(made))
    offered = partner(alliance)
    got(client, of_claim(unread), 404)  # an offer opens nothing that its owner shows to keepers alone
    with pytest.raises(Refused):
        vouch(by=actor, claim=unread, organisation=alliance.nile)
    assert "If you say nothing, it means nothing." in got(client, of_claim(made))
    sent(client, of_claim(made, "claim_vouch"), said="They came to us.")
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.bases == frozenset({Basis.VOUCHED, Basis.DECLARED})
    assert "Vouched for by Nile Youth" in got(visitor(alliance, "coordinator_here"), of_claim(made))
    end_offer(by=actor, offer=offered)
    assert ClaimStep.objects.get().move == ClaimMove.VOUCHED  # what it vouched for stays said
    assert "If you say nothing" not in got(client, of_claim(made))


def test_partner_takes_back_what_it_vouched_for_also_when_it_offers_nothing_any_more(alliance: cast.Alliance) -> None:
    one = duty()
    made, actor = said(alliance, one), alliance.actor("focal_point_elsewhere")
    offered = partner(alliance)
    vouch(by=actor, claim=made, organisation=alliance.nile)
    end_offer(by=actor, offer=offered)
    assert of_claim(made, "claim_withdraw_vouch") not in got(visitor(alliance, "coordinator_here"), of_claim(made))
    assert sent(visitor(alliance, "coordinator_here"), of_claim(made, "claim_withdraw_vouch")).status_code == 403
    with pytest.raises(Refused):
        withdraw_vouch(by=alliance.actor("focal_point_here"), claim=made, organisation=alliance.nile)
    client = visitor(alliance, "focal_point_elsewhere")
    assert of_claim(made, "claim_withdraw_vouch") in got(client, of_claim(made))
    sent(client, of_claim(made, "claim_withdraw_vouch"), said="They left Tumbili alone.")
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.bases == frozenset({Basis.DECLARED})
    shown = got(visitor(alliance, "focal_point_here"), of_claim(made))
    assert "No longer vouched for by Nile Youth" in shown
    assert "They left Tumbili alone." in shown
    with pytest.raises(Unacceptable):
        withdraw_vouch(by=actor, claim=made, organisation=alliance.nile)


def test_keeper_takes_back_a_confirmation_and_may_confirm_again(alliance: cast.Alliance) -> None:
    one = duty()
    made, keeper = said(alliance, one), alliance.actor("coordinator_here")
    client = visitor(alliance, "coordinator_here")
    assert "This was taken back already." in page(sent(client, of_claim(made, "claim_withdraw_confirmation"), said=""))
    confirm(by=keeper, claim=made)
    sent(client, of_claim(made, "claim_withdraw_confirmation"), said="It was another meeting.")
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert (judged.state, judged.bases) == (State.IN_PLACE, frozenset({Basis.DECLARED}))
    assert "No longer confirmed" in got(client, of_claim(made))
    confirm(by=keeper, claim=made)
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.bases == frozenset({Basis.CONFIRMED})
    with pytest.raises(Refused):
        withdraw_confirmation(by=alliance.actor("focal_point_here"), claim=made)


def test_partner_finds_what_it_may_vouch_for(alliance: cast.Alliance) -> None:
    made = said(alliance, duty())
    said(alliance, duty("X2"), shown="keepers", words="For keepers.")
    where = f"/o/{alliance.nile.slug}/vouching"
    client = visitor(alliance, "focal_point_elsewhere")
    assert of_claim(made) not in got(client, where)
    partner(alliance)
    shown = got(client, where)
    assert of_claim(made) in shown
    assert shown.count("/claims/") == 1
    assert sent(visitor(alliance, "focal_point_here"), where).status_code in {403, 405}


def test_partners_learn_nothing_of_whom_nobody_may_know(alliance: cast.Alliance) -> None:
    partner(alliance)
    one = duty()
    hidden = claim(by=cast.CONSOLE, subject=subject(alliance.shelter), duty=one, said=Said(words="Here."))
    got(visitor(alliance, "focal_point_elsewhere"), of_claim(hidden), 404)
    with pytest.raises(Refused):
        vouch(by=alliance.actor("focal_point_elsewhere"), claim=hidden, organisation=alliance.nile)


def test_what_is_taken_back_leaves_no_content(alliance: cast.Alliance) -> None:
    one = duty()
    upload = SimpleUploadedFile("minutes.txt", CONTENT)
    made = said(alliance, one, words="We met Tumbili.", link="https://tumbili.example", file=upload)
    ask_back(by=alliance.actor("coordinator_here"), claim=made, words="Was it Tumbili?")
    client = visitor(alliance, "focal_point_here")
    sent(client, of_claim(made, "claim_take_back"))
    made.refresh_from_db()
    assert (made.words, made.link, DocumentPiece.objects.count(), Document.objects.count()) == ("", "", 0, 0)
    assert ClaimStep.objects.get().words == ""
    left = got(client, of_claim(made))
    assert "Taken back on" in left
    assert "Tumbili" not in left
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert judged.state == State.NOT_REPORTED
    got(client, of_claim(made, "claim_document"), 404)
    got(client, of_claim(made, "claim_take_back"), 404)
    with pytest.raises(Hidden):
        confirm(by=alliance.actor("coordinator_here"), claim=made)


def test_many_at_once_lock_all_whom_they_are_about_first(alliance: cast.Alliance) -> None:
    """In one order, whatever the order of the rows."""
    one, of = duty(), sorted((subject(alliance.circle), subject(alliance.shelter)), key=lambda one: -one.pk)
    with CaptureQueriesContext(connection) as asked:
        claim_many(by=CONSOLE, rows=((each, one, Said(words="We met.")) for each in of))
    locks = [row["sql"] for row in asked if 'FROM "standards_subject"' in row["sql"]]
    assert set(map(int, re.findall(r"\d+", locks[0].partition(" IN (")[2].partition(")")[0]))) == {one.pk for one in of}
    assert "ORDER BY" in locks[0]
