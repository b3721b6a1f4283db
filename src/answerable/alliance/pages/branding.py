"""A logo is painted anew: what came hidden in the file stays outside."""

import io
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from answerable.access.refusals import Unacceptable

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4_000_000
SHOWN = (480, 120)


def checked_logo(upload: UploadedFile | IO[bytes]) -> bytes:
    """Returns the logo as a small PNG without metadata; refuses what is no picture or too large a one."""
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unacceptable("logo_too_large", field="logo")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unacceptable("logo_too_large", field="logo")
            painted = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unacceptable("logo_no_picture", field="logo") from error
    painted.thumbnail(SHOWN)
    kept = io.BytesIO()
    painted.save(kept, "PNG", optimize=True)
    return kept.getvalue()
