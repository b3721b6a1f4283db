"""A film whose boxes tell who, where and with what, with a track of places; and a picture as newer telephones keep it."""

import struct

from .pictures import exif
from .words import WHAT, WHEN, WHERE, WHO, XMP

CREATED = 3793277366  # a second of 14 March 2024
SAMPLES = {"vide": [b"picture one" * 9, b"picture two" * 11], "soun": [b"sound one" * 5, b"sound two" * 7]}


def box(kind: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind.encode("latin-1")) + body


def full(kind: str, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def _handler(kind: str) -> bytes:
    return full("hdlr", bytes(4), kind.encode(), b"appl" + bytes(8), WHAT.encode() + b"\0")


def _entry(kind: str) -> bytes:
    if kind == "vide":
        head = bytes(6) + b"\0\1" + bytes(4) + b"4711" + bytes(8) + struct.pack(">HH", 64, 48) + bytes(14)
        return box(
            "avc1",
            head,
            WHAT.encode().ljust(32, b"\0"),
            struct.pack(">Hh", 24, -1),
            box("avcC", b"\1\2\3\4"),
            box("name", WHO.encode()),
        )
    if kind == "soun":
        return box(
            "mp4a",
            bytes(6) + b"\0\1" + bytes(4) + b"4711" + struct.pack(">HHHHI", 2, 16, 0, 0, 48000 << 16),
            box("esds", b"\0\0\0\0\3"),
        )
    return box("gpmd", bytes(6) + b"\0\1" + WHERE.encode().ljust(40, b"\0"))


def _track(number: int, kind: str, sizes: list[int], offset: int, *, wide: bool) -> bytes:
    places = full("co64", struct.pack(">IQ", 1, offset)) if wide else full("stco", struct.pack(">II", 1, offset))
    table = box(
        "stbl", full("stsd", struct.pack(">I", 1), _entry(kind)), full("stts", struct.pack(">III", 1, len(sizes), 1)),
        full("stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)), full("stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)), places,
    )  # fmt: skip
    inside = box("dinf", full("dref", struct.pack(">I", 1), full("url ", flags=1)))
    media = box(
        "mdia", full("mdhd", struct.pack(">IIIIHH", CREATED, CREATED, 1000, 9, 0x15C7, 0)), _handler(kind),
        box("minf", full("vmhd" if kind == "vide" else "smhd", bytes(8)), inside, table),
    )  # fmt: skip
    told = box("udta", box("\xa9xyz", WHERE.encode()), box("name", WHO.encode()))
    head = full("tkhd", struct.pack(">IIII", CREATED, CREATED, number, 0) + bytes(64), flags=3)
    return box("trak", head, box("meta", WHO.encode()), media, told)


def film(*, wide: bool = False, brand: str = "isom", behind: bytes = b"", in_front: bool = True) -> bytes:
    """Returns a film: where its head stands in front, every place in it lies behind the head."""
    samples = {**SAMPLES, "meta": [WHERE.encode() * 4]}
    hidden = b"not played: " + WHO.encode() + bytes(7)
    start = box("ftyp", brand.encode(), struct.pack(">I", 512), b"isommp42") + box("free", WHO.encode())

    def head(first: int) -> bytes:
        tracks, at = [], first + 8 + len(hidden)
        for number, (kind, parts) in enumerate(samples.items(), 1):
            tracks.append(_track(number, kind, [len(part) for part in parts], at, wide=wide))
            at += sum(map(len, parts))
        told = box(
            "udta",
            box("\xa9xyz", WHERE.encode()),
            full("meta", _handler("mdir"), box("ilst", WHO.encode())),
            box("\xa9day", WHEN.encode()),
        )
        return box(
            "moov",
            full("mvhd", struct.pack(">IIII", CREATED, CREATED, 1000, 9) + bytes(80)),
            *tracks,
            told,
            box("uuid", XMP),
        )

    body = box("mdat", hidden, *(part for parts in samples.values() for part in parts))
    if in_front:
        return start + head(len(start) + len(head(0))) + body + behind
    return start + body + head(len(start)) + behind


def heic() -> bytes:
    """Two items that are a picture, and two that tell of it."""
    picture, small, speaks = b"coded picture" * 20, b"coded thumb", b"\0\0\0\0" + exif()
    infe = [
        full("infe", struct.pack(">HH4s", number, 0, kind) + said, version=2)
        for number, kind, said in ((1, b"hvc1", WHO.encode() + b"\0"), (2, b"hvc1", b"\0"), (3, b"Exif", b"\0"), (4, b"mime", b"\0application/rdf+xml\0"))
    ]  # fmt: skip
    items = [picture, small, speaks, XMP]

    def meta(first: int) -> bytes:
        rows, at = b"", first + 8
        for number, item in enumerate(items, 1):
            rows += struct.pack(">HHHII", number, 0, 1, at, len(item))
            at += len(item)
        said = box(
            "ipco",
            full("ispe", struct.pack(">II", 64, 48)),
            full("udes", WHO.encode()),
            full("crtt", struct.pack(">Q", CREATED)),
        )
        return full(
            "meta", full("hdlr", bytes(4) + b"pict" + bytes(12) + WHAT.encode() + b"\0"), full("pitm", b"\0\1"), full("iinf", struct.pack(">H", 4), *infe),
            full("iloc", b"\x44\x00", struct.pack(">H", 4), rows), box("iprp", said, full("ipma", bytes(4))), box("xml ", WHO.encode()),
        )  # fmt: skip

    start = box("ftyp", b"heic", bytes(4), b"mif1heic")
    return start + meta(len(start) + len(meta(0))) + box("mdat", *items, b"behind " + WHO.encode()) + box("uuid", XMP)
