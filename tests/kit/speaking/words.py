"""What the files say that must go, and what they show that must stay."""

WHO, WHERE, WHAT, WHEN = "Rosalind Canary", "Nordlicht 59.91N", "Kamera-9000 nr 4711", "2024:03:14 15:09:26"
ISO = "2024-03-14T15:09:26Z"
CANARIES = ("Rosalind", "Canary", "Nordlicht", "59.91", "Kamera-9000", "4711", "2024:03:14", "2024-03-14", "20240314")
SEEN = "What is seen stays"
XMP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="{ISO}" xmp:CreatorTool="{WHAT}"><dc:creator><rdf:Seq><rdf:li>{WHO}</rdf:li>
</rdf:Seq></dc:creator><dc:coverage>{WHERE}</dc:coverage></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def needles() -> list[bytes]:
    """The same in the forms in which a file may hold it."""
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    return [one.encode(code) for one in CANARIES for code in codes]
