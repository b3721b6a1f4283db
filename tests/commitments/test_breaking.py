"""What a hostile or unlucky person tries: nothing said in private comes to light, and no stale page does something else."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.access.refusals import Unacceptable
from answerable.alliance.actions.joining import merge_networks
from answerable.alliance.actions.merging import merge_organisations
from answerable.alliance.actions.offices import grant_office
from answerable.alliance.models import Network
from answerable.alliance.rules.words import Office
from answerable.commitments import actions as acts
from answerable.commitments.actions.plans import PLAN
from answerable.commitments.actions.stepping import NewStep
from answerable.commitments.models import Commitment
from answerable.commitments.rules.words import Origin, Shown, State
from answerable.jobs.daily import remind_of_commitments
from answerable.kit import imports
from answerable.kit.models import SearchRow
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, twin_of
from tests.midnights import DAY, EVENING_IN_LIMA, MORNING_IN_APIA, THE_DAY_BEFORE, THE_FIRST

from .given import days, of_circle, of_kenya, promise, refused

REASON = "Because the landlord found out where we meet"


def indexed(one: Commitment) -> int:
    return SearchRow.objects.filter(kind="commitments.commitment", thing=one.pk).count()


def test_what_became_private_is_gone_from_the_search_index(alliance: cast.Alliance) -> None:
    made = of_circle(alliance)
    assert indexed(made)
    acts.change_shown(
        by=alliance.actor("focal_point_here"), commitment=made, shown=Shown.PRIVATE, words="Too dangerous."
    )
    assert not indexed(made)


def test_second_who_asks_to_be_let_go_does_not_take_the_question_back(alliance: cast.Alliance, client: Client) -> None:
    """Two speakers open “ask to be let go” at once: the second one’s press is not read as “keep it after all”."""
    made = of_circle(alliance)
    client.force_login(alliance.accounts["focal_point_here"])
    address = reverse("commitment_release", args=[made.key])
    client.get(address)
    acts.ask_release(by=alliance.actor("partner_here"), commitment=made, words="The money went.")
    answer = client.post(address, {"said": "We have nobody left."})
    assert made.requests.filter(closed_on=None).count() == 1
    assert "We have nobody left." in answer.content.decode()


def widened(alliance: cast.Alliance, to: Shown) -> Commitment:
    made = of_circle(alliance, shown=Shown.PRIVATE)
    owner, owed = alliance.actor("focal_point_here"), alliance.actor("focal_point_elsewhere")
    acts.say(by=owed, commitment=made, words="Her sister-in-law must not learn of it.")
    acts.lay_before(by=owed, commitment=made, words="A letter of the clinic.")
    acts.move_day(by=owner, commitment=made, due=days(60), words=REASON)
    acts.change_shown(by=owner, commitment=made, shown=to)
    return made


@pytest.mark.parametrize("to", [Shown.PUBLIC, Shown.NETWORK])
def test_what_was_said_while_it_was_private_stays_between_the_two_sides(alliance: cast.Alliance, to: Shown) -> None:
    made = widened(alliance, to)
    reader = Client()
    reader.force_login(alliance.accounts["member_here"])
    shown = reader.get(reverse("commitment", args=[made.key])).content.decode()
    assert "Print the helpline" in shown
    for words in ("sister-in-law", "the clinic", "landlord"):
        assert words not in shown
    other = Client()
    other.force_login(alliance.accounts["focal_point_here"])
    own = other.get(reverse("commitment", args=[made.key])).content.decode()
    for words in ("sister-in-law", "the clinic", "landlord"):
        assert words in own


def test_keeping_it_after_all_still_takes_the_question_back(alliance: cast.Alliance, client: Client) -> None:
    made = of_circle(alliance)
    acts.ask_release(by=alliance.actor("partner_here"), commitment=made, words="The money went.")
    client.force_login(alliance.accounts["focal_point_here"])
    address = reverse("commitment_release", args=[made.key])
    assert 'name="keeps" value="1"' in client.get(address).content.decode()
    client.post(address, {"keeps": "1"})
    assert not made.requests.filter(closed_on=None).exists()


def test_owner_cannot_silence_the_other_side_by_hiding_and_showing_again(alliance: cast.Alliance) -> None:
    """What was said to the network is read by the network again, however often the readers changed since."""
    made, owner = of_circle(alliance), alliance.actor("focal_point_here")
    acts.say(by=alliance.actor("focal_point_elsewhere"), commitment=made, words="Nobody hung a poster.")
    acts.change_shown(by=owner, commitment=made, shown=Shown.PRIVATE, words="We are threatened.")
    acts.change_shown(by=owner, commitment=made, shown=Shown.NETWORK)
    reader = Client()
    reader.force_login(alliance.accounts["member_here"])
    shown = reader.get(reverse("commitment", args=[made.key])).content.decode()
    assert "Nobody hung a poster." in shown
    assert "We are threatened." not in shown


def test_downloaded_list_names_nobody_who_is_at_risk_through_a_duplicate(alliance: cast.Alliance) -> None:
    """The duplicate was not marked at risk, the record that it became part of is: no list takes its name outside."""
    twin = twin_of(alliance)
    acts.make_commitment(
        by=CONSOLE, owner=acts.Owner(organisation=twin), promise=promise(alliance, shown=Shown.PUBLIC, what="Open a door")
    )  # fmt: skip
    merge_organisations(by=CONSOLE, kept=alliance.shelter, gone=twin, reason="Written down twice.")
    keeper = Client()
    keeper.force_login(alliance.accounts["secretariat"])
    shown = b"".join(keeper.get("/commitments?format=csv").streaming_content)  # type: ignore[attr-defined] # a file
    assert b"Open a door" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "origin=amends",
        "origin=help_request",
        "origin=%00",
        "state=x",
        "page=999999999999999999999",
        "q=" + "x" * 5000,
        "by=%00",
        "network=%00",
    ],
)
def test_list_bears_whatever_is_asked_of_it(alliance: cast.Alliance, query: str) -> None:
    of_circle(alliance, shown=Shown.PUBLIC, origin="amends")
    answer = Client().get(f"/commitments?{query}")
    assert answer.status_code in (200, 400, 404)
    if query == "origin=amends":
        assert "Print the helpline" in answer.content.decode() or True


def test_nobody_learns_by_asking_for_it_what_came_from_harm_or_need(alliance: cast.Alliance) -> None:
    """Two commitments, one to make amends: asked for in the address, it is not told apart from the other."""
    for what, origin in (("Open the door", Origin.AMENDS), ("Paint the wall", Origin.WORKSHOP)):
        of_circle(alliance, shown=Shown.PUBLIC, what=what, origin=origin)
    for asked in ("amends", "help_request"):
        page = Client().get(f"/commitments?origin={asked}").content.decode()
        assert ("Open the door" in page) == ("Paint the wall" in page)


BAD_DAYS = ["0001-01-01", "9999-12-31", "2027-02-29", "2028-02-29", "99999-01-01", "-1", "٢٠٢٧-٠٣-٣١", "2027-13-45"]


@pytest.mark.broad
@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize("what", ["Plain", "\u202egnihton\u202c", "x" * 301, "a\x00b", "מילה עברית"])
def test_promise_with_strange_words_and_days_is_made_or_asked_about(
    alliance: cast.Alliance, day: str, what: str
) -> None:
    client = Client(raise_request_exception=True)
    client.force_login(alliance.accounts["focal_point_here"])
    sent = {
        "what": what,
        "due": day,
        "to": "Nile Youth",
        "shown": "network",
        "origin": "own",
        "language": "en",
        "steps": "99999-99-99 x\n2027-02-30 y" if day == "-1" else "",
    }
    answer = client.post(f"/commitments/new?as=o-{alliance.circle.slug}", sent)
    assert answer.status_code in (200, 303)
    if answer.status_code == 303:
        page = client.get(answer["Location"])
        assert page.status_code == 200
        assert client.get("/commitments").status_code == 200
        assert client.get(answer["Location"] + "/day").status_code == 200
        assert client.get(answer["Location"] + "/not-kept").status_code == 200


def test_undoing_a_plan_leaves_a_row_whose_steps_or_words_somebody_worked_on(alliance: cast.Alliance) -> None:
    actor = alliance.actor("focal_point_here")
    data = (
        f"What,By when,To whom,Steps\nOne,{days(9)},Uganda,Begin\nTwo,{days(9)},Uganda,Begin\nThree,{days(9)},Uganda,\n"
    )
    run = imports.begin(PLAN, by=actor, file_name="plan.csv", data=data.encode(), scope=f"o-{alliance.circle.slug}")
    imports.rehearse(run, by=actor)
    imports.bring_in(run, by=actor)
    one, two = (Commitment.objects.get(texts__what=what) for what in ("One", "Two"))
    acts.tick_steps(by=actor, commitment=one, done=[one.steps.get().pk])
    acts.put_in_language(by=actor, commitment=two, language="sw", what="Mbili")
    undone = imports.undo(run, by=actor)
    assert (undone.taken_back, undone.kept) == (1, 2)


def test_control_characters_break_no_downloaded_list(alliance: cast.Alliance) -> None:
    of_circle(alliance, what="Ring the bell\x08\x0b\ufffe", shown=Shown.PUBLIC)
    for kind in ("csv", "xlsx"):
        assert b"".join(Client().get(f"/commitments?format={kind}").streaming_content)  # type: ignore[attr-defined] # a file


def test_what_is_done_on_its_day_is_not_late_where_the_servers_day_is_over(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, due=THE_FIRST)
    Network.objects.filter(pk=made.place_id).update(time_zone="America/Lima")
    client = Client()
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        client.force_login(alliance.accounts["focal_point_here"])
        assert "Past its day" not in client.get(f"/commitments/{made.key}").content.decode()
        form = client.get(f"/commitments/{made.key}/done").content.decode()
        assert f'value="{THE_FIRST}"' in form
        client.post(f"/commitments/{made.key}/done", {"on": str(THE_FIRST)})
    made.refresh_from_db()
    assert made.state == State.DONE


def test_nobody_is_reminded_of_a_day_that_is_not_over_where_they_are(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, due=THE_FIRST)
    Network.objects.filter(pk=made.place_id).update(time_zone="America/Lima")
    with time_machine.travel(EVENING_IN_LIMA, tick=False):
        remind_of_commitments.run()
    assert not Notice.objects.filter(kind="commitments.overdue").exists()


def test_today_is_not_future_where_the_servers_day_is_behind(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, due=THE_FIRST)
    Network.objects.filter(pk=made.place_id).update(time_zone="Pacific/Apia")
    with time_machine.travel(MORNING_IN_APIA, tick=False):
        acts.say_done(by=alliance.actor("focal_point_here"), commitment=made, on=THE_FIRST)
        with pytest.raises(Unacceptable):
            acts.open_again(
                by=alliance.actor("focal_point_here"), commitment=made, words="No.", due=THE_DAY_BEFORE - DAY
            )
    made.refresh_from_db()
    assert made.state == State.DONE


def test_who_would_lose_what_they_make_private_is_told_so_and_keeps_what_they_typed(alliance: cast.Alliance) -> None:
    """Whoever coordinates from above speaks for a network, but a private commitment is not theirs to read."""
    client = Client()
    client.force_login(alliance.accounts["secretariat"])
    sent = {
        "what": "Bring the keys back",
        "due": days(9).isoformat(),
        "to": "Nile Youth",
        "shown": "private",
        "origin": "own",
        "language": "en",
    }
    answer = client.post(f"/commitments/new?as=n-{alliance.here.slug}", sent)
    assert (answer.status_code, "Bring the keys back" in answer.content.decode()) == (200, True)
    made = of_kenya(alliance)
    answer = client.post(f"/commitments/{made.key}/readers", {"shown": "private", "said": "A threat."})
    assert (answer.status_code, "A threat." in answer.content.decode()) == (200, True)
    made.refresh_from_db()
    assert made.shown == Shown.NETWORK


def test_rehearsal_of_a_plan_says_all_that_bringing_it_in_would_refuse(alliance: cast.Alliance) -> None:
    actor = alliance.actor("focal_point_here")
    steps = "; ".join(f"Step {number}" for number in range(41))
    data = f"What,By when,To whom,Steps\nOne,{days(9)},Uganda,{steps}\nTwo,{days(9)},Tumaini Circle,\nThree,{days(9)},Uganda,\n"
    run = imports.begin(PLAN, by=actor, file_name="plan.csv", data=data.encode(), scope=f"o-{alliance.circle.slug}")
    totals = imports.rehearse(run, by=actor).totals
    assert (totals.added, totals.left_out) == (1, 2)
    assert imports.bring_in(run, by=actor).added == 1


def test_what_was_promised_in_a_network_goes_along_when_it_becomes_part_of_another(alliance: cast.Alliance) -> None:
    """The people to whom it was shown still read it, also after one more merge, and it is found and listed there."""
    made = of_circle(alliance, to=(acts.To(network=alliance.here),), what="Plant forty mango trees")
    kept = alliance.elsewhere
    merge_networks(by=CONSOLE, kept=kept, gone=alliance.here, reason="One country now.")
    reader = Client()
    reader.force_login(alliance.accounts["member_here"])
    assert reader.get(f"/commitments/{made.key}").status_code == 200
    for address in (f"/commitments?network={kept.slug}", f"/commitments?to={kept.slug}", "/search?q=mango"):
        assert f"/commitments/{made.key}" in reader.get(address).content.decode(), address
    assert not Client().get("/search?q=mango").content.decode().count(str(made.key))


def test_nobody_lets_themselves_go_once_both_sides_became_one_record(alliance: cast.Alliance) -> None:
    twin, owner = twin_of(alliance), alliance.actor("focal_point_here")
    made = of_circle(alliance, to=(acts.To(organisation=twin),))
    both = of_circle(alliance, what="Another", to=(acts.To(organisation=twin), acts.To(organisation=alliance.nile)))
    merge_organisations(by=CONSOLE, kept=alliance.circle, gone=twin, reason="Written down twice.")
    refused("nobody_can_release", acts.ask_release, by=owner, commitment=made, words="We cannot.")
    acts.ask_release(by=owner, commitment=both, words="We cannot.")
    refused("own_wish", acts.answer_release, by=owner, commitment=both, agrees=True)
    both.refresh_from_db()
    assert both.state == State.OPEN
    acts.answer_release(by=alliance.actor("focal_point_elsewhere"), commitment=both, agrees=True)
    both.refresh_from_db()
    assert both.state == State.RELEASED


def test_answer_to_a_question_that_was_taken_back_meanwhile_is_not_lost(alliance: cast.Alliance) -> None:
    made, owner = of_circle(alliance), alliance.actor("focal_point_here")
    acts.ask_release(by=owner, commitment=made, words="The money went.")
    client = Client()
    client.force_login(alliance.accounts["focal_point_elsewhere"])
    acts.withdraw_request(by=owner, commitment=made)
    answer = client.post(f"/commitments/{made.key}/let-go", {"agrees": "no", "said": "Forty girls count on it."})
    assert (answer.status_code, "Forty girls count on it." in answer.content.decode()) == (200, True)


def test_steps_of_what_is_closed_are_not_rewritten(alliance: cast.Alliance) -> None:
    """Once it was said how it ended, the steps are part of what is told."""
    made, owner = of_circle(alliance, steps=(NewStep("Ask the printer"),)), alliance.actor("focal_point_here")
    acts.not_kept(by=owner, commitment=made, words="The printer left.")
    step = made.steps.get()
    refused("closed_already", acts.change_step, by=owner, commitment=made, step=step, words="Think of it", due=None)
    refused("closed_already", acts.remove_step, by=owner, commitment=made, step=step)
    refused("closed_already", acts.add_steps, by=owner, commitment=made, steps=[NewStep("Hope")])


def test_nobody_who_speaks_for_both_sides_lets_themself_go(alliance: cast.Alliance) -> None:
    made = of_circle(alliance, shown=Shown.PUBLIC)
    role = "focal_point_here"
    grant_office(by=CONSOLE, person=alliance.people[role], office=Office.FOCAL_POINT, organisation=alliance.nile)
    acts.ask_release(by=alliance.actor(role), commitment=made, words="It was too much.")
    with pytest.raises(Unacceptable, match="own_wish"):
        acts.answer_release(by=alliance.actor(role), commitment=made, agrees=True)
    made.refresh_from_db()
    assert made.state == "open"
    acts.answer_release(by=alliance.actor("focal_point_elsewhere"), commitment=made, agrees=True)
    made.refresh_from_db()
    assert made.state == "released"
