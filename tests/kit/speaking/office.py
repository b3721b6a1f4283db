"""Office files with who wrote, who changed what and when, by which program, from which folder; with pictures that speak."""

import io
import zipfile
from collections.abc import Mapping

from .pictures import jpeg, png
from .words import ISO, SEEN, WHAT, WHERE, WHO

MAIN = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{MAIN}/wordprocessingml/2006/main"'
R = f'xmlns:r="{MAIN}/officeDocument/2006/relationships"'
REL = f"{MAIN}/officeDocument/2006/relationships"
PACKAGE = f"{MAIN}/package/2006/relationships"
WHEN = (2024, 3, 14, 15, 9, 26)
HOME = f"C:\\Users\\{WHO}\\Documents\\"
Parts = Mapping[str, str | bytes]


def package(parts: Parts, *, remark: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = remark
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, WHEN)
            about.comment, about.create_system = WHO.encode(), 3
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return out.getvalue()


def _types(main: str, parts: Mapping[str, str]) -> str:
    others = "".join(f'<Override PartName="/{name}" ContentType="application/{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{MAIN}/package/2006/content-types"><Default Extension="rels" ContentType="application/xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main.partition("|")[0]}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{main.partition("|")[2]}"/>{others}</Types>'
    )


def _relations(*rows: tuple[str, str, str]) -> str:
    """Each row: kind, target, and `out` where it leads out of the package."""
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for number, (kind, target, out) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{made}</Relationships>'


def _properties() -> dict[str, str | bytes]:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{WHO}</dc:creator>'
        f"<cp:lastModifiedBy>{WHO}</cp:lastModifiedBy><dc:date>{ISO}</dc:date></cp:coreProperties>",
        "docProps/app.xml": f'<Properties xmlns="{MAIN}/officeDocument/2006/extended-properties"><Company>{WHERE}</Company></Properties>',
        "docProps/custom.xml": f"<Properties><property name='{WHO}'/></Properties>",
        "docProps/thumbnail.jpeg": jpeg(),
        "customXml/item1.xml": f"<who>{WHO}</who>",
        "_rels/.rels": _relations(
            ("officeDocument", "MAIN", ""), ("core-properties", "docProps/core.xml", ""), ("extended-properties", "docProps/app.xml", ""),
            ("thumbnail", "docProps/thumbnail.jpeg", ""),
        ),
    }  # fmt: skip


def docx(**more: str | bytes) -> bytes:
    said = (
        f'<w:document {W} {R} xmlns:wp="{MAIN}/drawingml/2006/wordprocessingDrawing"><!-- {WHO} --><w:body><w:p w:rsidR="00AB4711" w:rsidRDefault="004711AA"><w:r>'
        f'<w:t>{SEEN}</w:t></w:r><w:ins w:id="1" w:author="{WHO}" w:date="{ISO}"><w:r><w:t>and this too</w:t></w:r></w:ins>'
        f'<wp:docPr id="1" name="IMG_20240314.jpg" descr="{HOME}IMG_4711.jpg"/></w:p></w:body></w:document>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types("word/document.xml|wordprocessingml.document.main+xml", {"docProps/core.xml": "x", "word/people.xml": "x"}),
        **_properties(),
        "word/document.xml": said,
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="{WHO}" w:initials="RC4711" w:date="{ISO}"><w:p/></w:comment></w:comments>',
        "word/people.xml": f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{WHO}"/></w15:people>',
        "word/settings.xml": f'<w:settings {W} {R}><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00AB4711"/></w:rsids></w:settings>',
        "word/_rels/settings.xml.rels": _relations(("attachedTemplate", f"file:///{HOME}mine.dotm", "out")),
        "word/_rels/document.xml.rels": _relations(
            ("comments", "comments.xml", ""), ("customXml", "../customXml/item1.xml", ""), ("people", "people.xml", ""),
            ("image", "media/image1.jpeg", ""), ("hyperlink", "https://example.org/help", "out"),
            ("hyperlink", f"file:///{HOME}list.xlsx", "out"), ("image", "https://example.org/seen?by=4711", "out"),
        ),
        "word/media/image1.jpeg": jpeg(),
        "word/media/image2.png": png(),
    }  # fmt: skip
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("MAIN", "word/document.xml")
    return package(parts | {name.replace("__", "/"): content for name, content in more.items()}, remark=WHO.encode())


def xlsx() -> bytes:
    s = f'xmlns="{MAIN}/spreadsheetml/2006/main"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types("xl/workbook.xml|spreadsheetml.sheet.main+xml", {"xl/printerSettings/printerSettings1.bin": "x"}),
        **_properties(),
        "xl/workbook.xml": f'<workbook {s} {R} xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"><fileSharing userName="{WHO}"/>'
        f'<x15ac:absPath url="{HOME}"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": f'<worksheet {s} {R}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{SEEN}</t></is></c></row></sheetData>'
        '<pageSetup orientation="portrait" r:id="rId1"/></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(("printerSettings", "../printerSettings/printerSettings1.bin", "")),
        "xl/printerSettings/printerSettings1.bin": WHAT.encode("utf-16-le"),
        "xl/comments1.xml": f"<comments {s}><authors><author>{WHO}</author></authors><commentList/></comments>",
        "xl/persons/person.xml": f'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="{WHO}" '
        f'id="{{1}}" userId="S::{WHO}" providerId="AD"/></personList>',
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="x"><threadedComment ref="A1" dT="{ISO}"/></ThreadedComments>',
    }  # fmt: skip
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("MAIN", "xl/workbook.xml")
    return package(parts)


def pptx() -> bytes:
    p = f'xmlns:p="{MAIN}/presentationml/2006/main"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types("ppt/presentation.xml|presentationml.presentation.main+xml", {}),
        **_properties(),
        "ppt/presentation.xml": f"<p:presentation {p}><p:notesSz/></p:presentation>",
        "ppt/slides/slide1.xml": f'<p:sld {p} xmlns:a="{MAIN}/drawingml/2006/main"><a:t>{SEEN}</a:t><p:cNvPr id="2" name="holiday_20240314.jpg"/></p:sld>',
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {p}><p:cmAuthor id="0" name="{WHO}" initials="RC4711"/></p:cmAuthorLst>',
        "ppt/comments/comment1.xml": f'<p:cmLst {p}><p:cm authorId="0" dt="{ISO}"/></p:cmLst>',
        "ppt/changesInfos/changesInfo1.xml": f'<c userId="{WHO}"/>',
        "ppt/media/image1.png": png(),
    }  # fmt: skip
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("MAIN", "ppt/presentation.xml")
    return package(parts)


def odt(**more: str | bytes) -> bytes:
    o = "urn:oasis:names:tc:opendocument:xmlns:"
    names = "".join(f' xmlns:{one}="{o}{one}:1.0"' for one in ("office", "text", "meta", "config", "manifest", "draw"))
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oo="http://openoffice.org/2009/office"'
    paths = ("content.xml", "meta.xml", "settings.xml", "Thumbnails/thumbnail.png", "Pictures/one.jpg")
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content{names}><office:body><office:text><text:tracked-changes><text:changed-region><text:insertion>'
        f"<office:change-info><dc:creator>{WHO}</dc:creator><dc:date>{ISO}</dc:date></office:change-info></text:insertion></text:changed-region>"
        f'</text:tracked-changes><text:p oo:rsid="00AB4711">{SEEN}<office:annotation><dc:creator>{WHO}</dc:creator><dc:date>{ISO}</dc:date>'
        f'<meta:creator-initials>RC4711</meta:creator-initials><text:p>{SEEN}</text:p></office:annotation> to the end</text:p>'
        f'<draw:image xlink:href="file:///home/{WHO}/one.jpg"/><draw:image xlink:href="Pictures/one.jpg"/></office:text></office:body></office:document-content>',
        "meta.xml": f"<office:document-meta{names}><office:meta><meta:initial-creator>{WHO}</meta:initial-creator><dc:date>{ISO}</dc:date></office:meta></office:document-meta>",
        "settings.xml": f'<office:document-settings{names}><config:config-item config:name="PrinterName">{WHAT}</config:config-item>'
        '<config:config-item config:name="AddExternalLeading">true</config:config-item></office:document-settings>',
        "Thumbnails/thumbnail.png": png(),
        "Pictures/one.jpg": jpeg(),
        "META-INF/manifest.xml": f"<manifest:manifest{names}>" + "".join(f'<manifest:file-entry manifest:full-path="{one}"/>' for one in paths) + "</manifest:manifest>",
    }  # fmt: skip
    return package(parts | {name.replace("__", "/"): content for name, content in more.items()})
