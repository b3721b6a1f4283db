"""What every test may rely on: see tests/settings.py for the folder and the mode it runs in."""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Full counts run only when they are asked for, and say so."""
    if os.environ.get("ANSWERABLE_SOAK") == "1":
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="not run: full counts (bin/test --soak runs them)"))
