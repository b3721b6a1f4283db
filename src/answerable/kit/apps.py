from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "answerable.kit"
    label = "kit"

    def ready(self) -> None:
        """Has it noted which file the database is, so that another in its place shows."""
        from django.db.backends.signals import connection_created

        from . import saving

        connection_created.connect(saving.note_opened, dispatch_uid="kit.saving")
