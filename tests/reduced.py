"""What is asked as everybody on SQLite, and on PostgreSQL as some alone unless full counts are asked for."""

import os
from collections.abc import Collection

import pytest

IS_ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))


def unless(asked: str, some: Collection[str]) -> list[pytest.MarkDecorator]:
    """Returns the marks of who is asked: on PostgreSQL only `some` are, the others with `bin/test --soak`.

    What may differ between databases is how one question is answered, not who puts it.
    """
    return [pytest.mark.soak] if IS_ON_POSTGRESQL and asked not in some else []
