"""That everybody may read an organisation's page; since when stands nowhere, so it is noted."""

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from answerable.facts.subjects import ORGANISATION, each, keys_of, subject
from answerable.facts.telling import Kind, Teller, Told, declare

from ..models import Membership, Organisation
from ..rules.memberships import BELONGS
from ..rules.words import Visibility
from .memberships import of_memberships

PUBLIC = Kind("profile.public", _("Everybody may read the organisation’s page."), noted=True)


def tell(subjects: Collection[str] | None) -> Iterator[Told]:
    belongs = Exists(Membership.objects.filter(state__in=sorted(BELONGS), organisation=OuterRef("pk")))
    found = Organisation.objects.filter(belongs, visibility=Visibility.PUBLIC, at_risk=False, merged_into=None)
    if subjects is not None:
        found = found.filter(key__in=keys_of(subjects, ORGANISATION))
    for key in found.order_by("pk").values_list("key", flat=True).iterator(chunk_size=1000):
        of = subject(ORGANISATION, key)
        yield Told(of, PUBLIC.name, of)


declare(
    Teller(
        "alliance.public", kinds=(PUBLIC,), of=frozenset({ORGANISATION}), tell=tell,
        about={"organisation": each(ORGANISATION), "membership": of_memberships},
    )
)  # fmt: skip
