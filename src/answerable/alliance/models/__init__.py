"""What the alliance remembers."""

from .approaches import Application, ApplicationStep, Introduction, IntroductionStep
from .bodies import Body, BodyText, CompositionRule, Seat, SeatText, SelfDeclaration, Term
from .first_steps import StepAside
from .handovers import Handover
from .invitations import Invitation, InvitationStep
from .merges import NetworkMerge, OrganisationMerge
from .networks import CountClaim, CountClaimText, Network, NetworkMove, NetworkText, PathLeft
from .organisations import Kind, KindText, Membership, MembershipStatus, Organisation, OrganisationText
from .people import Affiliation, OfficeTerm, Person
from .places import PlaceRequest, PlaceRequestStep
from .profile import InterfaceLanguage, Look, LookRole, PageText, Profile
from .services import Need, NeedText, SupportService, SupportServiceText
from .sign_in import SignInRules

__all__ = [
    "Affiliation",
    "Application",
    "ApplicationStep",
    "Body",
    "BodyText",
    "CompositionRule",
    "CountClaim",
    "CountClaimText",
    "Handover",
    "InterfaceLanguage",
    "Introduction",
    "IntroductionStep",
    "Invitation",
    "InvitationStep",
    "Kind",
    "KindText",
    "Look",
    "LookRole",
    "Membership",
    "MembershipStatus",
    "Need",
    "NeedText",
    "Network",
    "NetworkMerge",
    "NetworkMove",
    "NetworkText",
    "OfficeTerm",
    "Organisation",
    "OrganisationMerge",
    "OrganisationText",
    "PageText",
    "PathLeft",
    "Person",
    "PlaceRequest",
    "PlaceRequestStep",
    "Profile",
    "Seat",
    "SeatText",
    "SelfDeclaration",
    "SignInRules",
    "StepAside",
    "SupportService",
    "SupportServiceText",
    "Term",
]
