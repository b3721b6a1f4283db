from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "answerable.access"
    label = "access"

    def ready(self) -> None:
        """Tells the backups that a deleted account stays deleted, and that no session comes back."""
        from . import forgetting

        forgetting.declare()
