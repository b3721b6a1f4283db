"""Takes what changed into the sums of standing; where nobody was ever reckoned, reckons everybody first."""

from answerable.standards.actions.rebuilding import reckon_all
from answerable.standards.actions.summing_up import sum_up
from answerable.standards.models import Duty
from answerable.standards.queries.counting import never_reckoned


def run() -> None:
    if never_reckoned() and Duty.objects.exists():
        reckon_all()
    sum_up()
