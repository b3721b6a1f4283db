"""What holds somebody back from signing: sealed, read by whom they told and by nobody else, gone in time."""

import datetime as dt

import pytest

from answerable.alliance.actions import people
from answerable.conduct.actions.holding_back import forget_old_words, hold_back
from answerable.conduct.models import HoldBack
from answerable.conduct.queries import holding_back
from answerable.kit import clock
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE

from . import signed
from .signed import Code
from .test_signing_pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def told_at(code: Code, role: str) -> list[str]:
    """What somebody reads at the desks of Tumaini Circle, of Kenya and of the alliance."""
    actor, here = code.alliance.actor(role), code.alliance
    talks = holding_back.talks_of_organisation(here.circle, actor)
    for network in (here.here, here.root):
        talks += holding_back.talks_of_network(network, actor)
    return [one.first.words for one in talks]


def test_what_holds_back_is_sealed_and_read_only_by_whom_they_told(code: Code) -> None:
    """B07: nothing of it lies in clear."""
    words = "I was asked to keep silent."
    kept = hold_back(by=code.alliance.actor("member_here"), version=code.first, words=words, tell_focal_point=True)
    assert words.encode() not in bytes(kept.sealed)
    readers = [role for role in code.alliance.accounts if told_at(code, role) == [words]]
    assert sorted(readers) == ["focal_point_here", "partner_here"]
    assert {one.account for one in Notice.objects.filter(kind="conduct.held_back")} == {
        code.alliance.accounts["focal_point_here"], code.alliance.accounts["partner_here"],
    }  # fmt: skip


def test_what_keepers_were_told_is_for_the_nearest_and_nobody_above(code: Code) -> None:
    """B02: hierarchy is not access."""
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="A doubt.", tell_keepers=True)
    assert [role for role in code.alliance.accounts if told_at(code, role)] == ["coordinator_here"]


def test_whoever_moves_on_takes_no_reader_along(code: Code) -> None:
    """What was said to one organisation's focal point is not read by another's after its person changed places."""
    here, member = code.alliance, code.alliance.people["member_here"]
    hold_back(by=here.actor("member_here"), version=code.first, words="A doubt.", tell_focal_point=True)
    people.affiliate(by=CONSOLE, person=member, organisation=here.nile)
    assert holding_back.talks_of_organisation(here.nile, here.actor("focal_point_elsewhere")) == []
    assert told_at(code, "focal_point_here") == ["A doubt."]


def test_what_holds_back_stays_with_oneself_unless_one_tells(code: Code) -> None:
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Mine alone.")
    assert [role for role in code.alliance.accounts if told_at(code, role)] == []
    assert not Notice.objects.filter(kind="conduct.held_back").exists()
    said = holding_back.own(code.alliance.people["member_here"], code.first)
    assert said is not None
    assert said.words == "Mine alone."


def test_what_held_back_goes_when_one_signs(code: Code) -> None:
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Not sure.")
    signed.signed_by(code, "member_here")
    assert not HoldBack.objects.exists()


def test_what_held_back_goes_after_a_year(code: Code) -> None:
    hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Not sure.")
    HoldBack.objects.update(written_on=clock.today() - dt.timedelta(days=366))
    assert forget_old_words(by=CONSOLE) == 1


def test_words_taken_back_do_not_come_back_with_an_older_backup(code: Code) -> None:
    """What was deleted stays deleted: the words are named by what was sealed, and only these go again."""
    from answerable.conduct.actions.forgetting_words import drop_words_again, mark_of

    kept = hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Private.")
    mark = mark_of(kept)
    later = hold_back(by=code.alliance.actor("member_here"), version=code.first, words="Private.")
    drop_words_again(mark, by=CONSOLE)
    assert HoldBack.objects.get() == later
    drop_words_again(mark_of(later), by=CONSOLE)
    assert not HoldBack.objects.exists()


def test_words_that_hold_back_are_read_where_they_were_told(code: Code) -> None:
    hold_back(
        by=code.alliance.actor("member_here"),
        version=code.first,
        words="Clause two frightens me.",
        tell_focal_point=True,
    )
    address = f"/o/{code.alliance.circle.slug}/signatures"
    assert "Clause two frightens me." in client_of(code, "focal_point_here").get(address).content.decode()
    for role in ("coordinator_here", "secretariat"):
        assert "Clause two frightens me." not in client_of(code, role).get(address).content.decode()
        network = client_of(code, role).get(f"/n/{code.alliance.here.slug}/signatures").content.decode()
        assert "Clause two frightens me." not in network


def test_holding_back_is_kept_changed_and_deleted(code: Code) -> None:
    client = client_of(code, "member_here")
    assert client.post("/promises/code/sign/not-yet", {"what": "Not sure yet."}).status_code == 303
    assert "Not sure yet." in client.get("/promises/code/sign/not-yet").content.decode()
    assert client.post("/promises/code/sign/not-yet/delete").status_code == 303
    assert not HoldBack.objects.exists()
