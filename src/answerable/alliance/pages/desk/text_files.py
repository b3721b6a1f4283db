"""A language's texts as a file: taken along, and brought back."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import opens
from answerable.access.refusals import Unacceptable
from answerable.kit import own_texts
from answerable.kit.own_texts import UnreadableFile, Word
from answerable.kit.own_texts.reading import MOST_BYTES
from answerable.kit.sheets import SheetUnreadable, explain

from ...actions import own_texts as acts
from ...actions.own_texts import Brought
from ...queries import languages as queries
from ..forms.languages import BRING_IN, TextsFileForm
from .asking import Question, ask
from .languages import there_is, way_to_language
from .secretariat import SECRETARIAT, of_secretariat

MOST_SHOWN = 100


def _said(code: str) -> list[tuple[own_texts.Entry, tuple[str, ...]]]:
    return [(line.entry, line.forms) for line in queries.lines(code)]


@require_safe
@opens(SECRETARIAT)
def as_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    of_secretariat(request)
    content = own_texts.as_csv(there_is(code), _said(code))
    return _attached(StreamingHttpResponse(content, content_type="text/csv; charset=utf-8"), f"texts-{code}.csv")


@require_safe
@opens(SECRETARIAT)
def as_po(request: HttpRequest, code: str) -> HttpResponseBase:
    of_secretariat(request)
    content = own_texts.as_po(there_is(code), _said(code))
    return _attached(
        HttpResponse(content, content_type="text/x-gettext-translation; charset=utf-8"), f"texts-{code}.po"
    )


def _attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@opens(SECRETARIAT)
def bring_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """Bringing a file of texts in, or only looking what it would do; what is wrong is told line by line."""
    _kept, actor = of_secretariat(request)
    there_is(code)
    brought: list[tuple[Brought, bool]] = []

    def act(form: TextsFileForm) -> object:
        words = _words(form.cleaned_data["file"], code)
        is_real = form.cleaned_data["act"] == BRING_IN
        made = (
            acts.bring_in_texts(by=actor, language=code, words=words) if is_real else acts.rehearsed_texts(code, words)
        )
        brought.append((made, is_real))
        return made

    question = Question(
        title=_("Bring in a file of texts"), button=_("Go on"), done=reverse("secretariat_language", args=[code]), saved="", way=way_to_language(code),
        who=_("The secretariat; once brought in, everyone who reads in this language."),
        lead=_("Take the texts along as a file, fill it in with your own program, and bring it back here. Empty texts are passed over."),
    )  # fmt: skip
    answer = ask(request, question, lambda data: TextsFileForm(data, request.FILES or None), act)
    if not brought:
        return answer
    return render(request, "alliance/desk/texts_brought.html", _outcome(*brought[0], code))


def _outcome(made: Brought, is_real: bool, code: str) -> dict[str, Any]:
    return {
        "made": made, "is_real": is_real, "code": code, "way": way_to_language(code),
        "totals": [
            (len(made.changed), "ok" if is_real else "part", _("changed") if is_real else _("would change")),
            (made.same, "na", _("already as in the file")), (made.empty, "none", _("empty")),
            (len(made.wrong) + len(made.unknown), "late", _("left out, see why")),
        ],
        "wrong": [(one.word, [own_texts.explain(problem) for problem in one.problems]) for one in made.wrong[:MOST_SHOWN]],
        "unknown": made.unknown[:MOST_SHOWN], "changed": made.changed[:MOST_SHOWN], "most": MOST_SHOWN,
        "has_more": max(len(made.wrong), len(made.unknown), len(made.changed)) > MOST_SHOWN,
    }  # fmt: skip


def _words(upload: "UploadedFile[bytes]", code: str) -> list[Word]:
    """Returns the texts of a file; what cannot be read is told at its field."""
    data, name = upload.read(MOST_BYTES + 1), upload.name or ""
    try:
        if name.lower().endswith((".po", ".pot")) or data.lstrip(b"\xef\xbb\xbf \n\r\t")[:5] in {b"msgid", b"msgct"}:
            return own_texts.words_of_po(data, code)
        return own_texts.words_of_sheet(data, name, code)
    except SheetUnreadable as unreadable:
        raise Unacceptable("sheet_unreadable", field="file", why=explain(unreadable)) from unreadable
    except UnreadableFile as unreadable:
        raise Unacceptable(unreadable.code, field="file", **unreadable.facts) from unreadable
