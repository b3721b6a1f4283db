"""What is kept no longer goes, in every room; what is not yet due stays; the ledger counts it (bar B59)."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from answerable.access.models import Bucket, LostFactor, MailedCode, Session
from answerable.alliance.actions import organisations, people
from answerable.alliance.models import (
    Application,
    Handover,
    Introduction,
    Invitation,
    Look,
    LookRole,
    OfficeTerm,
    Organisation,
    Person,
    PlaceRequest,
    SupportService,
)
from answerable.alliance.rules.words import ApproachState, InvitationState, MembershipState
from answerable.concerns.models import Draft
from answerable.conduct.models import HoldBack, Instrument, Version
from answerable.jobs import retention, schedules
from answerable.jobs.daily import keep_to_retention
from answerable.jobs.models import ScheduleRun
from answerable.jobs.retention.keeping import is_paused
from answerable.kit.models import ImportChange, ImportFile, ImportOutcomes, ImportRun, ImportState
from answerable.ledger.models import Entry
from answerable.notices.models import Mailed, Notice
from answerable.standards.models import PassportShare
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Make = Callable[[cast.Alliance, dt.datetime], Model]


def session(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Session.objects.create(
        key_hash=uuid.uuid4().hex, data=b"", opened_on=then.date(), seen_at=then, ends_at=then
    )


def code(alliance: cast.Alliance, then: dt.datetime) -> Model:
    account = alliance.accounts["member_here"]
    return MailedCode.objects.create(account=account, purpose="sign in", digest=uuid.uuid4().hex, ends_at=then)


def bucket(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Bucket.objects.create(key=uuid.uuid4().hex, left=1, filled_at=then)


def lost(alliance: cast.Alliance, then: dt.datetime) -> Model:
    account = alliance.accounts["member_here"]
    return LostFactor.objects.create(account=account, asked_on=then.date(), closed_on=then.date())


def run(alliance: cast.Alliance, then: dt.datetime) -> ImportRun:
    return ImportRun.objects.create(
        kind="directory", by="x", state=ImportState.BROUGHT_IN, fingerprint="f", sealed_about=b"s", rows=1, begun_at=then, brought_in_at=then,
    )  # fmt: skip


def piece(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return ImportFile.objects.create(run=run(alliance, then), number=1, sealed=b"s")


def outcomes(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return ImportOutcomes.objects.create(
        run=run(alliance, then), rehearsal=uuid.uuid4(), fate="added", page=1, first_row=1, last_row=2, sealed=b"s"
    )


def change(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return ImportChange.objects.create(run=run(alliance, then), row=1, sealed=b"s")


def service(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return SupportService.objects.create(
        network=alliance.here, cost="free", starts=then.date() - dt.timedelta(days=9), ends=then.date(), checked_on=then.date(), by="x"
    )  # fmt: skip


def notice(alliance: cast.Alliance, then: dt.datetime) -> Model:
    account = alliance.accounts["member_here"]
    return Notice.objects.create(
        account=account, kind="x", url=f"/{uuid.uuid4()}", happened_at=then, read_on=then.date()
    )


def mailed(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Mailed.objects.create(
        account=alliance.accounts["member_here"],
        mark=uuid.uuid4().hex[:20],
        occasion=uuid.uuid4().hex[:20],
        written_on=then.date(),
    )


def work(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return DBTaskResult.objects.create(
        task_path="x", backend_name="default", queue_name="default", status="SUCCESSFUL", finished_at=then, enqueued_at=then,
        args_kwargs={"args": [], "kwargs": {}}, run_after=then, exception_class_path="", traceback="",
    )  # fmt: skip


def schedule(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return ScheduleRun.objects.create(name="hourly.x", period=uuid.uuid4().hex[:16], begun_at=then)


def person(alliance: cast.Alliance, then: dt.datetime) -> Model:
    with time_machine.travel(then, tick=False):
        made = people.welcome_person(by=cast.CONSOLE, name="Rosalind", place=alliance.here.path)
        affiliation = people.affiliate(by=cast.CONSOLE, person=made, organisation=alliance.circle)
        people.end_affiliation(by=cast.CONSOLE, affiliation=affiliation, ends=then.date())
    return made


def organisation(alliance: cast.Alliance, then: dt.datetime) -> Model:
    with time_machine.travel(then, tick=False):
        card = organisations.Card(name=f"House {uuid.uuid4()}", country="KE")
        made = organisations.welcome_organisation(
            by=cast.CONSOLE, card=card, network=alliance.here, visibility="members"
        )
        membership = made.memberships.get()
        organisations.move_membership(
            by=cast.CONSOLE, membership=membership, state=MembershipState.ENDED, reason="It closed."
        )
    return made


def look(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Look.objects.update_or_create(role=LookRole.DRAFT, defaults={"kept_on": then.date()})[0]


def _asked(alliance: cast.Alliance, then: dt.datetime) -> dict[str, Any]:
    return {
        "place": alliance.here, "name": "Rosalind", "email": "rosalind@example.org", "organisation_name": "Moyo", "state": ApproachState.DECLINED,
        "asked_on": then.date(), "answered_on": then.date(),
    }  # fmt: skip


def introduction(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Introduction.objects.create(**_asked(alliance, then), proof="I work there.")


def application(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return Application.objects.create(**_asked(alliance, then), why="We want to.")


def invitation(alliance: cast.Alliance, then: dt.datetime) -> Model:
    made = Invitation.objects.create(
        organisation=alliance.circle, email="rosalind@example.org", office="focal_point", digest=uuid.uuid4().hex, state=InvitationState.DECLINED,
        sent_on=then.date(), ends_on=then.date(), by="x",
    )  # fmt: skip
    made.steps.create(state=InvitationState.DECLINED, by="x", on=then.date())
    return made


def place_request(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return PlaceRequest.objects.create(
        organisation=alliance.circle, network=alliance.elsewhere, membership="member", why="They work here too.", by="x",
        state=ApproachState.DECLINED, asked_on=then.date(), answered_on=then.date(),
    )  # fmt: skip


def handover(alliance: cast.Alliance, then: dt.datetime) -> Model:
    term = OfficeTerm.objects.get(person=alliance.people["facilitator_here"])
    return Handover.objects.create(
        office=term, by_holder=False, sealed=b"s", written_on=then.date(), accepted_on=then.date()
    )


def held_back(alliance: cast.Alliance, then: dt.datetime) -> Model:
    code, _ = Instrument.objects.get_or_create(
        slug="code", defaults={"kind": "code", "network": alliance.root, "name": "Code", "opened_on": then.date()}
    )
    number = code.versions.count()
    version = Version.objects.create(
        instrument=code, label=f"{number}", slug=f"{number}", number=number, created_on=then.date()
    )
    return HoldBack.objects.create(
        version=version, person=alliance.people["member_here"], sealed=b"s", written_on=then.date()
    )


def passport(alliance: cast.Alliance, then: dt.datetime) -> Model:
    return PassportShare.objects.create(
        organisation=alliance.circle, token_hash=uuid.uuid4().hex, made_on=then.date(), ends=then.date(), by="x"
    )


def draft(alliance: cast.Alliance, then: dt.datetime) -> Model:
    made = Draft(until=then.date())
    made.save(force_insert=True)
    return made


# How to make a row of each, and how many days it may lie and not be due yet.
EXAMPLES: dict[type[Model], tuple[Make, float]] = {
    Session: (session, -0.1),
    MailedCode: (code, -0.01),
    Bucket: (bucket, 0.03),
    LostFactor: (lost, 89),
    ImportRun: (run, 390),
    ImportFile: (piece, 0.9),
    ImportOutcomes: (outcomes, 0.9),
    ImportChange: (change, 6),
    Notice: (notice, 89),
    Mailed: (mailed, 59),
    DBTaskResult: (work, 13),
    ScheduleRun: (schedule, 390),
    Person: (person, 725),
    Organisation: (organisation, 2550),
    Look: (look, 29),
    Handover: (handover, 399),
    Introduction: (introduction, 5),
    Application: (application, 5),
    PlaceRequest: (place_request, 5),
    Invitation: (invitation, 5),
    HoldBack: (held_back, 363),
    PassportShare: (passport, 29),
    SupportService: (service, 363),
    Draft: (draft, 0),
}
TIMED = {one.model: one for one in retention.TIMED}
LONG_AGO = dt.timedelta(days=9 * 366)


@pytest.fixture
def alliance() -> cast.Alliance:
    return cast.small_alliance()


def test_every_retention_has_an_example() -> None:
    assert set(EXAMPLES) == set(TIMED)


@pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: model._meta.label)
def test_what_is_due_goes_and_what_is_not_stays(alliance: cast.Alliance, model: type[Model]) -> None:
    """B59: nothing goes before its time."""
    make, days = EXAMPLES[model]
    now = timezone.now()
    old = make(alliance, now - LONG_AGO)
    if model is Look:  # there is one draft at a time
        assert TIMED[model].due(now).count() == 1
        retention.keep_to_it()
        assert not Look.objects.exists()
        make(alliance, now - dt.timedelta(days=days))
        retention.keep_to_it()
        assert Look.objects.exists()
        return
    fresh = make(alliance, now - dt.timedelta(days=days))
    assert set(TIMED[model].due(now)) == {old}
    gone = {one.model: one.gone for one in retention.keep_to_it()}
    assert gone.get(model._meta.label) == (1 if TIMED[model].counted else None)
    assert TIMED[model].due(timezone.now()).count() == 0
    assert getattr(model, "held", model._default_manager).filter(pk=fresh.pk).exists()


def test_person_long_gone_is_a_former_member_without_a_name(alliance: cast.Alliance) -> None:
    made = person(alliance, timezone.now() - LONG_AGO)
    retention.keep_to_it()
    made.refresh_from_db()
    assert (made.name, made.former_since) == ("", timezone.now().date())  # type: ignore[attr-defined] # a person


def test_people_with_a_part_in_the_alliance_stay_however_long(alliance: cast.Alliance) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=3 * 366), tick=False):
        due = {one.name for one in TIMED[Person].due(timezone.now())}
    assert due == set()


def test_looking_changes_nothing(alliance: cast.Alliance) -> None:
    notice(alliance, timezone.now() - LONG_AGO)
    before = Entry.objects.count()
    assert {one.model: one.due for one in retention.figures()}["notices.Notice"] == 1
    assert (Notice.objects.count() >= 1, Entry.objects.count()) == (True, before)


def test_day_is_one_entry_with_its_counts(alliance: cast.Alliance) -> None:
    notice(alliance, timezone.now() - LONG_AGO)
    session(alliance, timezone.now() - LONG_AGO)
    before = Entry.objects.count()
    retention.keep_to_it()
    entries = list(Entry.objects.order_by("n")[before:])
    assert [(one.act, one.detail) for one in entries] == [("jobs.keep_to_retention", '{"notices.Notice": 1}')]


def test_day_on_which_nothing_goes_is_not_entered(alliance: cast.Alliance) -> None:
    before = Entry.objects.count()
    retention.keep_to_it()
    assert Entry.objects.count() == before


def test_clock_that_leapt_takes_nothing_away_until_the_next_day(alliance: cast.Alliance) -> None:
    """B59: more than 48 hours at once pauses retention; a clock that is set right in time costs nothing."""
    notice(alliance, timezone.now())
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        schedules.begin("daily.keep_to_retention", "today")
    with time_machine.travel(now + dt.timedelta(days=500), tick=False):
        schedules.begin("daily.keep_to_retention", "leapt")
        assert is_paused()
        keep_to_retention.run()
        assert Notice.objects.filter(url__startswith="/").exists()
    with time_machine.travel(now + dt.timedelta(days=501), tick=False):
        schedules.begin("daily.keep_to_retention", "the day after")
        assert not is_paused()
        keep_to_retention.run()
        assert TIMED[Notice].due(timezone.now()).count() == 0


def test_room_that_fails_keeps_no_other_from_its_own(alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_now: dt.datetime) -> None:
        raise RuntimeError("canary")

    from answerable.jobs.retention import keeping

    monkeypatch.setitem(keeping.ENDING, "daily", (breaks, *keeping.ENDING["daily"]))
    notice(alliance, timezone.now() - LONG_AGO)
    with pytest.raises(RuntimeError):
        retention.keep_to_it("daily")
    assert TIMED[Notice].due(timezone.now()).count() == 0
