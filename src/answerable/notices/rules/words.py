"""Which words may stand in a message: an alliance's own hold the same facts as the shipped ones."""

import re
from dataclasses import dataclass

FACT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Slips:
    """What is wrong with the facts in own words."""

    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_unclosed: bool = False

    def __bool__(self) -> bool:
        return bool(self.unknown or self.missing or self.is_unclosed)


def slips(words: str, *, facts: frozenset[str]) -> Slips:
    """Returns which facts in own words are unknown, which are missing, and whether a brace stands alone."""
    found = FACT.findall(words)
    return Slips(
        unknown=tuple(dict.fromkeys(one for one in found if one not in facts)),
        missing=tuple(sorted(facts - set(found))),
        is_unclosed=bool(set("{}") & set(FACT.sub("", words))),
    )
