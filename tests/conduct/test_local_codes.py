"""A network makes a code its own: begun, written by several, said, answered, compared, asked, decided."""

import pytest

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.conduct.actions.clauses import Wording, write_clause
from answerable.conduct.actions.local_codes.adopting import Around, decide
from answerable.conduct.actions.local_codes.aligning import compare
from answerable.conduct.actions.local_codes.answering import Reply, answer, answer_several, take_up_wording
from answerable.conduct.actions.local_codes.beginning import begin_local_code, give_up_local_code, open_drafting
from answerable.conduct.actions.local_codes.clauses import put_back_clause, take_out_clause
from answerable.conduct.actions.local_codes.inviting import end_taking_part, invite_organisations, invite_person
from answerable.conduct.actions.local_codes.moments import (
    Held,
    add_moment,
    drop_template_moment,
    forget_template_words,
    note_moment,
    take_away_moment,
    write_template_moment,
)
from answerable.conduct.actions.local_codes.partners import ask_partner, decline_as_partner, say_as_partner
from answerable.conduct.models import Alignment, ClauseEdit, Contribution, LocalCode, TakingPart
from answerable.conduct.queries import alignment, coming_about, standing
from answerable.conduct.queries.local_codes import beginnings, template
from answerable.conduct.rules.local_codes import Start
from answerable.kit import queue
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, Alliance

from .local import CLAUSES, WELL, Writing, consent, day, parent_code, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def test_begun_code_copies_the_parent_with_lines_of_its_own(local: Writing) -> None:
    texts = [(one.texts.get().heading, one.texts.get().body) for one in local.clauses]
    assert texts == list(CLAUSES)
    assert not {one.line for one in local.clauses} & {one.line for one in local.parent.clauses.all()}
    assert local.fresh.version.instrument.adapts == local.parent.instrument
    assert [one.kind for one in local.fresh.moments.all()] == ["dialogue", "adherence", "workshop", "assembly"]
    assert alignment.how_many_open(alignment.table(local.fresh)) == 0


def test_code_can_begin_empty_or_from_the_own_text(alliance: Alliance) -> None:
    parent = parent_code(alliance)
    code = begin_local_code(
        by=CONSOLE, network=alliance.here, parent=parent, name="Ours", language="es", start=Start.EMPTY
    )
    assert list(code.version.clauses.all()) == []
    with pytest.raises(Unacceptable, match="begun_already"):
        begin_local_code(by=CONSOLE, network=alliance.here, parent=parent, name="Ours", language="en")
    give_up_local_code(by=CONSOLE, code=code)
    with pytest.raises(Unacceptable, match="no_own_text"):
        begin_local_code(by=CONSOLE, network=alliance.here, parent=parent, name="Ours", language="en", start=Start.OWN)
    with pytest.raises(Unacceptable, match="lacks_language"):
        begin_local_code(by=CONSOLE, network=alliance.here, parent=parent, name="Ours", language="ar")


def test_only_an_adopted_text_of_a_network_above_can_be_begun_from(alliance: Alliance, local: Writing) -> None:
    with pytest.raises(Unacceptable, match="parent_not_adopted"):
        begin_local_code(by=CONSOLE, network=alliance.local, parent=local.fresh.version, name="X", language="en")
    assert [one.parent for one in beginnings(alliance.local)] == [local.parent]
    assert beginnings(alliance.here) == []


def test_those_of_another_network_change_nothing(local: Writing) -> None:
    """B10: hierarchy and neighbours are not access."""
    other = local.actor("coordinator_elsewhere")
    with pytest.raises(Refused):
        begin_local_code(by=other, network=local.alliance.here, parent=local.parent, name="X", language="en")
    with pytest.raises(Refused):
        write_clause(by=other, clause=local.clauses[0], language="en", wording=Wording("x", "x"), revision=1)
    with pytest.raises(Refused):
        take_out_clause(by=other, code=local.fresh, clause=local.clauses[0])
    with pytest.raises(Refused):
        decide(by=other, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    may = standing.standing_of(other, local.fresh, day())
    assert (may.reads, may.contributes, may.writes) == (False, False, False)


@pytest.mark.parametrize(
    ("role", "reads", "contributes", "writes", "decides"),
    [
        ("secretariat", True, True, True, True),
        ("coordinator_above", True, True, True, True),
        ("coordinator_here", True, True, True, True),
        ("coordinator_elsewhere", False, False, False, False),
        ("focal_point_elsewhere", False, False, False, False),
        ("editor_here", True, True, True, False),
        ("member_here", True, True, False, False),
        ("partner_here", True, True, False, False),
        ("member_elsewhere", False, False, False, False),
        ("stranger", False, False, False, False),
    ],
)  # fmt: skip
def test_standing_follows_from_office_invitation_and_network(
    local: Writing, role: str, *, reads: bool, contributes: bool, writes: bool, decides: bool
) -> None:
    may = standing.standing_of(local.actor(role), local.fresh, day())
    assert (may.reads, may.contributes, may.writes, may.decides) == (reads, contributes, writes, decides)
    seen = LocalCode.objects.filter(pk__in=standing.read_by(local.actor(role), day()).values("pk"))
    assert seen.exists() == reads


def test_members_who_were_not_invited_read_and_do_not_contribute(local: Writing) -> None:
    row = TakingPart.objects.get(organisation=local.alliance.circle)
    end_taking_part(by=local.actor("coordinator_here"), row=row)
    may = standing.standing_of(local.actor("member_here"), local.fresh, day())
    assert (may.reads, may.contributes) == (True, False)
    with pytest.raises(Refused):
        local.say("member_here")


def test_drafting_opens_once_and_tells_those_invited(alliance: Alliance) -> None:
    local = writing(alliance, is_open=False)
    with pytest.raises(Unacceptable, match="not_open"):
        local.say("member_here")
    open_drafting(by=local.actor("coordinator_here"), code=local.fresh)
    queue.run_ready()
    told = set(Notice.objects.filter(kind="conduct.drafting_open").values_list("account_id", flat=True))
    assert alliance.accounts["member_here"].pk in told
    assert alliance.accounts["member_elsewhere"].pk not in told
    with pytest.raises(Unacceptable, match="open_already"):
        open_drafting(by=local.actor("coordinator_here"), code=local.fresh)


def test_leader_is_entrusted_by_those_who_keep_the_records(local: Writing) -> None:
    keeper, leader = local.actor("coordinator_here"), local.alliance.people["facilitator_here"]
    with pytest.raises(Refused):
        invite_person(by=local.actor("editor_here"), code=local.fresh, person=leader, leads=True)
    invite_person(by=keeper, code=local.fresh, person=leader, leads=True)
    may = standing.standing_of(local.actor("facilitator_here"), local.fresh, day())
    assert (may.runs, may.writes, may.decides) == (True, True, False)
    with pytest.raises(Unacceptable, match="invited_already"):
        invite_person(by=keeper, code=local.fresh, person=leader, leads=True)
    invite_person(by=local.actor("facilitator_here"), code=local.fresh, person=local.alliance.people["member_here"])


def test_organisation_at_risk_is_invited_only_by_who_may_know_of_it(local: Writing) -> None:
    invite_person(
        by=local.actor("coordinator_here"), code=local.fresh, person=local.alliance.people["facilitator_here"], leads=True
    )  # fmt: skip
    shelter = local.alliance.shelter
    invite_organisations(by=local.actor("facilitator_here"), code=local.fresh, organisations=[shelter])
    assert not TakingPart.objects.filter(organisation=shelter).exists()
    invite_organisations(by=local.actor("coordinator_here"), code=local.fresh, organisations=[shelter])
    assert TakingPart.objects.filter(organisation=shelter).exists()


def test_second_writer_loses_nothing_and_overwrites_nothing(local: Writing) -> None:
    """Two editing one clause: the later one is refused with the other's words, and every wording is kept."""
    first, keeper, writer = local.clauses[0], local.actor("coordinator_here"), local.actor("editor_here")
    write_clause(by=keeper, clause=first, language="en", wording=Wording("Violence", "None at home."), revision=1)
    with pytest.raises(Unacceptable, match="edited_meanwhile") as caught:
        write_clause(by=writer, clause=first, language="en", wording=Wording("Violence", "None at work."), revision=1)
    assert getattr(caught.value.facts["theirs"], "body", "") == "None at home."
    write_clause(by=writer, clause=first, language="en", wording=Wording("Violence", "None at all."), revision=2)
    kept = ClauseEdit.objects.filter(text__clause=first).order_by("revision").values_list("body", flat=True)
    assert list(kept) == [CLAUSES[0][1], "None at home.", "None at all."]


def test_clause_taken_out_comes_back_with_all_that_was_said(local: Writing) -> None:
    said, first = local.say("member_here"), local.clauses[0]
    take_out_clause(by=local.actor("editor_here"), code=local.fresh, clause=first)
    assert [one.number for one in local.clauses] == ["1", "2"]
    assert [one.why for one in alignment.table(local.fresh)] == ["clause_needed", "", ""]
    put_back_clause(by=local.actor("editor_here"), code=local.fresh, clause=first)
    assert [one.texts.get().heading for one in local.clauses] == ["Open", "Consent", "Free of violence"]
    assert Contribution.objects.get(pk=said.pk).clause == first


def test_answer_is_promised_by_a_day_and_given_with_a_reason(local: Writing) -> None:
    said = local.say("member_here", "objection", words="It is too weak.")
    assert (said.answer_by - said.made_on).days == 14
    writer = local.actor("editor_here")
    with pytest.raises(Unacceptable, match="reason_needed"):
        answer(by=writer, contribution=said, reply=Reply("declined"))
    with pytest.raises(Refused):
        answer(by=local.actor("member_here"), contribution=said, reply=Reply("taken_up"))
    answer(by=writer, contribution=said, reply=Reply("declined", "Clause 2 says it."))
    answer(by=writer, contribution=said, reply=Reply("partly", "We added a word after all."))
    assert [one.outcome for one in said.answers.all()] == ["declined", "partly"]
    told = Notice.objects.filter(kind="conduct.answered").values_list("account_id", flat=True)
    assert list(told) == [local.alliance.accounts["member_here"].pk]


def test_several_are_answered_at_once_and_merged_with_each_other(local: Writing) -> None:
    first, second = local.say("member_here"), local.say("partner_here")
    writer = local.actor("editor_here")
    with pytest.raises(Unacceptable, match="merged_with_what"):
        answer(by=writer, contribution=second, reply=Reply("merged", merged_with=second))
    answer(by=writer, contribution=second, reply=Reply("merged", merged_with=first))
    assert answer_several(by=writer, contributions=[first, second], reply=Reply("taken_up", "Thank you.")) == 2


def test_wording_is_taken_up_in_one_step(local: Writing) -> None:
    said = local.say("member_here", "wording", words="", wording="We use no violence, at home or at work.")
    writer = local.actor("editor_here")
    with pytest.raises(Unacceptable, match="edited_meanwhile"):
        take_up_wording(by=writer, contribution=said, revision=7)
    assert not said.answers.exists()
    take_up_wording(by=writer, contribution=said, revision=1)
    assert local.clauses[0].texts.get().body == "We use no violence, at home or at work."
    assert [one.outcome for one in said.answers.all()] == ["taken_up"]


def test_comparison_is_open_again_once_our_words_change(local: Writing) -> None:
    writer, first = local.actor("editor_here"), local.clauses[0]
    write_clause(by=writer, clause=first, language="en", wording=Wording("V", "We try."), revision=1)
    assert [one.why for one in alignment.table(local.fresh)] == ["compare_again", "", ""]
    parent = local.parent.clauses.all()[0]
    with pytest.raises(Unacceptable, match="reason_needed"):
        compare(by=writer, code=local.fresh, parent_clause=parent, clauses=[first], strength="weaker")
    with pytest.raises(Unacceptable, match="clause_needed"):
        compare(by=writer, code=local.fresh, parent_clause=parent, clauses=[], strength="stronger")
    compare(by=writer, code=local.fresh, parent_clause=parent, clauses=[], strength="missing", reason="Law says it.")
    assert [one.why for one in alignment.table(local.fresh)] == ["", "", ""]
    assert Alignment.objects.get(parent_clause=parent).clauses.count() == 0


def test_clause_of_another_code_is_not_compared(local: Writing) -> None:
    with pytest.raises(Hidden):
        compare(
            by=local.actor("editor_here"), code=local.fresh, parent_clause=local.clauses[0], clauses=local.clauses, strength="stronger"
        )  # fmt: skip


def test_partner_answers_changes_their_words_or_declines(local: Writing) -> None:
    writer, partner = local.actor("coordinator_here"), local.actor("partner_here")
    with pytest.raises(Unacceptable, match="not_womens_rights"):
        ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.nile)
    asked = ask_partner(by=writer, code=local.fresh, organisation=local.alliance.circle, question="What is missing?")
    with pytest.raises(Unacceptable, match="asked_already"):
        ask_partner(by=writer, code=local.fresh, organisation=local.alliance.circle)
    assert Notice.objects.filter(kind="conduct.asked", account=local.alliance.accounts["partner_here"]).exists()
    with pytest.raises(Refused):
        say_as_partner(by=local.actor("member_here"), asked=asked, words="Fine.")
    say_as_partner(by=partner, asked=asked, words="Money is missing.", public=True)
    decline_as_partner(by=partner, asked=[asked])
    asked.refresh_from_db()
    assert (asked.words, asked.public, asked.declined) == ("", False, True)


def test_silence_of_a_partner_is_neither_yes_nor_no(local: Writing) -> None:
    asked = ask_partner(by=CONSOLE, code=local.fresh, organisation=local.alliance.circle)
    assert (asked.said_on, asked.declined) == (None, False)
    around = Around(came_about="We wrote.")
    made = decide(
        by=local.actor("coordinator_here"), code=local.fresh, body=local.body, decision=consent(), around=around
    )
    assert made.carried


def test_moment_is_noted_with_numbers_and_without_names(local: Writing) -> None:
    writer, first = local.actor("editor_here"), local.fresh.moments.all()[0]
    with pytest.raises(Unacceptable, match="held_needed"):
        note_moment(by=writer, moment=first, held=Held(heard="They asked why."))
    note_moment(by=writer, moment=first, held=Held(held_on=day(3), people=7, organisations=4, heard="They asked why."))
    told = coming_about.came_about(local.fresh)
    assert [(one.people, one.is_small) for one in told.moments] == [(None, True)]
    with pytest.raises(Unacceptable, match="held_already"):
        take_away_moment(by=writer, moment=first)
    added = add_moment(by=writer, code=local.fresh, name="Radio hour")
    take_away_moment(by=writer, moment=added)
    assert local.fresh.moments.count() == 4


def test_template_is_the_alliances_own(alliance: Alliance) -> None:
    secretariat = alliance.actor("secretariat")
    with pytest.raises(Refused):
        write_template_moment(by=alliance.actor("coordinator_here"), order=1, language="en", name="X", guidance="")
    write_template_moment(by=secretariat, order=1, language="es", name="Escuchar", guidance="Primero escuchamos.")
    write_template_moment(by=secretariat, order=5, language="en", name="Look back", guidance="After a year.")
    assert [one.kind for one in template()] == ["dialogue", "adherence", "workshop", "assembly", "other"]
    drop_template_moment(by=secretariat, order=2)
    forget_template_words(by=secretariat, order=1, language="es")
    local = writing(alliance)
    assert [one.kind for one in local.fresh.moments.all()] == ["dialogue", "workshop", "assembly", "other"]
