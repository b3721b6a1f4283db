"""What can be found of the alliance: networks, organisations, bodies, support services, and people where their names are shown anyway.

A person is found by their name alone: a word of an organisation they belong to could give away that they do.
"""

from . import bodies, networks, organisations, people, services

__all__ = ["bodies", "networks", "organisations", "people", "services"]
