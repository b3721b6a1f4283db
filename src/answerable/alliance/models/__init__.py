"""What the alliance remembers."""

from .bodies import Body, BodyText, CompositionRule, Seat, SelfDeclaration, Term
from .networks import CountClaim, Network, NetworkMove, NetworkText
from .organisations import Kind, KindText, Membership, MembershipStatus, Organisation, OrganisationText
from .people import Affiliation, OfficeTerm, Person
from .profile import Profile

__all__ = [
    "Affiliation",
    "Body",
    "BodyText",
    "CompositionRule",
    "CountClaim",
    "Kind",
    "KindText",
    "Membership",
    "MembershipStatus",
    "Network",
    "NetworkMove",
    "NetworkText",
    "OfficeTerm",
    "Organisation",
    "OrganisationText",
    "Person",
    "Profile",
    "Seat",
    "SelfDeclaration",
    "Term",
]
