"""PDF: who, when and with what are taken out of every object; earlier states, attachments and scripts do not come along."""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from .boxes import Box, boxes_in
from .refusals import NotCleaned, Why
from .segments import without_segments

DEEPEST = 60
MOST_UNPACKED = 64 * 1024 * 1024
OF_THE_WHOLE = (
    "/Metadata", "/PieceInfo", "/AF", "/Collection", "/DSS", "/Legal", "/OpenAction", "/Perms", "/Requirements", "/SpiderInfo",
    "/Threads", "/AA",
)  # fmt: skip
OF_NAMES = ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations", "/Renditions")
OF_ANY = ("/AA", "/AF", "/LastModified", "/Metadata", "/OPI", "/PieceInfo", "/Thumb")
OF_A_NOTE = ("/CreationDate", "/M", "/NM", "/RC", "/Subj", "/T")
DOING = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute",
})  # fmt: skip
NOT_SEEN = frozenset({"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"})
SHOWN_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns a PDF written anew from what its pages need; `NotCleaned`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _strip(pdf)
            out = io.BytesIO()
            pdf.save(out, static_id=True)
            return out.getvalue(), "pdf"
    except pikepdf.PasswordError as error:
        raise NotCleaned(Why.LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, zlib.error) as error:
        raise NotCleaned(Why.BROKEN) from error


def _strip(pdf: Pdf) -> None:
    _drop(pdf.trailer, ("/Info", "/ID"))
    _drop(pdf.Root, OF_THE_WHOLE)
    _drop(pdf.Root.get("/Names"), OF_NAMES)
    _drop(pdf.Root.get("/AcroForm"), ("/XFA", "/SigFlags"))
    if len(pdf.pages) == 0:
        raise NotCleaned(Why.BROKEN)
    for one in pdf.objects:
        _clean(one, 0)


def _drop(where: Object | None, names: tuple[str, ...]) -> None:
    if isinstance(where, Dictionary | Stream):
        for name in names:
            if name in where:
                del where[name]


def _clean(one: Object, depth: int) -> None:
    """Cleans an object and what lies in it; what it points to is cleaned by itself."""
    if depth > DEEPEST:
        raise NotCleaned(Why.TOO_MUCH)
    if isinstance(one, Array):
        children: list[Object | None] = list(one)
    elif isinstance(one, Dictionary | Stream):
        _clean_entries(one)
        children = [one.get(key) for key in list(one.keys())]
    else:
        return
    for child in children:
        if isinstance(child, Array | Dictionary) and not child.is_indirect:
            _clean(child, depth + 1)


def _clean_entries(one: Object) -> None:
    _drop(one, OF_ANY)
    if isinstance(one, Stream):
        _clean_picture(one)
    if "/Rect" in one and "/Subtype" in one:
        _drop(one, tuple(name for name in OF_A_NOTE if name != "/T" or one.get("/Subtype") != Name.Widget))
    if one.get("/FT") == Name.Sig and "/V" in one:
        del one["/V"]
    if one.get("/Type") == Name.OCG:
        _drop(one, ("/Usage",))
    _clean_actions(one)
    _clean_notes(one)


def _clean_actions(one: Object) -> None:
    for name in ("/A", "/PA", "/Next"):
        act = one.get(name)
        if isinstance(act, Dictionary) and str(act.get("/S", "")) in DOING:
            del one[name]
    if str(one.get("/S", "")) in DOING:
        _drop(one, ("/JS", "/F", "/Win"))


def _clean_notes(one: Object) -> None:
    notes = one.get("/Annots")
    if isinstance(notes, Array):
        one["/Annots"] = Array([note for note in notes if not _is_not_seen(note)])


def _is_not_seen(note: Object) -> bool:
    return not isinstance(note, Dictionary) or str(note.get("/Subtype", "")) in NOT_SEEN


def _clean_picture(one: Stream) -> None:
    filters = one.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters or "")]
    if names[-1] == "/DCTDecode":
        _put(one, without_segments(_unpacked(one.read_raw_bytes(), names[:-1])), Name.DCTDecode)
    elif names[-1] == "/JPXDecode":
        _put(one, _without_boxes(_unpacked(one.read_raw_bytes(), names[:-1])), Name.JPXDecode)


def _unpacked(data: bytes, filters: list[str]) -> bytes:
    for name in filters:
        if name != "/FlateDecode":
            raise NotCleaned(Why.UNKNOWN)
        packed = zlib.decompressobj()
        data = packed.decompress(data, MOST_UNPACKED)
        if packed.unconsumed_tail:
            raise NotCleaned(Why.TOO_MUCH)
    return data


def _put(one: Stream, content: bytes, how: Name) -> None:
    of_how = one.get("/DecodeParms")
    if isinstance(of_how, Array):
        of_how = of_how[-1] if len(of_how) else None
    one.write(content, filter=how, decode_parms=of_how if isinstance(of_how, Dictionary) else None)


def _without_boxes(data: bytes) -> bytes:
    """JPEG 2000: the picture's own boxes; a bare stream is one by itself."""
    if data.startswith(b"\xff\x4f\xff\x51"):
        return data
    found: list[Box] = [box for box in boxes_in(data, 0, len(data)) if box.kind in SHOWN_BOXES]
    return b"".join(bytes(data[box.start : box.end]) for box in found)
