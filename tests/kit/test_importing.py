"""What every page of an import counts and tells."""

from answerable.kit.importing.telling import counted
from answerable.kit.imports import Fate, Totals


def test_fates_told_in_the_same_words_are_one_number() -> None:
    added, out = ("ok", "added"), ("late", "left out")
    fates = {Fate.ADDED: added, Fate.CHANGED: added, Fate.MAYBE_SAME: out, Fate.LEFT_OUT: out}
    totals = Totals(added=2, changed=3, unchanged=7, maybe_same=1, left_out=4)
    assert counted(totals, fates) == [(5, "ok", "added"), (5, "late", "left out")]
