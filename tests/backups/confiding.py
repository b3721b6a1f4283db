"""What a process does in a house with a safe space: somebody tells something, and comes back to it after a restore."""

import json
import sys

from answerable.concerns import actions
from answerable.concerns.models import Case, Record
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules.words import Conflict
from answerable.vault.people import AnotherPepper
from tests.concerns import world

PASSPHRASE = world.PASSPHRASE.format("salted")
WORDS = "Needle in the haystack, said to nobody else."


def tell() -> dict[str, object]:
    of = world.team_of(2, passphrase=PASSPHRASE)
    receipt = actions.new_receipt()
    made = world.raised(receipt, happened=WORDS)
    handler = of.people[0].handler
    return {"receipt": receipt, "case": str(made.raiser.case), "handler": str(handler.pk), "account": handler.account}


def open_again(receipt: str, account: str, handler: str) -> dict[str, object]:
    from uuid import UUID

    from answerable.access.actors import Actor
    from answerable.concerns.models import Handler

    told = thread_of(actions.open_by_receipt(receipt)).messages[0].said["answers"]["happened"]
    try:
        by = world.unlocked(Actor(account_id=UUID(account)), Handler(pk=UUID(handler)), PASSPHRASE)
    except AnotherPepper:
        return {"told": told, "reads": "another pepper"}
    case = Case.held.get()
    actions.declare_conflict(by=by, case=case.pk, value=Conflict.NONE)
    read = actions.read_case(by=by, case=case.pk)
    return {"told": told, "reads": read.thread[0].body["answers"]["happened"], "records": Record.held.count()}


def main(name: str, *given: str) -> None:
    said = tell() if name == "tell" else open_again(*given)
    sys.stdout.write(json.dumps(said))
