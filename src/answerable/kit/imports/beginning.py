"""Takes a file in: reads it once through, seals it, matches what can be matched."""

from dataclasses import asdict

from django.conf import settings
from django.db import transaction

from .. import sheets
from ..models import ImportFile, ImportRun, ImportState
from .kinds import By, ImportKind
from .matching import match_by_heading
from .reading import About, this_hour
from .sealing import fingerprint_of, sealed, sealed_json

_PIECE = 256 * 1024


def begin(kind: ImportKind, *, by: By, file_name: str, data: bytes, scope: str = "", sheet_name: str = "") -> ImportRun:
    """Starts a run with a file; raises `sheets.SheetUnreadable` where it is no table.

    Answers given for the very same file, brought in earlier at the same place, hold again.
    """
    limits = sheets.Limits(size=settings.IMPORT_MAX_BYTES, rows=settings.IMPORT_MAX_ROWS)
    sheet = sheets.read(data, file_name, sheet_name=sheet_name, limits=limits)
    records = sheet.count()
    heading_row, columns = match_by_heading(kind, sheet)
    if not any(record.number > heading_row for record in sheet.records()):
        raise sheets.SheetUnreadable("no_rows")
    run = ImportRun(
        kind=kind.name, scope=scope, by=by.opaque_id, fingerprint=fingerprint_of(data), rows=records,
        matching={"heading_row": heading_row, "columns": {str(index): code for index, code in columns.items()}},
        begun_at=this_hour(),
    )  # fmt: skip
    run.sealed_about = sealed_json("about", asdict(_about(file_name, sheet)), bound_to=str(run.key))
    _take_earlier_answers(run)
    pieces = [
        ImportFile(
            run=run, number=number, sealed=sealed("file", data[at : at + _PIECE], bound_to=f"{run.key}:{number}")
        )
        for number, at in enumerate(range(0, len(data), _PIECE))
    ]
    with transaction.atomic():
        run.save()
        ImportFile.objects.bulk_create(pieces, batch_size=8)
    return run


def _about(file_name: str, sheet: sheets.Sheet) -> About:
    plain = "".join(one for one in file_name.replace("\\", "/").rpartition("/")[2] if one.isprintable())
    return About(plain[:200], sheet.sheet_name, sheet.encoding, sheet.delimiter)


def _take_earlier_answers(run: ImportRun) -> None:
    same = ImportRun.objects.filter(
        kind=run.kind, scope=run.scope, fingerprint=run.fingerprint, state=ImportState.BROUGHT_IN
    )
    earlier = same.order_by("-pk").first()
    if earlier and earlier.rows == run.rows:
        run.matching, run.answers = earlier.matching, earlier.answers
