"""Pictures as they come from a page."""

from typing import IO

from django.core.files.uploadedfile import UploadedFile

from answerable.access.refusals import Unacceptable
from answerable.kit.logos import MOST_BYTES, LogoRefused, painted_anew, squared


def checked_logo(upload: "UploadedFile[bytes] | IO[bytes]") -> bytes:
    """Returns the logo as a small PNG without metadata; refuses what is no picture or too large a one."""
    try:
        return painted_anew(upload.read(MOST_BYTES + 1))
    except LogoRefused as refused:
        raise Unacceptable(refused.code, field="logo") from refused


def checked_icon(upload: "UploadedFile[bytes] | IO[bytes]") -> bytes:
    """Returns the picture for the browser's tab: small, square, painted anew; refuses what is no picture."""
    try:
        return squared(painted_anew(upload.read(MOST_BYTES + 1)))
    except LogoRefused as refused:
        raise Unacceptable(refused.code, field="icon") from refused
