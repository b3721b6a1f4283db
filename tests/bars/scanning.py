"""Looks for what must not be there: every byte of every file, in each of the ways words can be written down."""

import base64
import json
import mmap
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SHORTEST = 6  # bytes: anything shorter turns up among ciphers by chance


@dataclass(frozen=True)
class Hit:
    """`needle` stands in a file, written in this way."""

    file: str
    needle: str
    written: str


def ways(needle: str) -> dict[str, bytes]:
    """Returns how something may be written: plainly, in wider letters, in hex, in base64 wherever it begins, escaped."""
    raw = needle.encode("utf-8", "surrogatepass")
    found = {
        "utf-8": raw, "utf-16-le": needle.encode("utf-16-le", "surrogatepass"), "utf-16-be": needle.encode("utf-16-be", "surrogatepass"),
        "hex": raw.hex().encode(), "HEX": raw.hex().upper().encode(), "json": json.dumps(needle)[1:-1].encode(),
        "url": quote(needle, safe="").encode(), "form": quote(needle, safe="").replace("%20", "+").encode(),
    }  # fmt: skip
    for shift in range(3):
        found |= {f"base64+{shift}": _inner(bytes(shift) + raw, shift)}
        found |= {f"base64url+{shift}": found[f"base64+{shift}"].replace(b"+", b"-").replace(b"/", b"_")}
    seen: set[bytes] = set()
    return {
        how: text
        for how, text in found.items()
        if len(text) >= SHORTEST and text not in seen and not seen.add(text)  # type: ignore[func-returns-value] # it remembers, and says nothing
    }


def _inner(shifted: bytes, shift: int) -> bytes:
    """Returns the letters of base64 that follow from the needle alone, wherever it stands."""
    letters = base64.b64encode(shifted)
    begins = (shift * 8 + 5) // 6
    ends = len(shifted) * 8 // 6
    return letters[begins:ends]


def files_below(folders: Iterable[Path]) -> Iterator[Path]:
    """Yields every file; PostgreSQL takes a database of other tests away meanwhile, and what is gone holds nothing."""
    for folder in folders:
        if folder.is_file():
            yield folder
            continue
        for above, _, names in os.walk(folder, onerror=_unless_gone):
            paths = (Path(above) / name for name in names)
            yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _unless_gone(fault: OSError) -> None:
    if not isinstance(fault, FileNotFoundError):
        raise fault


def found_in(folders: Iterable[Path], needles: Iterable[str]) -> list[Hit]:
    """Returns where any of the needles stands in any file below some folders, in its name too."""
    wanted = [(needle, how, text) for needle in needles for how, text in ways(needle).items()]
    folders, hits = list(folders), []
    suspects = _with_any_of({text for _, _, text in wanted}, folders)
    for path in files_below(folders):
        hits += [Hit(str(path), needle, "name") for needle, how, _ in wanted if how == "utf-8" and needle in path.name]
        if suspects is None or path in suspects:
            hits += _hits(path, wanted)
    return hits


def _with_any_of(texts: set[bytes], folders: Sequence[Path]) -> set[Path] | None:
    """Returns the files in which one of the texts may stand, looked through by a quick program; none: look into each."""
    grep = shutil.which("grep")
    if grep is None or not texts or any(b"\n" in text for text in texts):
        return None
    command = [grep, "-rlsZaF", "-D", "skip", "-f", "-", "--", *map(str, folders)]
    done = subprocess.run(command, env={"LC_ALL": "C"}, input=b"\n".join(texts), capture_output=True, check=False)
    if done.stderr:
        return None
    return {Path(os.fsdecode(name)) for name in done.stdout.split(b"\0") if name}


def _hits(path: Path, wanted: Sequence[tuple[str, str, bytes]]) -> list[Hit]:
    with suppress(OSError, ValueError), path.open("rb") as file:
        if path.stat().st_size:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return [Hit(str(path), needle, how) for needle, how, text in wanted if content.find(text) >= 0]
    return []


def found_in_bytes(content: bytes, needles: Iterable[str]) -> list[str]:
    """Returns which of the needles stand in some bytes."""
    return [needle for needle in needles if any(text in content for text in ways(needle).values())]
