"""Invented keys: passphrases of those who read concerns, and codes of those who raised some. Told at the console of a demo alone."""

from .people import people_to_become
from .reading import read


def passphrases() -> list[dict[str, str]]:
    """Returns with which words each of the teams unlocks the desk."""
    told, names = read("concerns"), {one.key: one.name for one in people_to_become()}
    return [
        {"team": team, "name": names[key], "passphrase": told["passphrases"][key]}
        for team, one in told["teams"].items()
        for key in one["people"]
        if key in names
    ]


def codes() -> list[dict[str, str]]:
    """Returns the codes with which somebody comes back to an invented concern."""
    return [{"code": one["code"], "concern": one["called"]} for one in read("concerns")["concerns"]]
