"""What the alliance itself says on pages of the program."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import PageText
from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..queries.languages import there_are
from .recording import enter

PAGES = ("privacy", "told")


@transaction.atomic
def write_page_text(*, by: Actor, page: str, language: str, text: str) -> None:
    """Keeps the alliance's own words for a page in a language; an empty text takes them away."""
    require(may_keep_alliance(by), "needs_secretariat")
    if page not in PAGES or language not in there_are():
        raise Unacceptable("language_unknown")
    if text.strip():
        PageText.objects.update_or_create(
            page=page, language=language, defaults={"text": text.strip(), "updated_on": clock.today()}
        )
    else:
        PageText.objects.filter(page=page, language=language).delete()
    enter(by, "write_page_text", subject=("page", page), place=ROOT_PATH, detail={"language": language})
