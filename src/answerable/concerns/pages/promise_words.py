"""What is promised, in words that handlers and keepers read: each number with what it is of."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..rules.promises import Promises

LABELS: Mapping[str, Promise] = {
    "acknowledge_workdays": _("Say that two people have it, aimed at"),
    "acknowledge_days": _("Say that two people have it, at the latest"),
    "danger_hours": _("Ask how safe somebody is who may be in danger"),
    "safety_hours": _("Ask how safe somebody is otherwise"),
    "first_answer_workdays": _("Say what is proposed, after that"),
    "feedback_days": _("Say what was done, or what stands in the way"),
    "extended_days": _("The same, where it takes longer and the person was told why"),
    "update_days": _("Write how it goes, while it goes on, every"),
    "quiet_update_days": _("Write how it goes, while it rests or help is given, every"),
    "idle_days": _("Look again at a case in which nothing happened, after"),
}
IN_HOURS = ("danger_hours", "safety_hours")


def lines_of(promises: Promises) -> list[tuple[str, str]]:
    """Returns every number with what it is of."""
    return [(str(label), amount(name, getattr(promises, name))) for name, label in LABELS.items()]


def amount(name: str, value: int) -> str:
    if name in IN_HOURS:
        return ngettext("%(n)s hour", "%(n)s hours", value) % {"n": value}
    if name.endswith("workdays"):
        return ngettext("%(n)s working day", "%(n)s working days", value) % {"n": value}
    return ngettext("%(n)s day", "%(n)s days", value) % {"n": value}
