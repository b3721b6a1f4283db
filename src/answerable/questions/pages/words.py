"""What a rule's no is called here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "no_such_set": _("This set of questions does not fit here. Choose another one."),
    "open_already": _("A round with these questions is open already."),
    "too_few_people": _("Results are shown from five answers up. With fewer than five people, talk about it together instead."),
    "too_many_people": _("At most %(most)s."),
    "ends_in_the_past": _("This day is past. Give today or a later day."),
    "ends_too_late": _("Give a day within a year."),
    "round_over": _("This round is over. No more answers are taken."),
    "round_full": _("There are many more answers than people who were asked. No more are taken."),
    "nothing_answered": _("Nothing is chosen yet."),
    "no_such_answer": _("This is none of the answers. Choose another one."),
    "sheets_needed": _("How many sheets are there?"),
    "more_than_sheets": _("More answers than sheets: %(answers)s on %(sheets)s."),
}  # fmt: skip
