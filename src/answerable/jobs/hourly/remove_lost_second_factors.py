"""Removes second factors that two confirmed as lost, once their time of waiting is over."""

from answerable.access.actors import Actor
from answerable.alliance.actions.sign_in import remove_lost_factors

BY = Actor.of_system("job:remove_lost_second_factors")


def run() -> None:
    remove_lost_factors(by=BY)
