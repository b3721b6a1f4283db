"""Policies: recorded, made known, looked at again; read by those who belong, and counted by themselves."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given as drawn
from hypothesis import strategies as st

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.alliance.actions.merging import merge_organisations
from answerable.backups import forgotten
from answerable.facts.keeping import keep_all
from answerable.facts.queries import by_subject
from answerable.questions.actions import close_round, open_round, take_answer
from answerable.questions.models import Round
from answerable.standards.actions import policies as acts
from answerable.standards.actions.forgetting import take_back_policy_again
from answerable.standards.actions.policies import Adopted
from answerable.standards.models import Document, Policy
from answerable.standards.queries import documents
from answerable.standards.queries.policy_rounds import asked_about
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.policies import in_force, is_understood
from answerable.standards.rules.saying import PolicyKind, Told
from answerable.standards.rules.words import Basis, Cadence, State
from tests import cast

from .given import CONSOLE, days, duty, stands
from .visiting import visitor

KIND = PolicyKind.CHILD_PROTECTION
DAY = dt.date(2026, 3, 1)


def adopted(alliance: cast.Alliance, **facts: Any) -> Policy:
    """Tumaini Circle's focal point records a policy."""
    given: dict[str, Any] = {
        "about": KIND, "title": "Keeping children safe", "adopted_on": days(-400), "review_due": days(300), "words": "We listen to children.",
    }  # fmt: skip
    return acts.adopt_policy(
        by=alliance.actor("focal_point_here"), organisation=alliance.circle, adopted=Adopted(**{**given, **facts})
    )


def told(alliance: cast.Alliance) -> list[tuple[str, dt.date, dt.date | None]]:
    name = name_of(alliance.circle)
    found = by_subject([name]).get(name, [])
    return [(one.kind, one.starts, one.ends) for one in found if one.kind.startswith("standards.")]


@pytest.mark.parametrize(
    ("review_due", "reviews", "ended_on", "expected"),
    [
        (100, [], None, [(0, 100)]),
        (200, [(90, 100, 200)], None, [(0, 200)]),
        (300, [(150, 100, 300)], None, [(0, 100), (150, 300)]),
        (300, [(101, 100, 300)], None, [(0, 300)]),
        (300, [(150, 100, 300)], 120, [(0, 100)]),
        (300, [(150, 100, 300)], 200, [(0, 100), (150, 200)]),
        (300, [(150, 100, 200), (250, 200, 300)], None, [(0, 100), (150, 200), (250, 300)]),
        (100, [], 0, [(0, 0)]),
    ],
)
def test_policy_counts_until_it_should_be_looked_at_again_and_on_from_then(
    review_due: int, reviews: list[tuple[int, int, int]], ended_on: int | None, expected: list[tuple[int, int]]
) -> None:
    def day(number: int) -> dt.date:
        return DAY + dt.timedelta(days=number)

    found = in_force(
        day(0), day(review_due), [(day(on), day(before), day(due)) for on, before, due in reviews],
        None if ended_on is None else day(ended_on),
    )  # fmt: skip
    assert [((one.starts - DAY).days, one.ends and (one.ends - DAY).days) for one in found] == expected


@drawn(st.lists(st.integers(1, 60), max_size=4), st.integers(0, 400))
def test_review_makes_no_day_good_that_is_past(gaps: list[int], at: int) -> None:
    """Whatever is said on a day, the days before it stay as they were."""
    due, reviews, on = 50, list[tuple[int, int, int]](), 0
    for gap in gaps:
        on += gap
        later = max(due, on) + gap
        reviews.append((on, due, later))
        due = later

    def days_of(some: list[tuple[int, int, int]]) -> set[int]:
        made = [tuple(DAY + dt.timedelta(days=one) for one in row) for row in some]
        last = DAY + dt.timedelta(days=some[-1][2] if some else 50)
        spans = in_force(DAY, last, made, None)  # type: ignore[arg-type] # three days each
        return {number for number in range(500) if any(one.covers(DAY + dt.timedelta(days=number)) for one in spans)}

    known = [row for row in reviews if row[0] <= at]
    assert {one for one in days_of(reviews) if one < at} >= {one for one in days_of(known) if one < at}
    following = [row for row in reviews if row[0] > at]
    if following:
        assert {one for one in days_of(reviews) if one < following[0][0]} == {
            one for one in days_of(known) if one < following[0][0]
        }


@pytest.mark.parametrize(
    ("answered", "knew", "expected"),
    [
        (5, [4, 4, 4], True),
        (5, [4, 3, 5], False),
        (10, [8, 8, 8], True),
        (10, [8, 7, 10], False),
        (0, [0], False),
        (5, [], False),
    ],
)
def test_understood_where_enough_knew_each_answer(answered: int, knew: list[int], expected: bool) -> None:
    assert is_understood(answered, knew, share=80) is expected


@pytest.mark.django_db
class TestActs:
    def test_policy_counts_by_itself(self, alliance: cast.Alliance) -> None:
        one = duty(cadence=Cadence.CONTINUOUS, proofs=(f"standards.policy.{KIND}",))
        adopted(alliance)
        at = {number: stands(alliance.circle, one, days(number)) for number in (0, 300, 301)}
        assert {number: judged and judged.state for number, judged in at.items()} == {
            0: State.IN_PLACE, 300: State.IN_PLACE, 301: State.OVERDUE,
        }  # fmt: skip
        now = at[0]
        assert now is not None
        assert now.bases == {Basis.DECLARED}

    def test_that_it_was_made_known_is_their_own_word_too(self, alliance: cast.Alliance) -> None:
        one = duty(cadence=Cadence.AT_LEAST, proofs=("standards.policies_told",))
        policy = adopted(alliance)
        acts.make_known(by=alliance.actor("focal_point_here"), policy=policy, whom=Told.BOARD, on=days(0))
        now = stands(alliance.circle, one)
        assert now is not None
        assert (now.state, now.bases) == (State.IN_PLACE, frozenset({Basis.DECLARED}))

    def test_newer_one_about_the_same_takes_its_place(self, alliance: cast.Alliance) -> None:
        first = adopted(alliance)
        adopted(alliance, adopted_on=days(-10), review_due=days(700))
        first.refresh_from_db()
        assert first.ended_on == days(-11)
        assert told(alliance) == [
            (f"standards.policy.{KIND}", days(-400), days(-11)), (f"standards.policy.{KIND}", days(-10), days(700)),
        ]  # fmt: skip

    def test_one_taken_back_by_mistake_leaves_the_others_as_if_it_had_never_been(self, alliance: cast.Alliance) -> None:
        first, middle = adopted(alliance), adopted(alliance, adopted_on=days(-200))
        last = adopted(alliance, adopted_on=days(-10), review_due=days(700))
        by = alliance.actor("focal_point_here")
        assert self.ends(first, middle, last) == [days(-201), days(-11), None]
        acts.take_back_policy(by=by, policy=middle)
        assert self.ends(first, last) == [days(-11), None]
        take_back_policy_again(str(last.key), by=CONSOLE)
        assert self.ends(first) == [None]

    def test_of_two_of_one_day_the_one_recorded_first_stands(self, alliance: cast.Alliance) -> None:
        first, second = adopted(alliance), adopted(alliance, adopted_on=days(-399))
        Policy.objects.filter(pk=second.pk).update(
            adopted_on=days(-400)
        )  # as they were recorded before that was refused
        acts.end_each(first)
        assert self.ends(first, second) == [None, days(-400)]
        acts.take_back_policy(by=alliance.actor("focal_point_here"), policy=first)
        assert self.ends(second) == [None]

    def ends(self, *policies: Policy) -> list[dt.date | None]:
        return [Policy.objects.get(pk=one.pk).ended_on for one in policies]

    def test_every_act_locks_the_ledger_before_how_it_stands(self, alliance: cast.Alliance) -> None:
        """As claims do: two at once wait one after the other, never in a circle."""
        by, one = alliance.actor("focal_point_here"), adopted(alliance)
        for act in (
            lambda: acts.review_policy(by=by, policy=one, review_due=days(900)),
            lambda: acts.make_known(by=by, policy=one, whom=Told.BOARD, on=days(-3)),
            lambda: adopted(alliance, adopted_on=days(-10)),
            lambda: acts.take_back_policy(by=by, policy=one),
        ):
            with CaptureQueriesContext(connection) as asked:
                act()
            said = [row["sql"] for row in asked]
            first = next(at for at, sql in enumerate(said) if 'FROM "standards_subject"' in sql and "ORDER BY" in sql)
            assert next(at for at, sql in enumerate(said) if "ledger_head" in sql) < first
            assert first < next(at for at, sql in enumerate(said) if '"standards_policy"' in sql)

    def test_review_goes_on_from_its_day_and_leaves_the_gap(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance, review_due=days(-100))
        acts.review_policy(by=alliance.actor("partner_here"), policy=one, review_due=days(200))
        assert told(alliance) == [
            (f"standards.policy.{KIND}", days(-400), days(-100)), (f"standards.policy.{KIND}", days(0), days(200)),
        ]  # fmt: skip

    @pytest.mark.parametrize(("due", "code"), [(0, "review_in_the_past"), (300, "review_not_later")])
    def test_review_is_for_a_later_day(self, alliance: cast.Alliance, due: int, code: str) -> None:
        with pytest.raises(Unacceptable) as refusal:
            acts.review_policy(by=alliance.actor("focal_point_here"), policy=adopted(alliance), review_due=days(due))
        assert refusal.value.code == code

    def test_making_known_is_told_with_its_day(self, alliance: cast.Alliance) -> None:
        by, one = alliance.actor("focal_point_here"), adopted(alliance)
        acts.make_known(by=by, policy=one, whom=Told.ALL_STAFF, on=days(-3), reached=12, of=19)
        assert ("standards.policies_told", days(-3), days(-3)) in told(alliance)
        with pytest.raises(Unacceptable) as refusal:
            acts.make_known(by=by, policy=one, whom=Told.BOARD, on=days(-3), reached=9, of=8)
        assert refusal.value.code == "more_than_there_are"

    @pytest.mark.parametrize(
        "role", ["member_here", "coordinator_here", "focal_point_elsewhere", "secretariat", "stranger"]
    )
    def test_nobody_else_records_it(self, alliance: cast.Alliance, role: str) -> None:
        with pytest.raises(Refused):
            acts.adopt_policy(
                by=alliance.actor(role), organisation=alliance.circle,
                adopted=Adopted(KIND, "Ours", days(-3), days(300), words="So."),
            )  # fmt: skip

    def test_file_is_sealed_and_goes_with_it(self, alliance: cast.Alliance) -> None:
        given = io.BytesIO(b"canary " * 1000)
        given.name = "canary-name.pdf"
        one = adopted(alliance, words="", file=given)
        kept = Document.objects.get(policy=one)
        assert documents.about(kept).name == "canary-name.pdf"
        assert b"".join(documents.content(kept)) == b"canary " * 1000
        assert not any(b"canary" in bytes(piece.sealed) for piece in kept.pieces.all())
        acts.take_back_policy(by=alliance.actor("focal_point_here"), policy=one)
        assert not Document.objects.exists()
        assert told(alliance) == []
        with pytest.raises(Hidden):
            acts.review_policy(by=alliance.actor("focal_point_here"), policy=one, review_due=days(900))

    def test_what_was_taken_back_goes_again_after_a_restore(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance)
        assert str(one.key) in set(forgotten._kinds["standards_policy"].standing())
        take_back_policy_again(str(one.key), by=CONSOLE)
        one.refresh_from_db()
        assert (one.words, one.taken_back_on) == ("", days(0))

    def test_policy_of_a_duplicate_counts_for_the_record_that_stayed(self, alliance: cast.Alliance) -> None:
        twin = cast.twin_of(alliance)
        acts.adopt_policy(
            by=CONSOLE, organisation=twin, adopted=Adopted(KIND, "Ours", days(-3), days(300), words="So.")
        )
        merge_organisations(by=CONSOLE, kept=alliance.circle, gone=twin, reason="The same people.")
        assert told(alliance) == [(f"standards.policy.{KIND}", days(-3), days(300))]

    def test_told_by_acts_is_what_is_told_anew(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance, review_due=days(-100))
        acts.review_policy(by=alliance.actor("focal_point_here"), policy=one, review_due=days(200))
        acts.make_known(by=alliance.actor("focal_point_here"), policy=one, whom=Told.BOARD, on=days(-3))
        kept = keep_all()
        assert (kept.added, kept.moved, kept.gone) == (0, 0, 0)


@pytest.mark.django_db
class TestQuestions:
    """Whether a policy is understood is asked in short rounds; it counts where enough knew each answer."""

    def asked(self, alliance: cast.Alliance, one: Policy, says: list[str]) -> Any:
        opened = open_round(
            by=alliance.actor("focal_point_here"),
            subject=asked_about(one),
            questions="child-protection",
            ends=days(14),
            expected=10,
        )
        for choice in says:
            take_answer(link=opened.link, chosen={"read": "read", "where": "sure", "whom": "sure", "says": choice})
        return opened.round

    @pytest.mark.parametrize(("knew", "counts"), [(4, True), (3, False)])
    def test_it_counts_on_the_day_on_which_a_round_is_over(
        self, alliance: cast.Alliance, knew: int, counts: bool
    ) -> None:
        """Of five answers four are 80 of 100, three are not; nothing is told while the round is open."""
        one = adopted(alliance)
        found = self.asked(alliance, one, ["tell-at-once"] * knew + ["wait"] * (5 - knew))
        assert "standards.policies_understood" not in {kind for kind, *_days in told(alliance)}
        close_round(by=alliance.actor("focal_point_here"), found=found)
        expected = [("standards.policies_understood", days(0), days(0))] if counts else []
        assert [row for row in told(alliance) if row[0] == "standards.policies_understood"] == expected
        kept = keep_all()
        assert (kept.added, kept.moved, kept.gone) == (0, 0, 0)

    def test_round_goes_with_its_policy(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance)
        close_round(by=CONSOLE, found=self.asked(alliance, one, ["tell-at-once"] * 6))
        acts.take_back_policy(by=alliance.actor("focal_point_here"), policy=one)
        assert not Round.objects.exists()
        assert told(alliance) == []

    def test_the_page_leads_to_asking_and_says_what_came_of_it(self, alliance: cast.Alliance) -> None:
        one, client = adopted(alliance), visitor(alliance, "focal_point_here")
        address = f"/rounds/about/policy/{one.key}"
        assert address in client.get(f"/policies/{one.key}").content.decode()
        assert client.get(address).status_code == 200
        assert visitor(alliance, "coordinator_here").get(address).status_code == 403
        assert visitor(alliance, "stranger").get(address).status_code == 404
        close_round(by=CONSOLE, found=self.asked(alliance, one, ["tell-at-once"] * 6))
        shown = visitor(alliance, "member_elsewhere").get(f"/policies/{one.key}").content.decode()
        assert "Understood" in shown
        assert address not in shown

    def test_nothing_is_asked_about_a_policy_of_another_kind(self, alliance: cast.Alliance) -> None:
        one = adopted(alliance, about=PolicyKind.OTHER)
        with pytest.raises(Unacceptable) as refusal:
            self.asked(alliance, one, [])
        assert refusal.value.code == "no_such_set"
