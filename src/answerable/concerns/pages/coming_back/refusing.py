"""What a rule says no to, in plain words beside the field; what was typed stays."""

from django.utils.translation import gettext as _

from answerable.access.refusals import Unacceptable

from ...queries.promised import PROMISES
from ...queries.raising import raising
from ...rules.promises import MEGABYTE
from ..raising.showing import say


def words_of(refusal: Unacceptable) -> str:
    """Returns why something cannot be, and what to do."""
    code, limits = refusal.code, PROMISES.limits
    number = {
        "too_long": limits.characters, "too_many_files": limits.files, "file_too_large": limits.file_bytes // MEGABYTE,
        "case_too_large": limits.case_bytes // MEGABYTE,
    }.get(code, 0)  # fmt: skip
    if code == "one_sentence":  # of one field: “anywhere, everything else may stay empty” is said of the questions
        return _("Write one sentence at least.")
    if code not in raising().lists["refusals"]:
        return say("pages.inbox.not_now")
    return say(f"refusals.{code}", number=number)


def errors_of(refusal: Unacceptable) -> dict[str, str]:
    """Returns the same by the field it belongs to."""
    return {refusal.field or "words": words_of(refusal)}
