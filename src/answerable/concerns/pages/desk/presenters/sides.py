"""What stands beside a case: what the person wishes and agreed to, when they may be reached, whom it is about, who reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from answerable.kit.languages import name as language_name

from ....models import Handler
from ....queries.cases import OpenCase
from ....queries.handlers import leads_besides, told_of_ties
from ....queries.keepers import holders
from ....queries.names import names_of, organisation_names
from ....queries.sealed import latest
from ....queries.standing import asked_by
from ....queries.threads import answers_to_consents
from ....rules.consents import Answer
from ....rules.entries import Entry, What
from ....rules.routing import Party
from ....rules.telling import Question
from ....rules.words import Role, Said, State
from ..words import content, language
from .talk import answer_words

STATUS = {Said.YES: "ok", Said.NO: "none", Said.LATER: "start"}


def told_of(found: OpenCase) -> dict[str, str]:
    """Returns the answers as they were first told, by question."""
    told = latest(found.thread.entries, What.TOLD)
    return dict(told.body.get("answers", {})) if told is not None else {}


def asked_for(found: OpenCase) -> dict[str, Any]:
    """Returns what the person came for and wishes for."""
    answers = told_of(found)
    said = {one: answer_words(one, answers[one]) for one in (Question.WANT, Question.WISHES) if answers.get(one)}
    spoken = found.about.language
    return {
        "want": said.get(Question.WANT, ""), "wishes": said.get(Question.WISHES, ""), "under_18": answers.get(Question.UNDER_18) == "yes",
        "language": language_name(spoken, language()) if spoken else "",
    }  # fmt: skip


def consents(found: OpenCase) -> list[dict[str, Any]]:
    """Returns the last answer to each question of consent; nothing here is the desk's to change."""
    last: dict[tuple[str, str], Answer] = {
        (one.purpose, one.recipient): one for one in answers_to_consents(found.thread.entries)
    }
    return [
        {
            "status": STATUS[one.said], "said": content(f"consent_answers.{one.said.value}"), "day": one.day,
            "words": content(f"consents.{one.purpose.value}.asks", recipient=one.recipient),
        }
        for one in last.values()
    ]  # fmt: skip


def reaching(found: OpenCase) -> list[tuple[str, str]]:
    """Returns how and when the person may be reached, as they said last."""
    answers, last = told_of(found), latest(found.thread.entries, What.RHYTHM)
    body = last.body if last is not None else {}
    rhythm = str(body.get("rhythm") or answers.get(Question.RHYTHM, ""))
    parts = _("; ").join(content(f"questions.reach.choices.{one}") for one in body.get("parts", ()))
    found_facts = [
        (_("Reach"), answer_words(Question.REACH, answers.get(Question.REACH, "")) or _("by their code alone")),
        (_("How often"), answer_words(Question.RHYTHM, rhythm) if rhythm else ""),
        (_("Safe days"), _(", ").join(_weekday(int(one)) for one in body.get("weekdays", ()))),
        (_("Safe times"), parts),
        (_("Danger now"), answer_words(Question.DANGER, answers.get(Question.DANGER, "skip"))),
    ]
    return [(term, words) for term, words in found_facts if words]


def never_call(found: OpenCase) -> bool:
    last = latest(found.thread.entries, What.RHYTHM)
    return bool(last is not None and last.body.get("never"))


def parties(about: Iterable[Party]) -> list[dict[str, str]]:
    """Returns whom it is about: where they belong, their organisation, and their name where one was said."""
    rows = list(about)
    organisations = organisation_names((one.organisation for one in rows), language())
    handlers = names_of(one.person for one in rows if one.person)
    return [
        {
            "level": content(f"questions.about.choices.{one.level.value}"),
            "organisation": organisations.get(
                one.organisation, one.organisation if not one.organisation.isdecimal() else ""
            ),
            "person": handlers.get(one.person, one.person),
        }
        for one in rows
    ]


def readers(found: OpenCase, holding: frozenset[str]) -> list[str]:
    """Returns who else holds a key, as colleagues call them."""
    others = holding - {found.by.id}
    names = names_of(others)
    return sorted(names.get(one, _("a colleague")) for one in others)


def waiting_for_the_lead(found: OpenCase) -> list[dict[str, str]]:
    """Returns colleagues on the case who told of ties, and wait for the lead to agree."""
    waits = [one for one in told_of_ties(found) if _waits(found, one)]
    names = names_of(str(one.pk) for one in waits)
    return [{"handler": str(one.pk), "name": names.get(str(one.pk), _("a colleague"))} for one in waits]


def leads_without_key(found: OpenCase) -> list[dict[str, str]]:
    """Returns who leads the team and cannot decide, for they hold no key of this case: colleagues may give it to them."""
    leads = [one for one in leads_besides(found) if one.pk not in holders(found.case.pk)]
    names = names_of(str(one.pk) for one in leads)
    return [{"handler": str(one.pk), "name": names.get(str(one.pk), _("a colleague"))} for one in leads]


def asked_to_end(found: OpenCase, names: Mapping[str, str]) -> str:
    """Returns who asked that it be closed, or declined, and waits for somebody else; nothing where nobody does."""
    if (asked := _declining(found)) is not None:
        mine = _("You asked the lead to decline it. The lead decides.")
        for_me, for_others = (
            _("%(name)s asked to decline it. It is for you to decide."),
            _("%(name)s asked to decline it. The lead decides."),
        )
        theirs = for_me if found.by.role == Role.LEAD else for_others
    elif (asked := _closing(found)) is not None:
        mine = _("You asked to end it. Somebody else on the case decides.")
        theirs = _("%(name)s asked to end it. It is for you or another colleague to decide.")
    else:
        return ""
    return mine if asked.author == found.by.id else theirs % {"name": names.get(asked.author, _("A colleague"))}


def needs_the_lead(found: OpenCase) -> bool:
    """Whether the case waits for what the lead alone decides."""
    return bool(waiting_for_the_lead(found)) or _declining(found) is not None


def _declining(found: OpenCase) -> Entry | None:
    return asked_by(found, What.ASKED_TO_DECLINE) if State(found.case.state) == State.TRIAGE else None


def _closing(found: OpenCase) -> Entry | None:
    return asked_by(found, What.ASKED_TO_CLOSE) if State(found.case.state) == State.CLOSING else None


def _waits(found: OpenCase, handler: Handler) -> bool:
    said = found.said_by(handler, bytes(handler.verify))
    return said is not None and not said.approved_by and said.parties >= found.parties


def _weekday(number: int) -> str:
    return str(WEEKDAYS.get(number, ""))
