"""What a file is, by how it begins: neither its name nor what was said of it counts."""

from collections.abc import Callable

from . import films, heif, office, ogg, pdf, pictures, sounds, words
from .refusals import NotCleaned, Why

Cleaner = Callable[[bytes], tuple[bytes, str]]  # returns the content, and how a file of the kind is named
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
DEEPEST = 2  # an office file may lie in another one
OLDER_FILMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
BY_START: tuple[tuple[tuple[bytes, ...], Cleaner], ...] = (
    (PICTURES, pictures.cleaned),
    ((b"%PDF-",), pdf.cleaned),
    ((b"OggS",), ogg.cleaned),
    ((b"#!AMR",), sounds.cleaned_amr),
    ((b"ID3",), sounds.cleaned_mpeg),
)
IN_RIFF: dict[bytes, Cleaner] = {b"WEBP": pictures.cleaned, b"WAVE": sounds.cleaned_wav}


def cleaned(data: bytes, depth: int = 0) -> tuple[bytes, str]:
    """Returns the cleaned content and its suffix; `NotCleaned`. `depth`: how deep it lay in other files."""
    if not data:
        raise NotCleaned(Why.BROKEN)
    if data.startswith(b"PK\x03\x04"):
        return _office(data, depth)
    return _cleaner_of(data)(data)


def _office(data: bytes, depth: int) -> tuple[bytes, str]:
    if depth > DEEPEST:
        raise NotCleaned(Why.UNKNOWN)
    return office.cleaned(data, lambda part: cleaned(part, depth + 1))


def _cleaner_of(data: bytes) -> Cleaner:
    for starts, cleaner in BY_START:
        if data.startswith(starts):
            return cleaner
    if data.startswith(b"RIFF") and data[8:12] in IN_RIFF:
        return IN_RIFF[data[8:12]]
    if data[4:8] == b"ftyp":
        return heif.cleaned if data[8:12] in heif.BRANDS else films.cleaned
    if data[4:8] in OLDER_FILMS:
        return films.cleaned
    return sounds.cleaned_mpeg if sounds.is_mpeg(data) else words.cleaned
