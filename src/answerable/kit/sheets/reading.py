"""Tells from its first bytes what a file is, and opens it."""

import io
import zipfile

from .delimited import open_delimited
from .limits import MEGABYTE, Limits
from .problems import SheetUnreadable
from .table import Sheet

_OTHERS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "not_a_table"),
    (b"\x1f\x8b", "not_a_table"),
    (b"Rar!", "not_a_table"),
    (b"7z\xbc\xaf", "not_a_table"),
    (b"SQLite format 3", "not_a_table"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


def read(data: bytes, file_name: str = "", *, sheet_name: str = "", limits: Limits = Limits()) -> Sheet:  # noqa: B008 - frozen
    """Opens a table; raises `SheetUnreadable` for what is none. Without a sheet's name the first with rows is taken."""
    if len(data) > limits.size:
        raise SheetUnreadable("too_large", megabytes=limits.size // MEGABYTE)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SheetUnreadable("empty")
    _refuse_others(data)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        _refuse_other_zips(data)
        from .workbook import open_workbook  # a process that reads none starts without what it takes

        return open_workbook(data, file_name, sheet_name, limits)
    return open_delimited(data, file_name, limits)


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise SheetUnreadable("password_protected" if _ENCRYPTED in data else "old_excel")
    code = next((code for start, code in _OTHERS if data.startswith(start)), "")
    if code:
        raise SheetUnreadable(code)
    head = data[:1000].lower().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        raise SheetUnreadable("web_page")
    if head.startswith((b"<?xml", b"<!doctype", b"<svg")):
        raise SheetUnreadable("not_a_table")


def _refuse_other_zips(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = (
                archive.read("mimetype")[:80]
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
                else b""
            )
    except Exception as fault:
        raise SheetUnreadable("workbook_broken") from fault
    if b"opendocument" in kind:
        raise SheetUnreadable("opendocument")
    if "xl/workbook.bin" in names:
        raise SheetUnreadable("old_excel")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise SheetUnreadable("not_a_table")
