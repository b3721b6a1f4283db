"""What has ended, or came back since: the desk decides anew, by two, and writes nothing into what is over."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
import time_machine
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions.attaching import attach
from answerable.concerns.actions.deciding import ask_to_decline, decline, reopen
from answerable.concerns.actions.meanwhile import seen_of
from answerable.concerns.models import Case, FilePiece, Grant, Record
from answerable.concerns.pages.desk import filing
from answerable.concerns.pages.desk.deeds import offered
from answerable.concerns.pages.desk.deeds.deed import WHY_NOT
from answerable.concerns.queries.cases import case_for
from answerable.concerns.queries.threads import Raiser, thread_of
from answerable.concerns.rules.clocks import Kind
from answerable.concerns.rules.data_classes import DataClass
from answerable.concerns.rules.entries import What
from answerable.concerns.rules.words import ClosingReason, Purpose, State
from answerable.kit import clock
from answerable.vault.case_files import About

from .at_the_desk import READERS, World, text, world
from .world import raised

pytestmark = pytest.mark.django_db
MANAGER, LEAD = READERS[:2]


def asked() -> tuple[World, Raiser]:
    """Returns a case that one asked not to follow, and that both have read."""
    of = world(MANAGER, LEAD, lead=LEAD)
    made = raised(answers={"happened": "It.", "want": "concern", "danger": "no", "wishes": "heard"}).raiser
    of.declared(made.case)
    manager = of.people[MANAGER]
    actions.answer(by=manager, case=made.case, words="We hear you.")
    actions.begin(by=manager, case=made.case)
    actions.note_safety_contact(by=manager, case=made.case, words="Are you safe?")
    said = {"reason": ClosingReason.OTHER_BODY, "words": "Not ours.", "elsewhere": "The labour office."}
    ask_to_decline(by=manager, case=made.case, **said)  # type: ignore[arg-type] # as named above
    read(of, made.case)
    return of, made


def read(of: World, case: UUID) -> None:
    for one in of.people.values():
        actions.read_case(by=one, case=case)


def end(of: World, case: UUID) -> None:
    decline(by=of.people[LEAD], case=case, words="Others are right for this.", keep_profile="declined")


def why_not(of: World, case: UUID) -> str:
    with pytest.raises(Unacceptable) as told:
        end(of, case)
    return told.value.code


def test_what_came_back_is_not_ended_on_an_old_asking() -> None:
    """Invariant 47: each ending takes two, also the second one of a case."""
    of, made = asked()
    end(of, made.case)
    actions.come_back(made)
    actions.add_words(made, words="It happened again.")
    read(of, made.case)
    assert why_not(of, made.case) == "nobody_asked"
    codes = {one.code for one in offered(case_for(of.people[LEAD], made.case))}
    assert "decline" not in codes
    assert "ask-to-decline" in {one.code for one in offered(case_for(of.people[MANAGER], made.case))}
    sent = {"words_": "No.", "do": "send", "seen": seen_of(case_for(of.people[LEAD], made.case))}
    page = of.client(LEAD).post(reverse("desk_deed", args=[made.case, "decline"]), sent)
    assert str(WHY_NOT["nobody_asked"]) in text(page)
    assert Case.held.get(pk=made.case).state == State.TRIAGE


def test_what_was_opened_again_is_not_ended_on_an_old_asking() -> None:
    of, made = asked()
    end(of, made.case)
    reopen(by=of.people[LEAD], case=made.case, words="New facts.")
    assert why_not(of, made.case) == "nobody_asked"


def test_nobody_stops_following_what_was_not_read() -> None:
    of, made = asked()
    actions.add_words(made, words="There is more to it.")
    assert why_not(of, made.case) == "read_first"
    read(of, made.case)
    end(of, made.case)
    assert Case.held.get(pk=made.case).state == State.DECLINED


def test_lead_reads_all_that_was_asked_where_it_is_decided() -> None:
    """Whoever decides has the whole proposal before them: why, and where else the person can turn."""
    of, made = asked()
    for address in (reverse("desk_deed", args=[made.case, "decline"]), reverse("desk_case", args=[made.case])):
        page = text(of.client(LEAD).get(address))
        assert [one in page for one in ("Not ours.", "The labour office.", "Others are the right people")] == [True] * 3


def test_colleague_reads_what_was_done_where_it_is_closed() -> None:
    of = world(MANAGER, LEAD, lead=LEAD)
    made = raised(answers={"happened": "It.", "want": "concern", "danger": "no"}).raiser
    of.declared(made.case)
    manager = of.people[MANAGER]
    actions.answer(by=manager, case=made.case, words="We hear you.")
    actions.begin(by=manager, case=made.case)
    actions.note_safety_contact(by=manager, case=made.case, words="Are you safe?")
    read(of, made.case)
    said = {"reason": ClosingReason.ANSWERED, "done": "They talked.", "wish": "That it stops."}
    actions.ask_to_close(by=manager, case=made.case, **said)  # type: ignore[arg-type] # as named above
    for deed in ("close", "keep-open"):
        page = text(of.client(LEAD).get(reverse("desk_deed", args=[made.case, deed])))
        assert [one in page for one in ("They talked.", "That it stops.")] == [True, True]


def test_deed_that_is_not_offered_is_not_done_either() -> None:
    """A form sent by hand does no more than one that is shown."""
    of, made = asked()
    sent = {"reason": ClosingReason.OTHER_BODY.value, "words_": "Once more.", "elsewhere": "Elsewhere.", "do": "send"}
    sent["seen"] = seen_of(case_for(of.people[LEAD], made.case))
    page = of.client(LEAD).post(reverse("desk_deed", args=[made.case, "ask-to-decline"]), sent)
    assert str(WHY_NOT["no_such_move"]) in text(page)


def test_nothing_is_written_to_whoever_withdrew() -> None:
    """Whoever ended it finds no new words, no question of consent and no file, not even by a form sent by hand."""
    of = world(*READERS[:2])
    made = raised().raiser
    role = of.declared(made.case)[0]
    by, client = of.people[role], of.client(role)
    actions.withdraw(made, meaning_shown=True)
    count = Record.held.filter(compartment__case=made.case, compartment__name="thread").count()
    seen = seen_of(case_for(by, made.case))
    for code, typed in (
        ("answer", {"words_": "One thing more."}), ("safety", {"words_": "Are you safe?"}), ("summary", {"words_": "So it was."}),
        ("consent", {"purpose": Purpose.REFERRAL.value, "recipient": "A service", "classes": [DataClass.NARRATIVE.value]}),
    ):  # fmt: skip
        page = client.post(reverse("desk_deed", args=[made.case, code]), {**typed, "do": "send", "seen": seen})
        assert str(WHY_NOT["no_such_move"]) in text(page), code
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.answer(by=by, case=made.case, words="One thing more."),
        lambda: actions.note_safety_contact(by=by, case=made.case, words="Are you safe?"),
        lambda: actions.summarise(by=by, case=made.case, words="So it was."),
        lambda: actions.ask_for_consent(by=by, case=made.case, purpose=Purpose.REFERRAL, recipient="A", classes=[DataClass.NARRATIVE]),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(Unacceptable, match="no_such_move"):
            act()
    with pytest.raises(Hidden):
        attach(by=by, case=made.case, chunks=[b"x"], about=About("a.txt", "", 1))
    assert not FilePiece.held.exists()
    assert Record.held.filter(compartment__case=made.case, compartment__name="thread").count() == count


def test_file_chosen_while_it_ended_is_not_added(monkeypatch: pytest.MonkeyPatch) -> None:
    of = world(*READERS[:2])
    made = raised().raiser
    client = of.client(of.declared(made.case)[0])

    def ended(*_: object, **__: object) -> None:
        actions.withdraw(made, meaning_shown=True)
        raise Hidden

    monkeypatch.setattr(filing, "attached", ended)
    page = client.post(reverse("desk_attach", args=[made.case]), {"once": "a"}, follow=True)
    assert str(WHY_NOT["no_such_move"]) in text(page)


def test_what_has_to_be_asked_first_is_said_before_anybody_writes() -> None:
    of = world(MANAGER, LEAD, lead=LEAD)
    made = raised().raiser
    of.declared(made.case)
    actions.answer(by=of.people[MANAGER], case=made.case, words="We hear you.")
    actions.begin(by=of.people[MANAGER], case=made.case)
    client, first = of.client(MANAGER), reverse("desk_deed", args=[made.case, "safety"])
    pages = {
        one: reverse("desk_deed", args=[made.case, one])
        for one in ("ask-to-decline", "support", "ask-to-close", "note")
    }
    told = [one for one, page in pages.items() if first in client.get(page).content.decode()]
    assert told == ["ask-to-decline", "support", "ask-to-close"]
    actions.note_safety_contact(by=of.people[MANAGER], case=made.case, words="Are you safe?")
    assert [one for one, page in pages.items() if first in client.get(page).content.decode()] == []


def test_whoever_opens_it_again_is_promised_what_they_were_at_first_and_is_late_for_nothing() -> None:
    """Invariant 48: a day that passed while it was closed is no promise that was broken."""
    of, made = asked()
    end(of, made.case)
    with time_machine.travel(clock.now() + dt.timedelta(days=60)):
        actions.come_back(made)
        found = thread_of(made)
        assert found.promised is not None
        assert found.promised.kind == Kind.ACKNOWLEDGE
        assert found.promised.day > clock.today()
        case = Case.held.get(pk=made.case)
        assert case.due is not None
        assert case.due >= clock.today()


def test_person_is_told_that_the_desk_opened_it_again_and_hears_from_that_day_on() -> None:
    of, made = asked()
    end(of, made.case)
    with time_machine.travel(clock.now() + dt.timedelta(days=60)):
        reopen(by=of.people[LEAD], case=made.case, words="New facts, for the desk alone.")
        found = thread_of(made)
        assert found.promised is not None
        assert found.promised.day > clock.today()
        told = [one.what for one in found.messages]
        assert told[-1] == What.REOPENED
        assert "New facts" not in str([one.said for one in found.messages])
        page = text(of.client(LEAD).get(reverse("desk_case", args=[made.case])))
        assert page.count("opened it again") == 1


def test_lead_who_lacks_the_key_is_named_where_only_the_lead_can_decide() -> None:
    """Nothing waits for somebody who cannot see it: before it is asked for, and after."""
    of, made = asked()
    Grant.held.filter(handler=of.people[LEAD].handler).delete()
    client, give = of.client(MANAGER), reverse("team_past", args=[of.people[LEAD].handler.pk])
    page = client.get(reverse("desk_case", args=[made.case]))
    assert "You asked the lead to decline it. The lead decides." in text(page)
    assert give in page.content.decode()
    other = raised().raiser
    of.declared(other.case)
    actions.answer(by=of.people[MANAGER], case=other.case, words="We hear you.")
    actions.begin(by=of.people[MANAGER], case=other.case)
    ask = reverse("desk_deed", args=[other.case, "ask-to-decline"])
    assert give not in client.get(ask).content.decode()
    Grant.held.filter(handler=of.people[LEAD].handler).delete()
    assert give in client.get(ask).content.decode()


def test_lead_is_asked_by_others_and_decides_and_asks_nobody() -> None:
    of, made = asked()
    assert "asked to decline it. It is for you to decide." in text(
        of.client(LEAD).get(reverse("desk_case", args=[made.case]))
    )
    other = raised().raiser
    of.declared(other.case)
    actions.answer(by=of.people[LEAD], case=other.case, words="We hear you.")
    actions.begin(by=of.people[MANAGER], case=other.case)
    lead = case_for(of.people[LEAD], other.case)
    assert "ask-to-decline" not in [one.code for one in offered(lead)]
    assert "ask-to-decline" in [one.code for one in offered(case_for(of.people[MANAGER], other.case))]
