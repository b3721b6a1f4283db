"""A file on its way out of the safe space: taken along as it is, never shown in a page, kept nowhere on the way."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from answerable.vault.case_files import SealedFile

from ..rules.files import harmless_name

# Whatever it says of itself, to a browser it is so many bytes, and nothing in it may run.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Accept-Ranges": "none",
}


def as_download(file: SealedFile, name: str) -> StreamingHttpResponse:
    """Returns a file that was read to its end before (`queries.files.whole_file`), opened chunk by chunk as it is sent."""
    answer = StreamingHttpResponse(file.chunks(), content_type="application/octet-stream", headers=HEADERS)
    answer["Content-Length"] = str(file.about.size)
    answer["Content-Disposition"] = content_disposition_header(True, harmless_name(name)) or "attachment"
    return answer
