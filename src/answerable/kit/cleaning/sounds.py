"""Sounds frame by frame: what stands before, between and behind them is left out."""

from .refusals import NotCleaned, Why

RATES = {  # kilobits a second, by version and layer
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
LOST = 4096  # bytes that are looked through for the next frame
NARROW = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
WIDE = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0)
HEARD = frozenset({b"fmt ", b"data", b"fact"})


def is_mpeg(data: bytes) -> bool:
    """Whether two frames stand at the beginning, one behind the other."""
    first = _frame(data, 0)
    return bool(first) and bool(_frame(data, first))


def cleaned_mpeg(data: bytes) -> tuple[bytes, str]:
    """MP3, and AAC as telephones record it."""
    at, kept, missed = _after_tags(data), bytearray(), 0
    is_aac = data[at + 1 : at + 2] and data[at + 1] & 0xF6 == 0xF0
    while at + 4 <= len(data) and missed <= LOST:
        length = _frame(data, at)
        if not length:
            at, missed = at + 1, missed + 1
            continue
        kept += _without_program(data[at : at + length])
        at, missed = at + length, 0
    if not kept:
        raise NotCleaned(Why.BROKEN)
    return bytes(kept), "aac" if is_aac else "mp3"


def _after_tags(data: bytes) -> int:
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        size = 0
        for part in data[at + 6 : at + 10]:
            size = size << 7 | part & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    return at


def _frame(data: bytes, at: int) -> int:
    """Returns the length of the frame that stands somewhere, 0 where none does."""
    head = data[at : at + 7]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    if head[1] & 0xF6 == 0xF0:
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) == 7 else 0
        return length if length > 7 and at + length <= len(data) else 0
    length = _of_mpeg(head)
    return length if length > 4 and at + length <= len(data) else 0


def _of_mpeg(head: bytes) -> int:
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate, sample = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or rate in (0, 15) or sample == 3:
        return 0
    first = version == 3
    kilobits = RATES[1, layer][rate] if first else RATES[2, min(layer, 2)][rate]
    padded, samples = head[2] >> 1 & 1, SAMPLES[version][sample]
    if layer == 1:
        return (12 * kilobits * 1000 // samples + padded) * 4
    return (144 if first or layer == 2 else 72) * kilobits * 1000 // samples + padded


def _without_program(frame: bytes) -> bytes:
    """The first frame may tell how long it is, and which program made it: the second goes."""
    for mark in (b"Xing", b"Info"):
        at = frame.find(mark, 4, 44)
        if at > 0:
            said = int.from_bytes(frame[at + 4 : at + 8], "big")
            end = at + 8 + sum(size for bit, size in ((1, 4), (2, 4), (4, 100), (8, 4)) if said & bit)
            return frame[:end] + bytes(max(0, len(frame) - end))
    return frame


def cleaned_amr(data: bytes) -> tuple[bytes, str]:
    """Recordings of older telephones."""
    wide = data.startswith(b"#!AMR-WB\n")
    head, sizes = (b"#!AMR-WB\n", WIDE) if wide else (b"#!AMR\n", NARROW)
    if not data.startswith(head):
        raise NotCleaned(Why.UNKNOWN)
    at = len(head)
    while at < len(data):
        length = 1 + sizes[data[at] >> 3 & 15]
        if data[at] & 0x83 or at + length > len(data):
            break
        at += length
    if at == len(head):
        raise NotCleaned(Why.BROKEN)
    return data[:at], "amr"


def cleaned_wav(data: bytes) -> tuple[bytes, str]:
    """Only how it is packed, and what is heard."""
    at, kept, seen = 12, bytearray(b"WAVE"), set()
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if kind in HEARD and kind not in seen:
            kept += kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
            seen.add(kind)
        at += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= seen:
        raise NotCleaned(Why.BROKEN)
    return b"RIFF" + len(kept).to_bytes(4, "little") + bytes(kept), "wav"
