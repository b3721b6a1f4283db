"""A draft opens with its receipt and with nothing else."""

import pytest

from answerable.vault import Unreadable, drafts, receipts


@pytest.fixture
def trace() -> receipts.Trace:
    return receipts.look_up_and_key(receipts.new_receipt())


def test_draft_opens_with_its_receipt_alone(trace: receipts.Trace) -> None:
    blob = drafts.seal_draft(b"canary", trace)
    assert b"canary" not in blob
    assert drafts.open_draft(memoryview(blob), trace) == b"canary"
    with pytest.raises(Unreadable):
        drafts.open_draft(blob, receipts.look_up_and_key(receipts.new_receipt()))


def test_every_bit_counts(trace: receipts.Trace) -> None:
    """B14."""
    blob = drafts.seal_draft(b"canary", trace)
    for at in range(0, len(blob), 37):
        altered = bytearray(blob)
        altered[at] ^= 1
        with pytest.raises(Unreadable):
            drafts.open_draft(bytes(altered), trace)
    for other in (blob[:-1], blob + b"x", blob[:30], b""):
        with pytest.raises(Unreadable):
            drafts.open_draft(other, trace)


def test_short_drafts_have_one_length(trace: receipts.Trace) -> None:
    """B37."""
    assert len({len(drafts.seal_draft(b"x" * size, trace)) for size in (0, 1, 400, 4000)}) == 1
