"""Not yet: saying what holds one back, to whom one chooses."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.people import of_account
from answerable.kit.asking import Question, ask

from ..actions import holding_back as acts
from ..queries import holding_back as told
from .finding import language
from .forms.signing import HoldBackForm
from .paper import in_force
from .presenters.signatures import title_of

READERS = [
    ("focal_point", gettext_lazy("Whoever speaks for my organisation")),
    ("keepers", gettext_lazy("Those who keep my network’s records")),
]


@opens(SIGNED_IN)
def hold_back(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What holds somebody back; what they said before is there to change."""
    version, actor = in_force(slug), actor_of(request)
    person = of_account(actor.account_id)
    if person is None:
        raise Hidden
    said = told.own(person, version)
    initial: dict[str, Any] = {}
    if said:
        chosen = [code for code, was in (("focal_point", said.row.told_focal_point), ("keepers", said.row.told_keepers)) if was]  # fmt: skip
        initial = {"what": said.words, "tell": chosen}
    question = Question(
        title=_("What holds you back"), button=_("Keep this"), done=reverse("sign", args=[slug]),
        saved=_("It is kept as you chose. Nobody signs against their doubts."), way=[(reverse("sign", args=[slug]), title_of(version, language()))],
        who=_("You, and whoever you choose below; nobody else. It is kept sealed, until you sign or take it back, at most for a year."),
        context={"let_go": reverse("let_go", args=[slug]) if said else ""}, template="conduct/signing/hold_back.html",
    )  # fmt: skip

    def act(form: HoldBackForm) -> object:
        tell = form.cleaned_data["tell"]
        return acts.hold_back(
            by=actor, version=version, words=form.cleaned_data["what"], tell_focal_point="focal_point" in tell,
            tell_keepers="keepers" in tell,
        )  # fmt: skip

    return ask(request, question, lambda data: HoldBackForm(data, initial=initial, readers=READERS), act)


@require_POST
@opens(SIGNED_IN)
def let_go(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Taking back what one said of holding back."""
    version, actor = in_force(slug), actor_of(request)
    if of_account(actor.account_id) is None:
        raise Hidden
    acts.let_go(by=actor, version=version)
    response = HttpResponseRedirect(reverse("sign", args=[slug]))
    response.status_code = 303
    return response
