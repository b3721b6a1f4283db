"""A body decides on a local code: with its quorum, once everybody has an answer and every clause is accounted for."""

import pytest
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.conduct.actions.local_codes.adopting import Around, Spoken, decide
from answerable.conduct.actions.local_codes.aligning import compare
from answerable.conduct.actions.local_codes.answering import Reply, answer
from answerable.conduct.actions.local_codes.beginning import begin_local_code, give_up_local_code
from answerable.conduct.actions.local_codes.clauses import take_out_clause
from answerable.conduct.actions.local_codes.partners import ask_partner, say_as_partner
from answerable.conduct.actions.versions import back_to_draft, begin_version
from answerable.conduct.models import Adoption, Alignment, Clause, Contribution, LocalCode
from answerable.conduct.queries import alignment, coming_about, standing
from answerable.conduct.queries.local_codes import by_pk
from answerable.conduct.rules.local_codes import Start
from tests import cast
from tests.cast import CONSOLE, Alliance

from .local import WELL, Writing, consent, day, writing
from .test_local_pages import client

pytestmark = pytest.mark.django_db
NO_REASON = Around(came_about="We met four times.")


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def test_adoption_without_quorum_decides_nothing(local: Writing) -> None:
    with pytest.raises(Unacceptable, match="no_quorum") as caught:
        decide(by=local.actor("coordinator_here"), code=local.fresh, body=local.body, decision=consent(9), around=WELL)
    assert (caught.value.field, caught.value.facts) == ("present", {"present": 9, "quorum": 15})
    assert not Adoption.objects.filter(version=local.code.version).exists()


def test_adoption_waits_for_every_answer_and_every_clause(local: Writing) -> None:
    keeper = local.actor("coordinator_here")
    said = local.say("member_here")
    with pytest.raises(Unacceptable, match="answers_waiting"):
        decide(by=keeper, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    answer(by=keeper, contribution=said, reply=Reply("taken_up", "Yes."))
    Alignment.objects.first().delete()  # type: ignore[union-attr] # there are three
    with pytest.raises(Unacceptable, match="not_aligned"):
        decide(by=keeper, code=local.fresh, body=local.body, decision=consent(), around=WELL)


def test_adoption_asks_why_no_partner_was_asked(local: Writing) -> None:
    with pytest.raises(Unacceptable, match="partners_reason_needed"):
        decide(
            by=local.actor("coordinator_here"), code=local.fresh, body=local.body, decision=consent(), around=Around(came_about="x")
        )  # fmt: skip


def test_carried_decision_adopts_and_says_how_it_came_about(local: Writing) -> None:
    keeper, first = local.actor("coordinator_here"), local.clauses[0]
    said = local.say("member_here")
    answer(by=keeper, contribution=said, reply=Reply("declined", "We keep it out."))
    take_out_clause(by=keeper, code=local.fresh, clause=first)
    compare(
        by=keeper, code=local.fresh, parent_clause=local.parent.clauses.all()[0], clauses=[], strength="missing", reason="The law says it."
    )  # fmt: skip
    around = Around(
        "None works here.",
        [Spoken("stand_aside", "Too soon for us.", "Grace"), Spoken("dissent", " ")],
        WELL.came_about,
    )
    made = decide(by=keeper, code=local.fresh, body=local.body, decision=consent(), around=around)
    version = local.fresh.version
    assert (version.state, version.adopted_by, len(version.fingerprint)) == ("adopted", local.body, 64)
    assert version.texts.get().came_about == WELL.came_about
    assert [(one.kind, one.name) for one in made.voices.all()] == [("stand_aside", "Grace")]
    assert not Clause.every.filter(version=version).exclude(taken_out_on=None).exists()
    assert Contribution.objects.get(pk=said.pk).about == "1 Free of violence"
    with pytest.raises(Unacceptable, match="closed_already"):
        local.say("member_here", clause=None)
    outside = standing.standing_of(local.actor("stranger"), local.fresh, day())
    assert (outside.reads, outside.inside) == (True, False)


def test_decision_not_carried_leaves_it_open_with_its_record(local: Writing) -> None:
    made = decide(
        by=local.actor("coordinator_here"), code=local.fresh, body=local.body, decision=consent(carried=False), around=Around()
    )  # fmt: skip
    assert (made.carried, local.fresh.version.state) == (False, "consultation")
    assert [one.pk for one in coming_about.decisions(local.fresh)] == [made.pk]
    local.say("member_here")


def test_body_of_another_network_does_not_decide(local: Writing) -> None:
    board = local.parent.adopted_by
    assert board is not None
    with pytest.raises(Hidden):
        decide(by=local.actor("coordinator_here"), code=local.fresh, body=board, decision=consent(), around=WELL)


def test_next_version_begins_from_the_own_text_on_its_lines(local: Writing) -> None:
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    again = begin_local_code(
        by=CONSOLE, network=local.alliance.here, parent=local.parent, name="Ours", language="en", start=Start.OWN
    )
    assert {one.line for one in again.version.clauses.all()} == {one.line for one in local.clauses}
    assert again.version.instrument == local.fresh.version.instrument
    found = by_pk(again.pk)
    assert found is not None
    assert alignment.how_many_open(alignment.table(found)) == 3


# Partners are asked before


def test_a_partner_asked_after_the_decision_was_not_asked_before(local: Writing) -> None:
    """The day of the decision counts, not the day on which it is written down."""
    begun_earlier(local)
    ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.circle)
    earlier = consent(held_on=day(5))
    with pytest.raises(Unacceptable, match="partners_reason_needed"):
        decide(by=CONSOLE, code=local.fresh, body=local.body, decision=earlier, around=NO_REASON)
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=earlier, around=WELL)
    assert Adoption.objects.get().partners_reason == WELL.partners_reason


def test_a_body_that_does_not_wait_for_a_partner_says_why(local: Writing) -> None:
    begun_earlier(local)
    asked = ask_partner(
        by=CONSOLE, code=local.fresh, organisation=local.alliance.circle, hoped_by=day(-7), on=day(3)
    )  # fmt: skip
    with pytest.raises(Unacceptable, match="partners_time_runs"):
        decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=NO_REASON)
    say_as_partner(by=local.actor("focal_point_here"), asked=asked, words="Go on.")
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=NO_REASON)


def test_silence_after_the_hoped_day_and_declining_are_no_obstacle(local: Writing) -> None:
    begun_earlier(local)
    ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.circle, hoped_by=day(1), on=day(9))
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=NO_REASON)


def test_what_stands_against_adoption_is_shown_with_everything_typed(local: Writing) -> None:
    typed = {
        "body": local.body.pk, "held_on": day().isoformat(), "procedure": "consent", "entitled": "30", "quorum": "15",
        "present": "20", "carried": "yes", "came_about": "We met four times.",
    }  # fmt: skip
    page = reverse("local_decide", args=[local.alliance.here.slug, local.code.pk])
    shown = client(local, "coordinator_here").post(page, typed).content.decode()
    assert "No women’s-rights organisation was asked before that day." in shown
    assert "We met four times." in shown
    sent = client(local, "coordinator_here").post(page, {**typed, "partners_reason": "None works here yet."})
    assert sent.status_code == 303
    outside = client(local, "member_elsewhere").get(
        reverse("local_code_one", args=[local.alliance.here.slug, local.code.pk])
    )
    assert "None works here yet." in outside.content.decode()


def test_no_other_way_leads_past_the_question(local: Writing) -> None:
    """Neither a version begun at the desk, nor a draft given up and taken up again."""
    instrument = local.fresh.version.instrument
    give_up_local_code(by=CONSOLE, code=local.fresh)
    with pytest.raises(Unacceptable, match="written_together"):
        back_to_draft(by=CONSOLE, version=local.fresh.version)
    with pytest.raises(Unacceptable, match="written_together"):
        begin_version(by=CONSOLE, instrument=instrument, label="2030")
    desk = reverse("write_begin", args=[instrument.slug])
    led = client(local, "coordinator_here").get(desk)
    assert led.headers["Location"] == reverse("local_codes", args=[local.alliance.here.slug])


def begun_earlier(local: Writing) -> None:
    LocalCode.objects.filter(pk=local.code.pk).update(begun_on=day(30))
