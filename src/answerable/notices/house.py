"""What this room must know of the alliance: told by the room that keeps it, so that nothing here reaches upward."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

Settings = Callable[[], dict[str, str]]
Zones = Callable[[Iterable[UUID]], Mapping[UUID, str]]

_settings: list[Settings] = []
_zones: list[Zones] = []


def provide_settings(provider: Settings) -> None:
    """Called once by the room that keeps the alliance's settings.

    It returns what is known of `address` (`smtp://user:password@host:port`), `sender`, `time_zone`, `language` and
    `languages` (codes with spaces between them).
    """
    _settings[:] = [provider]


def house() -> dict[str, str]:
    """Returns the alliance's settings that matter to mail."""
    return _settings[0]() if _settings else {}


def provide_zones(provider: Zones) -> None:
    """Called once by the room that knows where people are: it returns the time zone of each account that has one."""
    _zones[:] = [provider]


def zones_of(account_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    return _zones[0](account_ids) if _zones else {}
