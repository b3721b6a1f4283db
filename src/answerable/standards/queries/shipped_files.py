"""Reading files of `content/` with care: what is wrong is said with its file and place, and nothing is passed over."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from answerable.kit.yaml_files import Loader


class WrongContent(ValueError):  # noqa: N818 - named as what it says is
    """What is wrong in a file that comes with the program, and where."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")


class _Loader(Loader):
    """Refuses a key that stands twice, which would silently take the place of the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[str] = set()
        for key, _value in node.value:
            name = str(key.value)
            if name in keys:
                raise yaml.constructor.ConstructorError(None, None, f"{name} stands twice", key.start_mark)
            keys.add(name)
        return super().construct_mapping(node, deep)


def load(path: Path) -> dict[str, Any]:
    """Returns a file's content by its keys; a fault names the line."""
    try:
        found = _Loader(path.read_text(encoding="utf-8")).get_single_data()
    except FileNotFoundError as error:
        raise WrongContent(str(path), "it is not there") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WrongContent(f"{path}, line {line}", error.problem or "it cannot be read") from error
    if not isinstance(found, dict):
        raise WrongContent(str(path), "it is empty, or no list of keys")
    return {str(key): value for key, value in found.items()}


class Entry:
    """What stands under one key; it remembers what was asked for, so that nothing is left over unread."""

    def __init__(self, where: str, raw: object) -> None:
        self.where = where
        if not isinstance(raw, dict):
            raise WrongContent(where, "it is missing, or has no keys")
        self.raw: dict[str, Any] = {str(key): value for key, value in raw.items()}
        self._asked: set[str] = set()

    def wrong(self, what: str) -> WrongContent:
        return WrongContent(self.where, what)

    def entry(self, key: str) -> "Entry":
        return Entry(f"{self.where}, {key}", self._take(key))

    def text(self, key: str, *, most: int = 200) -> str:
        """Returns a text that is there and no longer than so many characters."""
        found = self._take(key)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(f"{key} is missing or empty")
        if len(found.strip()) > most:
            raise self.wrong(f"{key} has {len(found.strip())} characters, {most} at most")
        return found.strip()

    def texts(self, key: str, *, known: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Returns a list of words, each once and each known."""
        found = self._take(key)
        if found is None and key not in self.raw:
            return ()
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(f"{key} is no list of words")
        if len(set(found)) < len(found):
            raise self.wrong(f"{key} names something twice")
        for one in found:
            if known is not None and one not in known:
                raise self.wrong(f"{key} names {one}, which is none of: {', '.join(sorted(known))}")
        return tuple(found)

    def one_of(self, key: str, known: tuple[str, ...], otherwise: str) -> str:
        found = self._take(key)
        if key not in self.raw:
            return otherwise
        if found not in known:
            raise self.wrong(f"{key} is {found}, and none of: {', '.join(known)}")
        return str(found)

    def number(self, key: str, otherwise: int, *, least: int, most: int) -> int:
        found = self._take(key)
        if key not in self.raw:
            return otherwise
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            raise self.wrong(f"{key} is {found}, and no number from {least} to {most}")
        return found

    def yes(self, key: str) -> bool:
        found = self._take(key)
        if key in self.raw and not isinstance(found, bool):
            raise self.wrong(f"{key} is {found}, and neither true nor false")
        return bool(found)

    def nothing_else(self) -> None:
        """Refuses keys that nobody asked for: a misspelt one would be passed over."""
        if unread := sorted(set(self.raw) - self._asked):
            raise self.wrong(f"nobody knows what this means here: {', '.join(unread)}")

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self.raw.get(key)
