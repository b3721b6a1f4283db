"""Handing over: sealed, for the holders of that office or seat alone; accepted, ticked off; and nobody left without a word."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.actions import bodies, endings, handovers, interim, offices, people
from answerable.alliance.models import Handover, OfficeTerm, Person, Term
from answerable.alliance.queries import handovers as queries
from answerable.alliance.rules.words import Office
from answerable.jobs.daily import tell_of_waiting_handovers as job
from answerable.kit import clock
from answerable.ledger.models import Entry
from answerable.notices.models import Notice
from answerable.site.pages import own
from tests.cast import CONSOLE, NAMES, Alliance
from tests.house.visiting import Visits

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SECRET = "Ask Baraka about the kiln before June."
THINGS = ("Answer the Moyo house", "Return the keys")


def office_of(cast: Alliance, role: str = "facilitator_here") -> OfficeTerm:
    return OfficeTerm.objects.select_related("person", "network", "organisation").get(person=cast.people[role])


def readers(cast: Alliance, term: queries.Held) -> set[str]:
    return {role for role in cast.accounts if queries.may_read(cast.actor(role), term)}


def write(cast: Alliance, role: str = "facilitator_here") -> OfficeTerm:
    term = office_of(cast, role)
    handovers.write_handover(by=cast.actor(role), term=term, note=SECRET, things=THINGS)
    return term


def long_ago(cast: Alliance, role: str = "facilitator_here") -> None:
    OfficeTerm.objects.filter(person=cast.people[role]).update(starts=clock.today() - 100 * DAY)


def handed_over(cast: Alliance, *, overlap: int = 0, days: int = 0) -> tuple[OfficeTerm, OfficeTerm]:
    """The facilitator's office passes to a member."""
    long_ago(cast)
    term = write(cast)
    following = handovers.hand_over_office(
        by=cast.actor("coordinator_here"), term=term, to=cast.people["member_here"], on=clock.today() + days * DAY, overlap=overlap,
    )  # fmt: skip
    term.refresh_from_db()
    return term, following


def test_note_is_read_by_its_holder_alone_while_nobody_follows(cast: Alliance) -> None:
    """Neither the coordinator, nor the one above, nor the secretariat."""
    assert readers(cast, write(cast)) == {"facilitator_here"}


def test_note_passes_to_whoever_follows_and_leaves_whoever_left(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    assert readers(cast, term) == {"member_here"}
    assert [one.text.note for one in queries.notes_of(term)] == [SECRET]


def test_two_read_it_in_an_overlap_and_both_hold_the_office(cast: Alliance) -> None:
    term, following = handed_over(cast, overlap=5)
    assert (term.ends, following.starts) == (clock.today() + 4 * DAY, clock.today())
    assert readers(cast, term) == {"facilitator_here", "member_here"}


def test_whoever_follows_reads_nothing_before_their_office_begins(cast: Alliance) -> None:
    term, _following = handed_over(cast, days=3)
    assert readers(cast, term) == {"facilitator_here"}


def test_overlap_is_no_longer_than_the_alliance_says(cast: Alliance) -> None:
    long_ago(cast)
    endings.set_leads(by=CONSOLE, profile=cast.profile, leads=[60], overlap_days=3)
    with pytest.raises(Unacceptable) as refusal:
        handed_over(cast, overlap=4)
    assert (refusal.value.code, refusal.value.facts) == ("overlap_too_long", {"most": 3})


def test_a_new_holder_serves_what_was_left_of_the_term_or_until_further_notice(cast: Alliance) -> None:
    long_ago(cast)
    ends = clock.today() + 50 * DAY
    OfficeTerm.objects.filter(person=cast.people["facilitator_here"]).update(ends=ends)
    assert handed_over(cast)[1].ends == ends
    term = office_of(cast, "member_here")
    OfficeTerm.objects.filter(pk=term.pk).update(ends=clock.today() + DAY)
    term.refresh_from_db()
    after = handovers.hand_over_office(by=CONSOLE, term=term, to=cast.people["editor_here"], on=clock.today() + 2 * DAY)
    assert (after.ends, after.follows) == (None, term)


def test_somebody_granted_the_office_later_follows(cast: Alliance) -> None:
    long_ago(cast)
    term = write(cast)
    offices.end_office(by=cast.actor("facilitator_here"), term=term)
    assert readers(cast, term) == set()
    following = offices.grant_office(
        by=CONSOLE, person=cast.people["member_here"], office=Office.FACILITATOR, network=cast.here
    )
    assert (following.follows, readers(cast, term)) == (term, {"member_here"})


def test_second_holder_of_the_same_office_follows_nobody_who_stays(cast: Alliance) -> None:
    term = write(cast)
    offices.grant_office(by=CONSOLE, person=cast.people["member_here"], office=Office.FACILITATOR, network=cast.here)
    assert readers(cast, term) == {"facilitator_here"}


def test_keepers_add_a_note_and_see_none(cast: Alliance) -> None:
    term = write(cast)
    page = reverse("handover_write", args=[queries.mark_of(term)])
    client = Visits(cast).client("coordinator_here")
    assert SECRET not in client.get(page).content.decode()
    assert client.post(page, {"note": "The room is booked.", "things": ""}).status_code == 303
    assert [one.text.note for one in queries.notes_of(term)] == [SECRET, "The room is booked."]
    assert client.get(reverse("handover", args=[queries.mark_of(term)])).status_code == 404
    for role in ("coordinator_elsewhere", "member_here", "ex_coordinator_here"):
        with pytest.raises(Hidden):
            handovers.write_handover(by=cast.actor(role), term=term, note="Mine", things=())


def test_nothing_of_a_note_stands_in_the_database_or_ledger_or_notices(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    handovers.accept_handover(by=cast.actor("member_here"), term=term)
    rows = [*Entry.objects.values(), *Notice.objects.values(), *OfficeTerm.objects.values()]
    assert "kiln" not in repr(rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM alliance_handover")
        assert all(b"kiln" not in bytes(sealed) for (sealed,) in cursor.fetchall())


def test_sealed_note_moved_to_another_row_opens_no_more(cast: Alliance) -> None:
    first, other = write(cast), write(cast, "editor_here")
    row = queries.rows_of(other).get()
    row.sealed = queries.rows_of(first).get().sealed
    with pytest.raises(Exception, match=r"^$"):
        queries.opened(row)


def test_accepting_records_the_day_and_tells_whoever_left(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    for role in ("facilitator_here", "coordinator_here", "coordinator_above", "secretariat"):
        with pytest.raises(Hidden):
            handovers.accept_handover(by=cast.actor(role), term=term)
    handovers.accept_handover(by=cast.actor("member_here"), term=term)
    assert queries.rows_of(term).get().accepted_on == clock.today()
    assert Entry.objects.filter(act="alliance.accept_handover").count() == 1
    told = Notice.objects.get(kind="alliance.handover_accepted")
    assert told.account == cast.accounts["facilitator_here"]
    with pytest.raises(Unacceptable):
        handovers.accept_handover(by=cast.actor("member_here"), term=term)


def test_open_things_are_ticked_by_page_and_unticked(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    visits, page = Visits(cast), reverse("handover", args=[queries.mark_of(term)])
    client, mark = visits.client("member_here"), queries.things_of(queries.notes_of(term))[1][0]
    shown = client.get(page).content.decode()
    assert SECRET in shown
    assert THINGS[0] in shown
    assert "kiln" not in shown.partition("</title>")[0]
    assert client.post(page, {"done": [mark]}).status_code == 303
    days = [one.done_on for one in queries.notes_of(term)[0].text.things]
    assert days == ["", clock.today().isoformat()]
    assert client.post(page, {"done": ["999-1"]}).status_code == 200  # no such thing: the form says so
    client.post(page, {})
    assert [one.done_on for one in queries.notes_of(term)[0].text.things] == ["", ""]


def test_things_done_stay_done_when_the_holder_writes_on(cast: Alliance) -> None:
    term, _following = handed_over(cast, overlap=5)
    marks = [mark for mark, _thing in queries.things_of(queries.notes_of(term))]
    handovers.tick_things(by=cast.actor("member_here"), term=term, done=marks[1:])
    handovers.write_handover(by=cast.actor("facilitator_here"), term=term, note="New", things=[*THINGS, "One more"])
    assert [bool(one.done_on) for one in queries.own_text(term).things] == [False, True, False]


def test_emptied_note_is_gone_for_good(cast: Alliance) -> None:
    term = write(cast)
    handovers.write_handover(by=cast.actor("facilitator_here"), term=term, note="", things=())
    assert not Handover.objects.exists()


def sitting(cast: Alliance) -> Term:
    assert cast.term is not None
    Term.objects.filter(pk=cast.term.pk).update(ends=clock.today() + 10 * DAY)
    term = queries.by_mark(f"seat-{cast.term.pk}")
    assert isinstance(term, Term)
    handovers.write_handover(by=cast.actor("committee_member_here"), term=term, note=SECRET, things=THINGS)
    return term


def test_next_on_a_seat_reads_some_days_before_and_accepts_only_then(cast: Alliance) -> None:
    term = sitting(cast)
    assert readers(cast, term) == {"committee_member_here"}
    bodies.seat_person(
        by=CONSOLE, seat=cast.seat, person=cast.people["member_here"], organisation=cast.circle, starts=clock.today() + 11 * DAY
    )  # fmt: skip
    assert readers(cast, term) == {"committee_member_here", "member_here"}
    with pytest.raises(Hidden):
        handovers.accept_handover(by=cast.actor("member_here"), term=term)
    endings.set_leads(by=CONSOLE, profile=cast.profile, leads=[60], seat_notes_days=5)
    assert readers(cast, term) == {"committee_member_here"}


def test_holder_is_told_once_of_what_waits(cast: Alliance) -> None:
    handed_over(cast)
    job.run()
    job.run()
    assert [one.account_id for one in Notice.objects.filter(kind="alliance.handover_waits")] == [
        cast.accounts["member_here"].pk
    ]


def test_who_deletes_their_data_leaves_no_note(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    people.forget_person(by=cast.actor("facilitator_here"), person=Person.objects.get(pk=term.person_id))
    assert not Handover.objects.exists()
    assert readers(cast, term) == {"member_here"}  # who finds nothing any more


def test_former_member_reads_nothing_left_for_them(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    was = cast.actor("member_here")
    people.forget_person(by=was, person=Person.objects.get(pk=cast.people["member_here"].pk))
    assert not queries.may_read(was, term)


def test_office_that_rests_reads_nothing(cast: Alliance) -> None:
    from answerable.alliance.actions.sign_in import set_sign_in_rules

    term = write(cast)
    OfficeTerm.objects.filter(pk=term.pk).update(starts=clock.today() - 90 * DAY)
    set_sign_in_rules(by=CONSOLE, offices=(Office.FACILITATOR,), grace_days=0, wait_hours=24)
    term.refresh_from_db()
    resting = cast.actor("facilitator_here").resting
    assert queries.may_read(cast.actor("facilitator_here"), term) is not bool(resting)


def test_own_data_hold_own_notes_until_the_end_and_nobody_elses(cast: Alliance) -> None:
    term = write(cast)
    person, actor = cast.people["facilitator_here"], cast.actor("facilitator_here")
    assert SECRET in repr(own.everything(person, actor))
    assert SECRET not in repr(own.everything(cast.people["coordinator_here"], cast.actor("coordinator_here")))
    long_ago(cast)
    term.refresh_from_db()
    offices.end_office(by=actor, term=term)
    assert SECRET not in repr(own.everything(person, cast.actor("facilitator_here")))


def test_notes_go_long_after_they_were_accepted_or_the_term_ended(cast: Alliance) -> None:
    term, _following = handed_over(cast)
    today = clock.today()
    assert not queries.long_over(today + 1000 * DAY).exists()
    assert queries.long_over(today + 1200 * DAY).exists()
    handovers.accept_handover(by=cast.actor("member_here"), term=term)
    assert not queries.long_over(today + 400 * DAY).exists()
    assert queries.long_over(today + 401 * DAY).exists()


def test_after_somebody_for_a_while_the_next_reads_what_the_one_before_left(cast: Alliance) -> None:
    long_ago(cast, "coordinator_here")
    term = write(cast, "coordinator_here")
    offices.end_office(by=cast.actor("coordinator_here"), term=term)
    between = interim.name_interim_coordinator(
        by=CONSOLE, network=cast.here, person=cast.people["member_here"], ends=clock.today() + 60 * DAY,
        starts=clock.today(),
    )  # fmt: skip
    assert readers(cast, term) == {"member_here"}
    OfficeTerm.objects.filter(pk=between.pk).update(starts=clock.today() - 9 * DAY)
    between.refresh_from_db()
    handovers.hand_over_office(by=CONSOLE, term=between, to=cast.people["editor_here"])
    assert readers(cast, term) == {"editor_here"}


def test_reason_is_for_everyone_and_the_sentence_for_keepers(cast: Alliance) -> None:
    long_ago(cast)
    term = office_of(cast)
    visits = Visits(cast)
    sent = {
        "ends": clock.today().isoformat(),
        "reason": "own_wish",
        "sentence": "Moves to Mombasa.",
        "handover": SECRET,
    }
    answer = visits.client("coordinator_here").post(reverse("desk_end_office", args=[term.pk]), sent)
    assert answer.status_code == 303, answer.content.decode()
    assert cast.term is not None
    bodies.end_term(by=CONSOLE, term=cast.term, reason="other_task", sentence="Now in the assembly.")
    for role, sees in (("coordinator_here", True), ("member_here", False), ("anonymous", False)):
        network = visits.client(role).get(reverse("network_past", args=[cast.here.slug])).content.decode()
        body = visits.client(role).get(reverse("body_past", args=[cast.body.slug])).content.decode()
        assert ("At their own wish" in network, "Mombasa" in network) == (True, sees)
        assert ("Took on something else" in body, "Now in the assembly" in body) == (True, sees)
    assert [one.text.note for one in queries.notes_of(term)] == [SECRET]


def test_pages_of_a_note_do_not_exist_for_others(cast: Alliance) -> None:
    """B10: every role, read, write and accept; an address that names nothing is as unknown as one of others."""
    term = write(cast)
    visits, mark = Visits(cast), queries.mark_of(term)
    for role in set(NAMES) - {"facilitator_here", "disabled_coordinator_here"}:
        client = visits.client(role)
        assert client.get(reverse("handover", args=[mark])).status_code == 404, role
        assert client.post(reverse("handover_accept", args=[mark])).status_code == 404, role
    for unknown in ("office-0", "seat-999999", "office-x", "office"):
        assert visits.client("facilitator_here").get(reverse("handover", args=[unknown])).status_code == 404


def test_button_says_change_once_the_holder_has_written(cast: Alliance) -> None:
    """What somebody else added is not the holder's own to change."""
    term, visits = office_of(cast), Visits(cast)
    mark, client = queries.mark_of(term), visits.client("facilitator_here")
    handovers.write_handover(by=cast.actor("coordinator_here"), term=term, note="From the coordinator.", things=())
    pages = [reverse("handovers"), reverse("handover", args=[mark]), reverse("handover_write", args=[mark])]
    before = ["Write a handover" in client.get(page).content.decode() for page in pages]
    write(cast)
    after = ["Write a handover" in client.get(page).content.decode() for page in pages]
    changes = [
        words in client.get(page).content.decode()
        for page, words in zip(pages, ("Change it", "Change it", "Change the handover"), strict=True)
    ]
    assert (before, after, changes) == ([True] * 3, [False] * 3, [True] * 3)
    assert "Write a handover" in visits.client("coordinator_here").get(pages[2]).content.decode()


def test_what_cannot_be_kept_keeps_what_was_typed(cast: Alliance) -> None:
    term, visits = office_of(cast), Visits(cast)
    client, page = visits.client("facilitator_here"), reverse("handover_write", args=[queries.mark_of(term)])
    shown = client.post(page, {"note": "", "things": "x" * 301}).content.decode()
    assert "x" * 301 in shown
    assert "300 letters" in shown
    assert "Nothing is written yet." in client.post(page, {"note": " ", "things": ""}).content.decode()
