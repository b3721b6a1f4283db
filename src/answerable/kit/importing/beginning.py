"""Choosing a file, and finding a run again."""

from typing import ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import imports
from ..forms import Form, RuleSaysNo
from ..imports import By, ImportKind
from ..models import ImportRun, ImportState
from ..sheets import SheetUnreadable, explain
from .visits import Telling, Words

STATES: dict[ImportState, Promise] = {
    ImportState.BEGUN: _("begun"),
    ImportState.REHEARSED: _("rehearsed, nothing brought in"),
    ImportState.BRINGING_IN: _("broken off: open it to go on"),
    ImportState.BROUGHT_IN: _("brought in"),
    ImportState.UNDOING: _("being taken back"),
    ImportState.UNDONE: _("taken back"),
}
NEWEST = 10
Earlier = tuple[ImportRun, Promise, str]


class SheetForm(Form):
    """Asks for a spreadsheet."""

    words: ClassVar[dict[str, Words]] = {
        "file_too_large": _("This file is larger than %(most)s MB. Cut it into several, or leave out what is not needed."),
        "sheet_unreadable": "%(why)s",
    }  # fmt: skip
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX, as you have it. The first row should hold the headings."),
    )


def begun(kind: ImportKind, upload: "UploadedFile[bytes]", *, by: By, scope: str) -> ImportRun:
    """Begins a run with a file that was sent; says at its field why it cannot be read."""
    if getattr(upload, "too_large", False):
        raise RuleSaysNo("file_too_large", field="file", most=settings.IMPORT_MAX_BYTES // (1024 * 1024))
    try:
        return imports.begin(kind, by=by, file_name=upload.name or "", data=upload.read(), scope=scope)
    except SheetUnreadable as problem:
        raise RuleSaysNo("sheet_unreadable", field="file", why=explain(problem)) from problem


def run_of(kind: ImportKind, key: UUID | str) -> ImportRun | None:
    return ImportRun.objects.filter(key=key, kind=kind.name).first()


def earlier(telling: Telling, **narrowed: object) -> list[Earlier]:
    """Returns the newest runs with how they stand and where that is told; the room narrows them to those the reader may see."""
    runs = ImportRun.objects.filter(kind=telling.kind.name, **narrowed)[:NEWEST]
    return [(one, STATES[ImportState(one.state)], reverse(f"{telling.name}_show", args=[one.key])) for one in runs]
