"""Photos without what cameras write into them: where and when they were taken, by which device."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
# What pictures begin with that cannot be painted anew here: TIFF, and the newer ones of telephones.
_OTHERS = (b"II*\x00", b"MM\x00*")
_BOXED = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"heif"})
_OURS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")


class PhotoRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """A picture whose traces cannot be taken out: `code` is `photo_too_large` or `photo_unknown`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def without_metadata(data: bytes) -> bytes:
    """Returns a picture painted anew without metadata, upright as it was meant; what is no picture as it is."""
    if data.startswith(_OTHERS) or (data[4:8] == b"ftyp" and data[8:12] in _BOXED):
        raise PhotoRefused("photo_unknown")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoRefused("photo_too_large")
            kind = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    except Image.DecompressionBombError as error:
        raise PhotoRefused("photo_too_large") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if data.startswith(_OURS[:2]):
            raise PhotoRefused("photo_unknown") from error
        return data
    return _painted(upright, kind)


def _painted(picture: Image.Image, kind: str) -> bytes:
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and (palette := picture.getpalette()):
        bare.putpalette(palette)
    bare.paste(picture)
    kept = io.BytesIO()
    if kind == "PNG":
        bare.save(kept, kind)
    else:
        bare.save(kept, kind, quality=88)
    return kept.getvalue()
