"""What the alliance remembers."""

from .approaches import Application, ApplicationStep, Introduction, IntroductionStep
from .bodies import Body, BodyText, CompositionRule, Seat, SelfDeclaration, Term
from .invitations import Invitation, InvitationStep
from .networks import CountClaim, Network, NetworkMove, NetworkText
from .organisations import Kind, KindText, Membership, MembershipStatus, Organisation, OrganisationText
from .people import Affiliation, OfficeTerm, Person
from .profile import Profile

__all__ = [
    "Affiliation",
    "Application",
    "ApplicationStep",
    "Body",
    "BodyText",
    "CompositionRule",
    "CountClaim",
    "Introduction",
    "IntroductionStep",
    "Invitation",
    "InvitationStep",
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
