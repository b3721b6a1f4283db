"""Tables of cases answer to nobody who asks in passing: the usual manager gives no rows."""

from typing import Any

from django.db import models


class Nothing(models.Manager[Any]):
    """Gives no rows, so that a list, a count or an export made without thinking holds none. Only this room asks `held`."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().none()


class Held(models.Manager[Any]):
    """All rows, for this room's own queries and actions."""
