"""What somebody wished in an earlier version stays wished."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from answerable.access.models import Account

BEFORE, AFTER = [("notices", "0002_mail_in_full")], [("notices", "0003_muted_kinds_stay_on_the_page")]


def moved_to(target: list[tuple[str, str]]) -> Any:
    made = MigrationExecutor(connection)
    made.loader.build_graph()
    return made.migrate(target).apps.get_model("notices", "Preference")


@pytest.mark.django_db(transaction=True)
def test_kinds_that_were_muted_stay_on_the_page_alone_and_back_again() -> None:
    account = Account.objects.create_user("neema@example.org", created_on="2026-03-02")
    old = moved_to(BEFORE)
    old.objects.create(account_id=account.pk, muted=["shed.tool_lent", "shed.tool_due"])
    there = moved_to(AFTER).objects.get().choices
    back = moved_to(BEFORE).objects.get().muted
    moved_to([("notices", "0004_choices_in_place_of_muted")])
    assert (there, back) == ({"shed.tool_lent": "here", "shed.tool_due": "here"}, ["shed.tool_due", "shed.tool_lent"])
