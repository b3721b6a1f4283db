"""Concerns come in while a team changes: each has the keys of one roster, and never fewer than two readers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.site.settings.paths import PROJECT
from tests.running import surroundings


@pytest.mark.broad
@pytest.mark.parametrize(("submissions", "threads"), [(40, 4), pytest.param(500, 8, marks=pytest.mark.soak, id="all")])
def test_team_that_changes_meanwhile_mixes_no_keys(submissions: int, threads: int, tmp_path: Path) -> None:
    """B24: submissions at once while members join and leave every 200 ms; each case has the grants of one revision."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.concerns.team_in_motion", str(submissions), str(threads)],
        env=surroundings(tmp_path, ANSWERABLE_MODE="demo", ANSWERABLE_VISITS=str(tmp_path / "visits")), cwd=PROJECT,
        capture_output=True, text=True, timeout=1800, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    found = json.loads(ran.stdout.splitlines()[-1])
    assert (found["few"], found["mixed"], found["unreadable"]) == (0, 0, 0), found
    assert found["told"] + len(found["faults"]) == submissions
    assert found["cases"] == found["told"] >= submissions * 0.9
    assert found["revisions"] > 2, found
