"""The house's own rules about dangerous code (bar B74): each is a function from a file's tree to what it found.

Where a rule does not hold, `ALLOWED` names the file and the reason.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from .source import calls, dotted

Rule = Callable[[ast.Module], Iterator[int]]

ALLOWED: dict[tuple[str, str], str] = {
    ("no_chance", "src/answerable/demo"): "the invented alliance is the same each time; nothing in it is secret",
    (
        "no_open_form",
        "src/answerable/notices/pages/links.py",
    ): "a mail programme’s own button: its sealed link is the proof",
    ("no_open_form", "src/answerable/alliance/pages/helping.py"): "it changes nothing; a token would leave a cookie",
    (
        "no_open_form",
        "src/answerable/concerns/pages/raising/door.py",
    ): "every page has a token of its own, in a visit whose cookie no other site can send; Django's would stay for a year",
    ("no_hand_written_sql", "src/answerable/ledger/migrations"): "triggers that refuse change have no other way",
    (
        "no_hand_written_sql",
        "src/answerable/commitments/migrations/0002_history_stands_still.py",
    ): "triggers that refuse change have no other way",
    (
        "no_hand_written_sql",
        "src/answerable/conduct/migrations/0003_texts_stand_still.py",
    ): "triggers that refuse change have no other way",
    (
        "no_hand_written_sql",
        "src/answerable/conduct/migrations/_guards.py",
    ): "triggers that refuse change have no other way",
    (
        "no_hand_written_sql",
        "src/answerable/concerns/migrations/_without_order.py",
    ): "a table without hidden numbers has no other way; the names are the database's own",
    (
        "no_hand_written_sql",
        "src/answerable/concerns/migrations/0005_the_book_stands_still.py",
    ): "triggers that refuse change have no other way",
    (
        "no_markup_by_trust",
        "src/answerable/site/components/ways.py",
    ): "one constant attribute; every address and word is escaped where it is written",
    (
        "no_markup_by_trust",
        "src/answerable/site/components/templatetags/finds.py",
    ): "hundreds of parts in a page of hits, each escaped in the line that marks it",
    (
        "no_hand_written_sql",
        "src/answerable/backups/moving.py",
    ): "sets triggers aside, lets numbers go on and counts tables; the names are the database's own",
    (
        "no_hand_written_sql",
        "src/answerable/kit/overview.py",
    ): "one constant command",
    (
        "no_hand_written_sql",
        "src/answerable/backups/sqlite.py",
    ): "copies and counts tables; the names are the database's own",
    (
        "no_hand_written_sql",
        "src/answerable/kit/migrations/0004_search_index.py",
    ): "lays the database's own index over terms; constant words",
    (
        "no_hand_written_sql",
        "src/answerable/kit/migrations/0005_search_in_order.py",
    ): "adds a column without making the table anew; constant words",
    (
        "no_hand_written_sql",
        "src/answerable/kit/search/mending.py",
    ): "asks the database about its own index; constant words",
    ("no_hand_written_sql", "src/answerable/kit/stirring.py"): "empties the database's own log; constant words",
    (
        "no_hand_written_sql",
        "src/answerable/kit/large_rows.py",
    ): "says how much SQLite holds in memory; numbers of ours",
    ("no_hand_written_sql", "src/answerable/kit/moments.py"): "says how the database is to read; constant words",
    ("no_hand_written_sql", "src/answerable/kit/alone.py"): "holds a lock of the database by a number; constant words",
    ("no_hand_written_sql", "src/answerable/backups/postgresql.py"): "moves schemas; the names are the database's own",
    ("no_hand_written_sql", "src/answerable/site/checks/database.py"): "asks the connection; constant words",
    ("no_hand_written_sql", "src/answerable/site/pages/house.py"): "asks whether the database answers; constant words",
    ("no_clock_but_ours", "src/answerable/kit/clock.py"): "the one place that reads the time",
    ("no_print", "src/answerable/site/console"): "it speaks to a terminal",
}


def no_chance(tree: ast.Module) -> Iterator[int]:
    """Secrets come from `secrets` or the vault, never from `random`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(one.name.split(".", 1)[0] == "random" for one in node.names):
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module in {"random", "django.utils.crypto.random"}:
            yield node.lineno
        if isinstance(node, ast.Attribute) and dotted(node).startswith(("numpy.random", "np.random")):
            yield node.lineno


def no_markup_by_trust(tree: ast.Module) -> Iterator[int]:
    """Text becomes markup in templates, or by `format_html` over constant words: none is declared safe."""
    for node in ast.walk(tree):
        if isinstance(node, ast.alias) and node.name == "mark_safe":
            yield node.lineno
    for name, call in calls(tree):
        last = name.rpartition(".")[2]
        if last in {"mark_safe", "SafeString", "SafeText"} and not _is_empty(call):
            yield call.lineno
        if last in {"format_html", "format_html_join"} and not all(_is_constant(one) for one in call.args[:1]):
            yield call.lineno


def _is_empty(call: ast.Call) -> bool:
    return all(isinstance(one, ast.Constant) and one.value == "" for one in call.args)


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) or dotted(node).isupper()


def no_open_form(tree: ast.Module) -> Iterator[int]:
    """No view is let off the check for forged requests."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.alias):
            name = node.name if isinstance(node, ast.alias) else dotted(node)
            if name.rpartition(".")[2] in {"csrf_exempt", "requires_csrf_token"}:
                yield node.lineno


def no_hand_written_sql(tree: ast.Module) -> Iterator[int]:
    """Questions to the database go through the ORM, so that values are never words of SQL."""
    for name, call in calls(tree):
        last = name.rpartition(".")[2]
        is_query = last in {"execute", "executemany", "executescript", "RawSQL", "RunSQL", "extra"}
        if is_query or (last == "raw" and "objects" in name):
            yield call.lineno


def no_clock_but_ours(tree: ast.Module) -> Iterator[int]:
    """Time is read in `kit.clock`, so that rules and tests can be given theirs."""
    reading = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localtime|localdate))$")
    for name, call in calls(tree):
        if reading.search(name):
            yield call.lineno


def no_print(tree: ast.Module) -> Iterator[int]:
    """What the program has to say goes to its log, which leaves words out."""
    yield from (call.lineno for name, call in calls(tree) if name in {"print", "pprint", "breakpoint"})


SECRET = re.compile(r"(password|secret|token|passphrase|code|cookie|session_key|email|body|request|form|name)s?$")
LOGGING = re.compile(r"(^|\.)(log|logger|logging)\.(debug|info|warning|error|exception|critical|log|msg)$")


def no_log_of_secrets(tree: ast.Module) -> Iterator[int]:
    """A line of the log holds codes and counts: no variable that holds a secret, a person or what they sent."""
    for name, call in calls(tree):
        if not LOGGING.search(name):
            continue
        given = [*call.args, *(one.value for one in call.keywords)]
        inside = [part for one in given for part in ast.walk(one)]
        is_secret = any(
            SECRET.search(dotted(one).lower()) for one in inside if isinstance(one, ast.Name | ast.Attribute)
        )
        if is_secret or any(isinstance(one, ast.JoinedStr) for one in inside):
            yield call.lineno


MARKING = re.compile(r"_|n?p?gettext(_lazy)?")


def no_word_ungathered(tree: ast.Module) -> Iterator[int]:
    """Words are marked with `_` or gettext's own names, and not inside an f-string: else nobody gathers and translates them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside = [name.rpartition(".")[2] for name, _call in calls(node)]
            yield from (node.lineno for name in inside if MARKING.fullmatch(name))
        if isinstance(node, ast.alias) and "gettext" in node.name.rpartition(".")[2] and node.asname not in {None, "_"}:
            yield node.lineno
        if isinstance(node, ast.Assign) and "gettext" in dotted(node.value).rpartition(".")[2]:
            yield node.lineno


RULES: tuple[Rule, ...] = (
    no_chance, no_markup_by_trust, no_open_form, no_hand_written_sql, no_clock_but_ours, no_print, no_log_of_secrets,
    no_word_ungathered,
)  # fmt: skip


def is_allowed(rule: Rule, name: str) -> bool:
    return any(rule.__name__ == of and Path(name).is_relative_to(place) for of, place in ALLOWED)
