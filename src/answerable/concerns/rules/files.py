"""What a file is called where it leaves the safe space: letters of any script, nothing that leads elsewhere or runs by itself."""

import unicodedata

LONGEST = 60
OTHER = "bin"
# Whatever else a name ends in, a machine might do something with the file by itself.
SUFFIXES = frozenset({
    "jpg", "jpeg", "png", "webp", "gif", "heic", "avif", "bmp", "tif", "tiff", "pdf", "txt", "csv", "md", "rtf", "doc", "docx", "xls",
    "xlsx", "ppt", "pptx", "odt", "ods", "odp", "odg", "mp4", "m4v", "mov", "3gp", "avi", "mkv", "webm", "m4a", "mp3", "aac", "amr",
    "wav", "ogg", "opus", "flac", "eml", "msg", "vcf", "ics", "zip", "7z", "bin",
})  # fmt: skip
OF_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"
}


def harmless_name(name: str) -> str:
    """Returns what a file may be called on anybody's machine; of a name that says nothing harmless, `file`."""
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    ends = suffix.lower() if suffix.lower() in SUFFIXES else OTHER
    plain = "".join(sign if _is_of_writing(sign) else " " for sign in unicodedata.normalize("NFC", stem))
    words = "-".join(plain.split())[:LONGEST].rstrip("-")
    if not words or words.lower() in OF_DEVICES:
        words = f"file-{words}" if words else "file"
    return f"{words}.{ends}"


def _is_of_writing(sign: str) -> bool:
    """Letters, the marks above and below them, and digits."""
    return unicodedata.category(sign)[0] in "LMN"
