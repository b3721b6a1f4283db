"""What every test may rely on: see tests/settings.py for the folder and the mode it runs in."""

import datetime as dt
import gc
import os
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, nullcontext

import pytest
import time_machine
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from answerable.conduct.migrations._guards import TABLES as GUARDED
from tests import migrated
from tests.cheap_hashing import derive_cheaply

derive_cheaply()
FIRST = [
    "test_everybody_can_read.py",
    "test_forty_are_invited.py",
    "test_a_secretariat_begins.py",
]  # one worker builds the demo, the other does without it
LONG = {  # files that take long begin first, so that no worker is left alone with one at the end
    "test_access_matrix.py", "test_mass_assignment.py", "test_query_counts.py", "test_forged_requests.py", "test_no_fault.py",
    "test_older_databases.py", "test_workers.py", "test_build.py", "test_become.py", "test_serving.py", "test_backups.py",
    "test_busy.py", "test_files.py", "test_guessing.py", "test_every_answer.py", "test_who_must_not_know.py", "test_shut.py",
    "test_times_and_sizes.py", "test_nothing_in_clear.py", "test_storage.py", "test_memory.py", "test_sent_twice.py", "test_faults.py",
    "test_sessions.py", "test_killed.py", "test_power.py", "test_kept_up.py", "test_full_disk.py", "test_demo.py", "test_at_once.py",
}  # fmt: skip
LATER = {  # files that ask a lot about one thing: bin/test runs them as "broad", bin/check leaves them to it
    "console/test_check_and_ledger.py", "console/test_directory.py", "console/test_init.py", "notices/test_every_mail.py",
    "conduct/test_two_at_once.py", "commitments/test_two_at_once.py", "house/test_walls.py",
    "commitments/test_seeing.py", "access/test_elsewhere.py",
    "alliance/test_own_texts.py", "conduct/test_reminding_signers.py",
    "commitments/test_standing_in.py", "alliance/test_importing_ends.py",
    "alliance/test_search.py",
    "alliance/test_importing_safely.py", "alliance/test_handovers.py",
    "standards/test_import.py", "standards/test_map.py", "standards/test_desk.py", "standards/test_jobs.py", "standards/test_passport.py",
    "standards/test_help.py", "standards/test_cell.py", "standards/test_policy_pages.py",
    "standards/test_history.py", "standards/test_at_once.py", "standards/test_touching.py", "standards/test_excuses.py", "standards/test_duties.py", "questions/test_pages.py",
    "alliance/test_directory.py", "alliance/test_merging.py", "alliance/test_joining.py",
    "alliance/test_visibility.py", "commitments/test_pages.py", "commitments/test_plans.py", "access/test_passkeys.py",
    "facts/test_histories.py", "standards/test_claims.py", "commitments/test_breaking.py", "conduct/test_breaking.py",
    "jobs/test_retention.py", "alliance/test_duplicates.py", "conduct/test_local_languages.py", "conduct/test_telling_many.py",
    "conduct/test_signature_lists.py", "alliance/test_search_merged.py", "alliance/test_places.py", "conduct/test_shares.py",
    "commitments/test_days_of_lists.py", "standards/test_taking_in.py", "facts/test_alliance_tells.py", "access/test_guessing.py",
    "conduct/test_taking_up_again.py", "conduct/test_nameless.py", "notices/test_links.py",
    "conduct/test_answering_hold_backs.py", "alliance/test_figures.py", "conduct/test_records_that_stay.py", "access/test_after_reset.py",
    "standards/test_merged.py", "standards/test_merged_help_and_policies.py", "standards/test_inviting.py", "standards/test_who_can_see.py",
    "standards/test_told_of_rounds.py", "standards/test_policies.py", "facts/test_comparing.py",
    "conduct/test_texts.py", "conduct/test_words_stand_still.py", "console/test_person.py", "console/test_passport.py",
    "notices/test_digest.py", "questions/test_answering.py", "access/test_sessions.py", "standards/test_reckoning.py",
    "kit/test_cleaning_hostile.py", "alliance/test_applications.py", "alliance/test_welcoming.py", "conduct/test_very_many_sign.py",
    "concerns/test_come_back_pages.py", "concerns/test_come_back_evenly.py",
    "concerns/test_reminders.py", "concerns/test_desk_deeds.py", "concerns/test_desk_door.py", "concerns/test_team_pages.py",
    "concerns/test_files_adding.py", "kit/test_cleaning_kinds.py", "concerns/test_desk_ended.py", "concerns/test_nothing_in_clear.py",
    "rules/test_laws.py", "rules/test_timelines.py", "alliance/test_helping.py",
}  # fmt: skip
RARELY = {  # files that build or ask for very much, page after page: bin/test --slow runs them, on both databases
    "house/test_query_counts.py", "house/test_file_modes.py", "older/test_older_databases.py", "demo/test_become.py",
    "access/test_stolen_database.py", "house/test_mass_assignment.py", "house/test_forged_requests.py", "house/test_no_fault.py", "access/test_failed_sign_ins.py", "notices/test_own_words.py",
    "alliance/test_choosing.py", "alliance/test_lost_factor.py", "alliance/test_accepting.py", "alliance/test_inviting.py",
    "alliance/test_introductions.py", "conduct/test_local_pages.py", "conduct/test_text_pages.py", "conduct/test_signing_pages.py",
    "conduct/test_entering_pages.py", "site/test_first_steps.py", "standards/test_editor_pages.py", "demo/test_build.py", "demo/test_concerns.py",
    "concerns/test_at_once.py", "concerns/test_team_at_once.py", "concerns/test_book_standing.py", "kit/test_cleaning_hostile.py",
    "house/test_access_matrix.py", "concerns/test_door_tongues.py", "concerns/test_illegible.py",
}  # fmt: skip

RARELY_ON_POSTGRESQL = {  # files that ask little of a database that another would answer otherwise: there with --slow alone
    "access/test_elsewhere.py", "access/test_sessions.py", "alliance/test_figures.py", "alliance/test_directory.py",
    "alliance/test_visibility.py", "alliance/test_welcoming.py", "alliance/test_handing_over.py", "alliance/test_hiding.py",
    "alliance/test_interim.py", "alliance/test_late_answers.py", "alliance/test_mail_that_arrived.py", "alliance/test_endings.py",
    "alliance/test_sign_in_rules.py", "alliance/test_seats.py", "commitments/test_days_of_lists.py", "concerns/test_files_adding.py",
    "concerns/test_reminders.py", "concerns/test_own_texts_of_raising.py", "concerns/test_promises_given.py",
    "concerns/test_files_download.py", "conduct/test_nameless.py", "conduct/test_shares.py", "conduct/test_texts.py",
    "facts/test_alliance_tells.py", "notices/test_reach.py", "site/test_first_steps_true.py",
    "standards/test_merged_help_and_policies.py", "standards/test_rounds_named.py",
}  # fmt: skip

SERVED_ON_POSTGRESQL = {  # here programs of their own are run over the tests' PostgreSQL; all others bring a SQLite file along
    "tests/bars", "jobs/test_workers.py", "backups/test_postgresql.py", "backups/test_moving.py",
}  # fmt: skip
SELDOM_ON_POSTGRESQL = {  # bars of files, pages, memory, turns and missing keys, which no database answers: there at full counts only
    "bars/test_files.py", "bars/test_every_answer.py", "bars/test_memory.py", "bars/test_guessing.py", "bars/test_shut.py",
}  # fmt: skip
ASKING = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "django_db_setup"}

RARE = RARELY | (RARELY_ON_POSTGRESQL if os.environ.get("DATABASE_URL") else set())


def place_of(item: pytest.Item) -> str:
    return "/".join(item.path.parts[-2:])


def asks_the_database(item: pytest.Item) -> bool:
    """Whether a test asks the database that tests are run on; pure rules and what runs over a file of its own do not."""
    if {"/".join(item.path.parts[-3:-1]), place_of(item)} & SERVED_ON_POSTGRESQL:
        return True
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & ASKING) or item.get_closest_marker("django_db") is not None


def leave_to_sqlite(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks it is run: all else would be the same test a second time."""
    for item in items:
        if place_of(item) in SELDOM_ON_POSTGRESQL:
            item.add_marker(pytest.mark.soak)
    others = [item for item in items if not asks_the_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if asks_the_database(item)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files come first. Full counts run only when they are asked for, and say so."""
    if os.environ.get("DATABASE_URL"):
        leave_to_sqlite(config, items)
    for item in items:
        if place_of(item) in RARE:
            item.add_marker(pytest.mark.slow)
        elif place_of(item) in LATER:
            item.add_marker(pytest.mark.broad)
    items.sort(
        key=lambda item: (FIRST.index(name) if (name := item.path.name) in FIRST else len(FIRST), name not in LONG)
    )
    if os.environ.get("ANSWERABLE_SOAK") == "1":
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="not run: full counts (bin/test --soak runs them)"))


def pytest_collection_finish() -> None:
    """Everything that was read stays: whoever looks for what can be forgotten need not look there again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


HOUR = dt.datetime.now(dt.UTC).hour
AHEAD = dt.timedelta(days=int(os.environ.get("ANSWERABLE_TESTS_DAYS_AHEAD", "0")))  # do they still pass next year?
SHIFT = AHEAD - (dt.timedelta(hours=HOUR - 12) if HOUR >= 18 else dt.timedelta())
REALLY_SERVED = ("browser", "slow", "soak")  # other programs take part, by the real clock; not in tests of the house


def at_noon() -> AbstractContextManager[object]:
    """In the evening it is noon; by day nothing changes. For what is made once for many tests, too."""
    return time_machine.travel(dt.datetime.now(dt.UTC) + SHIFT, tick=True) if SHIFT else nullcontext()


@pytest.fixture(scope="session")
def _tables_of_this_run(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> ExitStack:
    made = ExitStack()
    with django_db_blocker.unblock():
        made.enter_context(migrated.once_a_run())
    return made


@pytest.fixture(scope="session")
def django_db_setup(_tables_of_this_run: ExitStack, django_db_setup: None) -> None:
    """All migrations are run once a run, and not once for each worker of each step."""
    _tables_of_this_run.close()


@pytest.fixture(autouse=True)
def _be_the_same_day_everywhere(request: pytest.FixtureRequest) -> Generator[None, None, None]:
    """In the evening by UTC it is tomorrow already where the invented networks live: tests see noon instead.

    What happens around midnight is tested where it is meant, at an hour of its own.
    """
    is_within = "house" in request.path.parts or place_of(request.node) in RARE
    is_served = any(request.node.get_closest_marker(one) for one in REALLY_SERVED) and not is_within
    is_served = is_served or "bars" in request.path.parts
    with nullcontext() if is_served else at_noon():
        yield


@pytest.fixture(autouse=True)
def _speak_the_same_language_in_every_test() -> Generator[None, None, None]:
    """A page asked for in Spanish leaves Spanish behind in its thread: not for the next test."""
    yield
    translation.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """A test of real transactions empties every table when it is over: also those that refuse that. After the last one they are gone."""
    marker = item.get_closest_marker("django_db")
    if not marker or not marker.kwargs.get("transaction") or connection.vendor != "postgresql":
        return (yield)
    blocker = item.config.stash[blocking_manager_key]
    _set_trigger("DISABLE", blocker)
    try:
        return (yield)
    finally:
        if nextitem is not None:
            _set_trigger("ENABLE", blocker)


def _set_trigger(how: str, blocker: object) -> None:
    with blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined] # pytest-django's own, untyped
        for table in ("ledger_entry", "concerns_bookentry", "concerns_bookcheckpoint", *GUARDED):
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {table}_truncate")
