"""Sounds with names, places and devices where programs write them."""

import struct

from answerable.kit.cleaning.ogg import SERIAL, Page, _as_pages, _written  # to pack as an encoder does

from .words import WHAT, WHERE, WHO

FRAME = b"\xff\xfb\x90\x00" + bytes(range(1, 200)) + bytes(417 - 203)  # 128 kilobits, 44,100 a second
AMR_FRAME = b"\x04" + b"\x55" * 12


def mp3() -> bytes:
    said = b"TPE1" + struct.pack(">IH", len(WHO) + 1, 0) + b"\0" + WHO.encode()
    size = bytes((len(said) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    first = b"\xff\xfb\x90\x00" + bytes(32) + b"Info" + struct.pack(">III", 3, 3, 999) + WHAT.encode()
    old = b"TAG" + WHO.encode().ljust(125, b"\0")
    return b"ID3\4\0\0" + size + said + first.ljust(417, b"\0") + FRAME * 3 + b"APETAGEX" + WHERE.encode() + old


def wav() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)

    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    body = (
        chunk(b"bext", WHO.encode()) + chunk(b"fmt ", form) + chunk(b"LIST", b"INFOIART" + WHO.encode()) + chunk(b"data", b"\1\2" * 500)
        + chunk(b"iXML", WHERE.encode())
    )  # fmt: skip
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body + WHAT.encode()


def amr() -> bytes:
    return b"#!AMR\n" + AMR_FRAME * 20 + WHO.encode()


def ogg(*, vorbis: bool = False) -> bytes:
    words = struct.pack("<I", len(WHAT)) + WHAT.encode() + struct.pack("<II", 1, len(WHERE) * 60) + WHERE.encode() * 60
    if vorbis:
        heads = [b"\x03vorbis" + words + b"\x01", b"\x05vorbis" + b"setup" * 300]
        first = b"\x01vorbis" + bytes(23)
    else:
        heads, first = [b"OpusTags" + words], b"OpusHead" + bytes(11)
    sound = [Page(0 if at < 2 else 4, 960 * (at + 1), SERIAL, bytes([50, 60]), bytes([at]) * 110) for at in range(3)]
    pages = [Page(2, 0, SERIAL, bytes([len(first)]), first), *_as_pages(heads), *sound]
    return b"".join(_written(page, number) for number, page in enumerate(pages))
