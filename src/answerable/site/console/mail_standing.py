"""How mail stands, in numbers: for whoever operates the machine. No address and no content."""

from dataclasses import dataclass

from answerable.kit import clock, queue
from answerable.notices.models import Mailed
from answerable.notices.queries import failing

JOBS = (
    "notices.posting.send_digest",
    "notices.posting.send_soon",
    "access.mails.send_sealed",
    "alliance.actions.letters.post_letter",
    "alliance.actions.inviting.post_invitation",
)


@dataclass(frozen=True)
class Standing:
    """Mails by what became of them; `oldest_hours` is how long the oldest that was due has waited."""

    waiting: int
    tried: int
    given_up: int
    oldest_hours: int
    came_back: int
    failing: int

    @property
    def is_stuck(self) -> bool:
        return self.given_up > 0 or self.oldest_hours >= 1


def how_mail_stands() -> Standing:
    """Returns how many mails wait, are tried again, were given up or came back, and how many addresses fail."""
    jobs = [one for one in queue.unfinished() if one.name.endswith(JOBS)]
    now = clock.now()
    waiting = [one for one in jobs if one.state != "failed" and (one.tries or one.due is None or one.due <= now)]
    return Standing(
        waiting=len(waiting),
        tried=sum(one.tries > 0 for one in waiting),
        given_up=sum(one.state == "failed" for one in jobs),
        oldest_hours=max((int((now - one.since).total_seconds() // 3600) for one in waiting), default=0),
        came_back=Mailed.objects.exclude(came_back="").count(),
        failing=failing().count(),
    )
