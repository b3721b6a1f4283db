"""What policies, links to passports and lists of evidence say, beside the room’s other words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...rules.saying import PolicyKind
from ..words import REFUSALS

Words = dict[str, "str | Promise"]

POLICY_TITLES: Words = {
    PolicyKind.WOMENS_LEADERSHIP: _("Policy on women’s leadership"),
    PolicyKind.SEXUAL_HARASSMENT: _("Policy against sexual harassment"),
    PolicyKind.CHILD_PROTECTION: _("Policy on the protection of children"),
    PolicyKind.PARENTAL_LEAVE: _("Policy on parental and family leave"),
    PolicyKind.OTHER: _("Another policy"),
}
POLICY_REFUSALS: Words = {
    **REFUSALS,
    "adopted_that_day": _("One about the same was adopted on that day already. Take that one back first, or give the day of this one."),
    "review_not_later": _("Give a later day than the one it has: %(day)s. Where a newer policy came, look at that one."),
    "share_in_the_past": _("This day is past. Give today or a later day."),
    "share_too_long": _("A link is good for %(most)s days at most. Make another one then."),
    "too_many_shares": _("%(most)s links are good at present. End one of them first."),
}  # fmt: skip
