"""That a duty does not fit: said with its reason, shown with it, and ended by a day."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.kit import clock
from answerable.standards.actions.excusing import end_excuse, excuse
from answerable.standards.models import Excuse
from answerable.standards.rules.saying import ExcuseReason
from answerable.standards.rules.words import Level, State, Why
from tests import cast

from .given import duty, said, stands, subject
from .visiting import got, of_duty, page, sent, visitor

pytestmark = pytest.mark.django_db


def test_duty_that_does_not_fit_is_shown_with_its_reason(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    client = visitor(alliance, "focal_point_here")
    assert sent(client, f"{where}/unfit", reason="no_staff", said="")["Location"] == where
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert (judged.state, judged.why) == (State.NOT_APPLICABLE, Why.EXCUSED)
    others = got(visitor(alliance, "member_elsewhere"), where)
    assert "We have no paid staff" in others
    assert "They said why it does not fit them now." in others
    assert "/fits" not in others
    again = page(sent(client, f"{where}/unfit", reason="no_staff", said=""))
    assert "This was said already." in again


def test_another_reason_needs_its_words(alliance: cast.Alliance) -> None:
    where = f"{of_duty(subject(alliance.circle), duty())}/unfit"
    client = visitor(alliance, "focal_point_here")
    assert "This is still empty." in page(sent(client, where, reason="other", said=""))
    assert "Nothing is chosen yet." in page(sent(client, where, said="Because."))
    assert not Excuse.objects.exists()


def test_nobody_says_for_themselves_that_they_have_no_staff(alliance: cast.Alliance) -> None:
    own = duty(levels=(Level.INDIVIDUAL,))
    person = f"{of_duty(subject(alliance.people['member_here']), own)}/unfit"
    client = visitor(alliance, "member_here")
    assert "We have no paid staff" not in got(client, person)
    assert "It is not safe here" in got(client, person)
    assert "Whoever sees how you stand reads it too" not in got(client, person)
    assert sent(client, person, reason="no_staff", said="").status_code == 200
    assert not Excuse.objects.exists()
    assert "We have no paid staff" in got(
        visitor(alliance, "focal_point_here"), f"{of_duty(subject(alliance.circle), duty('X2'))}/unfit"
    )


def test_it_ends_by_a_day_and_the_days_before_stay(alliance: cast.Alliance) -> None:
    one = duty()
    where = of_duty(subject(alliance.circle), one)
    client = visitor(alliance, "focal_point_here")
    sent(client, f"{where}/unfit", reason="not_safe_here", said="")
    today = clock.today()
    with time_machine.travel(clock.now() + (clock.today() - today), tick=False) as later:
        later.shift(40 * 24 * 3600)
        assert sent(visitor(alliance, "coordinator_elsewhere"), f"{where}/fits").status_code == 403
        assert sent(visitor(alliance, "coordinator_here"), f"{where}/fits")["Location"] == where
        now, then = stands(alliance.circle, one), stands(alliance.circle, one, today)
        assert now is not None
        assert then is not None
        assert (now.state, then.state) == (State.NOT_REPORTED, State.NOT_APPLICABLE)
        got(visitor(alliance, "coordinator_here"), f"{where}/fits", 404)


def test_only_those_who_speak_for_it_say_that_it_does_not_fit(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    where = f"{of_duty(subject(alliance.circle), one)}/unfit"
    for role in ("coordinator_here", "coordinator_elsewhere", "member_here"):
        assert sent(visitor(alliance, role), where, reason="no_staff", said="").status_code == 403
    assert not Excuse.objects.exists()


def test_both_acts_lock_the_ledger_before_how_it_stands(alliance: cast.Alliance) -> None:
    """As claims do: whoever ends it and whoever says something of the same subject never wait in a circle."""
    by, one, about = alliance.actor("focal_point_here"), duty(), subject(alliance.circle)
    acts: list[Callable[[], object]] = [
        lambda: excuse(by=by, subject=about, duty=one, reason=ExcuseReason.NO_STAFF),
        lambda: end_excuse(by=by, excuse=Excuse.objects.get()),
    ]
    for act in acts:
        with CaptureQueriesContext(connection) as asked:
            act()
        said_to = [row["sql"] for row in asked]
        first = next(at for at, sql in enumerate(said_to) if 'FROM "standards_subject"' in sql and "ORDER BY" in sql)
        assert next(at for at, sql in enumerate(said_to) if "ledger_head" in sql) < first
