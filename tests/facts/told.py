"""What the facts would be if everything were told anew."""

from answerable.facts.comparing import Difference, difference
from answerable.facts.models import Fact
from answerable.facts.subjects import sort_of
from answerable.facts.telling import kinds, tellers
from answerable.kit import clock

Line = tuple[str, str, str, str, str]


def told_otherwise() -> list[Line]:
    """Returns what is kept and not told, or told and not kept; nothing where all is kept up."""
    told = [one for teller in tellers() for one in teller.tell(None)]
    noted = frozenset(name for name, kind in kinds().items() if kind.noted)
    found: Difference = difference(Fact.objects.order_by("pk"), told, noted=noted, today=clock.today())
    marked = (("not kept", found.added), ("other end", found.moved), ("not told", found.gone))
    return sorted(
        (why, row.subject, row.kind, row.source, f"{row.starts}–{row.ends}") for why, rows in marked for row in rows
    )


def told_in_parts() -> list[str]:
    """Returns the subjects of whom something else is told when they are asked for by themselves than with all."""
    wrong = []
    for teller in tellers():
        whole = list(teller.tell(None))
        for one in sorted({told.subject for told in whole}):
            if sort_of(one) not in teller.of or set(teller.tell([one])) != {
                told for told in whole if told.subject == one
            }:
                wrong.append(f"{teller.name}: {one}")
    return wrong
