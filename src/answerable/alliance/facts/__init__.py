"""What the alliance's records tell as facts: who belongs where, who sits, which bodies and offices there are.

Of an organisation at risk nothing is told that stands with anything but itself: no network's facts give it away.
"""

from . import memberships, offices, public, seats

__all__ = ["memberships", "offices", "public", "seats"]
