"""Pictures are painted anew: of the file nothing stays but what is seen, turned as it was meant.

With it go places, moments, devices, thumbnails, profiles, comments, a second picture behind the first, whatever follows the
end, and the tables by which a camera packs.
"""

import io
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from .refusals import NotCleaned, Why

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
MOST_PAINTED = 192 * 1024 * 1024  # bytes of all that is painted, so that it and a turned copy fit in memory
MOVING = ("GIF", "WEBP", "PNG")
HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 90},
    "PNG": {"compress_level": 4},
    "GIF": {},
}
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError)


def prepared() -> None:
    """Loads what reads pictures, before nothing can be loaded any more."""
    Image.preinit()
    Image.init()


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns the picture painted anew, in its own format; `NotCleaned`."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(SUFFIXES)) as picture:
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            _require_paintable(picture, 1)
            frames = int(getattr(picture, "n_frames", 1)) if kind in MOVING else 1
            _require_paintable(picture, frames)
            return (_moving(picture, kind) if frames > 1 else _still(picture, kind)), SUFFIXES[kind]
    except Image.DecompressionBombError as error:
        raise NotCleaned(Why.TOO_MUCH) from error
    except BROKEN as error:
        raise NotCleaned(Why.BROKEN) from error


def _require_paintable(picture: Image.Image, frames: int) -> None:
    if picture.width * picture.height * max(3, len(picture.getbands())) * frames > MOST_PAINTED:
        raise NotCleaned(Why.TOO_MUCH)


def _still(picture: Image.Image, kind: str) -> bytes:
    picture.load()
    _turn(picture)
    kept: dict[Any, Any] = {
        key: picture.info[key] for key in ("transparency",) if kind in ("PNG", "GIF") and key in picture.info
    }
    picture.info = kept  # whatever else was told beside the picture would be written again
    out = io.BytesIO()
    picture.save(out, kind, exif=b"", **HOW[kind])
    return out.getvalue()


def _turn(picture: Image.Image) -> None:
    """Turns it upright in place; where what says how is broken, it stays as it lies."""
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except BROKEN:
        return


def _moving(picture: Image.Image, kind: str) -> bytes:
    frames, times = [], []
    loop = picture.info.get("loop", 0)
    for frame in ImageSequence.Iterator(picture):
        times.append(int(frame.info.get("duration", 100)) or 100)
        bare = frame.convert("RGBA")
        bare.info = {}
        frames.append(bare)
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=times, loop=int(loop), **HOW[kind])
    return out.getvalue()
