"""The demo that journeys walk through, built once: run by `bin/test` beside other tests, as it waits for nobody's turn.

`python -m tests.made_demo FOLDER`
"""

import fcntl
import sys
from pathlib import Path

from tests.running import started


def build_once(made: Path) -> None:
    """Builds the demo in a folder, unless it is there already; whoever else wants it waits meanwhile."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (made / "whole").exists():
            return
        made.mkdir(mode=0o700, exist_ok=True)
        said = made.with_suffix(".said")
        loaded = started(made, "demo", "load", output=said, ANSWERABLE_MODE="demo")
        assert loaded.wait(1200) == 0, said.read_text()
        (made / "whole").touch()


if __name__ == "__main__":
    build_once(Path(sys.argv[1]))
