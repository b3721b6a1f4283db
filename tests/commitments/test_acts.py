"""What can happen to a commitment, and what stays of it."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Refused
from answerable.commitments import actions as acts
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment, TurnRow
from answerable.commitments.rules.words import Party, Shown, State, Turn
from answerable.kit import clock
from answerable.ledger.models import Entry
from tests import cast

from .given import WHAT, days, of_circle, of_kenya, of_zawadi, promise, refused, told


def test_an_organisation_says_what_it_will_do(alliance: cast.Alliance) -> None:
    made = of_circle(
        alliance,
        steps=(NewStep("Find a printer", days(7)), NewStep("Hang them up")),
        texts={"es": ("Imprimir el número", "")},
    )
    assert (made.state, made.due, made.place, made.shown) == (State.OPEN, days(30), alliance.here, Shown.NETWORK)
    assert [(one.language, one.what) for one in made.texts.order_by("language")] == [
        ("en", WHAT),
        ("es", "Imprimir el número"),
    ]
    assert [(one.kind, one.organisation) for one in made.owed.all()] == [(Party.ORGANISATION, alliance.nile)]
    assert [step.words for step in made.steps.all()] == ["Find a printer", "Hang them up"]
    assert [(row.kind, row.state, row.due_after) for row in made.turns.all()] == [(Turn.MADE, State.OPEN, days(30))]
    assert told(alliance, "focal_point_elsewhere") == {"commitments.made"}
    assert told(alliance, "partner_here") == {"commitments.made"}
    assert told(alliance, "focal_point_here") == set()


def test_what_is_said_enters_the_ledger_without_a_word(alliance: cast.Alliance) -> None:
    made = of_circle(alliance)
    entry = Entry.objects.order_by("-n").first()
    assert entry is not None
    assert (entry.act, entry.subject_id, entry.office) == ("commitments.make_commitment", str(made.key), "focal_point")
    assert WHAT not in entry.detail


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("what_needed", {"what": "  "}),
        ("to_whom", {"to": ()}),
        ("due_before_made", {"due": dt.date(2020, 1, 1)}),
        ("in_the_future", {"made_on": dt.date(2999, 1, 1), "due": dt.date(2999, 2, 1)}),
        ("private_to_the_public", {"to": (acts.To(),), "shown": Shown.PRIVATE}),
        ("words_too_long", {"what": "a" * 301}),
        ("step_too_long", {"steps": (NewStep("a" * 301),)}),
        ("too_many_steps", {"steps": tuple(NewStep(str(at)) for at in range(41))}),
        ("too_many_owed", {"to": tuple(acts.To(words=str(at)) for at in range(21))}),
    ],
)
def test_what_cannot_be_promised_is_said(alliance: cast.Alliance, code: str, facts: dict[str, object]) -> None:
    refused(code, of_circle, alliance=alliance, **facts)
    assert Commitment.objects.count() == 0


def test_nobody_promises_to_themself(alliance: cast.Alliance) -> None:
    refused("owed_to_oneself", of_circle, alliance=alliance, to=(acts.To(organisation=alliance.circle),))


@pytest.mark.parametrize(
    "role", ["member_here", "coordinator_here", "focal_point_elsewhere", "secretariat", "stranger"]
)
def test_nobody_promises_for_an_organisation_without_its_office(alliance: cast.Alliance, role: str) -> None:
    """B10: those who keep an organisation’s records do not speak for it."""
    with pytest.raises(Refused):
        of_circle(alliance, by=alliance.actor(role))


def test_nobody_promises_for_another_person(alliance: cast.Alliance) -> None:
    owner = acts.Owner(person=alliance.people["member_here"])
    with pytest.raises(Refused):
        acts.make_commitment(by=alliance.actor("secretariat"), owner=owner, promise=promise(alliance))


def test_done_in_time_and_late(alliance: cast.Alliance) -> None:
    one, two = of_circle(alliance), of_circle(alliance, made_on=days(-60), due=days(-10))
    actor = alliance.actor("partner_here")
    acts.say_done(by=actor, commitment=one, words="Four hundred posters.")
    acts.say_done(by=actor, commitment=two, on=days(-5))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, one.closed_on) == (State.DONE, clock.today())
    assert (two.state, two.closed_on) == (State.DONE_LATE, days(-5))
    refused("before_it_was_made", acts.say_done, by=actor, commitment=of_circle(alliance), on=days(-1))
    refused("in_the_future", acts.say_done, by=actor, commitment=of_circle(alliance), on=days(1))


def test_not_kept_says_why_and_what_comes_instead(alliance: cast.Alliance) -> None:
    made, actor = of_circle(alliance), alliance.actor("focal_point_here")
    refused("say_why", acts.not_kept, by=actor, commitment=made, words=" ")
    acts.not_kept(
        by=actor, commitment=made, words="The printer closed.", instead=promise(alliance, what="Paint it on the wall")
    )
    made.refresh_from_db()
    after = made.successors.get()
    assert (made.state, after.state, after.organisation) == (State.NOT_KEPT, State.OPEN, alliance.circle)
    assert made.turns.last().words == "The printer closed."  # type: ignore[union-attr] # just written
    assert "commitments.not_kept" in told(alliance, "focal_point_elsewhere")


def test_what_was_not_kept_is_done_late_after_all(alliance: cast.Alliance) -> None:
    made, actor = of_circle(alliance), alliance.actor("focal_point_here")
    acts.not_kept(by=actor, commitment=made, words="The printer closed.")
    acts.say_done(by=actor, commitment=made)
    assert Commitment.objects.get(pk=made.pk).state == State.DONE_LATE


def test_a_day_moves_with_its_reason(alliance: cast.Alliance) -> None:
    made, actor = of_circle(alliance), alliance.actor("focal_point_here")
    acts.move_day(by=actor, commitment=made, due=days(60), words="The rains came early.")
    made.refresh_from_db()
    row = made.turns.get(kind=Turn.DAY)
    assert (made.due, row.due_before, row.due_after, row.words) == (
        days(60),
        days(30),
        days(60),
        "The rains came early.",
    )
    refused("say_why", acts.move_day, by=actor, commitment=made, due=days(90), words="")
    refused("same_day", acts.move_day, by=actor, commitment=made, due=days(60), words="Why not.")
    refused("day_is_past", acts.move_day, by=actor, commitment=made, due=days(-1), words="Why not.")


def test_open_again_needs_a_day_to_come(alliance: cast.Alliance) -> None:
    made, actor = of_circle(alliance, made_on=days(-60), due=days(-10)), alliance.actor("focal_point_here")
    acts.say_done(by=actor, commitment=made)
    refused("day_is_past", acts.open_again, by=actor, commitment=made, words="It fell down.")
    acts.open_again(by=actor, commitment=made, words="It fell down.", due=days(5))
    made.refresh_from_db()
    assert (made.state, made.closed_on, made.due) == (State.OPEN, None, days(5))


def test_history_is_never_changed(alliance: cast.Alliance) -> None:
    """The database itself refuses."""
    made = of_circle(alliance)
    for change in ({"words": "x"}, {"state": "done"}, {"due_after": days(1)}, {"by": "nobody"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            TurnRow.objects.filter(commitment=made).update(**change)
    acts.ask_release(by=alliance.actor("focal_point_here"), commitment=made, words="We are two now.")
    acts.answer_release(by=alliance.actor("focal_point_elsewhere"), commitment=made, agrees=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.requests.get().answers.update(agrees=False)


def test_steps_are_done_and_keep_their_day(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance, steps=(NewStep("One"), NewStep("Two"))), alliance.actor("focal_point_here")
    one, two = made.steps.all()
    with time_machine.travel(dt.datetime.combine(days(2), dt.time(12), tzinfo=dt.UTC)):
        acts.tick_steps(by=owner, commitment=made, done=[one.pk])
    with time_machine.travel(dt.datetime.combine(days(4), dt.time(12), tzinfo=dt.UTC)):
        acts.tick_steps(by=owner, commitment=made, done=[one.pk, two.pk])
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.done_on, two.done_on) == (days(2), days(4))
    acts.tick_steps(by=owner, commitment=made, done=[two.pk])
    one.refresh_from_db()
    assert one.done_on is None
    acts.remove_step(by=owner, commitment=made, step=one)
    assert [step.words for step in made.steps.all()] == ["Two"]
    stranger = of_circle(alliance, steps=(NewStep("Elsewhere"),)).steps.get()
    with pytest.raises(Hidden):
        acts.remove_step(by=owner, commitment=made, step=stranger)


def test_words_change_openly(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance, texts={"es": ("Imprimir", "")}), alliance.actor("focal_point_here")
    acts.reword(by=owner, commitment=made, what="Print the helpline on two hundred posters")
    row = made.turns.get(kind=Turn.WORDS)
    assert row.words == WHAT
    assert made.texts.get(language="es").state == "stale"
    assert "commitments.reworded" in told(alliance, "focal_point_elsewhere")
    acts.say_done(by=owner, commitment=made)
    refused("closed_already", acts.reword, by=owner, commitment=made, what="Something else")


def test_fewer_readers_need_a_reason(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance, shown=Shown.PUBLIC), alliance.actor("focal_point_here")
    refused("say_why", acts.change_shown, by=owner, commitment=made, shown=Shown.NETWORK)
    acts.change_shown(by=owner, commitment=made, shown=Shown.NETWORK, words="Somebody was threatened.")
    acts.change_shown(by=owner, commitment=made, shown=Shown.PUBLIC)
    assert [row.shown for row in made.turns.filter(kind=Turn.SHOWN)] == [Shown.NETWORK, Shown.PUBLIC]


def test_a_network_and_a_person_promise(alliance: cast.Alliance) -> None:
    kenya, zawadi = of_kenya(alliance), of_zawadi(alliance)
    assert (kenya.place, zawadi.place) == (alliance.here, alliance.here)
    acts.say_done(by=alliance.actor("coordinator_above"), commitment=kenya)
    acts.say_done(by=alliance.actor("member_here"), commitment=zawadi)


def test_what_a_private_one_tells_in_mail_and_ledger_is_that_something_happened(alliance: cast.Alliance) -> None:
    """B18: neither the words nor the act."""
    made = of_circle(alliance, shown=Shown.PRIVATE)
    acts.not_kept(by=alliance.actor("focal_point_here"), commitment=made, words="The printer closed.")
    assert told(alliance, "focal_point_elsewhere") == {"commitments.private"}
    entries = Entry.objects.filter(act__startswith="commitments.")
    assert {(one.act, one.subject_id, one.place, one.office) for one in entries} == {
        ("commitments.act_privately", "", "", "")
    }
    assert mail.outbox == []


def test_the_system_acts_for_every_side(alliance: cast.Alliance) -> None:
    """The console holds the machine already."""
    made = of_circle(alliance, by=Actor.of_system("console"))
    acts.say_done(by=Actor.of_system("console"), commitment=made)
