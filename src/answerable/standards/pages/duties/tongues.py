"""A duty in one language: saying it there, beside how it reads in its first."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.kit import languages as tongues
from answerable.kit.asking import Question, ask

from ...actions.duties import today
from ...actions.wording import said_now, say_duty
from ...queries.duties import is_past, words_of
from .desk import WRITERS, way_to, who, writer
from .forms import TongueForm
from .reading import found_duty


@opens(WRITERS)
def one(request: HttpRequest, number: str, version: int, tongue: str) -> HttpResponseBase:
    """The words of one version in one language."""
    actor, found = writer(request), found_duty(number)
    asking = next((one for one in found.askings.all() if one.pk == version), None)
    if asking is None or tongue not in tongues.known() or is_past(found, today()):
        raise Hidden
    text = next((one for one in asking.texts.all() if one.language == tongue), None)
    is_first = tongue == asking.language
    question = Question(
        title=_("This duty in a language"), button=_("Save"), done=reverse("desk_duty", args=[number]), way=way_to(found), who=who(),
        saved=_("The words are saved."), template="standards/duties/tongue.html",
        lead=tongues.own_name(tongue),
        context={"beside": None if is_first else words_of(asking, asking.language), "is_first": is_first},
    )  # fmt: skip
    return ask(
        request, question, lambda data: TongueForm(data, initial=said_now(text), language=tongue),
        lambda form: say_duty(
            by=actor, duty=found, asking=asking, language=tongue, words=form.written(), began=form.began_from
        ),
    )  # fmt: skip
