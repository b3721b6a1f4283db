"""Every action takes `by=` and writes to the ledger: whatever changes a row is an action."""

import ast
from functools import cache

import pytest

from .source import SOURCE, calls, dotted, python_files, tree_of

ROOMS_THAT_RECORD = ("access", "alliance", "commitments", "concerns", "conduct", "notices", "questions", "standards")
RECORDING = {"record", "enter"}
WRITING = {
    "save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "add_root",
    "add_child", "move", "create_user",
}  # fmt: skip
# Rows of an import are written one by one; the whole run is one entry, with its fingerprint and its counts.
IN_BULK = (
    "alliance.actions.directory",
    "alliance.actions.service_lists",
    "commitments.actions.plans",
    "conduct.actions.signature_lists",
    "standards.actions.evidence_lists",
)
RUNS = {
    "alliance.enter_brought_in", "alliance.enter_undone", "alliance.enter_services_brought_in", "alliance.enter_services_undone", "commitments.enter_brought_in", "commitments.enter_undone",
    "conduct.enter_signatures_brought_in", "conduct.enter_signatures_undone", "standards.enter_evidence_brought_in",
    "standards.enter_evidence_undone",
}  # fmt: skip
# Handlers' acts on cases enter the room's own book (`concerns.actions.book`): an entry that moved with a case, where those
# who keep records read, would tell them of it. Acts by receipt enter the case's own sealed chain, and no book at all.
BY_RECEIPT = "an act by receipt enters the case's own sealed chain alone: whoever raised it is in no book"
# What the ledger does not hold, each with why.
NOT_IN_THE_LEDGER = {
    **dict.fromkeys(
        (
            "concerns.raise_concern",
            "concerns.add_words",
            "concerns.add_file",
            "concerns.choose_rhythm",
            "concerns.change_code",
            "concerns.ask_for_another_reader",
            "concerns.say_summary_is_wrong",
            "concerns.withdraw",
            "concerns.come_back",
            "concerns.answer_consents",
            "concerns.ask_for_more",
            "concerns.say_summary_is_right",
        ),
        BY_RECEIPT,
    ),
    **dict.fromkeys(
        (
            "concerns.keep_draft",
            "concerns.drop_draft",
            "concerns.add_draft_file",
            "concerns.remove_draft_file",
            "concerns.resume_draft",
            "concerns.files_over",
        ),
        "what is not sent yet belongs to whoever writes it alone",
    ),
    "concerns.enter": "it is the book of the desk itself",
    "concerns.mark_the_day": "it signs the book itself, each day, whoever did anything",
    "concerns.note_above": "part of acts on a case, each in its own chain or book",
    "concerns.delete_drafts_over": "a draft was known to nobody: an entry would tell that somebody was there",
    "alliance.fold_names": "what a search compares follows from names that are recorded themselves",
    "conduct.forget_contributions": "part of forgetting a person: no entry tells that somebody without a name had spoken",
    "conduct.around": "part of an act that is recorded itself",
    "conduct.keep_wording": "part of an act that is recorded itself",
    "conduct.settle": "fingerprints follow from words whose change is recorded itself",
    "conduct.move": "part of an act that is recorded itself",
    "conduct.drop": "part of acts that are recorded themselves",
    "notices.notify": "follows from an act that is recorded itself",
    "notices.mark_read": "what a person has read is nobody's business",
    "notices.mark_all_read": "what a person has read is nobody's business",
    "notices.set_wishes": "a person's own wish about their mail",
    "notices.choose_ways": "a person's own wish about their mail",
    "notices.set_rhythm": "a person's own wish about their mail",
    "notices.pause_mail": "a person's own wish about their mail",
    "notices.keepers_told": "follows from an address that fails, which is recorded itself",
    "notices.forget_old": "a job that empties the post room",
    "standards.reckon_subjects": "follows from acts that are recorded themselves",
    "standards.reckon_all": "follows from acts that are recorded themselves",
    "standards.reckon_below_later": "follows from acts that are recorded themselves",
    "standards.reckon_everybody_soon": "says that what follows from an act is still to be done",
    "standards.reckon_below_soon": "says that what follows from an act is still to be done",
    "standards.prepared": "follows from acts that are recorded themselves",
    "standards.write_down": "follows from acts that are recorded themselves",
    "standards.add_to_sums": "follows from acts that are recorded themselves",
    "standards.sum_up": "a job that adds up what was counted",
    "standards.note_invited": "a job that invites: nobody acted, and silence is in no entry",
    "standards.seal_document": "part of acts that are recorded themselves",
    "standards.empty_claim": "part of acts that are recorded themselves",
    "standards.end_each": "part of acts that are recorded themselves",
    "standards.empty_policy": "part of acts that are recorded themselves",
    "questions.take_answer": "an entry would tell when somebody answered, and by its account who",
    "questions.tell_of_rounds": "follows from answers, which are in no entry either",
}

Function = ast.FunctionDef


@cache
def functions() -> dict[str, tuple[str, Function]]:
    """Every function of every room's actions, with its module, by `room.name`."""
    found: dict[str, tuple[str, Function]] = {}
    for path in python_files("src"):
        room, *rest = path.relative_to(SOURCE).parts
        if room in ROOMS_THAT_RECORD and rest and rest[0] in {"actions", "actions.py"}:
            module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
            found |= {
                f"{room}.{node.name}": (module, node) for node in tree_of(path).body if isinstance(node, Function)
            }
    return found


@cache
def named_in(name: str) -> frozenset[str]:
    """The dotted names of what a function calls or hands on to be called."""
    _, function = functions()[name]
    found = {called for called, _ in calls(function)}
    found |= {dotted(argument) for _, call in calls(function) for argument in call.args}
    return frozenset(found)


def reaches(name: str, told_by: frozenset[str], *, private_only: bool, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function, or one it calls in its room's actions, calls something that ends in one of these names."""
    if name in seen or name not in functions():
        return False
    if any(_last(one) in told_by and not _is_plain_container(one) for one in named_in(name)):
        return True
    room = name.partition(".")[0]
    onward = {f"{room}.{_last(one)}" for one in named_in(name) if _last(one).startswith("_") or not private_only}
    onward |= set() if private_only else {one for one in named_in(name) if one.count(".") == 1}
    return any(reaches(one, told_by, private_only=private_only, seen=seen | {name}) for one in onward)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _is_plain_container(name: str) -> bool:
    """`seen.update(…)` of a set is no writing, `rows.filter(…).update(…)` is."""
    return _last(name) == "update" and not name.startswith("?")


def is_act(name: str) -> bool:
    module, function = functions()[name]
    if function.name.startswith("_") or module.startswith(IN_BULK):
        return False
    return reaches(name, frozenset(WRITING | {"update"}), private_only=True)


ACTS = sorted(name for name in functions() if is_act(name))


@pytest.mark.parametrize("name", ACTS)
def test_action_is_told_who_acts(name: str) -> None:
    arguments = functions()[name][1].args
    if name not in NOT_IN_THE_LEDGER:
        assert "by" in {one.arg for one in arguments.kwonlyargs}, "an action is told who acts: by="
    assert len(arguments.args + arguments.posonlyargs) <= 1, "keywords only beyond one argument"


@pytest.mark.parametrize("name", [name for name in ACTS if name not in NOT_IN_THE_LEDGER])
def test_action_writes_to_the_ledger(name: str) -> None:
    assert reaches(name, frozenset(RECORDING), private_only=False), "an action ends in an entry of the ledger"


def test_run_of_an_import_is_one_entry() -> None:
    assert {name for name in RUNS if not reaches(name, frozenset(RECORDING), private_only=False)} == set()


def test_exceptions_are_still_there() -> None:
    assert set(NOT_IN_THE_LEDGER) <= set(ACTS)


def test_actions_were_found() -> None:
    assert {"alliance.move_network", "alliance.grant_office", "access.create_account"} <= set(ACTS)
