"""The lines of standing: reckoning everybody, one new fact, and the heat map, in a small and in a large alliance."""

from collections.abc import Iterator

from .lines import Line
from .running import Home

MOST_MB = 300  # while everybody is reckoned, whatever their number
MOST_SECONDS = 12 * 60  # all of what is measured in the large one


def standing(small: Home, large: Home) -> Iterator[Line]:
    few, many = small.asked_of("benchmarks.standing"), large.asked_of("benchmarks.standing")
    at = f"at {few['organisations']:,}"
    yield Line(f"reckoning everybody at {many['organisations']:,}: {many['rows_a_second']:,.0f} rows a second", f"{many['seconds']:.0f} s", f"{few['rows_a_second']:,.0f} rows/s {at}", few["rows_a_second"] / many["rows_a_second"], 1.5)  # fmt: skip
    yield Line("memory of that, the last portion", f"{many['mb_late']} MB", f"{many['mb_early']} MB early on", many["mb_late"] / many["mb_early"], 1.3)  # fmt: skip
    yield Line("memory of that, at the most", f"{many['mb_most']} MB", f"{MOST_MB} MB", many["mb_most"] / MOST_MB, 1)
    yield Line(
        "all of this in the large alliance", f"{many['all']:.0f} s", f"{MOST_SECONDS} s", many["all"] / MOST_SECONDS, 1
    )
    for name, words in (("fact", "one new fact"), ("map", f"heat map of the whole alliance, {many['duties']} duties")):
        now, before = many[name], few[name]
        yield Line(f"{words}", f"{now['ms']:.1f} ms", f"{before['ms']:.1f} ms {at}", now["ms"] / before["ms"], 1.5)
        yield Line(f"{words}: questions", f"{now['questions']}", f"{before['questions']} {at}", now["questions"] / before["questions"], 1)  # fmt: skip
