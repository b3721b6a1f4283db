"""How commands speak: results on standard output, progress and what went wrong on standard error."""

import getpass
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

Answer = TypeVar("Answer")


class Failed(Exception):  # noqa: N818 - it is an answer, not an error
    """What was asked failed or was refused: said in one line, then the command ends with the code."""

    def __init__(self, words: str, *, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Voice:
    quiet: bool = False
    as_json: bool = False

    def result(self, words: str, **data: Any) -> None:
        """Prints a result: its words, or with `--json` its data."""
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str) if self.as_json else words, flush=True)

    def table(self, headings: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Prints rows under their headings, or with `--json` as a list."""
        listed = list(rows)
        if self.as_json:
            print(json.dumps(listed, ensure_ascii=False, indent=2, default=str))
            return
        cells = [list(headings), *([str(one) if one is not None else "" for one in row.values()] for row in listed)]
        widths = [max(len(line[at]) for line in cells) for at in range(len(headings))]
        for line in cells:
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())

    def progress(self, words: str) -> None:
        if not self.quiet:
            print(words, file=sys.stderr, flush=True)

    def wrong(self, words: str) -> None:
        print(words, file=sys.stderr, flush=True)


def ask(question: str, *, given: str | None, default: str = "", take_defaults: bool = False) -> str:
    """Returns what a flag gave, else what is typed, else the default."""
    if given is not None:
        return given
    if take_defaults or not sys.stdin.isatty():
        return default
    return _typed(question, default).strip() or default


def _typed(question: str, default: str) -> str:
    """Returns the line that is typed, its end included; nothing at all where no more lines come."""
    shown = f"{question} [{default}]: " if default else f"{question}: "
    print(shown, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def ask_right(
    question: str, check: Callable[[str], Answer], *, given: str | None, default: str = "", take_defaults: bool = False
) -> Answer:
    """Returns an answer as `check` takes it. What is typed and cannot be is asked again at once; flags are not."""
    if given is not None or take_defaults or not sys.stdin.isatty():
        return check(default if given is None else given)

    def typed() -> Answer:
        line = _typed(question, default)
        if not line:
            raise EOFError
        return check(line.strip() or default)

    return until_right(typed)


def until_right(answer: Callable[[], Answer]) -> Answer:
    """Returns what is answered, saying of each answer that cannot be why, until one can."""
    from answerable.access.refusals import Refused
    from answerable.kit.forms import RuleSaysNo

    from .refusals import words_for

    while True:
        try:
            return answer()
        except EOFError as ended:
            raise Failed(_("Nothing was changed.")) from ended
        except Failed as wrong:
            print(wrong, file=sys.stderr, flush=True)
        except (RuleSaysNo, Refused) as wrong:
            print(words_for(wrong), file=sys.stderr, flush=True)


def ask_secret(question: str) -> str:
    """Returns what is typed, unseen; nothing where nobody can type."""
    return getpass.getpass(f"{question}: ", stream=sys.stderr) if sys.stdin.isatty() else ""


def sure(question: str, *, yes: bool) -> bool:
    """Whether to go on: `--yes` says so, or somebody types it."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Failed(_("Nobody is here to say yes. Add --yes to go on without asking."), code=2)
    yes_word, no_word = _("yes"), _("no")
    print(f"{question} [{yes_word}/{no_word}]: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", yes_word}
