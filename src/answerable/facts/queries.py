"""What is asked of facts more than once."""

from collections.abc import Collection, Iterable

from .models import Fact

AT_ONCE = 500


def by_subject(subjects: Collection[str], kinds: Collection[str] | None = None) -> dict[str, list[Fact]]:
    """Returns the facts of each subject in the order of their days, of some kinds or of all; none for whom there are none."""
    found: dict[str, list[Fact]] = {one: [] for one in subjects}
    listed = sorted(found)
    for start in range(0, len(listed), AT_ONCE):
        rows = Fact.objects.filter(subject__in=listed[start : start + AT_ONCE])
        for row in (rows if kinds is None else rows.filter(kind__in=sorted(kinds))).order_by("starts", "pk"):
            found[row.subject].append(row)
    return found


def subjects_from(sources: Iterable[str]) -> list[str]:
    """Returns whom facts are about that follow from some sources: of what is gone nobody else knows it."""
    rows = Fact.objects.filter(source__in=sorted(sources))
    return list(rows.order_by("subject").values_list("subject", flat=True).distinct())
