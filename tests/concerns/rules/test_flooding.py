"""A flood slows everybody down and stops nobody."""

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.flooding import NOTHING, Bucket, asked, come, full, refilled
from answerable.concerns.rules.promises import Flood

LAW = settings(deadline=None, max_examples=100)
FLOODS = st.builds(Flood, burst=st.integers(1, 60), per_minute=st.integers(1, 120), most_sums=st.integers(1, 6))
FLOOD = Flood()
BUCKETS = st.builds(Bucket, tokens=st.floats(-300, 60), at=st.floats(0, 1e6))


@LAW
@given(flood=FLOODS, bucket=BUCKETS, now=st.floats(0, 2e6), came=st.integers(1, 200))
def test_nobody_is_turned_away_and_what_is_asked_is_bounded(
    flood: Flood, bucket: Bucket, now: float, came: int
) -> None:
    for _ in range(came):
        bucket, what = come(bucket, now, flood, solved=False)
        assert 0 <= what.sums <= flood.most_sums
        assert 0 <= what.wait_seconds <= flood.most_wait_seconds
        assert what.bits <= flood.most_bits
        assert bucket.tokens <= flood.burst


@LAW
@given(flood=FLOODS, bucket=BUCKETS, now=st.floats(0, 2e6))
def test_whoever_solved_what_was_asked_goes_on_however_full_it_is(flood: Flood, bucket: Bucket, now: float) -> None:
    assert come(bucket, now, flood, solved=True)[1] == NOTHING


@LAW
@given(flood=FLOODS, times=st.integers(1, 300))
def test_honest_people_at_their_pace_are_asked_for_nothing(flood: Flood, times: int) -> None:
    bucket, now = full(0, flood), 0.0
    for _ in range(times):
        now += 60 / flood.per_minute + 1e-6
        bucket, what = come(bucket, now, flood, solved=False)
        assert what.is_nothing


@LAW
@given(flood=FLOODS, fewer=st.integers(0, 1000), more=st.integers(0, 1000))
def test_more_of_a_flood_never_asks_for_less(flood: Flood, fewer: int, more: int) -> None:
    low, high = asked(fewer, flood), asked(fewer + more, flood)
    assert (low.sums, low.bits, low.wait_seconds) <= (high.sums, high.bits, high.wait_seconds)


@LAW
@given(flood=FLOODS, bucket=BUCKETS, now=st.floats(0, 2e6), back=st.floats(0, 1e6))
def test_a_clock_that_went_back_gives_and_takes_nothing(flood: Flood, bucket: Bucket, now: float, back: float) -> None:
    there = refilled(bucket, now, flood)
    again = refilled(there, now - back, flood)
    assert again == there


def test_after_a_flood_it_is_quiet_again() -> None:
    """Fifty a second for a minute; some minutes later nobody is asked for anything."""
    bucket, now = full(0, FLOOD), 0.0
    for _ in range(3000):
        now += 0.02
        bucket, what = come(bucket, now, FLOOD, solved=False)
    assert what.sums == FLOOD.most_sums
    minutes = (FLOOD.burst * FLOOD.most_sums + 1) / FLOOD.per_minute
    assert come(bucket, now + 60 * minutes + 1, FLOOD, solved=False)[1].is_nothing
