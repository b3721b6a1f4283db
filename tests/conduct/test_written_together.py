"""What a network writes together goes its own way: no other page adopts, drops or cuts it, and others do not read it."""

import pytest

from answerable.access.refusals import Unacceptable
from answerable.conduct.actions.adopting import adopt_version
from answerable.conduct.actions.clauses import remove_clause
from answerable.conduct.actions.versions import back_to_draft, drop_version
from answerable.conduct.queries import instruments
from tests import cast
from tests.cast import Alliance

from .local import Writing, writing

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def alliance() -> Alliance:
    return cast.small_alliance()


@pytest.fixture
def local(alliance: Alliance) -> Writing:
    return writing(alliance)


def test_no_step_is_taken_past_its_own_way(local: Writing) -> None:
    keeper, version = local.actor("coordinator_here"), local.fresh.version
    with pytest.raises(Unacceptable, match="written_together"):
        adopt_version(by=keeper, version=version, body=local.body, came_about="Quickly.")
    with pytest.raises(Unacceptable, match="written_together"):
        remove_clause(by=keeper, clause=local.clauses[0])
    with pytest.raises(Unacceptable, match="written_together"):
        drop_version(by=keeper, version=version)
    with pytest.raises(Unacceptable, match="written_together"):
        back_to_draft(by=keeper, version=version)


@pytest.mark.parametrize(
    ("role", "reads"),
    [("member_here", True), ("secretariat", True), ("member_elsewhere", False), ("coordinator_elsewhere", False)],
)
def test_draft_is_read_by_its_network_alone(local: Writing, role: str, *, reads: bool) -> None:
    """B10: a consultation of the alliance is for all of it, that of a network for its own."""
    actor, version = local.actor(role), local.fresh.version
    assert instruments.may_read_version(actor, version) == reads
    assert instruments.readable(actor).filter(pk=version.pk).exists() == reads
