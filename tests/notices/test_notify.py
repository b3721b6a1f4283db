"""Telling somebody: once a thing, never oneself, and only once it is true."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.notices import actions, queries
from answerable.notices.kinds import Kind, declare
from answerable.notices.models import Notice

from .conftest import CONSOLE

pytestmark = pytest.mark.postgres_too
START = dt.datetime(2026, 3, 2, 7, 45, tzinfo=dt.UTC)


def tell(*accounts: Account, kind: str = "shed.tool_lent", url: str = "/tools/saw", by: Actor = CONSOLE) -> None:
    actions.notify(kind, to=[one.pk for one in accounts], url=url, facts={"tool": "The saw"}, by=by)


def test_notice_waits_for_each_who_is_told(neema: Account, juma: Account) -> None:
    tell(neema, juma)
    assert [queries.waiting(one.pk).count() for one in (neema, juma)] == [1, 1]


def test_notice_of_an_act_that_was_undone_never_existed(neema: Account) -> None:
    with transaction.atomic():
        tell(neema)
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_whoever_did_it_is_not_told(neema: Account, juma: Account) -> None:
    tell(neema, juma, by=Actor(account_id=juma.pk))
    assert list(Notice.objects.values_list("account", flat=True)) == [neema.pk]


def test_closed_account_is_not_told(neema: Account) -> None:
    Account.objects.update(is_active=False)
    tell(neema)
    assert Notice.objects.count() == 0


def test_same_thing_unread_is_told_anew_instead_of_twice(neema: Account) -> None:
    with time_machine.travel(START, tick=False) as time:
        tell(neema)
        time.shift(dt.timedelta(hours=2))
        tell(neema)
    notice = Notice.objects.get()
    assert (notice.times, notice.happened_at) == (2, dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))


def test_same_thing_once_read_is_told_again(neema: Account) -> None:
    tell(neema)
    actions.mark_all_read(by=Actor(account_id=neema.pk))
    tell(neema)
    assert (Notice.objects.count(), queries.waiting(neema.pk).count()) == (2, 1)


def test_nobody_marks_what_awaits_somebody_else(neema: Account, juma: Account) -> None:
    tell(neema)
    actions.mark_read(by=Actor(account_id=juma.pk), notice=Notice.objects.get())
    assert queries.waiting(neema.pk).count() == 1


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org", "tools"])
def test_notice_leads_to_an_address_of_ours(neema: Account, url: str) -> None:
    with pytest.raises(ValueError, match="of ours"):
        tell(neema, url=url)


def test_undeclared_kind_is_a_mistake(neema: Account) -> None:
    with pytest.raises(LookupError):
        tell(neema, kind="shed.unheard_of")


def test_private_kind_is_never_mailed_at_once() -> None:
    """B18: the hour of a mail must not tell what happened."""
    with pytest.raises(ValueError, match="never mailed at once"):
        declare(Kind("shed.drawer", words="…", private=True, mail="soon"))


def test_words_live_without_a_fact_that_is_missing() -> None:
    assert Kind("shed.a", words="%(tool)s waits.").say({"other": 1}) == "… waits."


def test_old_notices_are_forgotten(neema: Account) -> None:
    with time_machine.travel(START, tick=False) as time:
        tell(neema, url="/tools/read")
        actions.mark_all_read(by=Actor(account_id=neema.pk))
        tell(neema, url="/tools/unread")
        time.shift(dt.timedelta(days=91))
        kept = [actions.forget_old(by=CONSOLE), Notice.objects.count()]
        time.shift(dt.timedelta(days=310))
        assert [*kept, actions.forget_old(by=CONSOLE), Notice.objects.count()] == [1, 1, 1, 0]


def test_deleted_account_leaves_no_notices(neema: Account) -> None:
    tell(neema)
    neema.delete()
    assert Notice.objects.count() == 0


def test_own_data_say_all_that_is_kept(neema: Account) -> None:
    with time_machine.travel(START, tick=False):
        tell(neema)
    assert queries.about(neema.pk)["notices"] == [
        {
            "kind": "shed.tool_lent",
            "address": "/tools/saw",
            "times": 1,
            "happened": "2026-03-02T07:00:00+00:00",
            "read": None,
        }
    ]
