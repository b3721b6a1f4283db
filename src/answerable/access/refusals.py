"""A refusal says why and what to do; where existence itself is secret it is the plain 404 instead."""

from django.http import Http404

from answerable.kit.forms import RuleSaysNo


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The act is known but not allowed: shown as a page with the reason and the next step.

    `reason` is a code whose words live in `access/templates/access/refused.html`, for example
    `not_your_place`, `needs_office`, `needs_sign_in`, `needs_step_up`, `needs_second_factor`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = self.code = reason


class Hidden(Http404):
    """The thing may not even be known to exist: the same answer, byte for byte, as for what does not exist."""


class Unacceptable(RuleSaysNo):
    """A rule of a room says no to what was asked: shown beside the field, with everything typed still there.

    `code` names the rule; `field` the form field it belongs to ("" for the whole form); `facts` fill the words.
    """
