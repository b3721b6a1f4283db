from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "answerable.access"
    label = "access"

    def ready(self) -> None:
        """Lets posts rest without a second factor; tells the backups what stays deleted, and that no session comes back."""
        from . import forgetting
        from .actors import let_posts_rest
        from .required import divide

        let_posts_rest(divide)
        forgetting.declare()
