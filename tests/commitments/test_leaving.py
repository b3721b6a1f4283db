"""Who leaves: what goes with them, what stays; and reminders, which name nothing."""

import datetime as dt
import io
import json

import pytest
import time_machine
from django.test import Client

from answerable.alliance.actions.people import forget_person
from answerable.alliance.models import Person
from answerable.commitments import actions as acts
from answerable.commitments.actions import forgetting
from answerable.commitments.models import Commitment
from answerable.commitments.rules.words import Shown, Turn
from answerable.jobs.daily import remind_of_commitments
from answerable.notices.models import Notice
from tests import cast

from .given import WHAT, days, of_circle, of_zawadi, told


def test_a_private_promise_to_nobody_recorded_goes_with_its_person(alliance: cast.Alliance) -> None:
    """B17."""
    of_zawadi(alliance, shown=Shown.PRIVATE, to=(acts.To(words="my sister"),))
    kept = of_zawadi(alliance, shown=Shown.PRIVATE)
    forget_person(by=alliance.actor("member_here"), person=alliance.people["member_here"])
    assert list(Commitment.objects.all()) == [kept]
    assert kept.turns.last().kind == Turn.LEFT  # type: ignore[union-attr] # just written


def test_what_others_read_stays_as_a_former_members(alliance: cast.Alliance) -> None:
    made = of_zawadi(alliance, shown=Shown.PUBLIC)
    forget_person(by=alliance.actor("member_here"), person=alliance.people["member_here"])
    shown = Client().get(f"/commitments/{made.key}").content.decode()
    assert "Zawadi" not in shown
    assert "A former member" in shown
    assert "The one who made it has left" in shown


def test_nobody_is_reminded_of_what_a_former_member_left(alliance: cast.Alliance) -> None:
    of_zawadi(alliance, due=days(2))
    forget_person(by=alliance.actor("member_here"), person=alliance.people["member_here"])
    remind_of_commitments.run()
    assert not Notice.objects.filter(kind="commitments.soon").exists()


def test_one_takes_along_what_one_said(alliance: cast.Alliance) -> None:
    made = of_zawadi(alliance, shown=Shown.PRIVATE, to=(acts.To(words="my sister"),))
    given = io.BytesIO(b"abc")
    given.name = "letter.txt"
    acts.lay_before(by=alliance.actor("member_here"), commitment=made, words="I wrote to her.", file=given)
    client = Client()
    client.force_login(alliance.accounts["member_here"])
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": dt.datetime.now(dt.UTC).timestamp()}]
    session["account_authentication_methods_user"] = str(alliance.accounts["member_here"].pk)
    session.save()
    own = json.loads(client.get("/me/download").content)
    assert own["commitments"][0]["words"]["en"]["what"] == WHAT
    assert own["commitments"][0]["made_to"] == ["my sister"]
    assert own["said_of_commitments"][0]["file"] == "letter.txt"


def test_what_was_taken_back_stays_so_after_a_restore(alliance: cast.Alliance) -> None:
    """B56: an older copy brings back neither a comment nor a file."""
    made, owner = of_circle(alliance), alliance.actor("focal_point_here")
    said = acts.say(by=owner, commitment=made, words="Call Amina first.")
    laid = acts.lay_before(by=owner, commitment=made, file=io.BytesIO(b"abc"))
    forgetting.take_back_comment_again(str(said.key), by=forgetting.RESTORE)
    forgetting.take_back_evidence_again(str(laid.key), by=forgetting.RESTORE)
    said.refresh_from_db()
    assert (said.words, laid.pieces.count()) == ("", 0)


def remind(day: dt.date) -> None:
    with time_machine.travel(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)):
        remind_of_commitments.run()


@pytest.mark.parametrize("shown", [Shown.NETWORK, Shown.PRIVATE])
def test_owners_are_reminded_once_a_stretch_without_a_word_of_it(alliance: cast.Alliance, shown: Shown) -> None:
    """B18."""
    made = of_circle(alliance, shown=shown)
    Notice.objects.all().delete()
    counts = {}
    for number in (10, 20, 21, 26, 28, 31, 32, 40, 61, 62):
        remind(days(number))
        counts[number] = sum(one.times for one in Notice.objects.filter(account=alliance.accounts["focal_point_here"]))
    assert counts == {10: 0, 20: 1, 21: 1, 26: 1, 28: 2, 31: 3, 32: 3, 40: 3, 61: 4, 62: 4}
    assert {json.dumps(one.facts) for one in Notice.objects.all()} == {"{}"}
    assert {one.url for one in Notice.objects.all()} == {f"/commitments/{made.key}"}
    assert told(alliance, "focal_point_here") == (
        {"commitments.private"} if shown == Shown.PRIVATE else {"commitments.soon", "commitments.overdue"}
    )


def test_whoever_said_how_it_stands_hears_nothing_more(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, due=days(2))
    acts.not_kept(by=alliance.actor("focal_point_here"), commitment=made, words="The printer closed.")
    Notice.objects.all().delete()
    remind(days(40))
    assert not Notice.objects.exists()


def test_former_members_are_people_still(alliance: cast.Alliance) -> None:
    of_zawadi(alliance)
    forget_person(by=alliance.actor("member_here"), person=alliance.people["member_here"])
    assert Person.objects.get(pk=alliance.people["member_here"].pk).former_since is not None
