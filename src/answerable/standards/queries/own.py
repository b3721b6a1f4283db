"""What awaits somebody: of those they speak for, and as who keeps the records of others."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from answerable.access.actors import Actor
from answerable.access.policy import NEVER
from answerable.alliance.models import Membership, Organisation
from answerable.alliance.queries.merging import of_organisations
from answerable.alliance.queries.organisations import kept_by
from answerable.alliance.rules.memberships import LIVE

from ..models import Claim, ClaimStep, Offer, Subject
from ..permissions import ROOT, keeps, speaks_for_organisation
from ..rules.saying import ClaimMove, OfferKind, ShownTo
from .merged import HOME_OF_SUBJECT, RECORDS, with_duplicates
from .seeing import claims_of_seen
from .sides import offers_that_stand

NAMES_OF_SUBJECT = (
    "subject__organisation__texts", "subject__organisation__merged_into__texts",
    "subject__organisation__merged_into__merged_into__texts", "subject__network__texts",
)  # fmt: skip


def organisations_of(actor: Actor) -> list[int]:
    """Returns the organisations that somebody speaks for."""
    return [int(path[4:]) for path in actor.paths(*speaks_for_organisation.offices) if path.startswith("org:")]


def networks_of(actor: Actor) -> list[str]:
    """Returns the networks at which somebody keeps the records, without those below."""
    return [path for path in actor.paths(*keeps.offices) if not path.startswith("org:")]


def own_subjects(actor: Actor) -> list[Subject]:
    """Returns whom somebody speaks for at their own places: themselves, their organisations, the networks they coordinate."""
    if not actor.account_id:
        return []
    own = Q(person__account=actor.account_id, person__former_since=None)
    own |= Q(organisation__in=organisations_of(actor), organisation__merged_into=None)
    own |= Q(network__path__in=networks_of(actor), network__closed_on=None)
    found = Subject.objects.filter(own).select_related("organisation", "network", "person")
    listed = found.prefetch_related("organisation__texts", "network__texts")
    order = {"person": 0, "organisation": 1, "network": 2}
    return sorted(listed, key=lambda one: (order[one.kind], one.pk))


def asked_back(subjects: list[Subject]) -> QuerySet[Claim]:
    """Returns what was said by some subjects and asked back, with nothing said of the same duty since."""
    later = ClaimStep.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    theirs = Q(subject=OuterRef("subject")) | Q(home=OuterRef("home"))
    newer = Claim.objects.alias(home=HOME_OF_SUBJECT)
    newer = newer.filter(theirs, duty=OuterRef("duty"), pk__gt=OuterRef("pk"), taken_back_on=None)
    found = Claim.objects.alias(home=HOME_OF_SUBJECT)
    found = found.filter(subject__in=with_duplicates(subjects), taken_back_on=None)
    asked = found.alias(last=later.values("move")[:1]).filter(~Exists(newer), last=ClaimMove.ASKED_BACK)
    return asked.select_related("duty", "subject").order_by("said_on", "pk")


def to_confirm(actor: Actor) -> QuerySet[Claim]:
    """Returns what others said and nobody confirmed yet, of those whose records somebody keeps, those near first."""
    paths = networks_of(actor)
    if not paths:
        return Claim.objects.none()
    kept = Exists(Organisation.objects.filter(kept_by(actor), pk=OuterRef("home")))
    waiting = Claim.objects.alias(home=HOME_OF_SUBJECT)
    waiting = waiting.filter(Q(kept, subject__organisation__isnull=False) | _below(paths), taken_back_on=None)
    confirmed = ClaimStep.objects.filter(claim=OuterRef("pk"), move=ClaimMove.CONFIRMED)
    waiting = waiting.filter(~Exists(confirmed)).exclude(by=actor.opaque_id)
    waiting = waiting.filter(Q(home=None) | ~Q(home__in=organisations_of(actor)))
    here = Membership.objects.filter(organisation=OuterRef("home"), network__path__in=paths, state__in=LIVE)
    near = Case(When(Exists(here), then=Value(0)), default=Value(1))
    return waiting.alias(near=near).order_by("near", "said_on", "pk")


def _below(paths: list[str]) -> Q:
    """The networks below those at which somebody keeps the records: nobody confirms their own."""
    found = NEVER
    for path in paths:
        found |= Q(subject__network__path__startswith=path) & ~Q(subject__network__path=path)
    return found & ~Q(subject__network__path=ROOT)


def spoken_for(actor: Actor) -> list[Organisation]:
    """Returns the organisations that somebody speaks for, as they are now."""
    return list(Organisation.objects.filter(pk__in=organisations_of(actor), merged_into=None).order_by("pk"))


def to_vouch_for(actor: Actor, organisation: Organisation) -> QuerySet[Claim]:
    """Returns what an organisation may vouch for where it offered to: what stands and everybody may read, and is not its own."""
    networks = list(
        offers_that_stand(OfferKind.VOUCH)
        .filter(of_organisations([organisation.pk]))
        .values_list("network__path", flat=True)
    )
    here, place = NEVER, NEVER
    for path in networks:
        here |= Q(subject__network__path__startswith=path)
        place |= Q(network__path__startswith=path)
    near = Membership.objects.filter(place, organisation=OuterRef("home"), state__in=LIVE)
    found = claims_of_seen(actor).filter(
        here | Q(Exists(near)), taken_back_on=None, shown=ShownTo.MEMBERS, subject__person=None
    )
    return found.filter(Q(home=None) | ~Q(home=organisation.pk)).order_by("-said_on", "-pk")


def with_lines(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Loads what a line of a list shows, in as many questions for one as for many."""
    listed = claims.select_related("duty", f"subject__{RECORDS}", "subject__network", "subject__person")
    return listed.prefetch_related(*NAMES_OF_SUBJECT, "steps")


def offers_of(organisation: Organisation) -> QuerySet[Offer]:
    """Returns where an organisation said that it may be asked, and where it did before; what its duplicates said is its own."""
    found = Offer.objects.filter(of_organisations([organisation.pk])).select_related("network")
    return found.prefetch_related("network__texts").order_by(F("ended_on").desc(nulls_first=True), "-since", "pk")
