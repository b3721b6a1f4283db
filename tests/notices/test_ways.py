"""By which way a kind of notice reaches somebody."""

import datetime as dt
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.notices.kinds import Kind
from answerable.notices.rules.timing import Rhythm
from answerable.notices.rules.ways import ORDER, By, chosen, fewer, is_held_back, offered, usual

PLAIN = Kind("shed.plain", words="A tool is there.")
SOON = Kind("shed.soon", words="A tool is due.", mail="soon")
PRIVATE = Kind("shed.private", words="A drawer.", private=True)
ALWAYS = Kind("shed.always", words="The lock was changed.", mail="soon", least="digest")
KINDS = [
    Kind(f"shed.{mail}_{private}_{least}", words="…", mail=mail, private=private, least=least)  # type: ignore[arg-type] # each of the literals
    for mail, private, least in product(("digest", "soon", "never"), (False, True), ("off", "here", "digest", "soon"))
    if not (private and "soon" in {mail, least})
]
WISHES: dict[str, Any] = {"rhythm": st.sampled_from(list(Rhythm)), "own": st.sampled_from(["", *By, "shout"])}


@pytest.mark.parametrize(
    ("kind", "rhythm", "own", "way"),
    [
        (PLAIN, "daily", "", By.DIGEST),
        (PLAIN, "soon", "", By.SOON),
        (PLAIN, "soon", "digest", By.DIGEST),
        (PLAIN, "never", "soon", By.HERE),
        (PLAIN, "daily", "off", By.OFF),
        (SOON, "weekly", "", By.SOON),
        (PRIVATE, "soon", "", By.DIGEST),
        (PRIVATE, "daily", "soon", By.DIGEST),
        (ALWAYS, "never", "", By.DIGEST),
        (ALWAYS, "daily", "off", By.SOON),
    ],
)
def test_way_follows_what_was_chosen_for_the_kind_then_the_rhythm(kind: Kind, rhythm: str, own: str, way: By) -> None:
    assert chosen(kind, rhythm=rhythm, choices={kind.name: own}) == way


@given(kind=st.sampled_from(KINDS), **WISHES)
def test_private_is_never_mailed_at_once_and_nothing_comes_less_than_it_must(kind: Kind, rhythm: str, own: str) -> None:
    """B18, whatever somebody wishes."""
    way = chosen(kind, rhythm=rhythm, choices={kind.name: own})
    assert way in offered(kind)
    assert not (kind.private and way == By.SOON)
    assert ORDER.index(way) >= ORDER.index(By(kind.least))


@given(kind=st.sampled_from(KINDS), **WISHES)
def test_never_means_no_mail_but_what_cannot_be_off(kind: Kind, rhythm: str, own: str) -> None:
    way = chosen(kind, rhythm="never", choices={kind.name: own})
    assert way in {By.OFF, By.HERE} or kind.least in {"digest", "soon"}


def test_pause_holds_back_what_may_be_off() -> None:
    day, later = dt.date(2026, 3, 2), dt.date(2026, 3, 9)
    held = [is_held_back(kind, paused_until=later, day=day) for kind in (PLAIN, PRIVATE, ALWAYS)]
    assert (held, is_held_back(PLAIN, paused_until=day, day=day)) == ([True, True, False], False)


def test_less_groups_first() -> None:
    assert [fewer(one) for one in ("soon", "daily", "weekly", "never")] == [
        ("daily", "weekly", "never"), ("weekly", "never"), ("never",), (),
    ]  # fmt: skip


def test_what_stays_on_the_site_is_usually_here() -> None:
    assert usual(Kind("shed.site", words="…", mail="never")) == By.HERE
