"""A job that other processes do: it appends its word to a file, some of them slowly."""

import os
import time
from pathlib import Path

from answerable.kit.queue import task


@task(retries=3)
def write_down(word: str, seconds: float = 0) -> None:
    folder = Path(os.environ["ANSWERABLE_HOME"])
    with (folder / "begun").open("a") as file:
        file.write(f"{word}\n")
    time.sleep(seconds)
    with (folder / "done").open("a") as file:
        file.write(f"{word}\n")
