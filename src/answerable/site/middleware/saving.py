"""Where nothing can be kept, forms say NOT SAVED and give back what was typed; reading goes on."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from answerable.access.models import Bucket, MailedCode, Session
from answerable.kit import saving

from . import Answering

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# The reserve is there for these: who wants to read must come in, and whoever must leave, leave.
STILL_WRITTEN = frozenset(model._meta.db_table for model in (Session, Bucket, MailedCode))
STILL_OPEN = ("/sign-in", "/sign-out", "/become", "/confirm")
SMALL, LARGEST = 1024 * 1024, 1024 * 1024 * 1024


class NoFiles(FileUploadHandler):
    """Takes in none of a file: there is no room for it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> Any:
        return None


def saving_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        reason = saving.why_not() or _why_not_this(request)
        if not reason:
            return get_response(request)
        if reason == saving.EXCHANGED:
            with saving.opening_nothing(), saving.refusing_writes(reason):
                return get_response(request)
        if request.method in SAFE:
            return get_response(request)
        request.upload_handlers = [NoFiles(request)]
        if _is_still_open(request.path_info):
            return get_response(request)
        with saving.refusing_writes(reason, but=STILL_WRITTEN):
            return get_response(request)

    return answer


def _why_not_this(request: HttpRequest) -> str:
    """Returns why a large file is not even read: it would use the reserve up while it lies sealed on the disk."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    return saving.NO_ROOM if SMALL < size <= LARGEST and not saving.has_room(size) else ""


def _is_still_open(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in STILL_OPEN)
