"""What was said of an organisation that was written down twice: by whichever record it was said, it is of the one that was kept.

Nothing is moved by a merge, so whoever parts the two again finds everything where it was.
"""

from collections.abc import Collection

from django.db.models import QuerySet

from answerable.alliance.models import Organisation
from answerable.alliance.queries.merging import home_in, kept_record, with_their_duplicates

from ..models import Subject
from .subjects import name_of

HOME_OF_SUBJECT = home_in("subject__organisation")
RECORDS = "organisation__merged_into__merged_into"  # loaded with a subject, nothing is asked of each


def kept_subject(subject: Subject) -> Subject:
    """Returns the subject of the record that a duplicate became part of; any other subject itself."""
    if subject.organisation is None or subject.organisation.merged_into_id is None:
        return subject
    kept = kept_record(subject.organisation)
    found = _recorded().filter(organisation=kept).first()
    return found or Subject(name=name_of(kept), kind="organisation", organisation=kept)


def organisation_of(subject: Subject) -> Organisation | None:
    """Returns which organisation a subject is now; None where it is none."""
    return kept_record(subject.organisation) if subject.organisation is not None else None


def with_duplicates(subjects: Collection[Subject]) -> dict[int, int]:
    """Returns, by each record of some subjects, which of them it is now: themselves, and duplicates that became part of one."""
    found = {one.pk: one.pk for one in subjects if one.pk}
    kept = {one.organisation_id: one.pk for one in subjects if one.organisation_id and one.pk}
    records = with_their_duplicates(kept)
    duplicates = records.keys() - kept.keys()
    rows = Subject.objects.filter(organisation__in=duplicates).values_list("pk", "organisation") if duplicates else ()
    return found | {pk: kept[records[organisation]] for pk, organisation in rows if organisation}


def _recorded() -> QuerySet[Subject]:
    return Subject.objects.select_related("organisation", "network", "person")
