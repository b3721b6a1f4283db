"""Many are told of something by a job: no page waits for it, and nobody is told twice."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.alliance.actions import people
from answerable.conduct.actions import telling_many
from answerable.conduct.actions.local_codes.adopting import decide
from answerable.conduct.actions.local_codes.beginning import give_up_local_code, open_drafting
from answerable.conduct.actions.local_codes.inviting import invite_organisations
from answerable.conduct.actions.versions import back_to_draft, begin_version, open_consultation
from answerable.conduct.models import TakingPart
from answerable.conduct.queries import standing
from answerable.kit import clock, queue
from answerable.notices.models import Notice
from tests import cast
from tests.cast import CONSOLE, Alliance

from . import signed
from .local import WELL, consent, writing
from .signed import Code

pytestmark = pytest.mark.django_db
DRAFT = "conduct.read_draft"


@pytest.fixture
def code() -> Code:
    return signed.code(cast.small_alliance())


def told(kind: str) -> set[UUID]:
    return set(Notice.objects.filter(kind=kind).values_list("account_id", flat=True))


def test_opening_a_consultation_leaves_one_job_however_many_there_are(code: Code) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code.first)
    with CaptureQueriesContext(connection) as asked:
        open_consultation(by=code.alliance.actor("secretariat"), version=draft)
    assert not [one for one in asked.captured_queries if "notices_notice" in one["sql"]]
    assert not told(DRAFT)
    queue.run_ready()
    accounts = code.alliance.accounts
    assert {accounts["focal_point_here"].pk, accounts["coordinator_here"].pk} <= told(DRAFT)
    assert accounts["secretariat"].pk not in told(DRAFT)  # who did it knows


def test_a_job_that_runs_again_tells_nobody_twice(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling_many, "AT_ONCE", 2)
    monkeypatch.setattr(telling_many, "IN_ONE_JOB", 3)
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code.first)
    open_consultation(by=CONSOLE, version=draft)
    queue.run_ready()
    everybody = told(DRAFT)
    assert len(everybody) > 6
    Notice.objects.filter(kind=DRAFT).update(read_on=clock.today())
    telling_many.tell_many.call(DRAFT, draft.pk, "", clock.today().isoformat())
    queue.run_ready()
    assert Notice.objects.filter(kind=DRAFT).count() == len(everybody)


def test_a_job_cut_short_goes_on_where_it_was(code: Code) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code.first)
    open_consultation(by=CONSOLE, version=draft)
    queue.run_ready()
    everybody = told(DRAFT)
    Notice.objects.filter(kind=DRAFT, account_id__in=list(everybody)[:3]).delete()
    telling_many.tell_many.call(DRAFT, draft.pk, "", clock.today().isoformat())
    assert told(DRAFT) == everybody
    assert set(Notice.objects.filter(kind=DRAFT).values_list("times", flat=True)) == {1}


def test_nobody_is_told_of_what_was_taken_back_meanwhile(code: Code) -> None:
    draft = begin_version(by=CONSOLE, instrument=code.instrument, label="2026", copy_of=code.first)
    open_consultation(by=CONSOLE, version=draft)
    back_to_draft(by=CONSOLE, version=draft)
    queue.run_ready()
    assert not told(DRAFT)


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


def test_local_code_tells_everybody_invited_by_jobs(alliance: Alliance) -> None:
    local = writing(alliance, is_open=False)
    assert not told("conduct.invited") - {alliance.accounts["editor_here"].pk}
    queue.run_ready()
    assert alliance.accounts["focal_point_here"].pk in told("conduct.invited")
    open_drafting(by=CONSOLE, code=local.fresh)
    decide(by=CONSOLE, code=local.fresh, body=local.body, decision=consent(), around=WELL)
    queue.run_ready()
    assert not told("conduct.drafting_open")  # it was decided before the job came to it
    assert alliance.accounts["member_here"].pk in told("conduct.decided")


def test_nobody_is_invited_to_what_was_given_up(alliance: Alliance) -> None:
    local = writing(alliance, is_open=False)
    give_up_local_code(by=CONSOLE, code=local.fresh)
    queue.run_ready()
    assert alliance.accounts["focal_point_here"].pk not in told("conduct.invited")


def test_few_are_told_from_many_without_counting_all(alliance: Alliance) -> None:
    local = writing(alliance)
    TakingPart.objects.all().delete()
    assert standing.are_few_invited(local.fresh, clock.today())
    for number in range(10):
        person = people.welcome_person(by=CONSOLE, name=f"Person {number}", place=alliance.here.path)
        people.affiliate(by=CONSOLE, person=person, organisation=alliance.nile)
    invite_organisations(by=CONSOLE, code=local.fresh, organisations=[alliance.nile])
    assert standing.are_few_invited(local.fresh, clock.today())  # they have no account: they cannot contribute
    invite_organisations(by=CONSOLE, code=local.fresh, organisations=[alliance.circle])
    code = local.fresh
    with CaptureQueriesContext(connection) as asked:
        assert standing.are_few_invited(code, clock.today(), few=2) is False
    assert len(asked) == 2
