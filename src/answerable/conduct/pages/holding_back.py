"""Not yet: saying what holds one back, to whom one chooses."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from answerable.access.doors import SIGNED_IN, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries import naming
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.people import of_account
from answerable.kit.asking import Question, ask

from ..actions import answering_hold_backs as answers
from ..actions import holding_back as acts
from ..queries import holding_back as told
from ..queries.holding_back import Talk
from .finding import language
from .forms.signing import AnswerHoldBackForm, HoldBackForm
from .paper import in_force
from .presenters.signatures import title_of

READERS = [
    ("focal_point", gettext_lazy("Whoever speaks for my organisation")),
    ("keepers", gettext_lazy("Those who keep my network’s records")),
]


@opens(SIGNED_IN)
def hold_back(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What holds somebody back; what they said before is there to change, until somebody answered it."""
    version, actor = in_force(slug), actor_of(request)
    person = of_account(actor.account_id)
    if person is None:
        raise Hidden
    said, talks = told.own(person, version), told.talks_of_person(person, version)
    initial: dict[str, Any] = {}
    if said:
        chosen = [code for code, was in (("focal_point", said.row.told_focal_point), ("keepers", said.row.told_keepers)) if was]  # fmt: skip
        initial = {"what": said.words, "tell": chosen}
    question = Question(
        title=_("What holds you back"), button=_("Keep this"), done=reverse("sign", args=[slug]),
        saved=_("It is kept as you chose. Nobody signs against their doubts."), way=[(reverse("sign", args=[slug]), title_of(version, language()))],
        who=_("You, and whoever you choose below; nobody else. It is kept sealed, until you sign or take it back, at most for a year."),
        context={"let_go": reverse("let_go", args=[slug]) if said else "", "talks": talk_rows(talks), "said": said},
        template="conduct/signing/hold_back.html",
    )  # fmt: skip
    if request.method != "POST" and any(one.turns for one in talks):
        return render(
            request, question.template, {"question": question, "place": question.way[0][1], **question.context}
        )

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


def reader_words(talk: Talk) -> str:
    """Returns who was told, in words."""
    told_to = talk.told
    if told_to.organisation is not None:
        return _("Whoever speaks for %(name)s") % {
            "name": naming.organisation_name(kept_record(told_to.organisation), language())
        }
    name = naming.network_name(told_to.network, language()) if told_to.network else ""
    return _("Those who keep the records of %(name)s") % {"name": name}


def talk_rows(talks: list[Talk]) -> list[dict[str, Any]]:
    """Returns each talk as a list shows it: with whom, about which text, and whether it is answered."""
    return [
        {
            "talk": one, "readers": reader_words(one), "text": title_of(one.first.row.version, language()),
            "href": reverse("held_back", args=[one.told.key]),
        }
        for one in talks
    ]  # fmt: skip


@opens(SIGNED_IN)
def held_back(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What somebody told one of those they chose, and what both said since; for everybody else it is not there."""
    actor = actor_of(request)
    found = told.find(key, actor)
    if found is None:
        raise Hidden
    talk, is_own = found
    version = talk.first.row.version
    own_way = [(reverse("hold_back", args=[version.instrument.slug]), title_of(version, language()))]
    address = reverse("held_back", args=[key])
    question = Question(
        title=_("What holds you back") if is_own else _("What holds somebody back"),
        button=_("Add it") if is_own else _("Send the answer"), done=address, saved=_("It is kept, and only the two of you read it."),
        way=own_way if is_own else way_of_reader(talk), lead=title_of(version, language()),
        who=_("You, and: %(readers)s. Nobody else. It is kept sealed, and goes when you sign or take it back.") % {"readers": reader_words(talk)}
        if is_own else _("You, the others who were told with you, and the person who wrote it. It is kept sealed, and goes when they sign or take it back."),
        context={"talk": talk, "is_own": is_own, "lines": lines_of(talk)},
        template="conduct/signing/held_back.html",
    )  # fmt: skip
    act = answers.say_more if is_own else answers.answer_hold_back
    return ask(
        request, question, lambda data: AnswerHoldBackForm(data, is_own=is_own),
        lambda form: act(by=actor, told=talk.told, words=form.cleaned_data["what"]),
    )  # fmt: skip


def lines_of(talk: Talk) -> list[dict[str, Any]]:
    """Returns what both said, each with who said it."""
    first, names, readers = talk.first, told.names_of([talk]), reader_words(talk)
    person = first.row.person.name
    lines = [{"who": person, "day": first.row.written_on, "words": first.words}]
    for turn in talk.turns:
        name = names.get(turn.row.by, "")
        who = person if turn.own else f"{name} · {readers}" if name else readers
        lines.append({"who": who, "day": turn.row.written_on, "words": turn.words})
    return lines


def way_of_reader(talk: Talk) -> list[tuple[str, str]]:
    if talk.told.organisation is not None:
        home = kept_record(talk.told.organisation)
        return [(reverse("organisation_signatures", args=[home.slug]), _("Signatures"))]
    return (
        [(reverse("network_signatures", args=[talk.told.network.slug]), _("Signatures"))] if talk.told.network else []
    )
