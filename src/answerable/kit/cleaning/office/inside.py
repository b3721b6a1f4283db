"""What lies within an office file beside its XML: pictures, films, sounds, other office files, letters to write with."""

from collections.abc import Callable

from ..refusals import NotCleaned, Why

MEDIA = frozenset({
    "png", "jpg", "jpeg", "jpe", "gif", "webp", "heic", "mp4", "m4v", "mov", "3gp", "m4a", "mp3", "wav", "ogg", "aac", "amr"
})  # fmt: skip
FILES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "odg"})
AS_IT_IS = frozenset({"ttf", "otf", "odttf", "fntdata", "wmf"})
Within = Callable[[bytes], tuple[bytes, str]]
SPEAKING = (b"Exif\0\0", b"<x:xmpmeta", b"\xff\xd8\xff\xe1")


def cleaned_part(name: str, data: bytes, within: Within) -> bytes:
    """Returns a part cleaned by its kind; `NotCleaned` for kinds that are not known here."""
    suffix = name.rpartition(".")[2].lower()
    if not data or suffix in AS_IT_IS:
        return data
    if suffix == "emf":
        return _without_description(data)
    if suffix not in MEDIA | FILES:
        raise NotCleaned(Why.UNKNOWN)
    made, found = within(data)
    if found not in MEDIA | FILES:
        raise NotCleaned(Why.UNKNOWN)
    return made


def _without_description(data: bytes) -> bytes:
    """A drawing names its program and its title in its head."""
    if len(data) < 88 or data[40:44] != b" EMF" or any(mark in data for mark in SPEAKING):
        raise NotCleaned(Why.UNKNOWN)
    length, at = 2 * int.from_bytes(data[60:64], "little"), int.from_bytes(data[64:68], "little")
    made = bytearray(data)
    if length and at >= 88 and at + length <= len(data):
        made[at : at + length] = bytes(length)
    made[60:68] = bytes(8)
    return bytes(made)
