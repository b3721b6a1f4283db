"""Not built yet."""

import argparse
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    return None
