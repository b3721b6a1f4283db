"""What is there already of a new alliance, in as many queries whatever its size."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.notices import mail

from ..models import Invitation, Kind, KindText, Network, OfficeTerm, Organisation, PageText, Profile, StepAside
from ..permissions import ROOT_PATH
from ..rules.first_steps import FirstStep
from ..rules.invitations import LIVE
from ..rules.words import AT_ORGANISATION, FIRST_KINDS, InvitationState, Level, Office
from . import figures, todo
from .days import at_each_place
from .languages import unread
from .networks import open_networks
from .posts import running
from .sign_in import sign_in_rules

PRIVACY = "privacy"  # the page of the program to which the alliance adds words


@dataclass(frozen=True)
class Records:
    """What the records show. Languages are codes; the alliance has no name in the `nameless`, no description in the `undescribed`."""

    secretariat: int
    invited_to_secretariat: int
    needs_second_step: bool
    mail_arrives: bool
    offered: tuple[str, ...]
    nameless: tuple[str, ...]
    undescribed: tuple[str, ...]
    has_look: bool
    unread: tuple[str, ...]
    has_privacy_words: bool
    kinds: int
    are_kinds_settled: bool
    networks: int
    without_coordinator: int
    organisations: int
    invited: int
    speaks_for_one: bool
    aside: frozenset[FirstStep]


def records(actor: Actor, root: Network, kept: Profile) -> Records:
    """Returns what is there, as a member of the secretariat may see it."""
    offered = tuple(kept.languages) or (settings.LANGUAGE_CODE,)
    texts = {text.language: text for text in root.texts.all()}
    not_read = unread(offered)
    networks = open_networks(clock.today()).exclude(level_kind=Level.ALLIANCE).count()
    return Records(
        secretariat=_in_the_secretariat(),
        invited_to_secretariat=Invitation.objects.filter(
            state__in=LIVE, office=Office.SECRETARIAT, network=root
        ).count(),
        needs_second_step=Office.SECRETARIAT in sign_in_rules().since,
        mail_arrives=kept.mail_arrived == mail.mark_of_server(),
        offered=offered,
        nameless=tuple(code for code in offered if code not in texts),
        undescribed=tuple(code for code in offered if code not in texts or not texts[code].about),
        has_look=bool(kept.primary_colour or kept.accent_colour or kept.mail_colour or kept.logo or kept.icon),
        unread=tuple(code for code in offered if code in not_read),
        has_privacy_words=PageText.objects.filter(page=PRIVACY).exists(),
        kinds=Kind.objects.filter(retired=False).count(),
        are_kinds_settled=_are_kinds_settled(),
        networks=networks,
        without_coordinator=todo.without_coordinator(actor, root).count() if networks else 0,
        organisations=figures.organisations_seen(actor),
        invited=_organisations_invited(),
        speaks_for_one=OfficeTerm.objects.filter(office__in=AT_ORGANISATION).exclude(person__account=None).exists(),
        aside=frozenset(FirstStep(code) for code in StepAside.objects.values_list("step", flat=True)),
    )


def _in_the_secretariat() -> int:
    """How many people keep the whole alliance's records today and can sign in."""
    held = OfficeTerm.objects.filter(at_each_place(running), office=Office.SECRETARIAT, network__path=ROOT_PATH)
    return held.filter(person__account__is_active=True).values("person").distinct().count()


def _organisations_invited() -> int:
    """How many invitations to organisations went out and came neither back nor were taken back."""
    void = (InvitationState.WITHDRAWN, InvitationState.BOUNCED)
    return Invitation.objects.filter(organisation__isnull=False).exclude(state__in=void).count()


def _are_kinds_settled() -> bool:
    """Whether somebody changed the list of kinds, or organisations use it as it is."""
    changed = Q(retired=True) | ~Q(code__in=FIRST_KINDS) | Q(Exists(KindText.objects.filter(kind=OuterRef("pk"))))
    used = Organisation.kinds.through.objects.filter(kind_id=OuterRef("pk"))
    return Kind.objects.filter(changed | Q(Exists(used))).exists()
