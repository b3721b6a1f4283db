"""A program of its own, with a database file of its own: many raise concerns while a team changes. Says at its end what it found.

python -m tests.concerns.team_in_motion SUBMISSIONS THREADS
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

PAUSE = 0.2  # seconds between two changes of the team


def main(submissions: int, threads: int) -> dict[str, Any]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "answerable.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from answerable.concerns.queries.promised import PROMISES
    from tests.cheap_hashing import derive_cheaply

    derive_cheaply()
    object.__setattr__(PROMISES, "most_open_cases", 10**6)  # so that nothing climbs because somebody has much to do
    call_command("migrate", verbosity=0)
    moving = Moving(submissions // threads)
    moving.run(threads)
    return {**judged(moving.told), "told": len(moving.told), "faults": moving.faults, "changes": moving.changes}


class Moving:
    """A team of three that stay and one who comes and goes; and those who tell meanwhile."""

    def __init__(self, share: int) -> None:
        from .world import actor, person, team_of

        self.share, self.of = share, team_of(3)
        self.extra, _ = person(self.of.team, actor())
        self.told, self.faults, self.changes = list[Any](), list[str](), list[str]()
        self.stop = threading.Event()

    def run(self, threads: int) -> None:
        mover = threading.Thread(target=self._closing(self._change))
        tellers = [threading.Thread(target=self._closing(self._tell)) for _ in range(threads)]
        for one in (mover, *tellers):
            one.start()
        for one in tellers:
            one.join()
        self.stop.set()
        mover.join()

    def _closing(self, act: Callable[[], None]) -> Callable[[], None]:
        def whole() -> None:
            from django.db import connection

            try:
                act()
            finally:
                connection.close()

        return whole

    def _tell(self) -> None:
        from answerable.concerns import actions
        from answerable.vault.derivation import Busy

        from .world import raised

        for _ in range(self.share):
            try:
                self.told.append(raised().raiser)
            except (Busy, actions.ChannelClosed) as error:
                self.faults.append(type(error).__name__)

    def _change(self) -> None:
        from answerable.access.refusals import Unacceptable

        while not self.stop.is_set():
            try:
                self._join()
                time.sleep(PAUSE)
                self._leave()
            except Unacceptable as refusal:
                self.changes.append(refusal.code)
            time.sleep(PAUSE)

    def _join(self) -> None:
        from answerable.concerns.models import Handler

        # Whoever left may be signed for again: their row stands, and is set as it was.
        Handler.held.filter(pk=self.extra.handler.pk).update(until=None)
        self._signed([*self.of.people, self.extra])
        self.changes.append("joined")

    def _leave(self) -> None:
        from answerable.concerns import actions

        for one in self.of.people:
            actions.find_other_readers(by=one, leaving=self.extra.handler)
        self._signed(self.of.people)
        self.changes.append("left")

    def _signed(self, people: list[Any]) -> None:
        from answerable.concerns import actions

        revision = actions.propose_roster(by=self.of.people[0], handlers=[one.handler for one in people])
        actions.sign_roster(by=self.of.people[1], revision=revision)


def judged(told: list[Any]) -> dict[str, int]:
    """Returns how many cases there are, and how many have too few readers, readers of no one roster, or a broken chain."""
    from answerable.concerns.models import Case
    from answerable.concerns.queries.teams import in_force, roster_at
    from answerable.concerns.queries.threads import thread_of

    cases = list(Case.held.all())
    rosters = [{one.id for one in roster_at(row).members} for row in in_force(cases[0].team)]
    of_each = [(_readers(case, "thread"), _readers(case, "intake")) for case in cases]
    threads = [thread_of(raiser) for raiser in told]
    return {
        "cases": len(cases), "revisions": len(rosters),
        "few": sum(min(len(thread), len(intake)) < 2 for thread, intake in of_each),
        "mixed": sum(thread != intake or not any(thread <= one for one in rosters) for thread, intake in of_each),
        "unreadable": sum(bool(one.breaks) or not one.messages for one in threads),
    }  # fmt: skip


def _readers(case: Any, name: str) -> set[str]:
    from answerable.concerns.models import Grant

    rows = Grant.held.filter(compartment__case=case, compartment__name=name, handler__isnull=False)
    return {str(one) for one in rows.values_list("handler_id", flat=True)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
