"""The bodies of a network as pictures of their composition."""

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet

from ..models import Network, Organisation
from ..queries import bodies, naming
from ..queries.days import today_at
from ..queries.profile import profile
from .presenters import compositions


def bodies_pictured(
    found: Network, day: dt.date, now_in: str, *, known: QuerySet[Organisation] | None = None
) -> list[compositions.BodyPicture]:
    listed = bodies.bodies_in_order(found, day)
    smallest = smallest_shown(day, found)
    composed = bodies.compositions(listed, day, smallest=smallest, known=known)
    names = kind_names(now_in)
    return [compositions.picture(one, naming.body_name(one.body, now_in), names) for one in composed]


NEVER_SHOWN = 10_000


def smallest_shown(day: dt.date, there: Network) -> int:
    """From how many people up a share is shown; on other days than today never: two days beside each other would tell of one."""
    if day != today_at(there.path):
        return NEVER_SHOWN
    kept = profile()
    return kept.smallest_shown_group if kept else settings.SMALLEST_SHOWN_GROUP


def kind_names(now_in: str) -> dict[str, str]:
    from ..models import Kind
    from .words import kind_name

    return {kind.code: kind_name(kind, now_in) for kind in Kind.objects.prefetch_related("texts")}
