"""Offices at places: one test for an object and one filter for a list, which always agree."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from answerable.access.actors import Actor, Post
from answerable.access.policy import Holding, holds, holds_exactly

PATHS = st.sampled_from(["0001", "00010001", "00010002", "000100010001", "org:1", "org:12"])
ACTORS = st.lists(st.builds(Post, st.sampled_from(["keeper", "speaker", "reader"]), PATHS), max_size=4).map(
    lambda posts: Actor(account_id=uuid4(), posts=tuple(posts))
)
HOLDINGS = st.recursive(
    st.builds(holds, st.sampled_from(["keeper", "speaker"]))
    | st.builds(holds_exactly, st.sampled_from(["keeper", "speaker"])),
    lambda inner: st.builds(lambda one, other: one | other, inner, inner),
    max_leaves=4,
)


def keeper_at(path: str) -> Actor:
    return Actor(account_id=uuid4(), posts=(Post("keeper", path),))


def test_office_reaches_below_its_place() -> None:
    assert holds("keeper").covers(keeper_at("0001"), "00010002")
    assert not holds("keeper").covers(keeper_at("00010001"), "00010002")
    assert not holds("keeper").covers(keeper_at("00010001"), "0001")


def test_exact_office_reaches_its_place_only() -> None:
    assert holds_exactly("keeper").covers(keeper_at("0001"), "0001")
    assert not holds_exactly("keeper").covers(keeper_at("0001"), "00010002")


def test_office_at_an_organisation_reaches_no_other() -> None:
    assert not holds("keeper").covers(keeper_at("org:1"), "org:12")


@given(one=HOLDINGS, other=HOLDINGS, actor=ACTORS, path=PATHS)
def test_either_covers_what_one_of_both_covers(one: Holding, other: Holding, actor: Actor, path: str) -> None:
    assert (one | other).covers(actor, path) == (one.covers(actor, path) or other.covers(actor, path))
