from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from answerable.demo.build import Summary, load
from answerable.kit.clock import today
from tests.again import once
from tests.conftest import at_noon

SMALL = 90


def built(organisations: int = SMALL, scale: int = 1) -> Summary:
    return load(progress=lambda part, done, of: None, today=today(), organisations=organisations, scale=scale)


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Summary]:
    """A small invented alliance of every region, made once and put back for each file of tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        with at_noon():
            made = once(built)
        yield made
        transaction.set_rollback(True)
