"""The words for what duties alone have; those of the whole room are one floor up."""

from django.utils.translation import gettext_lazy as _

from ...rules.words import Cadence, Window
from ..words import Words

WHY_NOT_FOLLOWED: Words = {
    "confidential": _("It is about single cases. Following it here would point at people."),
    "not_measured": _("It is asked of everybody’s conscience, and nobody measures that."),
}
CHECKED_BY: Words = {
    "facts": _("The records show it by themselves."),
    "claims": _("Those of whom it is asked say it, and others may confirm it."),
    "both": _("The records show it by themselves, or those of whom it is asked say it."),
}
CADENCE_HINTS: Words = {
    Cadence.ONCE: _("Done once, it stays done."),
    Cadence.EACH_VERSION: _("When a newer version of a text is adopted, it is asked anew."),
    Cadence.CONTINUOUS: _("As long as it is so: a seat that is held, a policy in force."),
    Cadence.AT_LEAST: _("Three times in any 18 months, for example."),
    Cadence.AFTER_EACH: _("After every training, for example."),
    Cadence.ON_JOINING: _("When somebody joins, or a short while before."),
}
WINDOW_HINTS: Words = {
    Window.ROLLING: _("Counted back from every day."),
    Window.CALENDAR: _("Counted from January: years, halves, quarters."),
}
