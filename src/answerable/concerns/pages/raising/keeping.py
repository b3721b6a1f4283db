"""Keeping what is not sent yet, under the code, and going on with it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from answerable.vault.receipts import read as read_receipt
from answerable.vault.receipts import shown as shown_receipt

from ...actions import AlreadySent, Broken, Kept, keep_draft, resume_draft
from .leaving import forget
from .showing import language, show, speak_of
from .steps import step
from .tale import KEY, NOTED, Tale
from .telling import shown_at, taken, where
from .visit import Visit

AT = "at"


@step("keep")
def keep(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keeps it for some days, opened by the code alone; then the visit is over."""
    tale = taken(request, visit)[0] if "q" in request.POST else Tale.of(visit)
    if tale.noted != NOTED:
        return where(request, visit)
    body = {KEY: replace(tale, receipt="").as_body(), AT: visit.body.get(AT, ""), "language": language()}
    try:
        until = keep_draft(tale.receipt, body=body, beginning=tale.beginning)
    except AlreadySent:
        return shown_at("sent", request, visit) if "sent" in visit.body else where(request, visit)
    visit.end()
    return show(
        request,
        visit,
        "raising/kept.html",
        {"until": date_format(until, "DATE_FORMAT"), "code": tale.receipt.split("-")},
    )


def go_on_with(request: HttpRequest, visit: Visit, *, code: str, kept: Kept) -> HttpResponse:
    """Begins a visit with what was kept, where it stopped."""
    values = (kept.body.get(KEY) or {}).get("values")
    if not isinstance(values, dict):
        raise Broken
    forget(visit)
    tale = Tale.from_body(kept.body[KEY])
    tale.receipt, tale.beginning = shown_receipt(read_receipt(code)), resume_draft(tale.beginning)
    visit.begin(language=kept.body.get("language", language()), at=kept.body.get(AT, ""))
    tale.keep(visit)
    speak_of(tale.country)
    return where(request, visit)
