"""Two who change the same thing at once: what each changed stands, and neither undoes the other."""

from typing import Any


def merged(before: Any, mine: Any, there: Any) -> Any:
    """Returns what is there with what was changed in mine since `before`; what either took out is gone.

    Where both changed one value, mine stands.
    """
    if mine == before:
        return there
    if all(isinstance(one, dict) for one in (before, mine, there)):
        return _by_key(before, mine, there)
    if all(isinstance(one, list) for one in (before, mine, there)):
        left = [one for one in there if one in mine or one not in before]
        return left + [one for one in mine if one not in before and one not in left]
    return mine


def _by_key(before: dict[str, Any], mine: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    gone = {key for key in before if key not in mine or key not in there}
    keys = [key for key in {**there, **mine} if key not in gone]
    return {key: merged(before.get(key), mine.get(key), there[key]) if key in there and key in mine
            else there[key] if key in there else mine[key] for key in keys}  # fmt: skip
