"""Files that speak: made here, with who, where, when and by what in every place where programs and devices write it."""

from .films import film, heic
from .office import docx, odt, pptx, xlsx
from .papers import pdf
from .pictures import gif, jpeg, png, webp
from .sounds import amr, mp3, ogg, wav
from .words import CANARIES, SEEN, WHAT, WHEN, WHERE, WHO, needles

__all__ = [
    "CANARIES", "SEEN", "WHAT", "WHEN", "WHERE", "WHO", "amr", "docx", "film", "gif", "heic", "jpeg", "mp3", "needles", "odt", "ogg", "pdf", "png", "pptx",
    "wav", "webp", "xlsx",
]  # fmt: skip
