"""A handover that two have open at once, or that is written while the office ends."""

import pytest
from django.urls import reverse

from answerable.alliance.actions import handovers, offices
from answerable.alliance.queries import handovers as queries
from answerable.kit import clock
from tests.cast import Alliance
from tests.house.visiting import Visits
from tests.two_clients import hidden, lose_nothing

from .test_handovers import DAY, SECRET, THINGS, handed_over, long_ago, office_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_a_thing_is_ticked_by_its_words_and_not_by_where_it_stood(cast: Alliance) -> None:
    """The holder writes on while whoever follows has the list open: nothing else is said to be done."""
    term, _following = handed_over(cast, overlap=5)
    page, client = reverse("handover", args=[queries.mark_of(term)]), Visits(cast).client("member_here")
    shown = client.get(page).content.decode()
    mark = queries.things_of(queries.notes_of(term))[0][0]
    handovers.write_handover(by=cast.actor("facilitator_here"), term=term, note=SECRET, things=("Call Asha", THINGS[1]))
    answer = client.post(page, {**hidden(shown), "done": [mark]})
    assert (answer.status_code, b"while your page was open" in answer.content) == (200, True)
    assert [one.done_on for one in queries.own_text(term).things] == ["", ""]


def test_two_who_tick_at_once_take_nothing_back_of_each_other(cast: Alliance) -> None:
    term, _following = handed_over(cast, overlap=5)
    page = reverse("handover", args=[queries.mark_of(term)])
    one, other = (Visits(cast).client("member_here") for _ in range(2))
    first, second = (mark for mark, _thing in queries.things_of(queries.notes_of(term)))
    lose_nothing(one, other, page, first={"done": [first]}, second={"done": [second]}, theirs=THINGS[0], mine=THINGS[1])


def test_two_windows_lose_nothing_of_a_handover(cast: Alliance) -> None:
    term = write(cast)
    page = reverse("handover_write", args=[queries.mark_of(term)])
    one, other = (Visits(cast).client("facilitator_here") for _ in range(2))
    first, second = {"note": "Written first.", "things": "A"}, {"note": "Written second.", "things": "B"}
    lose_nothing(one, other, page, first=first, second=second, theirs="Written first.", mine="Written second.")


def test_what_was_being_written_when_the_office_ended_is_refused_and_not_lost(cast: Alliance) -> None:
    term = write(cast)
    page, client = reverse("handover_write", args=[queries.mark_of(term)]), Visits(cast).client("facilitator_here")
    shown = client.get(page).content.decode()
    long_ago(cast)
    offices.end_office(by=cast.actor("coordinator_here"), term=office_of(cast), ends=clock.today() - DAY)
    answer = client.post(page, {**hidden(shown), "note": "Typed too late.", "things": "Call Asha"})
    assert (answer.status_code, b"Typed too late." in answer.content, b"Call Asha" in answer.content) == (
        200,
        True,
        True,
    )
    assert SECRET not in answer.content.decode()
    assert queries.own_text(term).note == SECRET
    assert client.get(page).status_code == 404


def test_note_that_grows_too_long_is_said_beside_it(cast: Alliance) -> None:
    """Whoever lays an office down adds to what they wrote before: both together are too much."""
    term = write(cast, "coordinator_here")
    long_ago(cast, "coordinator_here")
    typed = {"ends": clock.today().isoformat(), "handover": "x" * 3990}
    page = (
        Visits(cast).client("coordinator_here").post(reverse("desk_end_office", args=[term.pk]), typed).content.decode()
    )
    assert ('id="id_handover_error"' in page, "x" * 3990 in page) == (True, True)
