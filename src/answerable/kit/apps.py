from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "answerable.kit"
    label = "kit"

    def ready(self) -> None:
        """Has it noted which file the database is, so that another in its place shows; search follows what acts touch."""
        from django.db.backends.signals import connection_created

        from . import saving, touching
        from .search import renew_touched

        connection_created.connect(saving.note_opened, dispatch_uid="kit.saving")
        touching.listen(renew_touched)
