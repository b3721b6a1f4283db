"""Who would read it, in words: how many, of how many, from where, and why they."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...rules.routing import Route, Why, who_would_read
from ...rules.words import Desk
from .showing import say


@dataclass(frozen=True)
class Who:
    """What is said of the readers; without lines nobody could read it."""

    lines: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return bool(self.lines)


def readers_of(route: Route) -> Who:
    """Returns who would be given a key, as it is said before anything is written."""
    lines = []
    for one in who_would_read(route):
        place = "pages.readers.of_panel" if one.desk == Desk.PANEL else "pages.readers.of_team"
        facts = {} if one.desk == Desk.PANEL else {"desk": say(f"desks.{one.desk.name.lower()}")}
        lines.append(say(place, readers=one.readers, of=one.of, **facts))
        comma = _(", ")
        lines.append(
            say("pages.readers.names", names=comma.join(one.names)) if one.names else say("pages.readers.no_names")
        )
    return Who(tuple(lines), tuple(say(f"routes.{why}") for why in route.why if why != Why.NOBODY_YET))
