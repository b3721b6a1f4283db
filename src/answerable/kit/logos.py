"""A logo is painted anew: what came hidden in the file stays outside."""

import io

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4_000_000
SHOWN = (480, 120)
ICON = 64


class LogoRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """No logo: `code` is `logo_too_large` or `logo_no_picture`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def painted_anew(data: bytes) -> bytes:
    """Returns the logo as a small PNG without metadata; refuses what is no picture or too large a one."""
    if len(data) > MOST_BYTES:
        raise LogoRefused("logo_too_large")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise LogoRefused("logo_too_large")
            painted = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise LogoRefused("logo_no_picture") from error
    painted.thumbnail(SHOWN)
    kept = io.BytesIO()
    painted.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def squared(painted: bytes) -> bytes:
    """Returns a painted picture as a small square for the browser's tab, whole and in the middle."""
    with Image.open(io.BytesIO(painted), formats=("PNG",)) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((ICON, ICON))
    square = Image.new("RGBA", (ICON, ICON), (0, 0, 0, 0))
    square.paste(small, ((ICON - small.width) // 2, (ICON - small.height) // 2))
    kept = io.BytesIO()
    square.save(kept, "PNG", optimize=True)
    return kept.getvalue()
