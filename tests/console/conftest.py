from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from answerable.access.actors import Actor
from answerable.alliance.actions.setting_up import set_up_alliance
from answerable.site.console import main

CONSOLE = Actor.of_system("console")


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Typed = Callable[..., Said]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None) -> Typed:
    """Types a command in this process, in a terminal of no language; returns its exit code and what it said."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> Said:
        code = main.main(_as_words(words))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


def _as_words(words: Sequence[object]) -> list[str]:
    return [str(word) for word in words]


@pytest.fixture
def alliance(db: None) -> None:
    """An alliance that is set up, with nobody in it."""
    set_up_alliance(by=CONSOLE, name="Common Thread", languages=("en", "es", "ar"), time_zone="Africa/Nairobi")
