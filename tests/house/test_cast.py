import pytest

from tests import cast


@pytest.mark.postgres_too
def test_cast_holds_the_offices_it_is_named_for(db: None) -> None:
    alliance = cast.small_alliance()
    assert set(alliance.accounts) == set(cast.NAMES)
    assert alliance.actor("coordinator_here").paths("coordinator") == (alliance.here.path,)
    assert alliance.actor("focal_point_here").paths("focal_point") == (f"org:{alliance.circle.pk}",)
    assert "coordinator" not in alliance.actor("ex_coordinator_here").offices
    assert alliance.actor("stranger").posts == ()
