"""A PDF with everything that is said beside its pages, an earlier state, an attachment, a script and a photo that speaks."""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .pictures import jpeg
from .words import SEEN, WHAT, WHERE, WHO, XMP

DATE = "D:20240314150926+01'00'"


def pdf(*, password: str = "") -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    page = made.pages[0]
    photo = Stream(
        made, jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        Filter=Name.DCTDecode, Metadata=made.make_stream(XMP),
    )  # fmt: skip
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=photo), Font=Dictionary(F1=_font()))
    page.obj.Contents = made.make_stream(
        f"BT /F1 12 Tf 10 100 Td ({SEEN}) Tj ET q 64 0 0 48 0 0 cm /Photo Do Q".encode()
    )
    page.obj.LastModified, page.obj.PieceInfo = String(DATE), Dictionary(Word=Dictionary(Private=String(WHO)))
    page.obj.Thumb = made.make_stream(WHO.encode())
    page.obj.Annots = Array([_note(), _attached(made)])
    page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{WHO}')")))
    made.docinfo[Name.Author], made.docinfo[Name.Creator], made.docinfo[Name.CreationDate] = WHO, WHAT, DATE
    made.docinfo[Name("/Where")] = WHERE
    made.Root.Metadata = made.make_stream(XMP)
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(WHO))
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String(WHO), Dictionary(S=Name.JavaScript, JS=String("1"))]))
    )
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(f"<who>{WHO}</who>".encode()))
    made.attachments["list.txt"] = WHO.encode()
    out = io.BytesIO()
    locked: Any = pikepdf.Encryption(user=password, owner=password) if password else False
    made.save(out, encryption=locked)
    return out.getvalue() if password else _with_an_earlier_state(out.getvalue())


def _font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _note() -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 10, 10]), Contents=String(SEEN), T=String(WHO), M=String(DATE),
        CreationDate=String(DATE), NM=String("4711"), Subj=String(WHERE),
    )  # fmt: skip


def _attached(made: pikepdf.Pdf) -> Dictionary:
    file = made.make_stream(WHO.encode())
    return Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), T=String(WHO),
        FS=Dictionary(Type=Name.Filespec, F=String(f"C:/Users/{WHO}/list.txt"), EF=Dictionary(F=file)),
    )  # fmt: skip


def _with_an_earlier_state(data: bytes) -> bytes:
    """What a program leaves behind that saves changes at the end of the file, and what somebody hides there."""
    return data + f"\n999 0 obj\n({WHO})\nendobj\n".encode() + data[data.rfind(b"startxref") :]
