"""Deletes what an import needs only for a while."""

import datetime as dt

from django.conf import settings
from django.db.models import Q

from ..models import ImportChange, ImportFile, ImportOutcomes, ImportRun, ImportState

KEPT_DAYS = 396


def remove_old_files(now: dt.datetime) -> int:
    """Deletes files with all that was read from them after a day, what undoes an import after a week; returns how many files went.

    Of a run that brought something in its totals stay for 13 months; of others nothing stays.
    """
    files_until = now - dt.timedelta(hours=settings.IMPORT_FILE_HOURS)
    undo_until = now - dt.timedelta(days=settings.IMPORT_UNDO_DAYS + 1)
    stale = ImportRun.objects.filter(begun_at__lt=files_until)
    gone = stale.filter(pieces__isnull=False).distinct().count()
    ImportFile.objects.filter(run__in=stale).delete()
    ImportOutcomes.objects.filter(run__in=stale).delete()
    stale.filter(state__in=(ImportState.BEGUN, ImportState.REHEARSED)).delete()
    settled = ImportRun.objects.filter(Q(brought_in_at__lt=undo_until) | Q(brought_in_at=None, begun_at__lt=undo_until))
    ImportChange.objects.filter(run__in=settled).delete()
    settled.update(sealed_about=b"", answers={})
    ImportRun.objects.filter(begun_at__lt=now - dt.timedelta(days=KEPT_DAYS)).delete()
    return gone
