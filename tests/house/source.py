"""The source as the house checks read it: files, syntax trees, rooms in their order."""

import ast
import configparser
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "answerable"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT, capture_output=True, check=True,
    )  # fmt: skip
    paths = (PROJECT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python_files(*folders: str) -> list[Path]:
    roots = [PROJECT / folder for folder in folders or ("src", "tests")]
    return [path for path in tracked() if path.suffix == ".py" and any(path.is_relative_to(root) for root in roots)]


def templates() -> list[Path]:
    return [
        path
        for path in tracked()
        if path.is_relative_to(SOURCE) and path.suffix in {".html", ".txt"} and "templates" in path.parts
    ]


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def room_order() -> tuple[frozenset[str], ...]:
    """The rooms as `.importlinter` stacks them, highest first; neighbours share a place."""
    walls = configparser.ConfigParser()
    walls.read(PROJECT / ".importlinter", encoding="utf-8")
    lines = walls["importlinter:contract:house"]["layers"].split("\n")
    return tuple(frozenset(name.strip(" ()") for name in line.split("|")) for line in lines if line.strip())


def height(room: str) -> int:
    """How high a room stands; what is lower has the greater number."""
    return next(number for number, rooms in enumerate(room_order()) if room in rooms)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the dotted name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"
