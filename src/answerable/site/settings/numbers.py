"""Numbers out of the environment."""

import os


def number_of(name: str, default: int, *, least: int, most: int) -> int:
    """Returns the number that a variable holds, the default where it holds none; anything else stops the start."""
    text = os.environ.get(name, "")
    value = int(text) if text.isdecimal() else default if not text else -1
    if not least <= value <= most:
        raise ValueError(f"{name} must be a number from {least} to {most}")
    return value
