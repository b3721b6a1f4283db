from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "answerable.notices"
    label = "notices"

    def ready(self) -> None:
        """Tells the foundations an alliance's own words, and hears from them that an address works."""
        from answerable.access.codes import tell_of_proof
        from answerable.kit.letters import provide_own_words

        from . import notices  # noqa: F401 - declares this room's messages
        from .mail import tell_of_refusals
        from .queries.words import own_words

        provide_own_words(own_words)
        tell_of_proof(_address_works)
        tell_of_refusals(_refused)


def _address_works(account_id: UUID) -> None:
    from answerable.access.actors import Actor

    from .actions.reaching import address_works

    address_works(by=Actor(account_id=account_id))


def _refused(fault: SMTPRecipientsRefused, mark: str) -> None:
    from answerable.access.actors import Actor

    from .actions.reaching import note_refusal

    note_refusal(fault, by=Actor.of_system("mail"), mark=mark)
