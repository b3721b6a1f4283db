"""Whoever was told what holds somebody back answers; only the two read it, and no message has a word of it."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.conduct.actions.answering_hold_backs import answer_hold_back, say_more
from answerable.conduct.actions.forgetting_signers import forget_signer
from answerable.conduct.actions.holding_back import hold_back
from answerable.conduct.models import HoldBack, HoldBackReply, ToldTo
from answerable.conduct.queries import about, holding_back
from answerable.ledger.models import Entry
from answerable.notices.kinds import kind_named
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code
from .test_signing_pages import client_of

pytestmark = pytest.mark.django_db
DOUBT, ANSWER = "Clause two was used against me.", "It was changed after you spoke up."


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


@pytest.fixture
def told(code: Code) -> ToldTo:
    """Zawadi Njeri told whoever speaks for Tumaini Circle."""
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words=DOUBT, tell_focal_point=True)
    return ToldTo.objects.get()


def page_of(told: ToldTo) -> str:
    return reverse("held_back", args=[told.key])


def answered(code: Code, told: ToldTo, words: str = ANSWER) -> HoldBackReply:
    return answer_hold_back(by=code.alliance.actor("focal_point_here"), told=told, words=words)


def test_an_answer_is_sealed_and_read_by_the_two_alone(code: Code, told: ToldTo) -> None:
    """B07: nothing of it lies in clear; B02: whoever stands above reads nothing."""
    made = answered(code, told)
    assert ANSWER.encode() not in bytes(made.sealed)
    reads = {
        role for role in code.alliance.accounts
        if ANSWER in client_of(code, role).get(page_of(told)).content.decode()
    }  # fmt: skip
    assert reads == {"member_here", "focal_point_here", "partner_here"}


def test_everybody_else_finds_nothing_there(code: Code, told: ToldTo) -> None:
    """The same 404 as for what does not exist."""
    for role in ("coordinator_here", "secretariat", "editor_here", "focal_point_elsewhere"):
        client = client_of(code, role)
        here, nowhere = client.get(page_of(told)), client.get(f"/held-back/{code.first.instrument.key}")
        assert (here.status_code, nowhere.status_code) == (404, 404)
        with pytest.raises(Hidden):
            answer_hold_back(by=code.alliance.actor(role), told=told, words="I read it.")
    with pytest.raises(Hidden):
        say_more(by=code.alliance.actor("focal_point_here"), told=told, words="Not mine.")
    with pytest.raises(Hidden):
        answer_hold_back(by=code.alliance.actor("member_here"), told=told, words="To myself.")


def test_it_is_open_until_it_is_answered_and_again_when_one_asks_further(code: Code, told: ToldTo) -> None:
    desk = f"/o/{code.alliance.circle.slug}/signatures"
    focal, member = client_of(code, "focal_point_here"), client_of(code, "member_here")
    assert "Still open" in focal.get(desk).content.decode()
    assert focal.post(page_of(told), {"what": ANSWER}).status_code == 303
    assert "Still open" not in focal.get(desk).content.decode()
    assert "Answered" in member.get("/promises/code/sign/not-yet").content.decode()
    assert member.post(page_of(told), {"what": "And who decides now?"}).status_code == 303
    assert "Still open" in focal.get(desk).content.decode()
    assert "And who decides now?" in focal.get(page_of(told)).content.decode()


def test_notices_tell_that_something_awaits_and_no_word_of_it(code: Code, told: ToldTo) -> None:
    answered(code, told)
    notice = Notice.objects.get(kind="conduct.hold_back_answered")
    assert notice.account == code.alliance.accounts["member_here"]
    assert (notice.facts, notice.url) == ({}, page_of(told))
    kind = kind_named("conduct.hold_back_answered")
    assert kind is not None
    assert kind.private
    ledger = " ".join(Entry.objects.values_list("detail", flat=True))
    assert not any(word in ledger for word in (DOUBT, ANSWER))


def test_what_was_answered_is_not_changed_under_the_answer(code: Code, told: ToldTo) -> None:
    member = client_of(code, "member_here")
    answered(code, told)
    with pytest.raises(Unacceptable, match="answered_meanwhile"):
        hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Never mind.")
    sent = member.post("/promises/code/sign/not-yet", {"what": "Never mind."})
    assert "Never mind." in sent.content.decode()
    assert holding_back.find(told.key, code.alliance.actor("member_here")) is not None
    assert member.post("/promises/code/sign/not-yet/delete").status_code == 303
    assert not HoldBackReply.objects.exists()


def test_signing_and_deleting_take_the_answers_along(code: Code, told: ToldTo) -> None:
    answered(code, told)
    signed.signed_by(code, "member_here")
    assert not HoldBack.objects.exists()
    assert not HoldBackReply.objects.exists()


def test_two_who_were_told_do_not_read_each_others_answers(code: Code) -> None:
    hold_back(
        by=code.alliance.actor("member_here"), version=code.first, words=DOUBT, tell_focal_point=True, tell_keepers=True
    )
    circle = ToldTo.objects.get(organisation=code.alliance.circle)
    kenya = ToldTo.objects.get(network=code.alliance.here)
    answer_hold_back(by=code.alliance.actor("coordinator_here"), told=kenya, words="From Kenya.")
    answer_hold_back(by=code.alliance.actor("focal_point_here"), told=circle, words="From the circle.")
    focal, keeper, member = (client_of(code, role) for role in ("focal_point_here", "coordinator_here", "member_here"))
    assert "From Kenya." not in focal.get(page_of(circle)).content.decode()
    assert focal.get(page_of(kenya)).status_code == 404
    assert keeper.get(page_of(circle)).status_code == 404
    assert "From Kenya." in member.get(page_of(kenya)).content.decode()
    taken = about.held_back_by(code.alliance.people["member_here"])
    assert [one["words"] for one in taken[0]["answers"]] == ["From the circle.", "From Kenya."]
    assert [one["words"] for one in about.answers_given_by(code.alliance.people["coordinator_here"])] == ["From Kenya."]


def test_whoever_answered_is_forgotten_and_the_answer_stays(code: Code, told: ToldTo) -> None:
    answered(code, told)
    forget_signer(by=CONSOLE, person=code.alliance.people["focal_point_here"])
    assert HoldBackReply.objects.get().by == ""
    assert ANSWER in client_of(code, "member_here").get(page_of(told)).content.decode()


def test_an_empty_answer_is_not_kept(code: Code, told: ToldTo) -> None:
    assert client_of(code, "focal_point_here").post(page_of(told), {"what": "  "}).status_code == 200
    with pytest.raises(Unacceptable, match="answer_needed"):
        answered(code, told, " ")
    assert not HoldBackReply.objects.exists()


def test_whoever_holds_back_finds_the_answer_from_their_own_page(code: Code, told: ToldTo) -> None:
    person, version = told.held_back.person, code.first.pk
    open_still = holding_back.answered_of_person(person, [version])
    answered(code, told)
    heard = holding_back.answered_of_person(person, [version])
    say_more(by=code.alliance.actor("member_here"), told=told, words="Not quite.")
    asked_on = holding_back.answered_of_person(person, [version])
    assert (open_still, heard, asked_on) == ({version: False}, {version: True}, {version: False})
    way = reverse("hold_back", args=[code.first.instrument.slug])
    assert way in client_of(code, "member_here").get("/me").content.decode()
