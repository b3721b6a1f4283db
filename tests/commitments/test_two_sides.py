"""The two sides: letting go, seeing it otherwise, taking back what one said."""

import pytest

from answerable.access.refusals import Refused
from answerable.commitments import actions as acts
from answerable.commitments.models import Commitment
from answerable.commitments.rules.releasing import Verdict
from answerable.commitments.rules.words import Remark, State
from answerable.kit import clock
from tests import cast

from .given import of_circle, refused, told


def test_those_it_was_made_to_let_go(alliance: cast.Alliance) -> None:
    made, owner, owed = of_circle(alliance), alliance.actor("focal_point_here"), alliance.actor("focal_point_elsewhere")
    refused("not_asked", acts.answer_release, by=owed, commitment=made, agrees=True)
    acts.ask_release(by=owner, commitment=made, words="We are two now.")
    refused("asked_already", acts.ask_release, by=owner, commitment=made, words="Please.")
    assert "commitments.release_asked" in told(alliance, "focal_point_elsewhere")
    assert acts.answer_release(by=owed, commitment=made, agrees=True) == Verdict.RELEASED
    made.refresh_from_db()
    assert made.state == State.RELEASED
    assert "commitments.release_answered" in told(alliance, "focal_point_here")
    refused("cannot_move_so", acts.say_done, by=owner, commitment=made)


def test_one_of_several_who_counts_on_it_decides(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, to=(acts.To(organisation=alliance.nile), acts.To(network=alliance.elsewhere), acts.To()))
    acts.ask_release(by=alliance.actor("focal_point_here"), commitment=made, words="We are two now.")
    assert (
        acts.answer_release(by=alliance.actor("focal_point_elsewhere"), commitment=made, agrees=True) == Verdict.WAITING
    )
    refused(
        "answered_already",
        acts.answer_release,
        by=alliance.actor("focal_point_elsewhere"),
        commitment=made,
        agrees=False,
        words="No.",
    )
    coordinator = alliance.actor("coordinator_elsewhere")
    refused("say_why", acts.answer_release, by=coordinator, commitment=made, agrees=False)
    assert (
        acts.answer_release(by=coordinator, commitment=made, agrees=False, words="We planned with it.")
        == Verdict.DECLINED
    )
    made.refresh_from_db()
    assert made.state == State.OPEN
    refused("not_asked", acts.answer_release, by=coordinator, commitment=made, agrees=True)


def test_nobody_recorded_can_let_go_of_what_was_said_to_the_public(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, to=(acts.To(), acts.To(words="the market women")))
    refused(
        "nobody_can_release", acts.ask_release, by=alliance.actor("focal_point_here"), commitment=made, words="Please."
    )


def test_an_owner_takes_the_question_back(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance), alliance.actor("focal_point_here")
    acts.ask_release(by=owner, commitment=made, words="We are two now.")
    acts.withdraw_request(by=owner, commitment=made)
    refused("not_asked", acts.answer_release, by=alliance.actor("focal_point_elsewhere"), commitment=made, agrees=True)


def test_those_it_was_made_to_see_it_otherwise(alliance: cast.Alliance) -> None:
    made, owed = of_circle(alliance), alliance.actor("focal_point_elsewhere")
    refused("nothing_claimed", acts.say, by=owed, commitment=made, words="No poster here.", kind=Remark.OTHERWISE)
    acts.say_done(by=alliance.actor("focal_point_here"), commitment=made)
    acts.say(by=owed, commitment=made, words="No poster here.", kind=Remark.OTHERWISE)
    made.refresh_from_db()
    assert (made.state, made.seen_otherwise) == (State.DONE, True)
    assert "commitments.seen_otherwise" in told(alliance, "focal_point_here")
    with pytest.raises(Refused):
        acts.say(by=alliance.actor("focal_point_here"), commitment=made, words="But yes.", kind=Remark.OTHERWISE)
    acts.open_again(by=alliance.actor("focal_point_here"), commitment=made, words="They are right.")
    assert not Commitment.objects.get(pk=made.pk).seen_otherwise


def test_a_comment_is_taken_back_by_its_own_side_alone(alliance: cast.Alliance) -> None:
    made, owed = of_circle(alliance), alliance.actor("focal_point_elsewhere")
    said = acts.say(by=owed, commitment=made, words="Call Amina on 0700 first.")
    with pytest.raises(Refused):
        acts.take_back_comment(by=alliance.actor("focal_point_here"), comment=said)
    acts.take_back_comment(by=owed, comment=said)
    said.refresh_from_db()
    assert (said.words, said.taken_back_on) == ("", clock.today())
