"""Pictures with places, moments, devices, names, thumbnails, remarks, and something behind their end."""

import io
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from .words import WHAT, WHEN, WHERE, WHO, XMP

GPS, EXIF, ORIENTATION = 0x8825, 0x8769, 0x0112
LATITUDE = (IFDRational(59, 1), IFDRational(54, 1), IFDRational(4711, 100))


def painted(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Left half red, right half blue: so that one sees what is turned."""
    picture = Image.new(mode, size, "blue")
    picture.paste(Image.new(mode, (size[0] // 2, size[1]), "red"))
    return picture


def exif(*, turned: bool = False) -> bytes:
    found = Image.Exif()
    found[0x010F], found[0x0110], found[0x0131] = WHAT, WHAT, WHAT  # maker, model, program
    found[0x013B], found[0x8298], found[0x010E], found[0x0132] = WHO, WHO, WHERE, WHEN
    if turned:
        found[ORIENTATION] = 6
    found.get_ifd(EXIF).update({0x9003: WHEN, 0xA431: WHAT, 0x927C: WHO.encode(), 0x9286: WHO.encode()})
    found.get_ifd(GPS).update({1: "N", 2: LATITUDE, 3: "E", 4: LATITUDE, 29: "2024:03:14"})
    return found.tobytes()


def _saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def jpeg(*, turned: bool = False, size: tuple[int, int] = (64, 48)) -> bytes:
    made = _saved(painted(size=size), "JPEG", exif=exif(turned=turned), comment=WHO.encode(), xmp=XMP, quality=95)
    return made + b"hidden behind the end: " + WHERE.encode()


def png() -> bytes:
    said = PngInfo()
    said.add_text("Author", WHO)
    said.add_text("Description", WHERE, zip=True)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    made = _saved(painted("RGBA"), "PNG", pnginfo=said, exif=exif())
    return made + WHO.encode()


def webp() -> bytes:
    return _saved(painted(), "WEBP", exif=exif(), xmp=XMP)


def gif() -> bytes:
    frames = [painted(), painted().transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    return (
        _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=120, comment=WHO.encode())
        + WHERE.encode()
    )
