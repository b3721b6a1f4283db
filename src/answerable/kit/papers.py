"""A page of HTML as a PDF: with its own style, nothing fetched, readable by those who listen."""

from functools import cache
from pathlib import Path

STYLE = Path(__file__).with_name("papers.css")


class NoPaper(Exception):  # noqa: N818 - it is an answer, not an error
    """This machine lacks the system parts that make PDFs; the page itself can be printed."""


def as_pdf(html: str) -> bytes:
    """Returns a whole HTML document as a PDF; none is kept. Raises `NoPaper`."""
    try:
        import weasyprint  # the rest of the site works where its system parts are missing
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as fault:
        raise NoPaper from fault
    nothing_but_data = URLFetcher(allowed_protocols=frozenset({"data"}))
    document = weasyprint.HTML(string=html, url_fetcher=nothing_but_data)
    style = weasyprint.CSS(string=_style(), url_fetcher=nothing_but_data)
    made: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return made


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
