"""Handlers are reminded: by the day, once each, in constant words; whoever raised something is sent nothing (B18, B31, B59, B87)."""

import datetime as dt
import email.policy
import re
from email.message import EmailMessage
from uuid import UUID

import pytest
from django.core import mail
from pytest_django import Settings

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.concerns import actions
from answerable.concerns.models import Case, Handler, RosterRevision, Team, ToldAbove
from answerable.concerns.queries import late
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.rules import routing
from answerable.concerns.rules.teams import TeamState
from answerable.concerns.rules.words import Desk, Role
from answerable.jobs.daily import remind_at_the_desks
from answerable.jobs.hourly import see_that_desks_can_read
from answerable.kit import clock
from answerable.notices import actions as notices
from answerable.notices.actions import Wishes
from answerable.notices.models import Notice

from . import world
from .posted import a_day_passes, mailed_team, on, set_up
from .world import ABOUT, KENYA, NOBODY, OfTeam, declared, raised, readers

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
MONDAY = dt.date(2026, 3, 2)
LINK = re.compile(r"https?://[^\s\"<>]+")
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _post(settings: Settings, db: None) -> None:
    settings.EMAIL_BACKEND = "answerable.notices.mail.AllianceMailBackend"
    set_up()


def addresses(mails: list[mail.EmailMessage]) -> list[str]:
    return sorted(one.to[0] for one in mails)


def names(people: list[AtTheDesk]) -> list[str]:
    found = {str(one.pk): one.email for one in Account.objects.all()}
    return sorted(found[one.opaque_id] for one in people)


def test_reminder_is_the_same_for_one_thing_and_for_nine_and_says_nothing() -> None:
    """B18: headers, subject, words, links and size; no id, no number, no name, no word of a case."""
    sizes, seen = set(), []
    for number, place in ((1, KENYA), (9, "000100010002")):
        with on(MONDAY):
            of = mailed_team(f"amina{number}", f"zawadi{number}", place=place)
            about = routing.About((routing.Party(ABOUT.parties[0].level, "", "", (place,)),), (place,), language="en")
            cases = [raised(about=about, happened="Needle in the haystack").raiser.case for _ in range(number)]
        with on(MONDAY + DAY):
            sent = a_day_passes()
        assert addresses(sent) == [f"amina{number}@example.org", f"zawadi{number}@example.org"]
        for one in sent:
            whole = one.message().as_bytes()
            parsed = email.message_from_bytes(whole, policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            body = str(one.body)
            text = whole.decode("ascii", "replace") + body
            held = [*cases, *(each.handler.pk for each in of.people), of.team.pk]
            assert not [each for each in held if str(each) in text or UUID(str(each)).hex in text]
            assert not re.search("needle|haystack|concern|case|desk", re.sub(LINK, "", body), re.IGNORECASE)
            leads = {re.sub(r"/mail/([a-z-]+)/\S+", r"/mail/\1", found) for found in LINK.findall(body)}
            seen.append(
                (
                    parsed["Subject"],
                    re.sub(LINK, "", body),
                    sorted(leads),
                    sorted(name for name, _ in parsed.items()),
                )
            )
            sizes.add(len(whole) - len(one.to[0]))
    assert seen.count(seen[0]) == 4
    assert "9" not in seen[-1][1]
    assert max(sizes) - min(sizes) <= 4, "but for the length of a name"


def test_reminder_leads_to_the_desk_alone_and_is_left_once_a_day() -> None:
    """B59: exactly once, though the job runs twice, was off for days, or the clock went back; nine things are one notice."""
    with on(MONDAY):
        mailed_team("amina", "zawadi")
        for _ in range(3):
            raised()
        assert Notice.objects.count() == 0, "nothing is said when somebody tells: its hour would tell"
    with on(MONDAY + 4 * DAY):
        for _ in range(3):
            remind_at_the_desks.run()
    with on(MONDAY + 3 * DAY):
        remind_at_the_desks.run()
    found = list(Notice.objects.filter(kind="concerns.waits"))
    assert [(one.url, one.times, one.facts) for one in found] == [("/cases/", 1, {})] * 2


def test_reminders_come_each_day_until_it_is_done_and_then_stop() -> None:
    """B87: from the day before it falls due, each day, one mail to each reader; done is done."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi", "neema")
        case = raised().raiser.case
    two = names(readers(of, case))
    days = []
    for number in range(4):
        with on(MONDAY + number * DAY):
            days.append(addresses(a_day_passes()))
    assert days == [two] * 4
    with on(MONDAY + 4 * DAY):
        first, _ = declared(of, case)
        actions.read_case(by=first, case=case)
        actions.answer(by=first, case=case, words="We hear you, and propose this.")
        actions.note_safety_contact(by=first, case=case, words="Asked.")
        due = Case.held.get().due
    assert due is not None
    assert due > MONDAY + 6 * DAY
    quiet = []
    for number in range(5, (due - MONDAY).days + 1):
        with on(MONDAY + number * DAY):
            quiet.append(addresses(a_day_passes()))
    assert quiet == [[]] * (len(quiet) - 2) + [two] * 2


@pytest.mark.parametrize(
    "begins", [dt.date(2028, 2, 27), dt.date(2026, 12, 29), dt.date(2026, 3, 27), dt.date(2026, 10, 23)]
)
def test_reminders_come_once_a_day_over_leap_days_turns_of_years_and_clocks_that_change(begins: dt.date) -> None:
    """B59: each reader once each day, also where the job runs twice, and none for a day that was missed."""
    with on(begins):
        mailed_team("amina", "zawadi")
        raised()
    for number in (1, 2, 3, 5):
        with on(begins + number * DAY):
            assert addresses(a_day_passes()) == ["amina@example.org", "zawadi@example.org"]
            remind_at_the_desks.run()
    assert list(Notice.objects.filter(kind="concerns.waits").values_list("times", flat=True)) == [4, 4]


def test_weekly_reader_is_reminded_by_the_day_and_nobody_turns_it_off() -> None:
    """What was promised to somebody waits for nobody's week; a pause and a choice change nothing of it."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi")
        amina, zawadi = of.people
        for one, rhythm in ((amina, "weekly"), (zawadi, "never")):
            by = Actor(account_id=UUID(one.opaque_id))
            notices.set_wishes(by=by, wishes=Wishes(rhythm=rhythm, hour=7, weekday=0))
        raised()
    with on(MONDAY + 2 * DAY):
        assert addresses(a_day_passes()) == ["amina@example.org", "zawadi@example.org"]


def test_nobody_hears_of_a_case_who_holds_no_key_of_it() -> None:
    """B02, B09: whoever is excluded, of another team, or no reader of it is left out of everything that moves with it."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi", "neema")
        mailed_team("elsewhere", "faraway", place="000100010002")
        shut = of.people[0]
        case = raised(excluded=routing.Excluded(people=frozenset({shut.id}))).raiser.case
    with on(MONDAY + 3 * DAY):
        assert addresses(a_day_passes()) == names(readers(of, case))
    assert not Notice.objects.filter(account=UUID(shut.opaque_id)).exists()


def above() -> tuple[OfTeam, OfTeam]:
    of = mailed_team("amina", "zawadi")
    over = mailed_team("lead", "other", desk=Desk.REGION, place=world.REGION, role=Role.LEAD)
    raised()
    return of, over


def test_desk_above_is_told_that_something_is_late_and_not_before() -> None:
    """The person reads that somebody above was told; nothing says of what, and they hold no key of it."""
    with on(MONDAY):
        _, over = above()
    with on(MONDAY + DAY):
        assert addresses(a_day_passes()) == ["amina@example.org", "zawadi@example.org"]
    with on(MONDAY + 2 * DAY):
        assert addresses(a_day_passes()) == [
            "amina@example.org",
            "lead@example.org",
            "other@example.org",
            "zawadi@example.org",
        ]
        assert {one.kind for one in Notice.objects.filter(account__in=[one.opaque_id for one in over.people])} == {
            "concerns.late_below"
        }


def test_whoever_was_left_out_is_not_told_above_either() -> None:
    """B09: the server cannot read who was left out; it tells only those whom it was told of while it could."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi")
        over = mailed_team("lead", "other", desk=Desk.REGION, place=world.REGION)
        raised(excluded=routing.Excluded(people=frozenset({over.people[0].id})))
        raised(excluded=routing.Excluded(desks=frozenset({Desk.REGION})))
    with on(MONDAY + 3 * DAY):
        assert late.above_the_late(clock.today()) == {UUID(over.people[1].opaque_id)}
    assert of.team.state == TeamState.OPEN


def test_list_of_those_above_says_nothing_to_who_holds_the_database() -> None:
    with on(MONDAY):
        above()
        raised(excluded=routing.Excluded(desks=frozenset({Desk.REGION})))
    sizes = {len(bytes(one)) for one in ToldAbove.held.values_list("blob", flat=True)}
    assert len(sizes) == 1


@pytest.mark.parametrize("harm", ["roster", "keys", "left"])
def test_team_that_cannot_read_is_warned_within_the_hour_and_takes_nothing_in(harm: str) -> None:
    """B31: a roster that does not hold, exchanged keys, or one reader left: all of the team are told, and intake is shut."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi")
        see_that_desks_can_read.run()
        assert not Notice.objects.exists()
        if harm == "roster":
            RosterRevision.held.filter(team=of.team).update(members="[]")
        elif harm == "keys":
            Handler.held.filter(pk=of.people[0].handler.pk).update(box=b"x" * 32)
        else:
            Handler.held.filter(pk=of.people[0].handler.pk).update(until=clock.today())
        with pytest.raises(actions.ChannelClosed):
            raised()
        see_that_desks_can_read.run()
        see_that_desks_can_read.run()
        told = {
            str(one) for one in Notice.objects.filter(kind="concerns.cannot_read").values_list("account", flat=True)
        }
        left = {one.opaque_id for one in of.people} - ({of.people[0].opaque_id} if harm == "left" else set())
        assert (told, Notice.objects.count(), Case.held.count()) == (left, len(left), 0)
        Team.held.filter(pk=of.team.pk).update(state=TeamState.CLOSED)
        Notice.objects.all().delete()
        see_that_desks_can_read.run()
        assert not Notice.objects.exists(), "a channel that is shut on purpose is no alarm"


def test_whoever_raised_it_is_sent_nothing_whatever_happens() -> None:
    """B18: of all that happens to a case nothing is mailed to anybody but handlers, and nothing at the hour at which it happens."""
    with on(MONDAY):
        of = mailed_team("amina", "zawadi")
        made = raised(
            name="Asha", answers={"happened": "It hurts.", "reach": "asha@example.com", "wishes": "heard"}
        ).raiser
        first, _ = declared(of, made.case)
        actions.read_case(by=first, case=made.case)
        actions.answer(by=first, case=made.case, words="We hear you.")
        actions.add_words(made, words="Thank you.")
        actions.withdraw(made, meaning_shown=True)
        assert (mail.outbox, Notice.objects.count()) == ([], 0)
    with on(MONDAY + 20 * DAY):
        assert a_day_passes() == []
    assert NOBODY.people == frozenset()
