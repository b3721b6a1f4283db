"""Those who keep a body's records hear that it breaks a rule: once, not every day."""

import datetime as dt

import time_machine

from answerable.alliance.actions.bodies import end_rule
from answerable.jobs.daily import warn_of_rules_about_to_break as warn
from answerable.kit import clock
from answerable.notices.digest import say
from answerable.notices.models import Notice
from tests.cast import CONSOLE, Alliance, small_alliance


def told(alliance: Alliance) -> list[str]:
    """Returns what whoever keeps Kenya's records was told of its committee."""
    notices = Notice.objects.filter(account=alliance.accounts["coordinator_here"], kind__startswith="alliance.rule_")
    return [say(one) for one in notices]


def test_nearest_keepers_are_warned_and_no_others() -> None:
    alliance = small_alliance()
    warn.run()
    assert told(alliance) == ["Steering committee of Kenya does not keep one of its rules of composition."]
    assert not Notice.objects.filter(
        kind__startswith="alliance.rule_", account=alliance.accounts["secretariat"]
    ).exists()


def test_warning_is_not_repeated_for_months() -> None:
    alliance = small_alliance()
    counts = []
    for days in (0, 1, 80, 100):
        with time_machine.travel(clock.now() + dt.timedelta(days=days)):
            warn.run()
        counts.append(
            sum(
                one.times
                for one in Notice.objects.filter(
                    account=alliance.accounts["coordinator_here"], kind="alliance.rule_broken"
                )
            )
        )
    assert counts == [1, 1, 1, 2]


def test_rules_that_are_kept_warn_nobody() -> None:
    alliance = small_alliance()
    for rule in type(alliance.rule).objects.all():
        end_rule(by=CONSOLE, rule=rule, ends=rule.starts)
    with time_machine.travel(clock.now() + dt.timedelta(days=1)):
        warn.run()
    assert told(alliance) == []
