"""Ogg (voice messages, Vorbis, Opus): the words in its head become none, and its pages are numbered anew."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .refusals import NotCleaned, Why

HEAD = struct.Struct("<4sBBqIIIB")
MOST_PAGES = 500_000
SERIAL = 1
FIRST, LAST, GOES_ON = 2, 4, 1
NO_WORDS = bytes(8)  # of no length the maker's name, none the words


@dataclass(frozen=True)
class Known:
    """A kind of sound: how its first packet begins, how many packets of its head follow, what stands there for words."""

    starts: bytes
    heads: int
    words: bytes


KNOWN = (
    Known(b"OpusHead", 1, b"OpusTags" + NO_WORDS),
    Known(b"\x01vorbis", 2, b"\x03vorbis" + NO_WORDS + b"\x01"),
)


@dataclass(frozen=True)
class Page:
    """A page: its marks, its place in time, the lengths of its parts, and what it holds."""

    marks: int
    place: int
    serial: int
    lengths: bytes
    body: bytes


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns the same sound; `NotCleaned` for what is no single stream of it."""
    pages = list(_pages(data))
    if len({page.serial for page in pages}) != 1 or not pages[0].marks & FIRST:
        raise NotCleaned(Why.UNKNOWN)
    first = pages[0].body
    known = next((known for known in KNOWN if first.startswith(known.starts)), None)
    if known is None:
        raise NotCleaned(Why.UNKNOWN)
    heads, used = _heads(pages[1:], known.heads)
    heads[0] = known.words
    made = [Page(FIRST, 0, SERIAL, pages[0].lengths, first), *_as_pages(heads), *pages[1 + used :]]
    return b"".join(_written(page, number) for number, page in enumerate(made)), "ogg"


def _pages(data: bytes) -> Iterator[Page]:
    at, count = 0, 0
    while at < len(data):
        if len(data) - at < HEAD.size or data[at : at + 4] != b"OggS":
            if count > 1:
                return  # what follows the last page is none
            raise NotCleaned(Why.BROKEN)
        _, _, marks, place, serial, _, _, parts = HEAD.unpack_from(data, at)
        lengths = data[at + HEAD.size : at + HEAD.size + parts]
        start = at + HEAD.size + parts
        end = start + sum(lengths)
        if end > len(data) or count > MOST_PAGES:
            raise NotCleaned(Why.BROKEN)
        yield Page(marks, place, serial, lengths, data[start:end])
        at, count = end, count + 1
    if not count:
        raise NotCleaned(Why.BROKEN)


def _heads(pages: list[Page], count: int) -> tuple[list[bytes], int]:
    """Returns the packets of the head behind the first, and how many pages they take; sound begins a page of its own."""
    packets, now = [], b""
    for used, page in enumerate(pages, 1):
        at = 0
        for length in page.lengths:
            now += page.body[at : at + length]
            at += length
            if length < 255:
                packets.append(now)
                now = b""
        if len(packets) > count or len(now) > 1 << 20:
            raise NotCleaned(Why.UNKNOWN)
        if len(packets) == count:
            if now:
                raise NotCleaned(Why.UNKNOWN)
            return packets, used
    raise NotCleaned(Why.BROKEN)


def _as_pages(packets: list[bytes]) -> Iterator[Page]:
    """Yields pages that hold some packets, each of which ends its page."""
    for packet in packets:
        lengths = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
        at = 0
        for start in range(0, len(lengths), 255):
            part = lengths[start : start + 255]
            body = packet[at : at + sum(part)]
            at += len(body)
            place = 0 if start + 255 >= len(lengths) else -1
            yield Page(GOES_ON if start else 0, place, SERIAL, part, body)


def _written(page: Page, number: int) -> bytes:
    head = HEAD.pack(b"OggS", 0, page.marks, page.place, SERIAL, number, 0, len(page.lengths))
    whole = head + page.lengths + page.body
    return whole[:22] + _checked(whole).to_bytes(4, "little") + whole[26:]


def _entry(value: int) -> int:
    for _ in range(8):
        value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


TABLE = tuple(_entry(number << 24) for number in range(256))


def _checked(data: bytes) -> int:
    value = 0
    for one in data:
        value = (value << 8 & 0xFFFFFFFF) ^ TABLE[value >> 24 ^ one]
    return value
