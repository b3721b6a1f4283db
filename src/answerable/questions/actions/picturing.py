"""Taking a picture of the answers that wait: what it tells is kept, and the numbers it was made of are not."""

from collections import defaultdict

from ..models import Count, Pile
from ..rules.pictures import told


def _take_picture(pile: Pile) -> None:
    """Adds the answers that wait to what is told of a pile."""
    rows = list(Count.objects.select_for_update().filter(pile=pile))
    by_question: dict[str, list[Count]] = defaultdict(list)
    for row in rows:
        by_question[row.question].append(row)
    for of_question in by_question.values():
        picture = told({row.choice: row.waiting for row in of_question})
        for row in of_question:
            least, most = picture[row.choice]
            row.least, row.most, row.waiting = row.least + least, row.most + most, 0
    Count.objects.bulk_update(rows, ["least", "most", "waiting"])
    pile.shown, pile.waiting = pile.shown + pile.waiting, 0
    pile.save(update_fields=["shown", "waiting"])


def _drop_what_waits(pile: Pile) -> None:
    """Lets go of answers that are too few to be told, for good."""
    Count.objects.filter(pile=pile).update(waiting=0)
    pile.waiting = 0
    pile.save(update_fields=["waiting"])
